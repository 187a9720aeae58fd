import Crypto

/// Challenges the requests of a trunk and checks their digests (RFC 7616 §3.7, RFC 3261 §22, RFC 8760 §2.4), without
/// remembering anything: a flood of requests costs no memory.
///
/// A nonce is the time it was made and a keyed hash (HMAC-SHA-256) of that time, the realm, the source address and the
/// Call-ID. So only our own nonces count, only for a while, and whoever overhears an answer cannot use it from
/// elsewhere or for another call. A client that keeps a nonce over several calls is told that it is stale, and repeats
/// the request once.
///
/// An unknown user gets the same answer as a wrong password, after the same work but for one hash. ACK and CANCEL
/// belong to a request that was challenged already, and cannot be sent again: they are never challenged (RFC 3261
/// §22.1).
public struct DigestServer: Sendable {
    /// What a request's digest is worth.
    public enum Verdict: Hashable, Sendable {
        /// It is this user of the trunk.
        case accepted(username: String)
        /// Answer with 401 and these `WWW-Authenticate` lines, in order.
        case challenge([String])
    }

    /// What of a request counts.
    struct Facts: Hashable, Sendable {
        let method: String
        let uri: String
        let callID: String
        let source: IPAddress
        let trunk: String
    }

    private let realm: String
    private let accounts: [DigestCredential]
    private let algorithms: [DigestAlgorithm]
    private let lifetime: Duration
    private let key: SymmetricKey

    /// Makes a server.
    /// - Parameters:
    ///   - realm: what our users know us by.
    ///   - accounts: who may pass, each with the name of its trunk.
    ///   - key: at least 16 random bytes; nonces made with another key are stale.
    ///   - lifetime: how long a nonce is taken; the time for one answer to a challenge.
    ///   - algorithms: in the order in which they are offered.
    public init(
        realm: String, accounts: [DigestCredential], key: [UInt8], lifetime: Duration = .seconds(30),
        algorithms: [DigestAlgorithm] = [.sha256, .md5]
    ) {
        precondition(key.count >= 16, "a key of fewer than 16 bytes can be guessed")
        self.realm = realm
        self.accounts = accounts
        self.key = SymmetricKey(data: key)
        self.lifetime = lifetime
        self.algorithms = algorithms
    }

    /// Whether a request of this method may be challenged; ACK and CANCEL could not be sent again.
    public static func mayChallenge(_ method: Method) -> Bool { method != .ack && method != .cancel }

    /// Judges a request.
    /// - Parameters:
    ///   - request: any but ACK and CANCEL.
    ///   - source: the address that it came from.
    ///   - trunk: the name of the trunk that this address belongs to; only its users pass.
    ///   - now: on the clock of the process.
    public func verdict(of request: Request, from source: IPAddress, trunk: String, now: Duration) -> Verdict {
        let facts = Facts(
            method: request.method.text, uri: request.uriText, callID: request.callID, source: source, trunk: trunk)
        return verdict(request.fields.values(.authorization), of: facts, now: now)
    }

    /// Judges the `Authorization` lines of a request.
    func verdict(_ authorization: [String], of facts: Facts, now: Duration) -> Verdict {
        for line in authorization.prefix(DigestLimits.standard.challenges) {
            for answer in AuthenticationScheme.parse(line).compactMap(DigestAnswer.init) where answer.realm == realm {
                guard let account = match(answer, facts) else { continue }
                guard isCurrent(answer.nonce, facts, now) else { return challenge(facts, isStale: true, now) }
                return .accepted(username: account.username)
            }
        }
        return challenge(facts, isStale: false, now)
    }

    /// The account whose password made the answer; a wrong password, an unknown user and another URI look the same.
    private func match(_ answer: DigestAnswer, _ facts: Facts) -> DigestCredential? {
        guard algorithms.contains(answer.algorithm), answer.protection != nil else { return nil }
        let account = accounts.first {
            $0.peer == facts.trunk && $0.username == answer.username && $0.supports(answer.algorithm)
                && ($0.realm.isEmpty || $0.realm == realm)
        }
        let ha1 = account?.ha1(realm: realm, answer.algorithm) ?? answer.algorithm.hash(answer.username, realm, "")
        let expected = answer.expectedResponse(ha1: ha1, method: facts.method)
        let isRight = Hexadecimal.isEqual(expected, answer.response)
        // The digest must be for this request, or one that was overheard would open another target (RFC 3261 §22.4).
        return isRight && answer.uri == facts.uri ? account : nil
    }

    private func challenge(_ facts: Facts, isStale: Bool, _ now: Duration) -> Verdict {
        let nonce = nonce(madeAt: now.components.seconds, facts)
        return .challenge(
            algorithms.map { algorithm in
                "Digest realm=\(QuotedString.quote(realm)), nonce=\"\(nonce)\", "
                    + "algorithm=\(algorithm.rawValue), qop=\"auth\"" + (isStale ? ", stale=true" : "")
            })
    }

    /// 16 digits of the second, 32 of the hash.
    private func nonce(madeAt second: Int64, _ facts: Facts) -> String {
        let time = UInt64(bitPattern: second)
        let digits = String(time, radix: 16)
        let stamp = String(repeating: "0", count: max(0, 16 - digits.utf8.count)) + digits
        // A line feed stands in none of these, so no two contexts make the same bytes.
        let bound = [stamp, realm, facts.source.description, facts.callID].joined(separator: "\n")
        let code = HMAC<SHA256>.authenticationCode(for: Array(bound.utf8), using: key)
        return stamp + Hexadecimal.text(code.prefix(16))
    }

    /// Whether we made the nonce for this call, not too long ago.
    private func isCurrent(_ nonce: String, _ facts: Facts, _ now: Duration) -> Bool {
        guard nonce.utf8.count == 48, let time = UInt64(String(nonce.prefix(16)), radix: 16) else { return false }
        let second = Int64(bitPattern: time)
        guard Hexadecimal.isEqual(nonce, self.nonce(madeAt: second, facts)) else { return false }
        return .seconds(second) <= now && now - .seconds(second) <= lifetime
    }
}
