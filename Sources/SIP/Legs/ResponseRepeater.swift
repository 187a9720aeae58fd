/// Sends a response of ours again until the peer acknowledges it, or for 64·T1.
///
/// Needed where the transaction layer does not repeat: a 2xx to an INVITE until its ACK (RFC 3261 §13.3.1.4) and a
/// reliable provisional response until its PRACK (RFC 3262 §3), over TCP too.
struct ResponseRepeater: Sendable {
    /// What is to be done.
    enum Action {
        case nothing
        /// Send it again.
        case `repeat`
        /// The peer is not there.
        case giveUp
    }

    let response: Response
    let transaction: ServerTransactionID
    /// The number of the request that it answers.
    let number: UInt32
    private let timers: TransactionTimers
    private let longestInterval: Duration
    private let giveUpAt: Duration
    private var interval: Duration
    private var repeatAt: Duration

    /// Begins when the response has been sent for the first time.
    init(
        _ response: Response, in transaction: ServerTransactionID, now: Duration, timers: TransactionTimers
    ) {
        self.response = response
        self.transaction = transaction
        self.timers = timers
        number = response.cSeq.number
        interval = timers.t1
        // A provisional response is repeated ever more rarely, a final one every T2.
        longestInterval = response.status.isProvisional ? timers.t1 * 64 : timers.t2
        giveUpAt = now + timers.t1 * 64
        repeatAt = now + timers.t1
    }

    var deadline: Duration { min(repeatAt, giveUpAt) }

    mutating func deadlineReached(now: Duration) -> Action {
        if now >= giveUpAt { return .giveUp }
        guard now >= repeatAt else { return .nothing }
        interval = min(interval * 2, longestInterval)
        repeatAt = now + interval
        return .repeat
    }
}
