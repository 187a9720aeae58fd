import CallFlow
import Desk
import Testing

@Suite("Spoken times of day") struct TimeSpeechTests {
    private func said(_ hour: Int, _ minute: Int, in language: Language) throws -> String {
        let time = try #require(TimeOfDay(hour: hour, minute: minute, second: 59))
        return try PromptsTests.said(.time(time), as: .supportOpens, in: language)
    }

    private func french(_ hour: Int, _ minute: Int) throws -> String {
        let oracle = NumberOracle(.french)
        if minute == 0, hour == 0 { return "minuit" }
        if minute == 0, hour == 12 { return "midi" }
        let hours = try oracle.text(hour, isFeminine: true) + (hour < 2 ? " heure" : " heures")
        return minute == 0 ? hours : "\(hours) \(try oracle.text(minute, isFeminine: true))"
    }

    private func english(_ hour: Int, _ minute: Int) throws -> String {
        let oracle = NumberOracle(.english)
        if minute == 0, hour == 0 { return "midnight" }
        if minute == 0, hour == 12 { return "noon" }
        let half = hour < 12 ? "a.m." : "p.m."
        let hours = try oracle.text((hour + 11) % 12 + 1)
        if minute == 0 { return "\(hours) \(half)" }
        return "\(hours) \(minute < 10 ? "oh " : "")\(try oracle.text(minute)) \(half)"
    }

    @Test("are right and tell all 1,440 minutes apart", arguments: Language.allCases)
    func everyMinute(language: Language) throws {
        let oracle = NumberOracle(language)
        var heard: Set<String> = []
        for hour in 0...23 {
            for minute in 0...59 {
                let text = try said(hour, minute, in: language)
                let expected = try language == .french ? french(hour, minute) : english(hour, minute)
                #expect(oracle.plain(text) == expected)
                heard.insert(text)
            }
        }
        #expect(heard.count == 1440)
    }

    @Test(
        "are what people say",
        arguments: [
            (0, 0, "minuit", "midnight"), (0, 5, "zéro heure cinq", "twelve oh five a.m."),
            (1, 0, "une heure", "one a.m."), (1, 1, "une heure une", "one oh one a.m."),
            (8, 0, "huit heures", "eight a.m."), (8, 1, "huit heures une", "eight oh one a.m."),
            (8, 5, "huit heures cinq", "eight oh five a.m."), (12, 0, "midi", "noon"),
            (12, 30, "douze heures trente", "twelve thirty p.m."), (19, 0, "dix-neuf heures", "seven p.m."),
            (21, 14, "vingt et une heures quatorze", "nine fourteen p.m."),
            (21, 21, "vingt et une heures vingt et une", "nine twenty-one p.m."),
            (23, 59, "vingt-trois heures cinquante-neuf", "eleven fifty-nine p.m."),
        ])
    func spelled(hour: Int, minute: Int, french: String, english: String) throws {
        #expect(try said(hour, minute, in: .french) == french)
        #expect(try said(hour, minute, in: .english) == english)
    }
}
