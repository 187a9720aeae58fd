import CallFlow
import Desk
import Testing

@testable import Prompts

@Suite("Spoken telephone numbers and ids") struct DigitSpeechTests {
    @Test(
        "telephone numbers are read in pairs",
        arguments: [
            (
                "+33290920920", "zéro deux, quatre-vingt-dix, quatre-vingt-douze, zéro neuf, vingt",
                "plus three three, two, nine zero, nine two, zero nine, two zero"
            ),
            (
                "+33970710230", "zéro neuf, soixante-dix, soixante et onze, zéro deux, trente",
                "plus three three, nine, seven zero, seven one, zero two, three zero"
            ),
            (
                "+447700900123",
                "plus quarante-quatre, soixante-dix-sept, zéro zéro, quatre-vingt-dix, zéro un, vingt-trois",
                "plus four four, seven seven, zero zero, nine zero, zero one, two three"
            ),
            (
                "+352123456", "plus trois cent cinquante-deux, douze, trente-quatre, cinquante-six",
                "plus three five two, one two, three four, five six"
            ),
            ("+33123", "plus trente-trois, un, vingt-trois", "plus three three, one, two three"),
            ("+352", "plus trois cent cinquante-deux", "plus three five two"),
        ])
    func phones(number: String, french: String, english: String) throws {
        let phone = SpokenValue.phone(try #require(PhoneNumber(number)))
        #expect(try said(phone, as: .emergencyNumber, in: .french) == french)
        #expect(try said(phone, as: .emergencyNumber, in: .english) == english)
    }

    @Test(
        "ids are read in runs of letters and of digits, the digits in pairs from the end",
        arguments: [
            ("12345", "un, vingt-trois, quarante-cinq", "one, two three, four five"),
            ("00007", "zéro, zéro zéro, zéro sept", "zero, zero zero, zero seven"),
            ("10080", "un, zéro zéro, quatre-vingts", "one, zero zero, eight zero"),
            ("T-8812", "T, quatre-vingt-huit, douze", "T, eight eight, one two"),
            ("t8812", "T, quatre-vingt-huit, douze", "T, eight eight, one two"),
            ("AB12C3", "A B, douze, C, trois", "A B, one two, C, three"), ("A-B", "A, B", "A, B"),
            ("É-ç_ø.Ł/1", "E, C, O, L, un", "E, C, O, L, one"), ("e\u{301}a", "E A", "E A"),
            ("#42!", "quarante-deux", "four two"), ("4☎️2", "quarante-deux", "four two"),
            ("٤٢", "quarante-deux", "four two"), ("a  b", "A, B", "A, B"), ("--1--", "un", "one"),
            ("1\u{202E}2", "douze", "one two"),
        ])
    func ids(id: String, french: String, english: String) throws {
        #expect(try said(.digits(id), as: .ticket, in: .french) == french)
        #expect(try said(.digits(id), as: .ticket, in: .english) == english)
    }

    @Test("an id that cannot be spelled is a phrase, and one of nothing has a substitute")
    func unspeakable() throws {
        #expect(try said(.digits("日本"), as: .ticket, in: .french) == "“日本”")
        #expect(try said(.digits("\u{7}☎︎\n-"), as: .ticket, in: .french) == "“☎︎ -”")
        #expect(try said(.digits(" \n"), as: .ticket, in: .french) == "non précisé")
        #expect(try said(.digits(""), as: .ticket, in: .english) == "not specified")
    }

    @Test("an id is read up to the limit")
    func limit() throws {
        let speaker = ValueSpeaker(language: .french, zone: .utc, now: try paris("2026-03-10T20:15:00"))
        let fits = String(repeating: "A", count: SpokenIdentifier.limit)
        let parts = speaker.parts(.digits(fits), as: .ticket)
        #expect(parts.pieces == Array(repeating: "letter-a", count: SpokenIdentifier.limit))
        #expect(speaker.parts(.digits(fits + "B"), as: .ticket) == parts)
        #expect(speaker.parts(.digits(String(repeating: "12", count: 5000)), as: .ticket).pieces.count == 12)
    }

    @Test(
        "names and titles are phrases of one printable line",
        arguments: [
            ("Atelier Numérique", "“Atelier Numérique”"), ("  Coupure\n réseau\tsalle 2 ", "“Coupure réseau salle 2”"),
            ("\u{1B}[2Jrouge", "“[2Jrouge”"), ("ab\u{202E}cd", "“abcd”"),
        ])
    func phrases(text: String, expected: String) throws {
        for language in Language.allCases { #expect(try said(.text(text), as: .bulletin, in: language) == expected) }
    }

    @Test("a title of nothing is told as such")
    func substitutes() throws {
        #expect(
            try said(.text("\u{200B}"), as: .bulletin, in: .french) == "le titre de l'incident figure dans Produhost")
        #expect(try said(.text(""), as: .bulletin, in: .english) == "its title can be found in Produhost")
        #expect(try said(.text(""), as: .clientName, in: .french) == "non précisé")
    }

    @Test("pairs are apart, and what belongs together is not")
    func pauses() throws {
        let speaker = ValueSpeaker(language: .english, zone: .utc, now: try paris("2026-03-10T20:15:00"))
        let parts = speaker.parts(.digits("A-12"), as: .ticket)
        let expected: [SpokenPart] = [
            .piece("letter-a"), .pause(milliseconds: 220), .piece("number-1"), .pause(milliseconds: 30),
            .piece("number-2"),
        ]
        #expect(parts == expected)
        let price = speaker.parts(.money(Money(cents: 35_000)), as: .price)
        #expect(price.count == price.pieces.count)
    }
}
