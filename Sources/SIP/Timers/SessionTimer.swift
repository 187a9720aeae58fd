/// The session timer of a dialog (RFC 4028): finds out that the far end is gone although nobody sent BYE.
///
/// Every INVITE and UPDATE of the dialog negotiates anew: the request carries `offer()`, its 2xx decides. One side
/// refreshes at half the interval; when no refresh got through, either side hangs up shortly before the interval ends
/// (§10). Roles are kept as "we refresh" or not, because UAC and UAS change places with every request.
///
/// States: off (no timer was agreed, or not yet); running and waiting; running with our refresh unanswered.
public struct SessionTimer: Hashable, Sendable {
    /// What we want and allow.
    public struct Policy: Hashable, Sendable {
        /// The interval that we ask for, in seconds.
        public let interval: UInt32
        /// The shortest interval that we take, in seconds; at least 90 (§4).
        public let minimum: UInt32
        /// Whether we take the refreshing upon us where the choice is ours.
        public let prefersRefreshing: Bool
        /// Whether we refresh too where the peer knows no session timers, so as to learn that it is gone.
        public let refreshesForAll: Bool

        /// Makes a policy; values that RFC 4028 does not allow are raised to the next one that it does.
        public init(
            interval: UInt32 = 1_800, minimum: UInt32 = SessionTimer.shortest, prefersRefreshing: Bool = false,
            refreshesForAll: Bool = false
        ) {
            self.minimum = max(minimum, SessionTimer.shortest)
            self.interval = max(interval, self.minimum)
            self.prefersRefreshing = prefersRefreshing
            self.refreshesForAll = refreshesForAll
        }
    }

    /// What is to be done.
    public enum Action: Hashable, Sendable {
        /// Send a re-INVITE or an UPDATE with `offer()`.
        case refresh
        /// Send BYE: the far end is gone.
        case hangUp
    }

    /// What we answer to a request that negotiates.
    public enum Answer: Hashable, Sendable {
        /// Refuse with 422 and this `Min-SE` (§6).
        case tooShort(minSE: UInt32)
        /// Put these into the 2xx, and call `accepted(_:now:)` once it is sent.
        case accept(SessionTimerHeaders)
    }

    /// The name in `Supported` and `Require`.
    public static let optionTag = "timer"
    /// The shortest interval that RFC 4028 allows, in seconds (§4).
    public static let shortest: UInt32 = 90
    /// How often one request is sent again after 422: every proxy on the way may raise the minimum once.
    public static let retryLimit = 3

    private struct Running: Hashable {
        let interval: UInt32
        let weRefresh: Bool
        var refreshAt: Duration?
        /// Never where the peer knows no session timers: its silence says nothing.
        let hangUpAt: Duration?
    }

    private let policy: Policy
    private var running: Running?
    /// The highest `Min-SE` that this dialog has seen (§7.4).
    private var peerMinimum: UInt32?
    private var refusals = 0

    /// Begins with the timer off.
    public init(_ policy: Policy = Policy()) { self.policy = policy }

    /// The session interval in seconds and whether we refresh; nothing while the timer is off.
    public var terms: (interval: UInt32, weRefresh: Bool)? { running.map { ($0.interval, $0.weRefresh) } }

    /// When `advanced(to:)` is to be called next.
    public var deadline: Duration? {
        guard let running else { return nil }
        return [running.refreshAt, running.hangUpAt].compactMap { $0 }.min()
    }

    // MARK: Requests of ours

    /// What our INVITE or UPDATE carries (§7.1, §7.4); `Supported: timer` is to be in it too.
    public func offer() -> SessionTimerHeaders {
        let minimum = max(policy.minimum, peerMinimum ?? 0)
        let interval = max(running?.interval ?? policy.interval, minimum)
        // The first request leaves the choice to the callee; later ones keep the roles.
        let refresher: SessionRefresher? = running.map { $0.weRefresh ? .uac : .uas }
        return SessionTimerHeaders(
            sessionExpires: SessionExpires(seconds: interval, refresher: refresher),
            minSE: peerMinimum != nil || minimum > Self.shortest ? minimum : nil, requiresTimer: false)
    }

