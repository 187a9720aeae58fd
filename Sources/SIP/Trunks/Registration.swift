/// Keeps us registered at a trunk (RFC 3261 §10): REGISTER, its challenges, its refreshes, and its end.
///
/// A refresh goes out somewhere between half and three quarters of the lifetime, so that many trunks do not refresh
/// together and a failed one can be repeated in time. Failures are retried after 30 s to 30 min, doubling, drawn at
/// random from the upper half (RFC 5626 §4.5); a `Retry-After` is waited for. The old registration counts until its own
/// end.
///
/// Only one REGISTER is under way at a time (§10.2). The requests have no Via; the transaction layer adds it.
///
/// States: idle; asking (a REGISTER is unanswered); resting (until the next refresh or retry); ended. A drain in the
/// middle of asking waits for the answer first.
public struct Registration: Sendable {
    /// What is to be done.
    public enum Action: Sendable {
        /// Send the request to the trunk's proxy.
        case send(Request)
        /// The trunk knows us until then.
        case registered(until: Duration)
        /// The attempt failed; in words, and when the next one goes out.
        case failed(String, retryAt: Duration)
        /// The registration ran out before it could be refreshed.
        case lapsed
        /// The registration was taken back, or given up; nothing follows.
        case ended
    }

    /// How a request ended without a response.
    public enum Failure: Hashable, Sendable {
        /// Nothing came in time (timer F).
        case timeout
        /// It could not be sent.
        case transport

        var words: String { self == .timeout ? "no answer" : "the trunk could not be reached" }
    }

    /// The bounds on waiting.
    public struct Limits: Hashable, Sendable {
        /// The first wait after a failure is between this and twice this.
        public var baseWait: Duration = .seconds(30)
        /// The longest wait after failures.
        public var longestWait: Duration = .seconds(1_800)
        /// The longest `Retry-After` that is honoured.
        public var longestRetryAfter: Duration = .seconds(3_600)
        /// The shortest time between registrations, however short a lifetime the trunk gives.
        public var shortestRefresh: Duration = .seconds(10)
        /// How often `Min-Expires` may be raised in a row.
        public var briefRetries = 2

        /// Begins with the standard limits.
        public init() {}
    }

    private enum Stage: Hashable {
        case idle
        case asking
        case resting(until: Duration)
        case ended
    }

    private let trunk: Trunk
    private let contact: URI
    private let callID: String
    private let fromTag: String
    private let limits: Limits
    private var stage = Stage.idle
    private var digest: DigestClient
    private var random: RandomSequence
    private var expires: UInt32
    private var pending: Request?
    private var cSeq: UInt32 = 0
    private var failures = 0
    private var briefRetries = 0
    private var isDraining = false
    private var isLeaving = false
    /// Until when the trunk knows us; nothing when it does not.
    public private(set) var registeredUntil: Duration?
    /// What went wrong last, in words; nothing after a success.
    public private(set) var lastError: String?

    /// Prepares the registration of a trunk.
    /// - Parameters:
    ///   - trunk: of which name, domain, user, credentials and lifetime count.
    ///   - contact: where calls are to be sent to.
    ///   - callID: unique; the same for all requests (§10.2.4).
    ///   - fromTag: random.
    ///   - seed: any number; it sets the random waits.
    ///   - limits: on waiting.
    public init(
        _ trunk: Trunk, contact: URI, callID: String, fromTag: String, seed: UInt64, limits: Limits = Limits()
    ) {
        self.trunk = trunk
        self.contact = contact
        self.callID = callID
        self.fromTag = fromTag
        self.limits = limits
        random = RandomSequence(seed: seed)
        digest = DigestClient(CredentialStore(trunk.credentials))
        expires = max(1, trunk.registering?.expires ?? 3_600)
    }

    /// When `advanced(to:clientNonce:)` is to be called next.
    public var deadline: Duration? {
        guard case .resting(let until) = stage else { return stage == .ended ? nil : registeredUntil }
        return min(until, registeredUntil ?? until)
    }

    // MARK: Inputs

    /// Begins.
    ///
    /// - Parameter clientNonce: random ASCII text, new for each call; so in every input.
    public mutating func start(clientNonce: String) -> [Action] {
        guard stage == .idle else { return [] }
        return ask(clientNonce)
    }

    /// Does what has fallen due.
    public mutating func advanced(to now: Duration, clientNonce: String) -> [Action] {
        var actions: [Action] = []
        if let until = registeredUntil, until <= now {
            registeredUntil = nil
            actions.append(.lapsed)
        }
        if case .resting(let until) = stage, until <= now { actions += ask(clientNonce) }
        return actions
    }

