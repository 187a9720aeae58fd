import CallFlow
import Desk
import DeskFolder
import Testing

@testable import CallTests

@Suite("The shipped stories") struct ShippedSuiteTests {
    private static let stories = Result {
        try StoryFolder.load(
            ["\(SharedDesk.root)/calltests"], desk: SharedDesk.folder.get(), hasher: SharedDesk.hasher
        ).stories
    }

    @Test("all pass and leave every step by every outcome that can happen")
    func passAndCover() async throws {
        let ready = try SharedDesk.ready.get()
        let result = await SuiteRun.run(try Self.stories.get(), at: ready)
        #expect(result.results.flatMap(\.failures).map { "\($0.place): \($0.words)" } == [])
        #expect(result.results.flatMap(\.calls).flatMap(\.unseen) == [])
        var coverage = FlowCoverage(ready.contexts)
        coverage.add(result.results, ready.contexts)
        #expect(coverage.missing.map { "\($0.step.place) \($0.step.name) \($0.outcomes)" } == [])
        #expect(coverage.outcomes.covered == coverage.outcomes.all)
        #expect(coverage.outcomes.all > 200)
    }

    @Test("name every rule of the procedure, each in several stories", arguments: (1...10).map { "R\($0)" })
    func rules(_ rule: String) throws {
        #expect(try Self.stories.get().count { $0.rules.contains(rule) } >= 3)
    }

    @Test("each expect something of every call, or wait for something in it")
    func nothingVacuous() throws {
        for story in try Self.stories.get() {
            for call in story.calls { #expect(call.canFail, "\(story.name), \(call.place)") }
        }
    }

    @Test("say the price and the charge of both numbers, and both languages")
    func values() throws {
        let stories = try Self.stories.get()
        let charges = Set(stories.flatMap(\.calls).compactMap(\.expected.charge?.value))
        #expect(
            charges == [
                .none, .some(Money(cents: 35_000, currency: "EUR")), .some(Money(cents: 45_000, currency: "EUR")),
            ])
        let texts = stories.flatMap(\.calls).flatMap(\.actions).compactMap { action in
            if case .hear(.text(let text), _, _) = action.kind { text } else { nil }
        }
        for value in ["350 € HT", "450 € HT", "€350 excl. tax", "€450 excl. tax", "demain à 18 h 05", "from 20:02"] {
            #expect(texts.contains { $0.contains(value) }, "\(value)")
        }
    }

    /// A story with several calls of which an early one fails would hide the rest.
    @Test("use every verdict, every result of a hunt, and every way to end but the flows' limit of time")
    func breadth() async throws {
        let result = await SuiteRun.run(try Self.stories.get(), at: try SharedDesk.ready.get())
        let calls = result.results.flatMap(\.calls).map(\.observed)
        #expect(Set(calls.compactMap(\.verdict)) == Set(VerdictKind.allCases))
        #expect(
            Set(calls.flatMap { $0.attempts ?? [] }.map(\.result))
                == [.answered, .busy, .noAnswer, .declined, .machine, .unreachable])
        #expect(Set(calls.compactMap(\.ended)) == [.byCaller, .byDesk(.normal), .byDesk(.noInput)])
        #expect(Set(calls.flatMap { $0.reasons ?? [] }) == Set(Reason.allCases))
    }
}
