import CallFlow
import Desk
import Testing

@testable import Prompts

@Suite("Pieces") struct PieceInventoryTests {
    /// Values of every kind that there is something to say of.
    private static func values() throws -> [(SpokenValue, SpokenValueName)] {
        var values: [(SpokenValue, SpokenValueName)] = []
        for minutes in 0..<1440 {
            values.append((.time(try #require(TimeOfDay(hour: minutes / 60, minute: minutes % 60))), .supportOpens))
            values.append((.duration(.minutes(minutes)), .opened))
        }
        values += (0...59).map { (.duration(.seconds($0)), .opened) }
        values += (1...400).map { (.duration(.hours($0 * 24)), .opened) }
        for currency in ["EUR", "GBP", "USD", "CHF"] {
            values += (0...9999).map { (.money(Money(cents: $0 * 100, currency: currency)), .price) }
            values += (0...99).map { (.money(Money(cents: $0, currency: currency)), .price) }
            values += (1...99).map { (.money(Money(cents: -$0 * 100_001, currency: currency)), .price) }
        }
        let firstDay = try paris("1899-12-31T23:30:00")
        for day in 0..<1200 { values.append((.instant(firstDay.advanced(by: .hours(day * 24))), .opened)) }
        for day in -400...400 {
            values.append((.instant(try paris("2026-03-10T08:15:00").advanced(by: .hours(day * 24))), .deadline))
        }
        for moment in ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"] {
            values.append((.instant(try paris(moment)), .opened))
        }
        values += [(.text(""), .clientName), (.text(""), .bulletin), (.instant(.distantFuture), .deadline)]
        values += "abcdefghijklmnopqrstuvwxyz".map { (.digits("\($0)-12"), .ticket) }
        for phone in ["+33290920555", "+447700900123", "+12025550143"] {
            values.append((.phone(try #require(PhoneNumber(phone))), .emergencyNumber))
        }
        return values
    }

    @Test("are exactly those that some value asks for", arguments: Language.allCases)
    func reachable(language: Language) throws {
        let speaker = ValueSpeaker(language: language, zone: .paris2026, now: try paris("2026-03-10T20:15:00"))
        var asked: Set<String> = []
        for (value, name) in try Self.values() { asked.formUnion(speaker.parts(value, as: name).pieces) }
        let known = Set(PieceNames.all(in: language))
        #expect(asked.subtracting(known).sorted() == [])
        #expect(known.subtracting(asked).sorted() == [])
    }

    @Test("are named once, in a stable order", arguments: Language.allCases)
    func names(language: Language) {
        let names = PieceNames.all(in: language)
        #expect(Set(names).count == names.count)
        #expect(names == PieceNames.all(in: language))
        #expect(names.first == "number-0")
        #expect(names.contains(PieceNames.missingValue))
        #expect(names.contains(PieceNames.unnamedIncident))
        #expect(names.allSatisfy { name in name.utf8.allSatisfy { $0 == 0x2D || $0 >= 0x30 && $0 < 0x7B } })
    }

    @Test("have texts of the shipped desk, and nothing else has")
    func shipped() throws {
        let catalogue = try ShippedPieces.catalogue()
        for language in Language.allCases {
            let written = catalogue.pieces.values.filter { $0.texts[language] != nil }.map(\.name)
            #expect(Set(written) == Set(PieceNames.all(in: language)))
        }
    }

    @Test("stand in for what was never recorded")
    func substitutes() throws {
        let catalogue = try ShippedPieces.catalogue()
        let title = catalogue.text(of: PieceNames.substitute(for: .bulletin), in: .french)
        #expect(title == "le titre de l'incident figure dans Produhost")
        for name in SpokenValueName.allCases where name != .bulletin {
            #expect(catalogue.text(of: PieceNames.substitute(for: name), in: .english) == "not specified")
        }
    }
}
