import CallFlow
import CallLedger
import Calls
import Desk
import Ledger

/// What the people and stores around a recorded call did, so that they can do it again in another flow.
struct RecordedBehaviour {
    /// What the caller did at one prompt of a request for input.
    struct Attempt {
        /// How long the prompt was spoken until it ended or was cut short.
        var prompt: Duration?
        /// The keys with the time of each since then; none for a caller who stayed silent.
        var keys: [(after: Duration, key: Key?)] = []
        /// What the record says was keyed, where it says so.
        var collected: String?

        /// The keys that are to be pressed: hidden digits are taken from what was collected.
        ///
        /// - Parameter isSensitive: whether one digit is as good as another.
        func pressed(isSensitive: Bool) -> [(after: Duration, key: Key)]? {
            let shown = keys.compactMap { pressed in pressed.key.map { (pressed.after, $0) } }
            if shown.count == keys.count, collected.map({ $0 == "***" || $0.count <= keys.count }) ?? true {
                return collected == "***" && !isSensitive ? nil : shown
            }
            if collected == nil || collected == "***" {
                return isSensitive ? keys.map { ($0.after, $0.key ?? .zero) } : nil
            }
            let pause = keys.first?.after ?? .zero
            let digits = (collected ?? "").compactMap { Key($0) }.map { (pause, $0) }
            // What is behind the digits is the key that ended them.
            return digits + (shown.last.map { $0.1.isDigit ? [] : [$0] } ?? [])
        }
    }

    /// One visit to a step that asks for input.
    struct Visit {
        let step: String
        var attempts: [Attempt] = []
    }

    /// How a check was answered.
    struct Answer {
        /// Everything that was known by then.
        let facts: ConsultedFacts
        let isAnswered: Bool
        let outcome: TopicOutcome
        let delay: Duration
    }

    /// How somebody who was rung behaved.
    struct Leg {
        enum Answer { case accepts, declines, hangsUp }

        /// When the phone was picked up, since it rang.
        var pickedUp: Duration?
        /// How it could not be reached.
        var failed: (after: Duration, result: HuntResult)?
        /// What was done after it was picked up.
        var answer: (after: Duration, answer: Answer)?
        /// When the call was marked, since the conversation began.
        var marked: Duration?
        /// When the conversation ended.
        var hungUp: Duration?
        /// Up to when it is known what the person did, since it rang.
        var knownFor: Duration = .zero
    }

    /// What came of a message to be recorded, since it began.
    enum Message {
        case failed
        case fellSilent(after: Duration)
        case ended(after: Duration)
    }

    /// When the caller hung up.
    struct HangUp {
        let step: String
        /// Which visit to the step, from 0.
        let visit: Int
        /// Since the step was entered.
        let after: Duration
        /// Since the call began.
        let total: Duration
    }

    var inputs: [Visit] = []
    var answers: [Topic: [Answer]] = [:]
    /// Everything that is known in the end.
    var facts = ConsultedFacts(askedAt: .distantPast)
    var known = FactsSoFar()
    var chains: [ChainName: [(delay: Duration, rungs: [[String]]?)]] = [:]
    var legs: [String: [Leg]] = [:]
    var hangUp: HangUp?
    var messages: [Message] = []
    var transfers: [Bool] = []
    /// How long the prompts of a step were spoken, in order.
    var prompts: [String: [Duration]] = [:]
}
