import CallFlow
import Desk
import Prompts
import Testing

@Suite("Values in a prompt") struct ValueTextTests {
    /// Renders a value on its own, at a quarter past eight in the evening of Tuesday 10 March 2026 unless told otherwise.
    private func text(
        _ value: SpokenValue, as name: SpokenValueName = .opened, in language: Language,
        at now: String = "2026-03-10T20:15:00"
    ) throws -> String {
        let text = "{\(name.rawValue)}"
        let renderer = PromptRenderer(try catalogue(["p": [.french: text, .english: text]]), zone: .paris2026)
        return renderer.text(Utterance(prompt: "p", language: language, values: [name: value]), at: try paris(now))
    }

    @Test(
        "amounts exclude tax and have cents only where there are some",
        arguments: [
            (35_000, "EUR", "350 € HT", "€350 excl. tax"), (45_000, "EUR", "450 € HT", "€450 excl. tax"),
            (35_050, "EUR", "350,50 € HT", "€350.50 excl. tax"), (35_005, "EUR", "350,05 € HT", "€350.05 excl. tax"),
            (0, "EUR", "0 € HT", "€0 excl. tax"), (7, "EUR", "0,07 € HT", "€0.07 excl. tax"),
            (125_000, "EUR", "1 250 € HT", "€1,250 excl. tax"),
            (123_456_789, "EUR", "1 234 567,89 € HT", "€1,234,567.89 excl. tax"),
            (-35_000, "EUR", "-350 € HT", "-€350 excl. tax"), (30_000, "GBP", "300 £ HT", "£300 excl. tax"),
            (32_000, "CHF", "320 CHF HT", "CHF 320 excl. tax"),
        ])
    func money(cents: Int, currency: String, french: String, english: String) throws {
        let money = SpokenValue.money(Money(cents: cents, currency: currency))
        #expect(try text(money, as: .price, in: .french) == french)
        #expect(try text(money, as: .price, in: .english) == english)
    }

    @Test("amounts at the ends of the scale do not trap", arguments: [Int.min, .max])
    func extremeMoney(cents: Int) throws {
        #expect(try text(.money(Money(cents: cents)), as: .price, in: .french).hasSuffix(" € HT"))
    }

    @Test(
        "telephone numbers are grouped in pairs",
        arguments: [
            ("+33290920555", "02 90 92 05 55", "+33 2 90 92 05 55"),
            ("+33970710230", "09 70 71 02 30", "+33 9 70 71 02 30"),
            ("+447700900123", "+44 77 00 90 01 23", "+44 77 00 90 01 23"),
            ("+3221234567", "+32 21 23 45 67", "+32 21 23 45 67"),
            ("+352123456", "+352 12 34 56", "+352 12 34 56"),
            ("+12025550143", "+1 20 25 55 01 43", "+1 20 25 55 01 43"),
            ("+33123", "+33 1 23", "+33 1 23"), ("+123", "+1 23", "+1 23"), ("+352", "+352", "+352"),
        ])
    func phone(number: String, french: String, english: String) throws {
        let phone = SpokenValue.phone(try #require(PhoneNumber(number)))
        #expect(try text(phone, as: .emergencyNumber, in: .french) == french)
        #expect(try text(phone, as: .emergencyNumber, in: .english) == english)
    }

    @Test(
        "times of day",
        arguments: [
            (8, 0, "8 h", "08:00"), (19, 0, "19 h", "19:00"), (8, 5, "8 h 05", "08:05"), (0, 0, "0 h", "00:00"),
            (23, 59, "23 h 59", "23:59"),
        ])
    func time(hour: Int, minute: Int, french: String, english: String) throws {
        let time = SpokenValue.time(try #require(TimeOfDay(hour: hour, minute: minute, second: 40)))
        #expect(try text(time, as: .supportOpens, in: .french) == french)
        #expect(try text(time, as: .supportOpens, in: .english) == english)
    }

    @Test(
        "moments have their day where it is not today",
        arguments: [
            ("2026-03-10T19:02:00", "19 h 02", "19:02"), ("2026-03-10T21:14:00", "21 h 14", "21:14"),
            ("2026-03-10T00:00:00", "0 h", "00:00"), ("2026-03-10T23:59:59", "23 h 59", "23:59"),
            ("2026-03-11T00:00:00", "demain à 0 h", "tomorrow at 00:00"),
            ("2026-03-11T08:00:00", "demain à 8 h", "tomorrow at 08:00"),
            ("2026-03-09T23:59:59", "hier à 23 h 59", "yesterday at 23:59"),
            ("2026-03-12T08:00:00", "le jeudi 12 mars à 8 h", "Thursday 12 March at 08:00"),
            ("2026-03-08T09:30:00", "le dimanche 8 mars à 9 h 30", "Sunday 8 March at 09:30"),
            ("2026-03-01T08:00:00", "le dimanche 1er mars à 8 h", "Sunday 1 March at 08:00"),
            (
                "2025-12-31T23:05:00", "le mercredi 31 décembre 2025 à 23 h 05",
                "Wednesday 31 December 2025 at 23:05"
            ),
            ("2026-08-15T12:00:00", "le samedi 15 août à 12 h", "Saturday 15 August at 12:00"),
        ])
    func moments(moment: String, french: String, english: String) throws {
        let moment = SpokenValue.instant(try paris(moment))
        #expect(try text(moment, in: .french) == french)
        #expect(try text(moment, in: .english) == english)
    }

    @Test("around midnight and the turn of the year the day is the wall clock's")
    func midnight() throws {
        let newYear = SpokenValue.instant(try paris("2026-01-01T00:14:00"))
        #expect(try text(newYear, in: .french, at: "2025-12-31T23:50:00") == "demain à 0 h 14")
        #expect(try text(newYear, in: .french, at: "2026-01-01T00:00:00") == "0 h 14")
        let eve = SpokenValue.instant(try paris("2025-12-31T23:50:00"))
        #expect(try text(eve, in: .english, at: "2026-01-01T00:00:00") == "yesterday at 23:50")
    }

    @Test("every day of the week and every month has its name")
    func names() throws {
        let days = try (2...8).map { try text(.instant(paris("2026-02-0\($0)T08:00:00")), in: .french) }
        #expect(
            days.map { $0.split(separator: " ")[1] }
                == ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"])
        let months = try (1...12).map { month in
            try text(.instant(paris("2026-\(month < 10 ? "0" : "")\(month)-20T08:00:00")), in: .french)
        }
        #expect(
            months.map { $0.split(separator: " ")[3] }
                == [
                    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
                    "novembre", "décembre",
                ])
    }

    @Test("the hour that the clock shows twice is told apart")
    func clockGoesBack() throws {
        let evening = "2026-10-24T23:30:00"
        let first = SpokenValue.instant(try paris("2026-10-25T02:30:00+02:00"))
        let second = SpokenValue.instant(try paris("2026-10-25T02:30:00+01:00"))
        #expect(try text(first, in: .french, at: evening) == "demain à 2 h 30, avant le changement d'heure")
        #expect(try text(second, in: .french, at: evening) == "demain à 2 h 30, après le changement d'heure")
        #expect(try text(first, in: .english, at: evening) == "tomorrow at 02:30, before the clock change")
        #expect(try text(second, in: .english, at: "2026-10-25T01:50:00") == "02:30, after the clock change")
        #expect(try text(.instant(paris("2026-10-25T03:00:00")), in: .french, at: evening) == "demain à 3 h")
        let rounded = SpokenValue.instant(try paris("2026-10-25T02:59:30+02:00"))
        #expect(
            try text(rounded, as: .deadline, in: .french, at: "2026-10-25T01:50:00")
                == "2 h, après le changement d'heure")
    }

