import CallFlow
import Desk
import Foundation
import Testing

@testable import Prompts

@Suite("Spoken moments") struct MomentSpeechTests {
    @Test(
        "have their day where it is not today",
        arguments: [
            ("2026-03-10T21:14:00", "vingt et une heures quatorze", "nine fourteen p.m."),
            ("2026-03-10T00:00:00", "minuit", "midnight"), ("2026-03-10T12:00:00", "midi", "noon"),
            ("2026-03-11T08:00:00", "demain à huit heures", "tomorrow at eight a.m."),
            ("2026-03-11T12:00:00", "demain à midi", "tomorrow at noon"),
            ("2026-03-09T23:59:59", "hier à vingt-trois heures cinquante-neuf", "yesterday at eleven fifty-nine p.m."),
            (
                "2026-03-18T21:14:00", "le mercredi dix-huit mars à vingt et une heures quatorze",
                "Wednesday the eighteenth of March at nine fourteen p.m."
            ),
            (
                "2026-03-01T08:00:00", "le dimanche premier mars à huit heures",
                "Sunday the first of March at eight a.m."
            ),
            (
                "2025-12-31T23:05:00",
                "le mercredi trente et un décembre deux mille vingt-cinq à vingt-trois heures cinq",
                "Wednesday the thirty-first of December twenty twenty-five at eleven oh five p.m."
            ),
        ])
    func days(moment: String, french: String, english: String) throws {
        let moment = SpokenValue.instant(try paris(moment))
        #expect(try said(moment, in: .french) == french)
        #expect(try said(moment, in: .english) == english)
    }

    @Test(
        "never call the first minute of another day midnight, which may be either end of it",
        arguments: [
            ("2026-03-11T00:00:00", "demain à zéro heure", "tomorrow at twelve a.m."),
            ("2026-03-09T00:00:00", "hier à zéro heure", "yesterday at twelve a.m."),
            (
                "2026-03-12T00:00:00", "le jeudi douze mars à zéro heure",
                "Thursday the twelfth of March at twelve a.m."
            ),
        ])
    func midnight(moment: String, french: String, english: String) throws {
        let moment = SpokenValue.instant(try paris(moment))
        #expect(try said(moment, in: .french) == french)
        #expect(try said(moment, in: .english) == english)
    }

    @Test("are rounded up to the minute where one waits for them, down otherwise")
    func rounding() throws {
        let moment = SpokenValue.instant(try paris("2026-03-10T21:14:00").advanced(by: .milliseconds(1)))
        #expect(try said(moment, as: .deadline, in: .english) == "nine fifteen p.m.")
        #expect(try said(moment, as: .lockedUntil, in: .english) == "nine fifteen p.m.")
        #expect(try said(moment, as: .opened, in: .english) == "nine fourteen p.m.")
    }

