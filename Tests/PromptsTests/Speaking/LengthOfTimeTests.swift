import CallFlow
import Desk
import Prompts
import Testing

@Suite("Lengths of time") struct LengthOfTimeTests {
    private func written(_ duration: Duration, in language: Language) throws -> String {
        let renderer = PromptRenderer(
            try catalogue(["p": [.french: "{opened}", .english: "{opened}"]]), zone: .paris2026)
        let utterance = Utterance(prompt: "p", language: language, values: [.opened: .duration(duration)])
        return renderer.text(utterance, at: try paris("2026-03-10T20:15:00"))
    }

    @Test(
        "are written in days, hours and minutes",
        arguments: [
            (3600, "1 h", "1 h"), (2700, "45 min", "45 min"), (5400, "1 h 30", "1 h 30 min"),
            (3900, "1 h 05", "1 h 5 min"), (172_800, "2 jours", "2 days"), (86_400, "1 jour", "1 day"),
            (90_000, "1 jour 1 h", "1 day 1 h"), (86_700, "1 jour 5 min", "1 day 5 min"),
            (183_900, "2 jours 3 h 05", "2 days 3 h 5 min"), (60, "1 min", "1 min"), (59, "59 s", "59 s"),
            (0, "0 s", "0 s"), (-5, "0 s", "0 s"),
        ])
    func written(seconds: Int, french: String, english: String) throws {
        #expect(try written(.seconds(seconds), in: .french) == french)
        #expect(try written(.seconds(seconds), in: .english) == english)
    }

    @Test(
        "are spoken in days, hours and minutes",
        arguments: [
            (3600, "une heure", "one hour"), (60, "une minute", "one minute"),
            (5400, "une heure trente", "one hour and thirty minutes"),
            (3900, "une heure et cinq minutes", "one hour and five minutes"),
            (3660, "une heure et une minute", "one hour and one minute"),
            (76_860, "vingt et une heures vingt et une", "twenty-one hours and twenty-one minutes"),
            (7200, "deux heures", "two hours"), (1260, "vingt et une minutes", "twenty-one minutes"),
            (172_800, "deux jours", "two days"), (86_400, "un jour", "one day"),
            (90_000, "un jour et une heure", "one day and one hour"),
            (178_200, "deux jours et une heure trente", "two days, one hour and thirty minutes"),
            (183_900, "deux jours, trois heures et cinq minutes", "two days, three hours and five minutes"),
            (36 * 86_400, "trente-six jours", "thirty-six days"), (32 * 86_400, "trente-deux jours", "thirty-two days"),
            (1, "une seconde", "one second"), (0, "zéro seconde", "zero seconds"),
            (21, "vingt et une secondes", "twenty-one seconds"), (-5, "zéro seconde", "zero seconds"),
        ])
    func spoken(seconds: Int, french: String, english: String) throws {
        #expect(try said(.duration(.seconds(seconds)), in: .french) == french)
        #expect(try said(.duration(.seconds(seconds)), in: .english) == english)
    }

    @Test("are rounded to the minute from a minute on, and to the second below")
    func rounding() throws {
        #expect(try written(.milliseconds(59_499), in: .french) == "59 s")
        #expect(try written(.milliseconds(59_500), in: .french) == "1 min")
        #expect(try written(.milliseconds(89_999), in: .french) == "1 min")
        #expect(try written(.seconds(90), in: .french) == "2 min")
        #expect(try said(.duration(.milliseconds(3_599_999)), in: .french) == "une heure")
        #expect(try said(.duration(.seconds(86_399)), in: .english) == "one day")
    }

    @Test("count every minute of two days, and every day of three years", arguments: Language.allCases)
    func everyOne(language: Language) throws {
        let oracle = NumberOracle(language)
        var heard: Set<String> = []
        for minutes in 1...2880 { heard.insert(try said(.duration(.minutes(minutes)), in: language)) }
        #expect(heard.count == 2880)
        let noun = language == .french ? "jour" : "days"
        for days in 2...1100 {
            let text = try said(.duration(.seconds(days * 86_400)), in: language)
            #expect(oracle.plain(text) == "\(try oracle.text(days)) \(noun)")
        }
        for seconds in 2...59 where language == .french {
            let text = try said(.duration(.seconds(seconds)), in: language)
            #expect(oracle.plain(text) == "\(try oracle.text(seconds, isFeminine: true)) seconde")
        }
    }
}
