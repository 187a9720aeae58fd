import Desk
import Testing

@Suite("Money and tariffs (R10)") struct MoneyTests {
    @Test(
        "amounts are written exactly",
        arguments: [
            (350_00, "350.00 EUR"), (450_05, "450.05 EUR"), (99, "0.99 EUR"), (5, "0.05 EUR"), (0, "0.00 EUR"),
            (-50, "-0.50 EUR"), (-5, "-0.05 EUR"), (-350_00, "-350.00 EUR"), (-350_07, "-350.07 EUR"),
            (Int.max, "92233720368547758.07 EUR"), (Int.min, "-92233720368547758.08 EUR"),
        ])
    func written(cents: Int, text: String) {
        #expect(Money(cents: cents).description == text)
    }

    @Test("amounts of different currencies are different")
    func currencies() {
        #expect(Money(cents: 100, currency: "CHF").description == "1.00 CHF")
        #expect(Money(cents: 100, currency: "CHF") != Money(cents: 100))
    }

    @Test(
        "a tariff is in force from its first millisecond to just before its end",
        arguments: [(-1, false), (0, true), (1, true), (999, true), (1000, false), (1001, false)])
    func inForce(milliseconds: Int64, isInForce: Bool) throws {
        let from = try paris("2026-01-01T00:00")
        let tariff = Tariff(
            number: .emergency, amount: Money(cents: 350_00), from: from, until: from.advanced(by: .seconds(1)))
        #expect(tariff.isInForce(at: from.advanced(by: .milliseconds(milliseconds))) == isInForce)
        let open = Tariff(number: .emergency, amount: Money(cents: 350_00), from: from)
        #expect(open.isInForce(at: from.advanced(by: .milliseconds(milliseconds))) == (milliseconds >= 0))
        #expect(open.isInForce(at: .distantFuture))
    }

    @Test("one tariff follows another without a gap, each for its own number")
    func dated() throws {
        var policy = try Procedure().policy
        let turn = try paris("2027-01-01T00:00")
        policy.tariffs = [
            Tariff(number: .emergency, amount: Money(cents: 350_00), from: try paris("2016-01-01T00:00"), until: turn),
            Tariff(number: .emergency, amount: Money(cents: 380_00), from: turn),
            Tariff(number: .managerial, amount: Money(cents: 450_00), from: turn),
        ]
        func cents(_ number: NumberRole, _ at: Instant) -> Int? { policy.tariff(for: number, at: at)?.amount.cents }
        let before = turn.advanced(by: .milliseconds(-1))
        #expect(cents(.emergency, before) == 350_00)
        #expect(cents(.emergency, turn) == 380_00)
        #expect(cents(.managerial, before) == nil)
        #expect(cents(.managerial, turn) == 450_00)
        #expect(cents(.emergency, try paris("2015-12-31T23:59:59.999")) == nil)
    }
}
