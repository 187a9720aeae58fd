/// The server side of any request but INVITE and ACK (RFC 3261 §17.2.2).
///
/// - Trying: the user was given the request and has not answered.
/// - Proceeding: a provisional response was sent, and is sent again for each request that comes again.
/// - Completed: the final response was sent, and is sent again likewise until timer J.
///
/// A user who says nothing for as long as the client waits (its timer F) has lost the transaction: nobody would hear
/// the answer, and RFC 4320 §4.2 forbids it.
struct NonInviteServerTransaction: Sendable {
    /// Where the transaction stands.
    enum State: Sendable {
        case trying(until: Duration)
        case proceeding(last: [UInt8], until: Duration)
        case completed(response: [UInt8], until: Duration)
        case terminated
    }

    /// What follows from an input.
    enum Action: Hashable, Sendable {
        /// The event means nothing here.
        case ignore
        /// Send the response, for the first time or again.
        case transmit([UInt8])
    }

    private(set) var state: State
    let isReliable: Bool

    /// Begins when the request is given to the user.
    init(isReliable: Bool, timers: TransactionTimers, now: Duration) {
        self.isReliable = isReliable
        state = .trying(until: now + timers.f)
    }

    /// When the next timer fires.
    var deadline: Duration? {
        switch state {
        case .trying(let end), .proceeding(_, let end), .completed(_, let end): end
        case .terminated: nil
        }
    }

    /// The user responds.
    mutating func responded(_ status: StatusCode, _ response: [UInt8], timers: TransactionTimers, now: Duration)
        -> Action
    {
        switch state {
        case .trying(let end), .proceeding(_, let end):
            if status.isProvisional {
                state = .proceeding(last: response, until: end)
            } else {
                state =
                    isReliable ? .terminated : .completed(response: response, until: now + timers.j(reliable: false))
            }
            return .transmit(response)
        case .completed, .terminated: return .ignore
        }
    }

    /// The request came again.
    func requestRetransmitted() -> Action {
        switch state {
        case .proceeding(let response, _), .completed(let response, _): .transmit(response)
        case .trying, .terminated: .ignore
        }
    }

    mutating func deadlineReached(now: Duration) {
        if let deadline, deadline <= now { state = .terminated }
    }

    /// The way back to the client is gone, so no response can be sent.
    mutating func transportFailed() { state = .terminated }
}
