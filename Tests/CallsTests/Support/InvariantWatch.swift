import CallFlow
import Calls
import Desk

/// Watches the effects of a call for what no call may do.
struct InvariantWatch {
    private(set) var faults: [String] = []
    private(set) var isFinished = false
    /// Whether a phone rang.
    private(set) var rang = false
    /// Whether a refusal was decided.
    private(set) var refused = false
    /// The verdicts that are being written, oldest first, and since when.
    private(set) var pending: [(id: CommitID, since: Duration)] = []
    private var phones: Set<ActivityID> = []
    private var speaking: ActivityID?
    private var recording: ActivityID?
    private var hasHungUp = false

    /// Whether the caller leaves at this moment, which waits for nothing.
    private var isLeaving = false

    /// Something happens: the disk has written, or the caller is gone, or prompts were spoken to their end.
    mutating func happens(_ event: CallInput, now: Duration) {
        isLeaving = false
        switch event {
        case .committed(let id): pending.removeAll { $0.id <= id }
        case .commitFailed(let id): if pending.contains(where: { $0.id == id }) { pending = [] }
        case .deadlineReached: if let oldest = pending.first, now >= oldest.since + .seconds(2) { pending = [] }
        case .callerHungUp: isLeaving = true
        case .played(.caller, let id): if speaking == id { speaking = nil }
        default: break
        }
    }

    /// What comes of it.
    mutating func note(_ effects: [CallEffect], now: Duration) {
        for effect in effects {
            if isFinished { faults.append("\(EffectText.line(effect)) after the end") }
            note(effect, now: now)
        }
    }

    private mutating func note(_ effect: CallEffect, now: Duration) {
        switch effect {
        case .write(let note):
            if let commit = note.commit { pending.append((commit, now)) }
            if note.decision?.verdict.kind == .refused { refused = true }
        case .silence(_, let id): if speaking == id { speaking = nil }
        case .release(let id): phones.remove(id)
        case .stopRecording(let id, _): if recording == id { recording = nil }
        case .accept: break
        case .finish:
            isFinished = true
            if !phones.isEmpty { faults.append("\(phones) still ring after the end") }
            if recording != nil { faults.append("it is still recorded after the end") }
            if speaking != nil { faults.append("prompts are spoken after the end") }
            if !hasHungUp && !isLeaving { faults.append("it is over, and nobody hung up") }
        case .hangUp:
            hasHungUp = true
            mustBeWritten(effect)
        case .ring(let id, _, _):
            rang = true
            phones.insert(id)
            mustBeWritten(effect)
        case .play(.caller, let id, _):
            if speaking != nil { faults.append("\(id) is spoken while other prompts are") }
            speaking = id
            mustBeWritten(effect)
        case .startRecording(let id, _):
            recording = id
            mustBeWritten(effect)
        case .play, .join, .findChain, .lookUp, .transfer: mustBeWritten(effect)
        }
    }

    /// The call must be over by now.
    mutating func expectEnd() { if !isFinished { faults.append("the call does not end") } }

    private mutating func mustBeWritten(_ effect: CallEffect) {
        if !pending.isEmpty, !isLeaving {
            faults.append("\(EffectText.line(effect)) before \(pending.map(\.id.number)) was written")
        }
    }
}
