import Desk
import Testing

@testable import Prompts

@Suite("Spoken numbers") struct NumberSpeechTests {
    private func said(_ number: UInt, in language: Language) throws -> String {
        try language.grammar.number(number).parts.text(in: language)
    }

    @Test("are those that Foundation spells out, up to 9,999", arguments: Language.allCases)
    func core(language: Language) throws {
        let oracle = NumberOracle(language)
        for number in 0...9999 {
            #expect(try oracle.plain(said(UInt(number), in: language)) == oracle.text(number))
        }
    }

    @Test("are those that Foundation spells out, up to 999,999", arguments: Language.allCases)
    func large(language: Language) throws {
        let oracle = NumberOracle(language)
        let round = stride(from: 10_000, through: 999_000, by: 1000)
        for number in Array(round) + Array(stride(from: 10_001, through: 999_999, by: 97)) + [999_999] {
            #expect(try oracle.plain(said(UInt(number), in: language)) == oracle.text(number))
        }
    }

    @Test(
        "are spelled as they are written",
        arguments: [
            (0, "zéro", "zero"), (1, "un", "one"), (21, "vingt et un", "twenty-one"), (22, "vingt-deux", "twenty-two"),
            (71, "soixante et onze", "seventy-one"), (80, "quatre-vingts", "eighty"),
            (81, "quatre-vingt-un", "eighty-one"), (91, "quatre-vingt-onze", "ninety-one"),
            (99, "quatre-vingt-dix-neuf", "ninety-nine"), (100, "cent", "one hundred"),
            (101, "cent un", "one hundred and one"), (180, "cent quatre-vingts", "one hundred and eighty"),
            (200, "deux cents", "two hundred"), (201, "deux cent un", "two hundred and one"),
            (280, "deux cent quatre-vingts", "two hundred and eighty"),
            (350, "trois cent cinquante", "three hundred and fifty"), (1000, "mille", "one thousand"),
            (1001, "mille un", "one thousand and one"), (1005, "mille cinq", "one thousand and five"),
            (1100, "mille cent", "one thousand one hundred"),
            (1150, "mille cent cinquante", "one thousand one hundred and fifty"), (2000, "deux mille", "two thousand"),
            (2200, "deux mille deux cents", "two thousand two hundred"),
            (
                9999, "neuf mille neuf cent quatre-vingt-dix-neuf",
                "nine thousand nine hundred and ninety-nine"
            ),
            (10_000, "dix mille", "ten thousand"), (12_000, "douze mille", "twelve thousand"),
            (100_000, "cent mille", "one hundred thousand"),
            (100_001, "cent mille un", "one hundred thousand and one"),
            (101_000, "cent un mille", "one hundred and one thousand"),
            (102_300, "cent deux mille trois cents", "one hundred and two thousand three hundred"),
            (200_000, "deux cent mille", "two hundred thousand"),
        ] as [(UInt, String, String)])
    func spelled(number: UInt, french: String, english: String) throws {
        #expect(try said(number, in: .french) == french)
        #expect(try said(number, in: .english) == english)
    }

    @Test("end in the form that nothing follows, and have the other one before more")
    func forms() {
        func pieces(_ number: UInt, _ language: Language) -> [String] { language.grammar.number(number).map(\.text) }
        #expect(pieces(300, .french) == ["number-300"])
        #expect(pieces(350, .french) == ["hundred-3", "number-50"])
        #expect(pieces(2300, .french) == ["thousand-2", "number-300"])
        #expect(pieces(2000, .french) == ["number-2000"])
        #expect(pieces(10_006, .french) == ["thousand-10", "number-6"])
        #expect(pieces(12_006, .french) == ["number-12", "thousand", "number-6"])
        #expect(pieces(106_000, .french) == ["hundred-1", "thousand-6"])
        #expect(pieces(350, .english) == ["hundred-3", "and", "number-50"])
        #expect(pieces(300_000, .english) == ["hundred-3", "thousand"])
        #expect(pieces(2300, .english) == ["thousand-2", "number-300"])
    }

    @Test("have an English \"and\" before whatever is less than a hundred, and nowhere else")
    func and() {
        for number in 0...9999 {
            let pieces = Language.english.grammar.number(UInt(number)).map(\.text)
            let hasAnd = number > 100 && number % 100 != 0
            #expect(pieces.filter { $0 == "and" }.count == (hasAnd ? 1 : 0))
            if hasAnd { #expect(pieces.suffix(2) == ["and", "number-\(number % 100)"]) }
        }
    }

    @Test("are read digit by digit from a million on", arguments: Language.allCases)
    func digits(language: Language) {
        let pieces = language.grammar.number(1_000_234).map(\.text)
        #expect(
            pieces == ["number-1", "number-0", "number-0", "number-0", "number-2", "number-3", "number-4"])
        #expect(language.grammar.number(.max).count == 20)
    }
}
