import CallFlow
import Desk

/// One event of a conformance call as it is written: a time, a word, the activity in brackets where it is not the latest,
/// and what the event carries: `1.2s keyed 5`, `3s played(1)`, `4s checked client known`.
struct CallEvent: Sendable {
    let time: Duration
    let word: Word
    /// The activity's number, where it is written.
    let activity: Int?
    let arguments: [String]

    enum Word: String, CaseIterable, Sendable {
        case started, keyed, played, checked
        case chainFound = "chain_found"
        case targetAnswered = "target_answered"
        case targetFailed = "target_failed"
        case targetKeyed = "target_keyed"
        case targetHungUp = "target_hung_up"
        case fellSilent = "fell_silent"
        case recordingFailed = "recording_failed"
        case transferred
        case ledgerFailed = "ledger_failed"
        case callerHungUp = "caller_hung_up"
        /// The timer goes off, early or late.
        case deadline
    }

    /// Reads an event; nothing if the text is none.
    init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count >= 2, let time = VirtualTime.read(words[0]) else { return nil }
        let head = words[1].split(separator: "(", maxSplits: 1).map(String.init)
        guard let name = head.first, let word = Word(rawValue: name) else { return nil }
        if head.count == 2 {
            guard head[1].hasSuffix(")"), let number = Int(head[1].dropLast()) else { return nil }
            activity = number
        } else {
            activity = nil
        }
        self.time = time
        self.word = word
        arguments = Array(words.dropFirst(2))
    }

    /// The event for the machine, or nothing if it carries what it cannot.
    func event(_ latest: RunningActivities, people: [OnCallPerson]) -> FlowEvent? {
        let one = arguments.count == 1 ? arguments[0] : nil
        let key = one.flatMap { $0.count == 1 ? $0.first : nil }.flatMap { Key($0) }
        func id(_ kind: RunningActivities.Kind) -> ActivityID {
            activity.map { ActivityID($0) } ?? latest[kind] ?? ActivityID(0)
        }
        switch word {
        case .checked: return SampleFinding.read(arguments).map { .checked(id(.check), $0) }
        case .chainFound: return chain(people).map { .chainFound(id(.find), $0) }
        case .keyed: return key.map { .keyed($0) }
        case .targetKeyed: return key.map { .targetKeyed(id(.ring), $0) }
        case .targetFailed: return one.flatMap(HuntResult.init(rawValue:)).map { .targetFailed(id(.ring), $0) }
        case .transferred:
            guard let one, ["accepted", "refused"].contains(one) else { return nil }
            return .transferred(id(.transfer), accepted: one == "accepted")
        default: break
        }
        guard arguments.isEmpty else { return nil }
        switch word {
        case .started: return .started
        case .played: return .played(id(.play))
        case .targetAnswered: return .targetAnswered(id(.ring))
        case .targetHungUp: return .targetHungUp(id(.ring))
        case .fellSilent: return .fellSilent(id(.record))
        case .recordingFailed: return .recordingFailed(id(.record))
        case .ledgerFailed: return .ledgerFailed
        case .callerHungUp: return .callerHungUp
        case .deadline: return .deadlineReached
        default: return nil
        }
    }

    /// People in order; those with a plus between them are rung at once: `alice bruno+chloe`.
    private func chain(_ people: [OnCallPerson]) -> ChainAnswer? {
        switch arguments {
        case ["unavailable"]: return .unavailable
        case ["nobody"]: return .people(OnCallChain())
        default:
            var chain = OnCallChain()
            for rung in arguments {
                for (index, name) in rung.split(separator: "+").enumerated() {
                    guard let person = people.first(where: { $0.id == name }) else { return nil }
                    chain.append(person, together: index > 0)
                }
            }
            return chain.isEmpty ? nil : .people(chain)
        }
    }
}
