import DeskFolder
import SIP
import Testing

@Suite("Countries") struct CountryTests {
    @Test(
        "read a number as it is dialled at home, and write it so",
        arguments: [
            (.fr, "02 90 92 05 55", "+33290920555"), (.be, "02 552 01 11", "+3225520111"),
            (.ch, "044 668 18 00", "+41446681800"), (.de, "030 2270", "+49302270"),
            (.nl, "020 551 0000", "+31205510000"),
            (.gb, "020 7946 0018", "+442079460018"), (.ie, "01 613 7000", "+35316137000"),
            (.at, "01 711 000", "+431711000"), (.us, "1 202 555 0142", "+12025550142"),
            (.ca, "1 613 555 0142", "+16135550142"),
        ] as [(Country, String, String)])
    func national(_ country: Country, _ text: String, _ number: String) {
        #expect(country.numberPlan.e164(text) == number)
        let digits = text.filter { $0 != " " }
        #expect(country.numberPlan.text(number, as: .national) == digits)
    }

    @Test(
        "without a prefix write a number without its calling code",
        arguments: [
            (.es, "+34912345678", "912345678"), (.it, "+390669812345", "0669812345"), (.lu, "+35226123456", "26123456"),
            (.mc, "+37798981234", "98981234"), (.pt, "+351212345678", "212345678"),
        ] as [(Country, String, String)])
    func open(_ country: Country, _ number: String, _ text: String) {
        #expect(country.numberPlan.text(number, as: .national) == text)
        #expect(country.numberPlan.e164(number) == number)
    }

    @Test("all write a foreign number with their international prefix", arguments: Country.allCases)
    func international(_ country: Country) {
        let prefix = country == .us || country == .ca ? "011" : "00"
        #expect(country.numberPlan.text("+81312345678", as: .international) == prefix + "81312345678")
        #expect(country.numberPlan.e164(prefix + "81312345678") == "+81312345678")
    }
}
