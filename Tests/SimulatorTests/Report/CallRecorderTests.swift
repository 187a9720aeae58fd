import CallFlow
import Calls
import Desk
import DeskFolder
import Testing

@Suite("What is told of a call") struct CallRecorderTests {
    private let context: FlowContext
    private let start = Instant(seconds: 1_773_171_000)

    init() throws { context = try #require(try StoryDesk.shipped.get().context(for: .emergency)) }

    private func play(_ number: Int, _ prompts: String...) -> FlowEffect {
        .play(
            ActivityID(number), prompts.map { Utterance(prompt: $0, language: .french) }, interruptible: true)
    }

    /// What was heard of two prompts of 3 s each that were stopped after 7 s.
    private func heard(beganAfter wait: Duration?, id: Int = 1) -> [String] {
        var recorder = CallRecorder()
        let note = { (recorder: inout CallRecorder, effect: FlowEffect, now: Instant) in
            recorder.note(effect, at: now, program: context.program) { _ in .seconds(3) }
        }
        note(&recorder, play(1, "hello", "news"), start)
        if let wait { recorder.began(ActivityID(id), at: start.advanced(by: wait)) }
        note(&recorder, .stopPlaying(ActivityID(1)), start.advanced(by: .seconds(7)))
        let file = CaseFile(number: .emergency, from: nil, startedAt: start)
        return recorder.report(of: FlowMachine(context, file: file), at: start).heard
    }

    @Test("counts prompts that had to wait from when they began")
    func began() {
        #expect(heard(beganAfter: nil) == ["hello", "news"])
        #expect(heard(beganAfter: .seconds(2)) == ["hello"])
        #expect(heard(beganAfter: .seconds(5)) == [])
        // Others that began are not these.
        #expect(heard(beganAfter: .seconds(5), id: 2) == ["hello", "news"])
    }

    @Test("leaves out what the machine undid because the ledger failed")
    func uncommitted() {
        let entry = FlowEffect.log(
            FlowLogEntry(category: .refused, fields: [], verdict: Verdict(kind: .refused, reasons: []), billing: nil))
        let lost: [FlowEffect] = [
            .collected(step: 1, keys: "2"), .entered(step: 2), entry, .entered(step: 3), play(4, "no"),
        ]
        let jump: [FlowEffect] = [.stopPlaying(ActivityID(4)), .entered(step: 9), play(5, "hold")]
        #expect(
            lost.uncommitted(then: jump)
                == [.collected(step: 1, keys: "2"), .entered(step: 2), entry, .entered(step: 9), play(5, "hold")])
        // A prompt that was spoken before is stopped all the same, and without a jump nothing is undone.
        let earlier: [FlowEffect] = [.stopPlaying(ActivityID(3)), .entered(step: 9)]
        #expect(lost.uncommitted(then: earlier) == Array(lost.prefix(3)) + earlier)
        #expect(lost.uncommitted(then: []) == lost)
    }
}