    /// Takes a 2xx to our INVITE or UPDATE (§7.2).
    public mutating func answered(_ headers: SessionTimerHeaders, now: Duration) {
        refusals = 0
        guard let granted = headers.sessionExpires else {
            let seconds = offer().sessionExpires?.seconds ?? policy.interval
            running = policy.refreshesForAll ? run(seconds, weRefresh: true, isMutual: false, now: now) : nil
            return
        }
        // The response must name the refresher; where it does not, refreshing ourselves is safe whatever the peer does.
        // An interval under the minimum breaks §9; waiting for the minimum keeps such a peer from being flooded or cut
        // off.
        let seconds = max(granted.seconds, Self.shortest)
        running = run(seconds, weRefresh: granted.refresher != .uas, isMutual: true, now: now)
    }

    /// Takes a 422 to our INVITE or UPDATE (§7.3).
    ///
    /// - Returns: whether to send the request again with the new `offer()`; not when nothing would change, nor for
    ///   ever.
    public mutating func refused(minSE: UInt32?) -> Bool {
        guard let minSE, refusals < Self.retryLimit, minSE > offer().sessionExpires?.seconds ?? 0 else { return false }
        refusals += 1
        peerMinimum = max(peerMinimum ?? 0, minSE)
        return true
    }

    /// Takes any other final answer to our refresh, or its time-out as 408.
    public mutating func refreshFailed(_ status: Int, now: Duration) -> [Action] {
        refusals = 0
        guard var current = running else { return [] }
        // The far end has no such dialog, or does not answer at all (§10, RFC 3261 §12.2.1.2).
        guard status != 408, status != 481 else { return end() }
        // It answered, so it lives: a peer without timers is asked again in its time, another one several times before
        // the end.
        let pause = current.hangUpAt == nil ? current.interval / 2 : current.interval / 8
        current.refreshAt = current.weRefresh ? now + .seconds(Int64(pause)) : nil
        running = current
        return []
    }

    // MARK: Requests of the peer

    /// Looks at an INVITE or UPDATE of the peer (§9); changes nothing until the 2xx is sent.
    ///
    /// - Parameter isSupported: whether the request says that its sender knows session timers.
    public func answer(to headers: SessionTimerHeaders, isSupported: Bool) -> Answer {
        let asked = headers.sessionExpires?.seconds
        // Who does not know session timers does not know 422 either (§9).
        if let asked, asked < policy.minimum, isSupported { return .tooShort(minSE: policy.minimum) }
        let lowest = max(headers.minSE ?? 0, Self.shortest)
        let wanted = max(policy.interval, lowest)
        let seconds: UInt32
        if let asked, asked >= Self.shortest {
            seconds = min(asked, wanted)
        } else if isSupported || policy.refreshesForAll {
            seconds = wanted
        } else {
            return .accept(SessionTimerHeaders(minSE: headers.minSE))
        }
        let refresher = isSupported ? headers.sessionExpires?.refresher ?? ownChoice : .uas
        return .accept(
            SessionTimerHeaders(
                sessionExpires: SessionExpires(seconds: seconds, refresher: refresher), minSE: headers.minSE,
                requiresTimer: isSupported))
    }

    /// Starts over with what the 2xx that was just sent says.
    public mutating func accepted(_ headers: SessionTimerHeaders, now: Duration) {
        if let minSE = headers.minSE { peerMinimum = max(peerMinimum ?? 0, minSE) }
        running = headers.sessionExpires.map { agreed in
            run(agreed.seconds, weRefresh: agreed.refresher == .uas, isMutual: headers.requiresTimer, now: now)
        }
    }

    /// The refresher that we name in our 2xx: the roles stay as they are.
    private var ownChoice: SessionRefresher { running?.weRefresh ?? policy.prefersRefreshing ? .uas : .uac }

    // MARK: Time

    /// Does what has fallen due.
    public mutating func advanced(to now: Duration) -> [Action] {
        guard var current = running else { return [] }
        if let hangUpAt = current.hangUpAt, hangUpAt <= now { return end() }
        guard let refreshAt = current.refreshAt, refreshAt <= now else { return [] }
        current.refreshAt = nil
        running = current
        return [.refresh]
    }

    private mutating func end() -> [Action] {
        running = nil
        return [.hangUp]
    }

    private func run(_ seconds: UInt32, weRefresh: Bool, isMutual: Bool, now: Duration) -> Running {
        let interval = Duration.seconds(Int64(seconds))
        return Running(
            interval: seconds, weRefresh: weRefresh, refreshAt: weRefresh ? now + interval / 2 : nil,
            hangUpAt: isMutual ? now + interval - min(.seconds(32), interval / 3) : nil)
    }
}