    /// Takes a response to the REGISTER under way.
    public mutating func received(_ response: Response, now: Duration, clientNonce: String) -> [Action] {
        guard stage == .asking, let request = pending, response.status.isFinal, response.cSeq.number == cSeq
        else { return [] }
        switch response.status {
        case .unauthorized, .proxyAuthenticationRequired:
            switch digest.challenged(by: response, for: request, peer: trunk.name, clientNonce: clientNonce) {
            case .retry(let request): return send(request)
            case .giveUp(let problem): return fail(problem.description, response, now, clientNonce)
            }
        case _ where isLeaving: return end()
        case .intervalTooBrief:
            guard briefRetries < limits.briefRetries, !isDraining,
                let least = response.fields.first(.minExpires).flatMap({ DeltaSeconds.parse($0) }), least > expires
            else { return fail("the lifetime of \(expires) s is too short for it", response, now, clientNonce) }
            briefRetries += 1
            expires = least
            return ask(clientNonce)
        case _ where response.status.isSuccess: return succeed(response, now, clientNonce)
        default:
            return fail("it answered \(response.status.rawValue) \(response.status.reason)", response, now, clientNonce)
        }
    }

    /// Takes the end of the REGISTER under way without a response.
    public mutating func failed(_ failure: Failure, now: Duration, clientNonce: String) -> [Action] {
        guard stage == .asking else { return [] }
        return fail(failure.words, nil, now, clientNonce)
    }

    /// Takes the registration back: no call comes in over it any more.
    public mutating func drain(clientNonce: String) -> [Action] {
        guard stage != .ended, !isDraining else { return [] }
        isDraining = true
        return stage == .asking ? [] : leave(clientNonce)
    }

    // MARK: Requests

    private mutating func ask(_ clientNonce: String) -> [Action] { send(register(expires: expires, clientNonce)) }

    private mutating func leave(_ clientNonce: String) -> [Action] {
        guard registeredUntil != nil else { return end() }
        isLeaving = true
        return send(register(expires: 0, clientNonce))
    }

    private mutating func register(expires: UInt32, _ clientNonce: String) -> Request {
        let own = URI(user: trunk.user, host: trunk.domain)
        var request = Request(method: .register, uri: URI(host: trunk.domain))
        request.fields.append(.maxForwards, "70")
        request.fields.append(.from, NameAddress(uri: own, tag: fromTag).text)
        request.fields.append(.to, NameAddress(uri: own).text)
        request.fields.append(.callID, callID)
        request.fields.append(.contact, NameAddress(uri: contact).text)
        request.fields.append(.expires, String(expires))
        return digest.prepare(request, peer: trunk.name, clientNonce: clientNonce)
    }

    /// Sends under the next CSeq number; after the last one it begins anew, years from now.
    private mutating func send(_ request: Request) -> [Action] {
        cSeq = cSeq < 0x7FFF_FFFF ? cSeq + 1 : 1
        var request = request
        request.fields.replace(.cSeq, CSeq(number: cSeq, method: .register).text)
        pending = request
        stage = .asking
        return [.send(request)]
    }

    // MARK: Results

    private mutating func succeed(_ response: Response, _ now: Duration, _ clientNonce: String) -> [Action] {
        let seconds = min(granted(response) ?? expires, expires)
        guard seconds > 0 else { return fail("it gave a lifetime of 0 s", response, now, clientNonce) }
        let lifetime = Duration.seconds(Int64(seconds))
        (failures, briefRetries, lastError) = (0, 0, nil)
        registeredUntil = now + lifetime
        guard !isDraining else { return leave(clientNonce) }
        let refresh = lifetime / 2 + lifetime / 4 * random.next()
        stage = .resting(until: now + max(refresh, limits.shortestRefresh))
        return [.registered(until: now + lifetime)]
    }

    /// The lifetime of our contact; that of the whole response where it is not listed (§10.2.4, §10.3 step 8).
    private func granted(_ response: Response) -> UInt32? {
        let contacts = response.fields.values(.contact).compactMap { try? NameAddress(parsing: $0) }
        let own = contacts.first { $0.uri.isEquivalent(to: contact) } ?? (contacts.count == 1 ? contacts.first : nil)
        let text = own?.parameters["expires"] ?? response.fields.first(.expires)
        return text.flatMap { DeltaSeconds.parse($0) }
    }

    private mutating func fail(
        _ problem: String, _ response: Response?, _ now: Duration, _ clientNonce: String
    ) -> [Action] {
        if isLeaving { return end() }
        lastError = problem
        briefRetries = 0
        if isDraining { return leave(clientNonce) }
        failures = min(failures + 1, 16)
        let upper = min(limits.baseWait * (1 << failures), limits.longestWait)
        var wait = upper / 2 + upper / 2 * random.next()
        if let seconds = response?.fields.first(.retryAfter).flatMap({ DeltaSeconds.parse($0) }) {
            wait = max(wait, min(.seconds(Int64(seconds)), limits.longestRetryAfter))
        }
        stage = .resting(until: now + wait)
        return [.failed(problem, retryAt: now + wait)]
    }

    private mutating func end() -> [Action] {
        stage = .ended
        pending = nil
        registeredUntil = nil
        return [.ended]
    }
}

/// Numbers from 0 up to 1 that look random (SplitMix64), the same for the same seed.
private struct RandomSequence: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        word ^= word >> 31
        return Double(word >> 11) / Double(1 << 53)
    }
}
