import SIP

/// How a call ended.
public enum PhoneEnd: Hashable, Sendable {
    /// The peer hung up; with the cause of its Reason header (Q.850), if it gave one.
    case hungUpByPeer(cause: Int?)
    /// The script hung up.
    case hungUp
    /// The script gave the call up before it was answered.
    case cancelled
    /// The caller gave up before we answered.
    case cancelledByPeer(cause: Int?)
    /// The peer refused our call.
    case refused(StatusCode, cause: Int?)
    /// The script refused the call.
    case rejected(StatusCode)
    /// The call was not answered in the time of ``PhoneLimits/answer``, though something was heard of the peer.
    case notAnswered
    /// Nothing at all was heard of the peer.
    case noResponse
    /// Nothing can be sent to the peer: no connection, no route, no such name; in words.
    case unreachable(String)
    /// It went on for as long as ``PhoneLimits/longest``, and we hung up.
    case tooLong
    /// Our answer was never acknowledged.
    case unacknowledged
    /// The session timer found the peer gone, or it no longer knew the call.
    case lost
    /// Offer and answer did not lead to common sound, or could not be read.
    case noCommonSound
    /// The call never began, for a reason on our side; in words, with what to do.
    case notPlaced(String)
    /// The bank closed, or whoever had placed the call was cancelled.
    case shutDown

    /// What the end of a leg means to a telephone.
    init(_ end: LegEnd, wasAnswered: Bool, isCaller: Bool) {
        switch end {
        case .byPeer(let cause):
            self = wasAnswered || isCaller ? .hungUpByPeer(cause: cause) : .cancelledByPeer(cause: cause)
        case .byUs: self = wasAnswered ? .hungUp : .cancelled
        case .failed(.response(let status, let cause), _): self = .refused(status, cause: cause)
        case .failed(.timeout, let rang): self = rang ? .notAnswered : .noResponse
        case .failed(.transportFailure, _): self = .unreachable("the network takes nothing for the peer")
        case .failed(.cancelled, _): self = .cancelled
        case .unacknowledged: self = .unacknowledged
        case .lost: self = .lost
        case .noCommonMedia: self = .noCommonSound
        }
    }
}
