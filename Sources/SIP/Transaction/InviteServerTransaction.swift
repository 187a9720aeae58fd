/// The server side of an INVITE (RFC 3261 §17.2.1, RFC 6026 §8.5 and §8.7).
///
/// - Trying: the user was given the INVITE and has not answered; 100 Trying is sent when his time is up. The RFC counts
///   this as the beginning of Proceeding; here it is a state of its own because only it needs the request.
/// - Proceeding: a provisional response was sent. The last one is sent again for each INVITE that comes again.
/// - Completed: a refusal was sent. Timer G sends it again over an unreliable transport until the ACK comes or timer H
///   gives up.
/// - Confirmed: the ACK came. More ACKs are absorbed until timer I.
/// - Accepted: a 2xx was sent. INVITEs that come again are absorbed until timer L; sending the 2xx again until its ACK
///   comes is the user's business, since it must work end to end.
struct InviteServerTransaction: Sendable {
    /// Where the transaction stands.
    enum State: Sendable {
        indirect case trying(Request, until: Duration)
        case proceeding(last: [UInt8])
        indirect case completed(Completed)
        case confirmed(until: Duration)
        case accepted(until: Duration)
        case terminated
    }

    /// A refusal that waits for its ACK; kept apart so that what lingers after the ACK, or after a 2xx, is small.
    struct Completed: Sendable {
        let response: [UInt8]
        var interval: Duration
        var retransmission: Duration?
        let end: Duration
    }

    /// What follows from an input.
    enum Action: Hashable, Sendable {
        /// The event means nothing here.
        case ignore
        /// Send the response, for the first time or again.
        case transmit([UInt8])
        /// The refusal was acknowledged.
        case acknowledged
        /// Give the ACK to the user: it is for a 2xx.
        case pass
        /// The refusal was never acknowledged.
        case unacknowledged
    }

    private(set) var state: State
    let isReliable: Bool

    /// Begins when the INVITE is given to the user.
    init(_ request: Request, isReliable: Bool, timers: TransactionTimers, now: Duration) {
        self.isReliable = isReliable
        state = .trying(request, until: now + timers.trying)
    }

    /// When the next timer fires.
    var deadline: Duration? {
        switch state {
        case .trying(_, let end): end
        case .completed(let completed): min(completed.retransmission ?? completed.end, completed.end)
        case .confirmed(let end), .accepted(let end): end
        case .proceeding, .terminated: nil
        }
    }

    /// Whether there was no final response yet.
    var isEarly: Bool {
        switch state {
        case .trying, .proceeding: true
        case .completed, .confirmed, .accepted, .terminated: false
        }
    }

    /// The user responds.
    mutating func responded(_ status: StatusCode, _ response: [UInt8], timers: TransactionTimers, now: Duration)
        -> Action
    {
        switch state {
        case .trying, .proceeding:
            if status.isProvisional {
                state = .proceeding(last: response)
            } else if status.isSuccess {
                state = .accepted(until: now + timers.l)
            } else {
                let first = timers.g(reliable: isReliable)
                state = .completed(
                    Completed(
                        response: isReliable ? [] : response, interval: first ?? .zero,
                        retransmission: first.map { now + $0 }, end: now + timers.h))
            }
            return .transmit(response)
        case .accepted: return status.isSuccess ? .transmit(response) : .ignore
        case .completed, .confirmed, .terminated: return .ignore
        }
    }

    /// The INVITE came again.
    func requestRetransmitted() -> Action {
        switch state {
        case .proceeding(let last): .transmit(last)
        case .completed(let completed) where !isReliable: .transmit(completed.response)
        case .trying, .completed, .confirmed, .accepted, .terminated: .ignore
        }
    }

    /// An ACK with the INVITE's branch came.
    mutating func acknowledged(timers: TransactionTimers, now: Duration) -> Action {
        switch state {
        case .completed:
            state = isReliable ? .terminated : .confirmed(until: now + timers.i(reliable: false))
            return .acknowledged
        case .accepted: return .pass
        case .trying, .proceeding, .confirmed, .terminated: return .ignore
        }
    }

    mutating func deadlineReached(timers: TransactionTimers, now: Duration) -> Action {
        guard let deadline, deadline <= now else { return .ignore }
        switch state {
        case .trying(let request, _):
            let trying = Response(to: request, .trying).serialized()
            state = .proceeding(last: trying)
            return .transmit(trying)
        case .completed(var completed):
            guard completed.end > now else {
                state = .terminated
                return .unacknowledged
            }
            completed.interval = timers.doubled(completed.interval)
            completed.retransmission = now + completed.interval
            state = .completed(completed)
            return .transmit(completed.response)
        case .proceeding: return .ignore
        case .confirmed, .accepted, .terminated:
            state = .terminated
            return .ignore
        }
    }

    /// The way back to the client is gone, so no response can be sent.
    mutating func transportFailed() { state = .terminated }
}
