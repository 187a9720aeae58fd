import CallFlow
import CallTests
import Desk
import Foundation
import Testing

@Suite("Updating stories") struct StoryUpdateTests {
    /// A golden change of one expectation: how it is written, and how it is written afterwards.
    struct Golden: CustomTestStringConvertible, Sendable {
        let story: String
        let good: String
        let wrong: String
        let after: String
        var testDescription: String { wrong }

        init(_ good: String, _ wrong: String, after: String? = nil, in story: String = GoodStory.text) {
            self.good = good
            self.wrong = wrong
            self.after = after ?? good
            self.story = story
        }
    }

    static let goldens: [Golden] = [
        Golden(
            "verdict: abusive # as the caller insists\n        reasons",
            "verdict: admitted # as the caller insists\n        # charge\n        reasons",
            after: "verdict: abusive # as the caller insists\n        # charge\n        reasons",
            in: GoodStory.text.replacing("        charge: 350.00 EUR\n", with: "")),
        Golden(
            "reasons: [guarantee-running]", "reasons: [ no-ticket,  not-urgent ]   # why",
            after: "reasons: [guarantee-running]   # why"),
        Golden("connected_to: none", "connected_to: alice"),
        Golden("connected_to: none", "connected_to: 'alice'"),
        Golden("connected_to: none", "connected_to:    alice    # she", after: "connected_to:    none    # she"),
        Golden("charge: 350.00 EUR", "charge: \"450.00 EUR\""),
        Golden("charge: 350.00 EUR", "charge: none"),
        Golden("client: \"12345\"", "client: \"54321\""),
        Golden("client: \"12345\"", "client: none"),
        Golden("contact: \"01\"", "contact: '02' # who", after: "contact: \"01\" # who"),
        Golden("ticket: T-8812\n", "ticket: none # \"none\", yet\n", after: "ticket: T-8812 # \"none\", yet\n"),
        Golden(
            "heard: [welcome-emergency, ask-client-number, refused-guarantee-running, todo-guarantee-running, price-quote, press-9-to-insist, insistence-recorded, goodbye]",
            "heard: []"),
        Golden("attempts: []", "attempts: [alice: busy, { bruno: busy }] # [who]", after: "attempts: [] # [who]"),
        Golden(
            "attempts: [alice: no_answer, bruno: answered]", "attempts: [{ alice: answered }]", in: GoodStory.ringing),
        Golden("connected_to: bruno", "connected_to: none", in: GoodStory.ringing),
        Golden("reasons: []", "reasons: [desk-unavailable]", in: GoodStory.ringing),
        Golden("charge: none", "charge: none", in: GoodStory.ringing),
        Golden("ledger: [refused, abusive_call]", "ledger: [admitted]"),
        Golden("ended: normal", "ended: caller"),
        Golden("min_duration: 30s", "min_duration: 119s", after: "min_duration: 1m4s"),
    ]

    private func run(_ files: StoryFiles) async throws -> SuiteResult {
        await SuiteRun.run(try files.stories(), at: try SharedDesk.ready.get(), threads: 1)
    }

    private func update(_ text: String, _ result: SuiteResult) -> StoryUpdate {
        StoryUpdate(text, failures: result.results.flatMap(\.calls).flatMap(StoryUpdate.failures))
    }

