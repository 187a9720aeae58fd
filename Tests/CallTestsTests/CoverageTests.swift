import CallFlow
import Desk
import Testing

@testable import CallTests

@Suite("Coverage") struct CoverageTests {
    private func coverage(of texts: String...) async throws -> FlowCoverage {
        let ready = try SharedDesk.ready.get()
        var coverage = FlowCoverage(ready.contexts)
        for text in texts {
            let result = await SuiteRun.run(try StoryFiles.stories(text), at: ready, threads: 1)
            #expect(result.failed == 0)
            coverage.add(result.results, ready.contexts)
        }
        return coverage
    }

    private func step(_ name: String, in flow: String, of coverage: FlowCoverage) throws -> FlowCoverage.Step {
        try #require(coverage.steps.first { $0.flow == flow && $0.name == name })
    }

    @Test("of nothing is nothing, of steps and outcomes that can happen")
    func nothing() async throws {
        let coverage = try await coverage()
        #expect(coverage.outcomes.covered == 0)
        #expect(coverage.stepCount.covered == 0)
        #expect(!coverage.isComplete)
        #expect(coverage.missing.count == coverage.stepCount.all)
        #expect(coverage.steps.allSatisfy { !$0.isCovered })
        #expect(coverage.steps.map(\.place) == coverage.steps.map(\.place).sorted())
    }

    @Test("counts every step that a call is in by the outcome that it leaves it by")
    func counted() async throws {
        let coverage = try await coverage(of: GoodStory.text, GoodStory.text)
        let collect = try step("ask-client-number", in: "identify", of: coverage)
        #expect(collect.verb == "collect")
        #expect(collect.outcomes.map { "\($0.name) \($0.count)" } == ["filled 2", "noinput 0", "nomatch 0"])
        let guarantee = try step("see-guarantee", in: "grounds", of: coverage)
        #expect(
            guarantee.outcomes.map { "\($0.name) \($0.count)" } == [
                "exceeded 0", "running 2", "no_ticket 0", "unavailable 0",
            ])
        let end = try step("end", in: "emergency", of: coverage)
        #expect((end.ended, end.outcomes.isEmpty, end.isCovered) == (2, true, true))
        #expect(try !step("ask-urgent", in: "grounds", of: coverage).isCovered)
        #expect(try !step("end", in: "managerial", of: coverage).isCovered)
    }

    @Test("a step in which the caller hangs up was reached, and none of its outcomes")
    func hungUp() async throws {
        let text = """
            stories:
              leaves:
                title: Leaves
                world: evening
                call:
                  number: emergency
                  from: "+33612345678"
                  caller: [hear: ask-client-number, press: "12345", hear: ask-urgent, hang-up]
                  expect: { ended: caller }
            """
        let coverage = try await coverage(of: text)
        let urgent = try step("ask-urgent", in: "grounds", of: coverage)
        #expect((urgent.ended, urgent.isCovered) == (1, true))
        #expect(urgent.outcomes.allSatisfy { $0.count == 0 })
        let missing = try #require(coverage.missing.first { $0.step.place == urgent.place })
        #expect(missing.outcomes == ["yes", "no", "noinput", "nomatch"])
    }

    @Test("tells apart what can never happen, and does not ask for it")
    func unreachable() async throws {
        let coverage = try await coverage()
        // The ticket was found just before: its guarantee cannot come out as that of no ticket.
        let guarantee = try step("see-guarantee", in: "grounds", of: coverage)
        let impossible = guarantee.outcomes.filter { !$0.isReachable }.map(\.name)
        let all = coverage.steps.flatMap(\.outcomes)
        #expect(coverage.outcomes.all == all.count { $0.isReachable })
        #expect(
            impossible.allSatisfy { name in
                !coverage.missing.contains { $0.step.place == guarantee.place && $0.outcomes.contains(name) }
            })
    }

    @Test("a sub-flow that is called from several places counts once")
    func shared() async throws {
        let coverage = try await coverage()
        #expect(coverage.steps.count { $0.flow == "identify" && $0.name == "find-client" } == 1)
        #expect(Set(coverage.steps.map(\.place)).count == coverage.steps.count)
    }

    @Test(
        "is never rounded up to all",
        arguments: [
            (0, 0, "100 %"), (0, 3, "0.0 %"), (1, 3, "33.3 %"), (2, 3, "66.6 %"), (3, 3, "100 %"),
            (1999, 2000, "99.9 %"), (1, 2000, "0.0 %"),
        ])
    func percent(_ covered: Int, _ all: Int, _ text: String) { #expect(CoverageText.percent((covered, all)) == text) }

    @Test("as text names what is open, with its place")
    func text() async throws {
        let coverage = try await coverage(of: GoodStory.text)
        let lines = CoverageText.lines(coverage)
        let (steps, outcomes) = (coverage.stepCount, coverage.outcomes)
        #expect(lines.first?.hasPrefix("flow coverage: \(outcomes.covered) of \(outcomes.all) outcomes (") == true)
        #expect(lines.first?.contains("\(steps.covered) of \(steps.all) steps") == true)
        #expect(lines.count == coverage.missing.count + 1)
        #expect(
            lines.contains { $0.hasSuffix("callflows/grounds.yaml:11:3: find-ticket: answered, none, unavailable") },
            "\(lines)")
        #expect(lines.contains { $0.hasSuffix(": ask-urgent: never reached") })
    }

    @Test("as a page names every flow and step, and is closed against markup in names")
    func page() async throws {
        let coverage = try await coverage(of: GoodStory.text)
        let page = CoveragePage.html(coverage, desk: "<script>alert(\"1\")</script> & 'Co'", stories: 1)
        #expect(page.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;Co&#39;: 1 stories"))
        #expect(!page.contains("<script"))
        #expect(!page.contains("http"))
        for flow in Set(coverage.steps.map(\.flow)) { #expect(page.contains("<h2>\(flow) <small>"), "\(flow)") }
        #expect(page.count(of: "<tr><td class=") == coverage.steps.count)
        #expect(page.contains("<span class=\"hit\">running <b>1</b></span>"))
        #expect(page.contains("<span class=\"miss\">exceeded</span>"))
        #expect(page.contains("ends the call <b>1</b>"))
    }
}

extension String {
    fileprivate func count(of needle: String) -> Int { ranges(of: needle).count }
}
