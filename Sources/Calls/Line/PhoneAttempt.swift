import CallFlow
import SIP

/// Rings one person's telephone: over the trunks one after the other, until the telephone itself answers or refuses.
///
/// The hunt of the flow rings a person and hears one result. That a trunk failed on the way is no result of the person's, so the next
/// trunk is tried; the time that the person may let it ring is the hunt's, and goes on meanwhile.
public struct PhoneAttempt: Sendable {
    /// What is to be done.
    public enum Action: Hashable, Sendable {
        /// Call over that trunk.
        case call(trunk: String)
        /// The person picked up, or a machine did.
        case answered
        /// The person could not be reached.
        case failed(HuntResult)
        /// The person, who had picked up, hung up.
        case hungUp
    }

    private var selection: TrunkSelection?
    private var hasAnswered = false
    private var isOver = false

    /// Over trunks, in the order of the selection.
    public init(over selection: TrunkSelection) { self.selection = selection }

    /// At an address of the person's own.
    public init() { selection = nil }

    /// Begins; nothing is to be done for a person who is called directly.
    public func begin() -> Action? {
        guard case .call(let trunk)? = selection?.begin() else {
            return selection == nil ? nil : .failed(.unreachable)
        }
        return .call(trunk: trunk)
    }

    /// The leg tells of itself.
    public mutating func heard(_ event: LegEvent) -> Action? {
        guard !isOver else { return nil }
        switch event {
        case .answered:
            hasAnswered = true
            return .answered
        case .ended(let how):
            if hasAnswered {
                isOver = true
                return .hungUp
            }
            return ended(how)
        case .ringing, .media, .info, .transferred: return nil
        }
    }

    private mutating func ended(_ how: LegEnd) -> Action? {
        guard case .failed(let outcome, let rang) = how else {
            isOver = true
            return .failed(.unreachable)
        }
        let next: TrunkSelection.Action
        if var selection {
            next = selection.ended(outcome, rang: rang)
            self.selection = selection
        } else {
            switch outcome.consequence(rang: rang) {
            case .result(let result), .nextTrunk(let result): next = .finished(result)
            }
        }
        switch next {
        case .call(let trunk): return .call(trunk: trunk)
        case .finished(let result):
            isOver = true
            return .failed(HuntResult(result))
        }
    }
}

extension HuntResult {
    /// The hunt's word for what a telephone did.
    init(_ result: PhoneResult) {
        switch result {
        case .busy: self = .busy
        case .noAnswer: self = .noAnswer
        case .declined: self = .declined
        case .unreachable: self = .unreachable
        }
    }
}
