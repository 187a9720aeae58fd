import CallFlow
import Desk

/// What the surroundings of a call have been asked for and have not answered yet.
struct Waiting {
    enum Request: Hashable {
        case play(ActivityID)
        case check(ActivityID, Topic)
        case chain(ActivityID, ChainName)
        case leg(ActivityID)
        case recording(ActivityID)
        case transfer(ActivityID)
    }

    /// What the step at hand waits for.
    private(set) var current: [Request] = []
    /// What earlier steps have waited for: an answer comes too late.
    private(set) var past: [Request] = []
    /// The prompts that hold the call up, and until when at the longest.
    private(set) var speaking: ActivityID?
    private(set) var speaksUntil = Instant.distantFuture

    /// The search for the standby's people, if it runs.
    var standby: ActivityID? {
        for case .chain(let id, .standby) in current { return id }
        return nil
    }

    mutating func take(_ effects: [FlowEffect], at now: Instant, in program: FlowProgram) {
        for effect in effects {
            switch effect {
            case .entered:
                past = (past + current).suffix(20)
                current = []
                quiet()
            case .play(let id, let utterances, _):
                current.append(.play(id))
                speaking = id
                speaksUntil = utterances.reduce(now) {
                    $0.advanced(by: program.catalogue.prompts[$1.prompt]?.longestDuration ?? .zero)
                }
            case .listen: quiet()
            case .stopPlaying(let id): if speaking == id { quiet() }
            case .check(let id, let topic, _): current.append(.check(id, topic))
            case .findChain(let id, let chain): current.append(.chain(id, chain))
            case .ring(let id, _, _):
                // A chain is found once; asked twice, the search answers late.
                past += current.filter { if case .chain = $0 { true } else { false } }
                current.removeAll { if case .chain = $0 { true } else { false } }
                current += [.leg(id), .leg(id)]
            case .startRecording(let id, _):
                quiet()
                current.append(.recording(id))
            case .transfer(let id, _): current.append(.transfer(id))
            case .answer, .collected, .release, .whisper, .bridge, .attempted, .stopRecording, .log, .hangup, .ended:
                break
            }
        }
    }

    private mutating func quiet() { (speaking, speaksUntil) = (nil, .distantFuture) }
}