    @Test(
        "changes the value and nothing else, after which the story passes and nothing is left to change",
        arguments: goldens)
    func golden(_ golden: Golden) async throws {
        #expect(golden.story.contains(golden.good))
        let files = try StoryFiles()
        let wrong = golden.story.replacing(golden.good, with: golden.wrong)
        try files.write(wrong, to: "file.yaml")
        let first = update(wrong, try await run(files))
        if golden.good != golden.wrong { #expect(first.changes.count == 1) } else { #expect(first.changes.isEmpty) }
        #expect(first.left == [])
        let seconds = first.text.firstRange(of: /min_duration: 1m[0-9]+(s|s[0-9]+ms)\n/)
        if golden.good == "min_duration: 30s" {
            // How long it takes depends on the words; that it is a time just over a minute does not.
            #expect(seconds != nil)
        } else {
            #expect(first.text == golden.story.replacing(golden.good, with: golden.after))
        }
        try files.write(first.text, to: "file.yaml")
        let again = try await run(files)
        #expect(again.failed == 0)
        let second = update(first.text, again)
        #expect(second.changes == [])
        #expect(second.text == first.text)
    }

    @Test("changes several values on one line, and shows the line once")
    func flowMapping() async throws {
        let text = """
            # A file in short form.
            world: just-opened
            stories:
              early: { title: "Éarly, though", call: { number: emergency, from: "+33612345678", caller: [hear: ask-client-number, press: "12345"], expect: { verdict: admitted, reasons: [], charge: none, client: "54321", ended: caller } } } # é

            """
        let files = try StoryFiles()
        try files.write(text, to: "file.yaml")
        let update = update(text, try await run(files))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let after = lines[3].replacing(
            "verdict: admitted, reasons: [], charge: none, client: \"54321\", ended: caller",
            with: "verdict: refused, reasons: [guarantee-running], charge: none, client: \"12345\", ended: normal")
        #expect(update.changes.map(\.before) == [lines[3]])
        #expect(update.changes.map(\.after) == [after])
        #expect(update.changes.first?.place.line == 4)
        #expect(update.text == text.replacing(lines[3], with: after))
        #expect(update.left == [])
        try files.write(update.text, to: "file.yaml")
        #expect(try await run(files).failed == 0)
    }

    @Test("keeps the line ends of other systems")
    func carriageReturns() async throws {
        let good = GoodStory.text.replacing("\n", with: "\r\n")
        let wrong = good.replacing("ended: normal", with: "ended: caller").replacing(
            "reasons: [guarantee-running]", with: "reasons: []")
        let files = try StoryFiles()
        try files.write(wrong, to: "file.yaml")
        let update = update(wrong, try await run(files))
        #expect(update.text.unicodeScalars.elementsEqual(good.unicodeScalars))
        #expect(update.changes.count == 2)
    }

    @Test("leaves what stands on several lines, and what has no value of its own, and tells of it")
    func left() async throws {
        let text = GoodStory.text
            .replacing("reasons: [guarantee-running]", with: "reasons:\n          - no-ticket")
            .replacing("ledger: [refused, abusive_call]", with: "ledger: [refused,\n          abandoned]")
            .replacing("response-guarantee: running", with: "response-guarantee: exceeded")
            .replacing("refuse/note-abuse]", with: "connect/see-hours]")
            .replacing("not_heard: [connecting]", with: "not_heard: [goodbye]")
            .replacing("        heard:", with: "        # heard:")
            .replacing("ended: normal", with: "ended: caller")
        let files = try StoryFiles()
        try files.write(text, to: "file.yaml")
        let update = update(text, try await run(files))
        #expect(update.left.map(\.kind) == [.reasons, .assessment, .steps, .heardUnexpectedly, .ledger])
        #expect(update.changes.map(\.after) == ["        ended: normal"])
        #expect(update.text == text.replacing("ended: caller", with: "ended: normal"))
    }

    @Test("changes nothing of a call in which the caller gave up, as the rest follows from that")
    func brokenOff() async throws {
        let text = GoodStory.text
            .replacing("- hear: press-9-to-insist", with: "- { hear: connecting, within: 3s }")
            .replacing("        max_duration: 2m\n", with: "")
        let files = try StoryFiles()
        try files.write(text, to: "file.yaml")
        let result = try await run(files)
        let update = update(text, result)
        #expect(
            result.results.flatMap(\.failures).map(\.kind) == [
                .notHeard, .verdict, .charge, .steps, .heard, .ledger, .ended,
            ])
        #expect(update.left.map(\.kind) == [.notHeard, .verdict, .charge, .steps, .heard, .ledger, .ended])
        #expect(update.changes == [])
        #expect(update.text == text)
    }

    @Test("of a suite whose expectations are all wrong gives one that passes")
    func suite() async throws {
        let files = try StoryFiles()
        for name in ["guarantee", "charges", "order", "technicians"] {
            var text = try String(contentsOfFile: "\(SharedDesk.root)/calltests/\(name).yaml", encoding: .utf8)
            // Wrong by any rule, and still a file that can be read.
            text = text.replacing(/verdict: (refused|admitted|abusive|abandoned)/) {
                "verdict: \($0.1 == "abandoned" ? "admitted" : "abandoned")"
            }
            .replacing(/charge: [0-9.]+ EUR/, with: "charge: none")
            .replacing(/connected_to: [a-z]+/, with: "connected_to: karim")
            .replacing(/ended: [a-z_]+/, with: "ended: too_long")
            try files.write(text, to: "\(name).yaml")
        }
        let before = try await run(files)
        #expect(before.failed > 40)
        for name in ["guarantee", "charges", "order", "technicians"] {
            let file = "\(files.path)/\(name).yaml"
            let text = try files.read("\(name).yaml")
            let failures = before.results.flatMap(\.calls).flatMap { call in
                StoryUpdate.failures(of: call).filter { $0.failure.place.file == file }
            }
            let update = StoryUpdate(text, failures: failures)
            #expect(update.left == [])
            try files.write(update.text, to: "\(name).yaml")
        }
        #expect(try await run(files).results.flatMap(\.failures).map(\.words) == [])
    }
}
