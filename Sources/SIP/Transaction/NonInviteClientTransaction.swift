/// The client side of any request but INVITE and ACK (RFC 3261 §17.1.2).
///
/// - Trying: the request was sent. Timer E sends it again over an unreliable transport, at intervals that double up to
///   T2.
/// - Proceeding: a provisional response came. Timer E goes on with T2.
/// - Completed: the final response came. Its retransmissions are absorbed until timer K.
///
/// Timer F ends the first two. Only the first two keep the request's bytes.
struct NonInviteClientTransaction: Sendable {
    /// Where the transaction stands.
    enum State: Sendable {
        indirect case trying(Waiting)
        indirect case proceeding(Waiting)
        case completed(until: Duration)
        case terminated
    }

    /// What is known until the final response.
    struct Waiting: Sendable {
        var request: [UInt8]
        var interval: Duration
        var retransmission: Duration?
        var end: Duration
    }

    /// What follows from an input.
    enum Action: Hashable, Sendable {
        /// The event means nothing here.
        case ignore
        /// Send the request again.
        case transmit([UInt8])
        /// Give the response to the user.
        case pass
        /// No final response came in time.
        case timeOut
        /// The transport failed before a final response.
        case unreachable
    }

    private(set) var state: State
    let isReliable: Bool

    /// Begins when the request is sent.
    init(_ request: [UInt8], isReliable: Bool, timers: TransactionTimers, now: Duration) {
        self.isReliable = isReliable
        let first = timers.e(reliable: isReliable)
        state = .trying(
            Waiting(
                request: isReliable ? [] : request, interval: first ?? .zero, retransmission: first.map { now + $0 },
                end: now + timers.f))
    }

    /// When the next timer fires.
    var deadline: Duration? {
        switch state {
        case .trying(let waiting), .proceeding(let waiting): min(waiting.retransmission ?? waiting.end, waiting.end)
        case .completed(let end): end
        case .terminated: nil
        }
    }

    mutating func received(_ status: StatusCode, timers: TransactionTimers, now: Duration) -> Action {
        switch state {
        case .trying(let waiting), .proceeding(let waiting):
            if status.isProvisional {
                state = .proceeding(waiting)
            } else {
                state = isReliable ? .terminated : .completed(until: now + timers.k(reliable: false))
            }
            return .pass
        case .completed, .terminated: return .ignore
        }
    }

    mutating func deadlineReached(timers: TransactionTimers, now: Duration) -> Action {
        guard let deadline, deadline <= now else { return .ignore }
        switch state {
        case .trying(var waiting):
            guard waiting.end > now else { return timedOut() }
            waiting.interval = timers.doubled(waiting.interval)
            waiting.retransmission = now + waiting.interval
            state = .trying(waiting)
            return .transmit(waiting.request)
        case .proceeding(var waiting):
            guard waiting.end > now else { return timedOut() }
            waiting.interval = timers.t2
            waiting.retransmission = now + waiting.interval
            state = .proceeding(waiting)
            return .transmit(waiting.request)
        case .completed, .terminated:
            state = .terminated
            return .ignore
        }
    }

    private mutating func timedOut() -> Action {
        state = .terminated
        return .timeOut
    }

    mutating func transportFailed() -> Action {
        switch state {
        case .trying, .proceeding:
            state = .terminated
            return .unreachable
        case .completed, .terminated: return .ignore
        }
    }
}
