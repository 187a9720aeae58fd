import Desk
import Foundation
import Ledger
import Testing

@Suite("voicedesk drill fire") struct DrillFireTests {
    private let folder: TemporaryFolder
    private var database: [String] { ["--database", folder.file("ledger.sqlite")] }

    init() throws { folder = try TemporaryFolder() }

    /// The shipped desk with other terms, in a folder of its own.
    private func desk(_ readiness: String) throws -> String {
        let path = folder.file("desk-\(UUID().uuidString)")
        let manager = FileManager.default
        try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
        for name in ["rota.yaml", "callflows", "prompts"] {
            try manager.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: "\(Program.root)/\(name)")
        }
        let shipped = try String(contentsOfFile: "\(Program.root)/desk.yaml", encoding: .utf8)
        let lines = shipped.split(separator: "\n", omittingEmptySubsequences: false)
        let first = try #require(lines.firstIndex { $0.hasPrefix("drills:") })
        let rest = lines[(first + 1)...].drop { $0.hasPrefix(" ") }
        let text =
            lines[..<first].joined(separator: "\n") + "\ndrills: { readiness: \(readiness) }\n"
            + rest.joined(separator: "\n")
        try text.write(toFile: "\(path)/desk.yaml", atomically: true, encoding: .utf8)
        return path
    }

    private let everybody = "{ consent: [alice, bruno, chloe], quiet: [] }"

    private func fire(_ desk: String?, _ arguments: [String], input: String = "") throws -> Program.Run {
        try Program.run(
            ["drill", "fire", "--chain", "on-call"] + arguments + (desk.map { ["--desk", $0] } ?? []) + database,
            input: input)
    }

    private func people(_ run: Program.Run) throws -> [[String: Any]] {
        let object = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        return try #require(object["people"] as? [[String: Any]])
    }

    @Test func theShippedDeskRingsNobodyAndSaysWhy() throws {
        let dry = try fire(nil, ["--dry-run", "--json"])
        #expect(dry.status == 0, "\(dry.errors)")
        #expect(try people(dry).map { $0["why_not"] as? String } == ["no-consent", "no-consent", "no-consent"])
        let run = try fire(nil, [])
        #expect(run.status == 2 && run.output == "")
        #expect(run.errors.contains("alice: did not agree: 'drills: readiness: consent' in desk.yaml"))
        #expect(
            run.errors.hasSuffix(
                "name those who agree under 'drills: readiness: consent' in desk.yaml, or choose another --at\n"))
    }

    @Test func itIsRefusedInQuietHours() throws {
        let quiet = try desk("{ consent: [alice], quiet: [{ from: \"00:00\", until: \"00:00\" }] }")
        let run = try fire(quiet, [], input: "a\n")
        #expect(run.status == 2)
        #expect(
            run.errors == "voicedesk: it is quiet from 00:00 to 00:00 and nobody is rung: "
                + "choose another --at, or change 'drills: readiness: quiet' in desk.yaml\n")
        let dry = try fire(quiet, ["--dry-run"])
        #expect(dry.output.contains("not rung: quiet hours, 00:00 to 00:00"))
        #expect(dry.output.contains("each phone rings for 25s; nobody was rung\n"))
    }

    @Test func theKeyboardPlaysTheTechnicians() throws {
        let run = try fire(try desk(everybody), ["--json", "--keep"], input: "l\na\n")
        #expect(run.status == 0, "\(run.errors)")
        let people = try people(run)
        #expect(people.map { $0["outcome"] as? String } == ["no_answer", "accepted", "not-needed"])
        let object = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        // The clock was put forward to the ring timeout; what was keyed after that took next to no time.
        let time = try #require(object["time_to_human_ms"] as? Int)
        #expect((25_000..<40_000).contains(time))
        #expect(run.errors.contains("hears: Exercice. Ceci est un exercice d'astreinte DRI."))
        #expect(run.errors.contains("hears: Pour accepter, appuyez sur 1."))
        #expect(run.errors.contains("hears: Merci. Votre temps de réponse est noté."))

        let ledger = try Ledger(path: folder.file("ledger.sqlite"))
        let results = try ledger.drills(DrillFilter(scenario: "readiness")).compactMap(\.result)
        #expect(Set(results.map(\.id)) == Set(try #require(object["results"] as? [String])))
        #expect(results.map(\.isPassed).sorted { $0 && !$1 } == [true, false])
        let accepted = try #require(results.first { $0.isPassed })
        #expect(accepted.person == people[1]["name"] as? String)
        #expect(
            accepted.figures.first { $0.name == "time-to-accept-ms" }?.value == people[1]["accepted_after_ms"] as? Int)
        #expect(accepted.id.wholeMatch(of: /D-\d{8}-\d{6}-[0-9a-f]{8}/) != nil)
        try ledger.close()

        // Both were rung: neither may be rung again this week.
        let again = try fire(try desk(everybody), ["--dry-run", "--json"])
        #expect(
            try self.people(again).map { $0["why_not"] as? String } == ["drilled-recently", "drilled-recently", nil])
        #expect(try Program.run(["ledger", "verify"] + database).status == 0)
    }

    @Test func everybodyIsMeasuredAndNothingIsWrittenUnlessAsked() throws {
        let run = try fire(try desk(everybody), ["--everybody"], input: "a\nd\na\n")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("nothing was written, as no real phone rang (--keep)"))
        #expect(run.output.contains("a caller would have reached a human after 0."))
        #expect(run.output.contains("  declined\n"))
        #expect(!FileManager.default.fileExists(atPath: folder.file("ledger.sqlite")))
    }

    @Test func everyKeyDoesWhatItSays() throws {
        let commands = "?\na9\na-9223372036854775808\nx\nh\np\nh\np3\nl\n"
        let run = try fire(try desk(everybody), [], input: commands)
        #expect(run.status == 1)
        #expect(run.output.components(separatedBy: "that phone does not ring").count == 3)
        // One refused on the phone, one hung up while the whisper was spoken, one was left waiting for a key.
        #expect(run.output.contains("  declined\n"))
        #expect(run.output.components(separatedBy: "  picked up, and pressed no key\n").count == 3)
    }

    @Test func nobodyAcceptingFallsShortAndTheEndOfTheInputBreaksItOff() throws {
        let declined = try fire(try desk(everybody), [], input: "d\nd\nd\n")
        #expect(declined.status == 1)
        #expect(declined.output.contains("nobody accepted: a caller would have reached no human"))
        let broken = try fire(try desk(everybody), ["--json"], input: "p\n")
        #expect(broken.status == 1)
        #expect(try people(broken).map { $0["outcome"] as? String } == ["broken-off", "not-needed", "not-needed"])
    }

    @Test func aTimeThatIsNoneIsRefused() throws {
        #expect(
            try fire(nil, ["--at", "2020-01-01"]).errors
                == "voicedesk: --at: '2020-01-01' is past: name a later time, or leave it out for now\n")
        #expect(
            try fire(nil, ["--at", "2999-01-01"]).errors.contains(
                "is more than a week away: start it nearer to the time"))
        #expect(try fire(nil, ["--at", "soon"]).errors.contains("--at: 'soon' is no time"))
        #expect(try fire(nil, ["--at", "12:00", "--dry-run"]).output.contains("T12:00:00+0"))
    }
}
