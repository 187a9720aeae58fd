import CallFlow
import Desk
import Prompts
import Testing

@Suite("Spoken amounts") struct MoneySpeechTests {
    private func said(_ cents: Int, _ currency: String = "EUR", in language: Language) throws -> String {
        try PromptsTests.said(.money(Money(cents: cents, currency: currency)), as: .price, in: language)
    }

    @Test(
        "exclude tax, with cents where there are some",
        arguments: [
            (35_000, "EUR", "trois cent cinquante euros", "three hundred and fifty euros"),
            (45_000, "EUR", "quatre cent cinquante euros", "four hundred and fifty euros"),
            (100, "EUR", "un euro", "one euro"), (0, "EUR", "zéro euro", "zero euros"),
            (10_000, "EUR", "cent euros", "one hundred euros"),
            (20_000, "EUR", "deux cents euros", "two hundred euros"),
            (100_000, "EUR", "mille euros", "one thousand euros"),
            (110_000, "EUR", "mille cent euros", "one thousand one hundred euros"),
            (1_000_000, "EUR", "dix mille euros", "ten thousand euros"),
            (
                35_010, "EUR", "trois cent cinquante euros et dix centimes",
                "three hundred and fifty euros and ten cents"
            ),
            (101, "EUR", "un euro et un centime", "one euro and one cent"),
            (50, "EUR", "cinquante centimes", "fifty cents"),
            (-35_000, "EUR", "moins trois cent cinquante euros", "minus three hundred and fifty euros"),
            (30_000, "GBP", "trois cents livres sterling", "three hundred pounds"),
            (101, "GBP", "une livre sterling zéro un", "one pound and one penny"),
            (7150, "GBP", "soixante et onze livres sterling cinquante", "seventy-one pounds and fifty pence"),
            (8100, "GBP", "quatre-vingt-une livres sterling", "eighty-one pounds"),
            (1250, "USD", "douze dollars cinquante", "twelve dollars and fifty cents"),
            (100, "USD", "un dollar", "one dollar"), (5, "USD", "zéro dollar zéro cinq", "five cents"),
            (32_000, "CHF", "trois cent vingt C H F", "three hundred and twenty C H F"),
            (
                32_005, "CHF", "trois cent vingt virgule zéro cinq C H F",
                "three hundred and twenty point zero five C H F"
            ),
            (100, "", "un", "one"),
        ])
    func spelled(cents: Int, currency: String, french: String, english: String) throws {
        #expect(try said(cents, currency, in: .french) == french + " hors taxes")
        #expect(try said(cents, currency, in: .english) == english + " excluding tax")
    }

    @Test("have every number of euros up to 9,999, and of cents", arguments: Language.allCases)
    func everyEuro(language: Language) throws {
        let oracle = NumberOracle(language)
        let french = language == .french
        let tax = french ? "hors taxes" : "excluding tax"
        for euros in 0...9999 {
            let noun = french || euros == 1 ? "euro" : "euros"
            #expect(
                try oracle.plain(said(euros * 100, in: language)) == "\(try oracle.text(euros)) \(noun) \(tax)")
        }
        for cents in 1...99 {
            let noun = french ? "centime" : cents == 1 ? "cent" : "cents"
            let text = try oracle.text(cents)
            #expect(try oracle.plain(said(cents, in: language)) == "\(text) \(noun) \(tax)")
            let whole = french ? "un euro et" : "one euro"
            #expect(try oracle.plain(said(100 + cents, in: language)) == "\(whole) \(text) \(noun) \(tax)")
        }
    }

    @Test("have every number of pounds and dollars in French")
    func everyPound() throws {
        let oracle = NumberOracle(.french)
        for units in 0...9999 {
            let pounds = try oracle.plain(said(units * 100, "GBP", in: .french))
            #expect(pounds == "\(try oracle.text(units, isFeminine: true)) livre sterling hors taxes")
            let dollars = try oracle.plain(said(units * 100, "USD", in: .french))
            #expect(dollars == "\(try oracle.text(units)) dollar hors taxes")
        }
    }

    @Test("join number and noun in one recording where the join is heard in French")
    func joins() throws {
        func pieces(_ cents: Int, _ currency: String) throws -> [String] {
            let speaker = ValueSpeaker(language: .french, zone: .utc, now: try paris("2026-03-10T20:15:00"))
            return speaker.parts(.money(Money(cents: cents, currency: currency)), as: .price).pieces
        }
        #expect(try pieces(35_000, "EUR") == ["hundred-3", "euros-50", "excluding-tax"])
        #expect(try pieces(200_000, "EUR") == ["euros-2000", "excluding-tax"])
        #expect(try pieces(30_000, "EUR") == ["euros-300", "excluding-tax"])
        #expect(try pieces(1006, "GBP") == ["pounds-10", "number-0", "number-6", "excluding-tax"])
        #expect(try pieces(1200, "GBP") == ["number-12", "pounds", "excluding-tax"])
        #expect(try pieces(10_600, "USD") == ["hundred-1", "dollars-6", "excluding-tax"])
        #expect(try pieces(10, "EUR") == ["cents-10", "excluding-tax"])
    }
}
