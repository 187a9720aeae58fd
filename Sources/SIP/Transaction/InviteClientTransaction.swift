/// The client side of an INVITE (RFC 3261 §17.1.1, RFC 6026 §8.4).
///
/// - Calling: the INVITE was sent and nothing was heard. Timer A sends it again over an unreliable transport, timer B
///   gives up.
/// - Proceeding: a provisional response came. A CANCEL may go out from here on (RFC 3261 §9.1), and once it did, timer
///   B runs again.
/// - Completed: a refusal came and was acknowledged. Each time it comes again the ACK does too, until timer D.
/// - Accepted: a 2xx came. Every 2xx goes to the user, who acknowledges each, until timer M: they may come from several
///   forks.
///
/// The request is kept until the final response, then the ACK or nothing.
struct InviteClientTransaction: Sendable {
    /// Where the transaction stands.
    enum State: Sendable {
        indirect case calling(Calling)
        indirect case proceeding(Request, cancelledUntil: Duration?)
        case completed(ack: [UInt8], until: Duration)
        case accepted(until: Duration)
        case terminated
    }

    /// What is known while nothing was heard.
    struct Calling: Sendable {
        var request: Request
        /// Whether a CANCEL waits for the first provisional response.
        var isCancelled = false
        var interval: Duration
        var retransmission: Duration?
        var end: Duration
    }

    /// What follows from an input.
    enum Action: Hashable, Sendable {
        /// The event means nothing here.
        case ignore
        /// Send the INVITE again, or the ACK to a refusal that came again.
        case transmit([UInt8])
        /// Give the response to the user.
        case pass
        /// Send this ACK and give the response to the user.
        case acknowledge([UInt8])
        /// Give the provisional response to the user and send the CANCEL that waited for it.
        case passAndCancel
        /// Send the CANCEL.
        case cancel
        /// A 2xx after a refusal: it belongs to a fork that nobody knows.
        case stray
        /// No response came in time.
        case timeOut
        /// The transport failed before a final response.
        case unreachable
    }

    private(set) var state: State
    let isReliable: Bool

    /// Begins when the INVITE is sent.
    init(_ request: Request, isReliable: Bool, timers: TransactionTimers, now: Duration) {
        self.isReliable = isReliable
        let first = timers.a(reliable: isReliable)
        state = .calling(
            Calling(
                request: request, interval: first ?? .zero, retransmission: first.map { now + $0 }, end: now + timers.b)
        )
    }

    /// The request, as long as it has no final response.
    var request: Request? {
        switch state {
        case .calling(let calling): calling.request
        case .proceeding(let request, _): request
        case .completed, .accepted, .terminated: nil
        }
    }

    /// When the next timer fires.
    var deadline: Duration? {
        switch state {
        case .calling(let calling): min(calling.retransmission ?? calling.end, calling.end)
        case .proceeding(_, let end): end
        case .completed(_, let end), .accepted(let end): end
        case .terminated: nil
        }
    }

    mutating func received(_ response: Response, timers: TransactionTimers, now: Duration) -> Action {
        switch state {
        case .calling(let calling):
            guard response.status.isProvisional else {
                return finalReceived(response, to: calling.request, timers, now)
            }
            state = .proceeding(calling.request, cancelledUntil: calling.isCancelled ? now + timers.b : nil)
            return calling.isCancelled ? .passAndCancel : .pass
        case .proceeding(let request, _):
            return response.status.isProvisional ? .pass : finalReceived(response, to: request, timers, now)
        case .completed(let ack, _):
            if response.status.isSuccess { return .stray }
            return response.status.isProvisional ? .ignore : .transmit(ack)
        case .accepted: return response.status.isSuccess ? .pass : .ignore
        case .terminated: return response.status.isSuccess ? .stray : .ignore
        }
    }

    private mutating func finalReceived(
        _ response: Response, to request: Request, _ timers: TransactionTimers, _ now: Duration
    ) -> Action {
        if response.status.isSuccess {
            state = .accepted(until: now + timers.m)
            return .pass
        }
        let ack = Request.acknowledging(response, to: request).serialized()
        state = isReliable ? .terminated : .completed(ack: ack, until: now + timers.d(reliable: false))
        return .acknowledge(ack)
    }

    /// The user wants the INVITE cancelled: at once if there was a provisional response, with the first one otherwise.
    mutating func cancelled(timers: TransactionTimers, now: Duration) -> Action {
        switch state {
        case .calling(var calling):
            calling.isCancelled = true
            state = .calling(calling)
            return .ignore
        case .proceeding(let request, nil):
            state = .proceeding(request, cancelledUntil: now + timers.b)
            return .cancel
        case .proceeding, .completed, .accepted, .terminated: return .ignore
        }
    }

    mutating func deadlineReached(timers: TransactionTimers, now: Duration) -> Action {
        guard let deadline, deadline <= now else { return .ignore }
        switch state {
        case .calling(var calling):
            guard calling.end > now else {
                state = .terminated
                return .timeOut
            }
            calling.interval *= 2
            calling.retransmission = now + calling.interval
            state = .calling(calling)
            return .transmit(calling.request.serialized())
        case .proceeding:
            state = .terminated
            return .timeOut
        case .completed, .accepted, .terminated:
            state = .terminated
            return .ignore
        }
    }

    mutating func transportFailed() -> Action {
        switch state {
        case .calling, .proceeding:
            state = .terminated
            return .unreachable
        case .completed:
            state = .terminated
            return .ignore
        case .accepted, .terminated: return .ignore
        }
    }
}
