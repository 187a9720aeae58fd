import Desk
import DeskFolder
import Testing

@Suite("The terms of exercises in desk.yaml") struct ReadinessTests {
    /// The part begins on line 19 of the small desk.
    private static let part = """
        drills:
          readiness:
            consent: [alice, bruno]
            quiet: [{ from: "23:30", until: "06:00" }, { from: "12:00", until: "13:00" }]
            per_person: 2d
            answer_within: 15s
            accept_within: 50s

        """

    private func terms(_ more: String) throws -> ReadinessTerms {
        try SmallDesk.load(["desk.yaml": SmallDesk.desk + more]).readiness
    }

    @Test("are read") func read() throws {
        func window(_ opens: String, _ closes: String) throws -> DutyWindow {
            DutyWindow(
                opens: try #require(Timestamp.parseTime(opens)), closes: try #require(Timestamp.parseTime(closes)))
        }
        let expected = ReadinessTerms(
            consent: ["alice", "bruno"], quiet: [try window("23:30", "06:00"), try window("12:00", "13:00")],
            perPerson: .days(2), answerWithin: .seconds(15), acceptWithin: .seconds(50))
        #expect(try terms(Self.part) == expected)
    }

    @Test(
        "let nobody be rung, and the night be quiet, where nothing is said",
        arguments: ["", "drills: {}\n", "drills: { readiness: {} }\n", "drills:\n  readiness:\n"])
    func defaults(text: String) throws {
        let terms = try terms(text)
        #expect(terms == .standard && terms.consent == [] && terms.quiet == [ReadinessTerms.night])
        #expect(terms.perPerson == .days(7) && terms.answerWithin == .seconds(20) && terms.acceptWithin == .seconds(40))
    }

    @Test("Results are kept for three years, or as long as 'retention: drills' says") func retention() throws {
        #expect(try SmallDesk.load().retention.drills == .days(1095))
        let text = SmallDesk.desk + "retention: { drills: 30d }\n"
        #expect(try SmallDesk.load(["desk.yaml": text]).retention == Retention(drills: .days(30)))
    }

    @Test("may have no quiet hours") func loud() throws {
        #expect(try terms("drills: { readiness: { quiet: [] } }\n").quiet == [])
    }

    @Test(
        "are told with their place where they are wrong",
        arguments: [
            (
                "consent: [alice, bruno]", "consent: [alice, brunno]",
                "desk.yaml:21:22: 'consent' names 'brunno', who is not in rota.yaml: did you mean 'bruno'?"
            ),
            (
                "consent: [alice, bruno]", "consent: [alice, standby]",
                "desk.yaml:21:22: 'consent' names 'standby', who is not in rota.yaml: use one of 'alice', 'bruno'"
            ),
            (
                "consent: [alice, bruno]", "consent: [alice, alice]",
                "desk.yaml:21:22: 'consent' names 'alice' twice: name each person once"
            ),
            (
                "accept_within: 50s", "accept_within: 10s",
                "desk.yaml:25:20: a person is to accept within 10s, and to pick up within 15s: let 'accept_within' be no shorter than 'answer_within'"
            ),
            (
                "per_person: 2d", "per_person: 0s",
                "desk.yaml:23:17: 'per_person' is '0s': write a duration from 1h to 366d, such as 8s, 2m or 1h30m"
            ),
            (
                "per_person: 2d", "per_persson: 2d",
                "desk.yaml:23:5: 'readiness' has no field 'per_persson': did you mean 'per_person'?"
            ),
            (
                "until: \"06:00\"", "till: \"06:00\"",
                "desk.yaml:22:30: a part of the day has no field 'till': use one of 'from', 'until'"
            ),
        ])
    func malformed(old: String, new: String, message: String) throws {
        let text = try (SmallDesk.desk + Self.part).changing(old, to: new)
        do throws(Problems) {
            _ = try SmallDesk.load(["desk.yaml": text])
            Issue.record("nothing was refused")
        } catch {
            let lines = error.all.map { $0.description.replacing("small/", with: "") }
            #expect(lines.contains(message), "\(lines)")
        }
    }
}
