import CallFlow
import Desk
import Testing

@testable import Calls

@Suite("What follows from a verdict waits for the disk")
struct CommitGateTests {
    private let ring = CallEffect.findChain(ActivityID(1), .onCall)

    private func texts(_ effects: [CallEffect]?) -> [String]? { effects?.map(EffectText.line) }

    @Test("An open gate lets everything pass")
    func open() {
        var gate = CommitGate()
        #expect(texts(gate.pass([ring, .hangUp(.normal)])) == ["find(1) on-call", "hang up normal"])
        #expect(!gate.isClosed)
        #expect(gate.deadline == nil)
    }

    @Test("A closed gate keeps everything in order, until its commit")
    func closed() {
        var gate = CommitGate()
        let id = gate.close(now: .seconds(5))
        #expect(gate.isClosed)
        #expect(gate.deadline == .seconds(7))
        #expect(gate.pass([.release(ActivityID(1))]).isEmpty)
        #expect(gate.pass([.release(ActivityID(2))]).isEmpty)
        #expect(texts(gate.committed(id)) == ["release(1)", "release(2)"])
        #expect(!gate.isClosed)
        #expect(texts(gate.pass([.release(ActivityID(3))])) == ["release(3)"])
    }

    @Test("A commit opens for what waits behind it, and not for what waits behind a later one")
    func twoCommits() {
        var gate = CommitGate()
        let first = gate.close(now: .seconds(1))
        _ = gate.pass([.release(ActivityID(1))])
        let second = gate.close(now: .seconds(2))
        _ = gate.pass([.release(ActivityID(2))])
        #expect(gate.deadline == .seconds(3))
        #expect(texts(gate.committed(first)) == ["release(1)"])
        #expect(gate.deadline == .seconds(4))
        #expect(texts(gate.committed(first)) == [])
        #expect(texts(gate.committed(second)) == ["release(2)"])
    }

    @Test("One writer writes in order: a later commit stands for those before it")
    func laterCommit() {
        var gate = CommitGate()
        _ = gate.close(now: .zero)
        _ = gate.pass([.release(ActivityID(1))])
        let second = gate.close(now: .zero)
        _ = gate.pass([.release(ActivityID(2))])
        #expect(texts(gate.committed(second)) == ["release(1)", "release(2)"])
    }

    @Test("A failure hands out everything that waits, once")
    func failure() {
        var gate = CommitGate()
        let first = gate.close(now: .zero)
        _ = gate.pass([.release(ActivityID(1))])
        let second = gate.close(now: .zero)
        _ = gate.pass([.release(ActivityID(2))])
        #expect(texts(gate.failed(first)) == ["release(1)", "release(2)"])
        #expect(texts(gate.failed(first)) == nil)
        #expect(texts(gate.failed(second)) == nil)
        #expect(texts(gate.committed(second)) == [])
    }

    @Test("Patience ends when it ends, no sooner")
    func patience() {
        var gate = CommitGate(patience: .seconds(3))
        _ = gate.close(now: .seconds(1))
        _ = gate.pass([.release(ActivityID(1))])
        #expect(texts(gate.deadlineReached(now: .milliseconds(3999))) == nil)
        #expect(texts(gate.deadlineReached(now: .seconds(4))) == ["release(1)"])
        #expect(texts(gate.deadlineReached(now: .seconds(9))) == nil)
    }

    @Test("Prompts that were stopped before they began are not spoken; others are")
    func withdrawn() {
        var gate = CommitGate()
        let id = gate.close(now: .zero)
        _ = gate.pass([.play(.caller, ActivityID(1), []), .play(.target(ActivityID(1)), ActivityID(1), [])])
        _ = gate.pass([.play(.caller, ActivityID(2), [])])
        gate.withdraw(ActivityID(1))
        #expect(texts(gate.committed(id)) == ["whisper(1) ", "play(2) "])
    }

    @Test("Who leaves waits for nothing: what takes down is done, and nothing begins")
    func abandoned() {
        var gate = CommitGate()
        _ = gate.close(now: .zero)
        _ = gate.pass([
            ring, .release(ActivityID(2)), .accept(earlyMedia: false), .stopRecording(ActivityID(3), keep: true),
        ])
        #expect(texts(gate.abandon()) == ["release(2)", "keep(3)"])
        #expect(!gate.isClosed)
    }

    @Test("Numbers count up and are never used again")
    func numbers() {
        var gate = CommitGate()
        let ids = (0..<3).map { _ in gate.close(now: .zero) }
        _ = gate.abandon()
        #expect((ids + [gate.close(now: .zero)]).map(\.number) == [1, 2, 3, 4])
    }
}
