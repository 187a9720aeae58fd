/// Whether a trunk answers (RFC 3261 §11): OPTIONS when nothing else was heard of it for a while.
///
/// Any response but 408 and 503 shows that the far end lives, 404 and 405 too. One lost answer is no outage: a trunk
/// goes down after several failures in a row, and comes back after several answers in a row, so that a shaky line does
/// not flap. While in doubt or down it is asked more often. A down trunk is still tried when every other one failed.
///
/// States: up, with or without failures counted; down, with or without answers counted. In each, a probe is awaited or
/// is due.
public struct TrunkHealth: Hashable, Sendable {
    /// How often to ask, and how soon to believe.
    public struct Policy: Hashable, Sendable {
        /// How long a trunk may be silent before it is asked.
        public let interval: Duration
        /// How long after the last probe while in doubt, or down.
        public let retryInterval: Duration
        /// Failures in a row until a trunk is down.
        public let failuresToDown: Int
        /// Answers in a row until it is up again.
        public let answersToUp: Int

        /// Makes a policy; counts under 1 and intervals under 1 s are raised to that.
        public init(
            interval: Duration = .seconds(30), retryInterval: Duration = .seconds(10), failuresToDown: Int = 2,
            answersToUp: Int = 2
        ) {
            self.interval = max(interval, .seconds(1))
            self.retryInterval = min(max(retryInterval, .seconds(1)), self.interval)
            self.failuresToDown = max(1, failuresToDown)
            self.answersToUp = max(1, answersToUp)
        }
    }

    /// What was learned about the trunk.
    public enum Sign: Hashable, Sendable {
        /// A final response to a request of ours.
        case response(StatusCode)
        /// No response in time.
        case timeout
        /// The request could not be sent, or the connection broke.
        case transportFailure
        /// The trunk sent a request of its own.
        case request

        var isAlive: Bool {
            switch self {
            case .response(let status): status.rawValue != 408 && status.rawValue != 503
            case .request: true
            case .timeout, .transportFailure: false
            }
        }

        var words: String {
            switch self {
            case .response(let status): "it answered \(status.rawValue)"
            case .timeout: "it did not answer in time"
            case .transportFailure: "it could not be reached"
            case .request: "it sent a request"
            }
        }
    }

    /// What is to be done.
    public enum Action: Hashable, Sendable {
        /// Send OPTIONS, and report its result with `observed(_:ofProbe:now:)`.
        case sendOptions
        /// The trunk is down; why.
        case wentDown(String)
        /// The trunk is up again.
        case cameUp
    }

    private let policy: Policy
    /// Whether calls should try this trunk before those that are down.
    public private(set) var isUp = true
    /// What the last failure was, in words; nothing when the last sign was good.
    public private(set) var lastProblem: String?
    /// Failures in a row while up, answers in a row while down.
    private var contradictions = 0
    private var isProbing = false
    private var probeAt: Duration?

    /// Begins up, and asks at once.
    public init(_ policy: Policy = Policy(), now: Duration) {
        self.policy = policy
        probeAt = now
    }

    /// When `advanced(to:)` is to be called next.
    public var deadline: Duration? { isProbing ? nil : probeAt }

    /// Does what has fallen due.
    public mutating func advanced(to now: Duration) -> [Action] {
        guard let deadline, deadline <= now else { return [] }
        isProbing = true
        return [.sendOptions]
    }

    /// Takes a sign of life or of its absence.
    ///
    /// - Parameter ofProbe: whether it is the result of our OPTIONS.
    public mutating func observed(_ sign: Sign, ofProbe: Bool, now: Duration) -> [Action] {
        if ofProbe { isProbing = false }
        // Hearing a trunk says nothing about reaching it: its requests put the next probe off, and settle no doubt.
        if sign == .request {
            if isUp, contradictions == 0 { probeAt = now + policy.interval }
            return []
        }
        lastProblem = sign.isAlive ? nil : sign.words
        contradictions = sign.isAlive == isUp ? 0 : contradictions + 1
        guard contradictions >= (isUp ? policy.failuresToDown : policy.answersToUp) else {
            probeAt = now + (isUp && contradictions == 0 ? policy.interval : policy.retryInterval)
            return []
        }
        isUp.toggle()
        contradictions = 0
        probeAt = now + (isUp ? policy.interval : policy.retryInterval)
        return [isUp ? .cameUp : .wentDown(sign.words)]
    }
}
