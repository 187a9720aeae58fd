import CallTests
import Calls
import Desk
import Testing

@Suite("A run of many stories") struct SuiteRunTests {
    /// Everything that a run says, as JSON, but the time it took.
    private func words(_ result: SuiteResult) -> String {
        let timeless = SuiteResult(results: result.results, runs: 1, elapsed: .zero)
        return SuiteJSON.json(timeless, coverage: nil).pretty()
    }

    @Test("comes out the same however often and on however many threads it runs")
    func threads() async throws {
        let stories = try StoryFolder.load(
            ["\(SharedDesk.root)/calltests"], desk: SharedDesk.folder.get(), hasher: SharedDesk.hasher
        ).stories
        let ready = try SharedDesk.ready.get()
        let first = await SuiteRun.run(stories, at: ready, threads: 1)
        #expect(first.runs == stories.count)
        for (repeats, threads) in [(1, 2), (1, 7), (3, 2), (2, 256)] {
            let again = await SuiteRun.run(stories, at: ready, repeats: repeats, threads: threads)
            #expect(again.runs == stories.count * repeats)
            #expect(again.results.map(\.story.name) == stories.map(\.name))
            #expect(words(again) == words(first), "\(repeats) times on \(threads) threads")
        }
    }

    @Test("of no story is empty")
    func empty() async throws {
        let result = await SuiteRun.run([], at: try SharedDesk.ready.get(), repeats: 3)
        #expect(result.runs == 0)
        #expect(result.results.isEmpty)
        #expect(result.failed == 0)
    }

    @Test("tells how far it is, up to the end")
    func progress() async throws {
        let stories = try StoryFiles.stories(GoodStory.text)
        let last = Last()
        _ = await SuiteRun.run(stories, at: try SharedDesk.ready.get(), repeats: 200) { last.note($0, $1) }
        #expect(last.seen.map { [$0.done, $0.count] }?.elementsEqual([200, 200]) == true)
        #expect(last.isAscending)
    }

    @Test("keeps the facts of a story from call to call, and from story to story none")
    func facts() async throws {
        let text = """
            world: escalation
            stories:
              guess:
                title: Six wrong passcodes
                calls:
                  - { number: managerial, from: "+33612345678", caller: [hear: ask-client-number, press: "12345", hear: ask-passcode, press: "111", hear: ask-passcode, press: "111", hear: ask-passcode, press: "111"], expect: { reasons: [passcode-failed] } }
                  - { number: managerial, after: 1m, from: "+33612345678", caller: [hear: ask-client-number, press: "12345", hear: ask-passcode, press: "111", hear: ask-passcode, press: "111", hear: ask-passcode, press: "111"], expect: { reasons: [passcode-failed] } }
                  - { number: managerial, after: 1m, from: "+33612345678", caller: [hear: ask-client-number, press: "12345", hear: ask-passcode, press: "227"], expect: { reasons: [passcode-locked] } }
              after-it:
                title: The right passcode, in a world without the story before
                call: { number: managerial, from: "+33612345678", caller: [hear: ask-client-number, press: "12345", hear: ask-passcode, press: "227", hear: ask-urgent, hang-up], expect: { verdict: abandoned } }
            """
        let result = await SuiteRun.run(try StoryFiles.stories(text), at: try SharedDesk.ready.get(), threads: 1)
        #expect(result.results.flatMap(\.failures).map(\.words) == [])
        #expect(result.results.count == 2)
    }

    @Test("places a call when it says, be it before the time of its world")
    func earlier() async throws {
        let text = """
            world: just-opened
            stories:
              early:
                title: Half an hour before the world's own time
                at: 2026-03-10T19:31:00+01:00
                call: { number: emergency, from: "+33612345678", expect: { verdict: refused } }
            """
        let result = await SuiteRun.run(try StoryFiles.stories(text), at: try SharedDesk.ready.get())
        #expect(result.results.first?.calls.first?.report?.at == Instant(seconds: 1_773_167_460))
    }

    @Test("does not place a call during the one before it")
    func overlap() async throws {
        let text = """
            world: evening
            stories:
              both:
                title: Two at once
                calls:
                  - { number: emergency, from: "+33612345678", expect: { verdict: refused } }
                  - { number: emergency, at: 2026-03-10T20:30:05+01:00, from: "+33612345678", expect: { verdict: refused } }
            """
        let result = await SuiteRun.run(try StoryFiles.stories(text), at: try SharedDesk.ready.get())
        let second = try #require(result.results.first?.calls.last)
        #expect(second.failures.map(\.kind) == [.broken])
        #expect(
            second.failures.first?.words.hasPrefix(
                "broken: expected a call after the one before it, seen the one before ended at 2026-03-10T20:31:")
                == true)
        #expect(second.report == nil)
    }

    private final class Last: @unchecked Sendable {
        // Told from one thread at a time: by the first worker, then by whoever waits for all.
        private(set) var seen: (done: Int, count: Int)?
        private(set) var isAscending = true

        func note(_ done: Int, _ count: Int) {
            if let seen, done < seen.done { isAscending = false }
            seen = (done, count)
        }
    }
}
