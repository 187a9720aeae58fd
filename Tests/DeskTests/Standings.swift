import Desk
import TestSupport

extension Standing {
    /// A standing with these outcomes.
    init(_ outcomes: [Topic: TopicOutcome]) {
        self.init()
        for topic in Topic.allCases { if let outcome = outcomes[topic] { record(outcome, of: topic) } }
    }

    /// Every precondition holds, on both numbers.
    static let sound = Standing([
        .client: .known, .caller: .technical, .passcode: .verified, .bulletin: .nothing, .order: .tried,
        .ticket: .unanswered, .guarantee: .exceeded, .urgency: .yes, .seriousness: .yes, .nature: .network,
        .sites: .yes, .tariff: .inForce,
    ])

    /// The same with some outcomes changed.
    func with(_ changes: [Topic: TopicOutcome]) -> Standing {
        var changed = self
        for topic in Topic.allCases { if let outcome = changes[topic] { changed.record(outcome, of: topic) } }
        return changed
    }

    /// The same without the outcome of a topic.
    func without(_ topic: Topic) -> Standing {
        var changed = self
        changed.outcomes[topic] = nil
        return changed
    }

    /// Any standing: each topic with any of its outcomes, or none.
    static func random(using generator: inout SplitMix64) -> Standing {
        var standing = Standing()
        for topic in Topic.allCases {
            let outcomes = topic.outcomes
            let choice = Int.random(in: 0...outcomes.count, using: &generator)
            if choice > 0 { standing.record(outcomes[choice - 1], of: topic) }
        }
        let flags = Flag.allCases.filter { _ in Bool.random(using: &generator) }
        for flag in flags { flag.raise(in: &standing) }
        return standing
    }

    /// The flags of a standing.
    enum Flag: Int, CaseIterable {
        case heardPrice, insisted, agreed, marked, unrecorded, sawUnavailable, admitted, rang, connected, failedOpen,
            charged

        func raise(in standing: inout Standing) {
            switch self {
            case .heardPrice: standing.heardPrice = true
            case .insisted: standing.insisted = true
            case .agreed: standing.agreed = true
            case .marked: standing.marked = true
            case .unrecorded: standing.unrecorded = true
            case .sawUnavailable: standing.sawUnavailable = true
            case .admitted: standing.admitted = true
            case .rang: standing.rang = true
            case .connected: standing.connected = true
            case .failedOpen: standing.failedOpen = true
            case .charged: standing.charged = true
            }
        }
    }
}
