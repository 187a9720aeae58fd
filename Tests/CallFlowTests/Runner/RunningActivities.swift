import CallFlow

/// Watches what a call has set going, and that it leaves nothing running behind.
struct RunningActivities {
    enum Kind: Hashable { case play, check, find, ring, record, transfer }

    private var latest: [Kind: ActivityID] = [:]
    private var prompts: ActivityID?
    /// The phones that ring, or on which somebody is.
    private var legs: Set<ActivityID> = []
    /// The phone on which somebody talks to the caller.
    private var talking: ActivityID?
    private var recording: ActivityID?
    private var isOver = false
    /// What no call may do.
    private(set) var faults: [String] = []

    /// The latest activity of a kind.
    subscript(kind: Kind) -> ActivityID? { latest[kind] }

    /// The prompts are over by themselves.
    mutating func ended(_ event: FlowEvent) {
        if case .played(let id) = event, prompts == id { prompts = nil }
    }

    /// Takes note of an effect.
    mutating func note(_ effect: FlowEffect) {
        expect(!isOver, "an effect follows the end")
        switch effect {
        case .play(let id, _, _):
            expect(prompts == nil, "prompts \(id) begin while others are spoken")
            prompts = begin(.play, id)
        case .stopPlaying(let id):
            expect(prompts == id, "prompts \(id) are stopped and not spoken")
            prompts = nil
        case .check(let id, _, _): _ = begin(.check, id)
        case .findChain(let id, _): _ = begin(.find, id)
        case .transfer(let id, _): _ = begin(.transfer, id)
        case .ring(let id, _, _):
            expect(talking == nil, "\(id) is rung in a conversation")
            legs.insert(begin(.ring, id))
        case .whisper(let id, _): expect(legs.contains(id) && talking == nil, "nobody is at \(id)")
        case .bridge(let id):
            expect(legs.contains(id) && talking == nil, "nobody is at \(id)")
            talking = id
        case .release(let id):
            expect(legs.remove(id) != nil, "\(id) is released and nobody is there")
            if talking == id { talking = nil }
        case .startRecording(let id, _):
            expect(prompts == nil, "recording begins while prompts are spoken")
            recording = begin(.record, id)
        case .stopRecording(let id, _):
            expect(recording == id, "recording \(id) is stopped and does not run")
            recording = nil
        case .hangup, .ended:
            expect(legs.isEmpty && recording == nil && prompts == nil, "something still runs at the end")
            if effect == .ended { isOver = true }
        case .entered, .answer, .listen, .collected, .attempted, .log: break
        }
    }

    private mutating func begin(_ kind: Kind, _ id: ActivityID) -> ActivityID {
        expect(latest.values.allSatisfy { $0.number < id.number }, "the number \(id) was used before")
        latest[kind] = id
        return id
    }

    private mutating func expect(_ holds: Bool, _ fault: String) {
        if !holds { faults.append(fault) }
    }
}