    @Test("tell the hour apart that the clock shows twice")
    func clockGoesBack() throws {
        let evening = "2026-10-24T23:30:00"
        let first = SpokenValue.instant(try paris("2026-10-25T02:30:00+02:00"))
        let second = SpokenValue.instant(try paris("2026-10-25T02:30:00+01:00"))
        #expect(
            try said(first, in: .french, at: evening)
                == "demain à deux heures trente, avant le changement d'heure")
        #expect(
            try said(second, in: .french, at: evening)
                == "demain à deux heures trente, après le changement d'heure")
        #expect(
            try said(first, in: .english, at: evening) == "tomorrow at two thirty a.m., before the clock change")
        #expect(
            try said(second, in: .english, at: "2026-10-25T01:50:00") == "two thirty a.m., after the clock change")
        #expect(try said(.instant(paris("2026-10-25T03:00:00")), in: .english, at: evening) == "tomorrow at three a.m.")
    }

    @Test("leave out the hour that the clock leaves out")
    func clockGoesForward() throws {
        let edge = SpokenValue.instant(try paris("2026-03-29T01:59:30"))
        #expect(try said(edge, as: .deadline, in: .french, at: "2026-03-29T01:30:00") == "trois heures")
        #expect(try said(edge, in: .french, at: "2026-03-29T01:30:00") == "une heure cinquante-neuf")
    }

    @Test("have a substitute where they never come")
    func never() throws {
        #expect(try said(.instant(.distantFuture), as: .deadline, in: .french) == "non précisé")
        #expect(try said(.instant(.distantPast), in: .english) == "not specified")
    }

    @Test("name every day of two years as Foundation does", arguments: Language.allCases)
    func everyDay(language: Language) throws {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: language == .french ? "fr_FR" : "en_GB")
        formatter.timeZone = TimeZone(identifier: "UTC")
        formatter.dateFormat = "EEEE d MMMM yyyy"
        let oracle = NumberOracle(language)
        let first = try #require(LocalDate(year: 2027, month: 1, day: 1)).daysSinceEpoch
        let last = try #require(LocalDate(year: 2028, month: 12, day: 31)).daysSinceEpoch
        #expect(last - first + 1 == 731)
        for day in first...last {
            let words = formatter.string(from: Date(timeIntervalSince1970: Double(day) * 86_400)).split(separator: " ")
            let number = try #require(Int(words[1]))
            let year = try #require(Int(words[3]))
            let expected =
                switch language {
                case .french:
                    "le \(words[0]) \(number == 1 ? "premier" : try oracle.text(number)) \(words[2]) \(try oracle.text(year))"
                case .english:
                    "\(words[0]) the \(Self.ordinals[number - 1]) of \(words[2]) twenty \(try oracle.text(year - 2000))"
                }
            let moment = SpokenValue.instant(Instant(seconds: Int64(day) * 86_400 + 28_800))
            let text = try said(moment, in: language, zone: .utc)
            let time = language == .french ? " à huit heures" : " at eight a.m."
            #expect(text.hasSuffix(time))
            #expect(oracle.plain(String(text.dropLast(time.count))) == oracle.plain(expected))
        }
    }

    private static let ordinals = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
        "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
        "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth",
        "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
    ]

    @Test(
        "have years as people say them",
        arguments: [
            (2026, "deux mille vingt-six", "twenty twenty-six"), (2006, "deux mille six", "two thousand and six"),
            (2000, "deux mille", "two thousand"), (2010, "deux mille dix", "twenty ten"),
            (1999, "mille neuf cent quatre-vingt-dix-neuf", "nineteen ninety-nine"),
            (1970, "mille neuf cent soixante-dix", "nineteen seventy"), (1900, "mille neuf cents", "nineteen hundred"),
            (1905, "mille neuf cent cinq", "nineteen oh five"), (1066, "mille soixante-six", "ten sixty-six"),
            (1005, "mille cinq", "one thousand and five"), (3000, "trois mille", "three thousand"),
            (987, "neuf cent quatre-vingt-sept", "nine hundred and eighty-seven"), (1, "un", "one"),
            (9999, "neuf mille neuf cent quatre-vingt-dix-neuf", "ninety-nine ninety-nine"),
        ])
    func years(year: Int, french: String, english: String) throws {
        let date = try #require(LocalDate(year: year, month: 5, day: 2))
        func said(_ language: Language) throws -> String {
            try language.grammar.date(date, withYear: true).dropFirst(3).map(SpokenPart.recorded).text(in: language)
        }
        #expect(try said(.french) == french)
        #expect(try said(.english) == english)
    }

    @Test("join day and month in one recording where the join is heard in French")
    func joins() throws {
        func pieces(_ month: Int, _ day: Int) throws -> [String] {
            let date = try #require(LocalDate(year: 2026, month: month, day: day))
            return Language.french.grammar.date(date, withYear: false).map(\.text)
        }
        #expect(try pieces(3, 8) == ["weekday-sunday", "date-8-march"])
        #expect(try pieces(8, 8) == ["weekday-saturday", "number-8", "month-august"])
        #expect(try pieces(3, 9) == ["weekday-monday", "number-9", "month-march"])
        #expect(try pieces(3, 16) == ["weekday-monday", "number-16", "month-march"])
    }

    @Test("tell all years apart", arguments: Language.allCases)
    func everyYear(language: Language) throws {
        let heard = try (1...9999).map { year in
            try language.grammar.date(#require(LocalDate(year: year, month: 1, day: 1)), withYear: true).dropFirst(3)
        }
        #expect(Set(heard).count == 9999)
    }
}