    @Test("the hour that the clock leaves out is not shown")
    func clockGoesForward() throws {
        let before = try paris("2026-03-29T01:30:00")
        let deadline = SpokenValue.instant(before.advanced(by: .hours(1)))
        #expect(try text(deadline, as: .deadline, in: .french, at: "2026-03-29T01:30:00") == "3 h 30")
        let edge = SpokenValue.instant(try paris("2026-03-29T01:59:30"))
        #expect(try text(edge, as: .deadline, in: .english, at: "2026-03-29T01:30:00") == "03:00")
        #expect(try text(edge, as: .opened, in: .english, at: "2026-03-29T01:30:00") == "01:59")
    }

    @Test(
        "a moment to wait for is rounded up to the minute, a past one down",
        arguments: [
            (SpokenValueName.deadline, "21 h 15"), (.lockedUntil, "21 h 15"), (.opened, "21 h 14"),
        ])
    func rounding(name: SpokenValueName, expected: String) throws {
        let exact = try paris("2026-03-10T21:14:00")
        #expect(try text(.instant(exact.advanced(by: .milliseconds(1))), as: name, in: .french) == expected)
        #expect(try text(.instant(exact), as: name, in: .french) == "21 h 14")
    }

    @Test("a moment that never comes, or before 1970, is no trap")
    func extremes() throws {
        #expect(try text(.instant(.distantFuture), as: .deadline, in: .french) == "…")
        #expect(try text(.instant(.distantPast), in: .english) == "…")
        let late = Instant(milliseconds: .max - 1)
        #expect(try text(.instant(late), as: .deadline, in: .french) == "le vendredi 31 décembre 9999 à 23 h 59")
        let old = try paris("1969-12-31T12:00:30")
        #expect(try text(.instant(old), as: .deadline, in: .french) == "le mercredi 31 décembre 1969 à 12 h 01")
    }

    @Test(
        "names and titles come out as one printable line",
        arguments: [
            ("Atelier Numérique", "Atelier Numérique"), ("  Coupure\n réseau\tsalle 2 ", "Coupure réseau salle 2"),
            ("\u{1B}[2Jrouge", "[2Jrouge"), ("ab\u{202E}cd", "abcd"), ("a\u{2028}b", "a b"), ("", "…"), (" \n ", "…"),
            ("\u{200B}", "…"),
        ])
    func names(name: String, expected: String) throws {
        #expect(try text(.text(name), as: .clientName, in: .french) == expected)
    }

    @Test("names and titles are cut to the limit")
    func limit() throws {
        let limit = PromptRenderer.valueLimit
        let fits = String(repeating: "a", count: limit)
        #expect(try text(.text(fits), as: .bulletin, in: .french) == fits)
        #expect(try text(.text(fits + "b"), as: .bulletin, in: .french) == fits + "…")
        let marks = "e" + String(repeating: "\u{301}", count: 10_000)
        #expect(try text(.text(marks), as: .bulletin, in: .french).unicodeScalars.count == limit + 1)
    }

    @Test("digits stay together", arguments: ["12345", "T-8812", "00007"])
    func digits(digits: String) throws {
        for language in Language.allCases {
            #expect(try text(.digits(digits), as: .ticket, in: language) == digits)
        }
    }
}
