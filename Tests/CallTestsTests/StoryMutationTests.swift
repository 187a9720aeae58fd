import CallTests
import Desk
import Testing

/// Each expectation of a good story is changed to something else that could be meant: exactly that has to be found.
@Suite("A changed expectation") struct StoryMutationTests {
    struct Change: CustomTestStringConvertible, Sendable {
        let story: String
        let old: String
        let new: String
        let kind: StoryFailure.Kind
        var testDescription: String { new }

        init(_ old: String, _ new: String, _ kind: StoryFailure.Kind, in story: String = GoodStory.text) {
            self.story = story
            self.old = old
            self.new = new
            self.kind = kind
        }
    }

    static let changes: [Change] = [
        Change(
            "verdict: abusive", "verdict: refused", .verdict,
            in: GoodStory.text.replacing("        charge: 350.00 EUR\n", with: "")),
        Change("reasons: [guarantee-running]", "reasons: [no-ticket]", .reasons),
        Change("reasons: [guarantee-running]", "reasons: [guarantee-running, not-urgent]", .reasons),
        Change("reasons: [guarantee-running]", "reasons: []", .reasons),
        Change("connected_to: none", "connected_to: alice", .connectedTo),
        Change("charge: 350.00 EUR", "charge: 450.00 EUR", .charge),
        Change("charge: 350.00 EUR", "charge: 350.01 EUR", .charge),
        Change("charge: 350.00 EUR", "charge: 350.00 CHF", .charge),
        Change("charge: 350.00 EUR", "charge: none", .charge),
        Change("client: \"12345\"", "client: \"12346\"", .client),
        Change("client: \"12345\"", "client: none", .client),
        Change("contact: \"01\"", "contact: \"02\"", .contact),
        Change("contact: \"01\"", "contact: none", .contact),
        Change("ticket: T-8812\n", "ticket: T-8813\n", .ticket),
        Change("ticket: T-8812\n", "ticket: none\n", .ticket),
        Change("ticket: unanswered,", "ticket: answered,", .assessment),
        Change("response-guarantee: running", "response-guarantee: exceeded", .assessment),
        Change("response-guarantee: running", "passcode: verified", .assessment),
        Change(
            "steps: [grounds/see-guarantee, refuse/note-refusal,",
            "steps: [refuse/note-refusal, grounds/see-guarantee,", .steps),
        Change("refuse/note-abuse]", "connect/see-hours]", .steps),
        Change("insistence-recorded, goodbye]", "goodbye]", .heard),
        Change(
            "heard: [welcome-emergency, ask-client-number,", "heard: [ask-client-number, welcome-emergency,", .heard),
        Change(
            "not_heard: [connecting]", "not_heard: [connecting, price-quote]", .heardUnexpectedly,
            in: GoodStory.text.replacing("        heard:", with: "        # heard:")),
        Change("attempts: []", "attempts: [alice: answered]", .attempts),
        Change("ledger: [refused, abusive_call]", "ledger: [refused]", .ledger),
        Change("ledger: [refused, abusive_call]", "ledger: [abusive_call, refused]", .ledger),
        Change("ledger: [refused, abusive_call]", "ledger: [refused, abusive_call, ended]", .ledger),
        Change("ended: normal", "ended: caller", .ended),
        Change("ended: normal", "ended: no_input", .ended),
        Change("max_duration: 2m", "max_duration: 40s", .tooLong),
        Change("min_duration: 30s", "min_duration: 119s", .tooShort),
        Change("verdict: admitted", "verdict: abandoned", .verdict, in: GoodStory.ringing),
        Change("reasons: []", "reasons: [desk-unavailable]", .reasons, in: GoodStory.ringing),
        Change("connected_to: bruno", "connected_to: chloe", .connectedTo, in: GoodStory.ringing),
        Change("connected_to: bruno", "connected_to: none", .connectedTo, in: GoodStory.ringing),
        Change(
            "attempts: [alice: no_answer, bruno: answered]", "attempts: [alice: busy, bruno: answered]", .attempts,
            in: GoodStory.ringing),
        Change(
            "attempts: [alice: no_answer, bruno: answered]", "attempts: [bruno: answered]", .attempts,
            in: GoodStory.ringing),
        Change(
            "attempts: [alice: no_answer, bruno: answered]", "attempts: [bruno: answered, alice: no_answer]", .attempts,
            in: GoodStory.ringing),
    ]

    @Test("fails with exactly its kind, at its place", arguments: changes)
    func expectation(_ change: Change) async throws {
        #expect(change.story.contains(change.old))
        let text = change.story.replacing(change.old, with: change.new, maxReplacements: 1)
        let result = await SuiteRun.run(try StoryFiles.stories(text), at: try SharedDesk.ready.get(), threads: 1)
        #expect(result.results.flatMap(\.failures).map(\.kind) == [change.kind])
        let failure = try #require(result.results.first?.failures.first)
        // The value begins after the name of its field; an assessment, where its table begins.
        let field = change.kind == .assessment ? "assessment:" : String(change.new.prefix { $0 != ":" }) + ":"
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.indices.contains(failure.place.line - 1) ? lines[failure.place.line - 1] : nil)
        let wanted = change.kind == .steps ? "steps:" : change.kind == .heard ? "heard:" : field
        #expect(line.drop { $0 == " " }.hasPrefix(wanted), "\(failure.place): \(line)")
        #expect(line.unicodeScalars.prefix(failure.place.column - 1).map(String.init).joined().hasSuffix(": "))
        #expect(result.failed == 1)
    }

    /// What the caller does, changed so that the call takes another way or the caller waits for what never comes.
    @Test(
        "so does a changed action",
        arguments: [
            ("press: \"9\"", "press: \"8\"", [StoryFailure.Kind.verdict, .charge, .steps, .heard, .ledger]),
            (
                "hear: press-9-to-insist", "hear: connecting",
                [.hungUpEarly, .verdict, .charge, .steps, .heard, .ledger]
            ),
            ("350 € HT", "351 € HT", [.hungUpEarly, .verdict, .charge, .steps, .heard, .ledger]),
            (
                "until: ends, within: 40s", "until: ends, within: 1s",
                [.notHeard, .verdict, .charge, .steps, .heard, .ledger, .ended, .tooShort]
            ),
        ])
    func action(_ old: String, _ new: String, _ kinds: [StoryFailure.Kind]) async throws {
        let text = GoodStory.text.replacing(old, with: new)
        let result = await SuiteRun.run(try StoryFiles.stories(text), at: try SharedDesk.ready.get(), threads: 1)
        #expect(result.results.flatMap(\.failures).map(\.kind) == kinds)
    }

    @Test("the good stories pass", arguments: [GoodStory.text, GoodStory.ringing])
    func good(_ text: String) async throws {
        let result = await SuiteRun.run(try StoryFiles.stories(text), at: try SharedDesk.ready.get())
        #expect(result.results.flatMap(\.failures).map { "\($0.place): \($0.words)" } == [])
        #expect(result.passed == 1)
    }
}
