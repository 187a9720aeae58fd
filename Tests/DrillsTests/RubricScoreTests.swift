import Testing

@testable import Drills

@Suite("A rubric") struct RubricScoreTests {
    private func timeline(_ deeds: (Int, String)...) -> Timeline {
        var timeline = Timeline()
        for (second, deed) in deeds {
            timeline.add(.init(at: .seconds(second), who: .trainee, words: deed, deeds: [deed]))
        }
        return timeline
    }

    private func line(
        done: [String] = [], any: [String] = [], never: [String] = [], before: String? = nil, after: String? = nil,
        within: Duration? = nil
    ) -> RubricLine {
        RubricLine(
            id: "line", rule: "R5", points: 7, done: done, any: any, never: never, before: before, after: after,
            within: within, text: LocalText("a", "b"))
    }

    private func outcome(_ line: RubricLine, _ timeline: Timeline) -> (RubricScore.Outcome, Duration?) {
        let scored = RubricScore([line], timeline).lines[0]
        return (scored.outcome, scored.moment)
    }

    @Test("gives its points for what was done, at the moment of the last of it")
    func done() {
        #expect(outcome(line(done: ["a", "b"]), timeline((1, "b"), (2, "a"), (3, "a"))) == (.earned, .seconds(2)))
        #expect(outcome(line(done: ["a", "b"]), timeline((1, "b"))) == (.neverDone(["a"]), nil))
        #expect(outcome(line(any: ["a", "b"]), timeline((1, "c"), (4, "b"))) == (.earned, .seconds(4)))
        #expect(outcome(line(any: ["a", "b"]), timeline((1, "c"))) == (.neverDone(["a", "b"]), nil))
    }

    @Test("knows order: before, after, and within a time")
    func order() {
        #expect(outcome(line(done: ["a"], before: "z"), timeline((1, "a"), (2, "z"))) == (.earned, .seconds(1)))
        #expect(
            outcome(line(done: ["a"], before: "z"), timeline((1, "z"), (2, "a"))) == (
                .tooLate("a", than: "z"), .seconds(2)
            ))
        #expect(outcome(line(done: ["a"], before: "z"), timeline((1, "a"))) == (.earned, .seconds(1)))
        #expect(
            outcome(line(done: ["a"], after: "z"), timeline((1, "a"), (2, "z"))) == (
                .tooEarly("a", before: "z"), .seconds(1)
            ))
        #expect(
            outcome(line(done: ["a"], after: "z"), timeline((1, "a"), (2, "z"), (3, "a"))) == (.earned, .seconds(3)))
        #expect(
            outcome(line(done: ["a"], after: "z"), timeline((1, "a"))) == (.tooEarly("a", before: "z"), .seconds(1)))
        #expect(outcome(line(done: ["a"], within: .seconds(2)), timeline((2, "a"))) == (.earned, .seconds(2)))
        #expect(outcome(line(done: ["a"], within: .seconds(2)), timeline((3, "a"))) == (.tooSlow("a"), .seconds(3)))
    }

    @Test("takes its points for what must not be done, but only where that counts")
    func never() {
        #expect(outcome(line(never: ["x"]), timeline((1, "a"), (9, "b"))) == (.earned, .seconds(9)))
        #expect(outcome(line(never: ["x"]), timeline((1, "a"), (2, "x"))) == (.forbidden("x"), .seconds(2)))
        #expect(
            outcome(line(never: ["x"], before: "z"), timeline((1, "a"), (2, "z"), (3, "x"))) == (.earned, .seconds(3)))
        #expect(outcome(line(never: ["x"], after: "z"), timeline((1, "x"), (2, "z"))) == (.earned, .seconds(2)))
    }
}
