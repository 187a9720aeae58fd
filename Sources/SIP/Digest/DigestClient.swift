/// Answers the challenges of the peers that we send requests to (RFC 3261 §22.2, §22.3, RFC 8760 §2.5).
///
/// Of the challenges of a response, the topmost counts that we can hash and have credentials for at this peer and
/// realm. A server that asks again for the realm we answered has refused the password; only with `stale=true` is it
/// answered once more. A request is sent again at most `retryLimit` times, whatever realms a peer thinks of.
///
/// One client serves one registration or one call: it keeps the nonces, so that later requests need no challenge, and
/// counts their uses. The tries are counted by method, as a dialog may have an INVITE and a PRACK under way together.
public struct DigestClient: Sendable {
    /// What to do about a challenge.
    public enum Outcome: Sendable {
        /// Send this, with the next CSeq number and a new branch.
        case retry(Request)
        /// The response is final.
        case giveUp(Problem)
    }

    /// Why a challenge is not answered.
    public enum Problem: Hashable, Sendable, CustomStringConvertible {
        /// It has no challenge that we could answer.
        case unsupported
        /// There are no credentials for this realm at this peer.
        case noCredentials(realm: String)
        /// The credentials were refused.
        case refused(realm: String)
        /// The peer went on asking.
        case tooManyTries

        /// The problem in words.
        public var description: String {
            switch self {
            case .unsupported: "the challenge has no algorithm that is known here"
            case .noCredentials(let realm): "there is no password for the realm '\(realm)'"
            case .refused(let realm): "the password for the realm '\(realm)' was refused"
            case .tooManyTries: "the peer asked for the password again and again"
            }
        }
    }

    /// How often one request is sent again: for a proxy, for the server behind it, and for one stale nonce.
    public static let retryLimit = 3

    /// Who asks: a server or a proxy of a peer, for a realm.
    private struct Asker: Hashable {
        let peer: String
        let isProxy: Bool
        let realm: String
    }

    /// A nonce and how often it was used.
    private struct Session {
        let asker: Asker
        let challenge: DigestChallenge
        let credential: DigestCredential
        var count: UInt32 = 0
    }

    private let store: CredentialStore
    private let limits: DigestLimits
    /// The newest last.
    private var sessions: [Session] = []
    private var tries: [Method: [Asker: Int]] = [:]

    /// Begins without a nonce.
    public init(_ store: CredentialStore, limits: DigestLimits = .standard) {
        self.store = store
        self.limits = limits
    }

    /// Begins a new request, with answers to the challenges that the peer is known to make.
    ///
    /// - Parameter clientNonce: random ASCII text, new for each call.
    public mutating func prepare(_ request: Request, peer: String, clientNonce: String) -> Request {
        tries[request.method] = nil
        return authorized(request, peer: peer, clientNonce: clientNonce)
    }

    /// Takes a 401 or 407.
    /// - Parameters:
    ///   - response: to the request.
    ///   - request: as it was sent.
    ///   - peer: the name of the trunk that the request was sent to.
    ///   - clientNonce: random ASCII text, new for each call.
    public mutating func challenged(
        by response: Response, for request: Request, peer: String, clientNonce: String
    ) -> Outcome {
        guard response.status == .unauthorized || response.status == .proxyAuthenticationRequired
        else { return .giveUp(.unsupported) }
        guard tries[request.method, default: [:]].values.reduce(0, +) < Self.retryLimit
        else { return .giveUp(.tooManyTries) }
        var problem: Problem? = .unsupported
        // Behind a forking proxy one response may bring challenges of both kinds (RFC 3261 §22.3).
        for isProxy in [true, false] {
            let lines = response.fields.values(isProxy ? .proxyAuthenticate : .wwwAuthenticate)
            let challenges = DigestChallenge.parse(lines, limits: limits)
            guard let topmost = challenges.first else { continue }
            guard let session = session(for: challenges, peer: peer, isProxy: isProxy) else {
                return .giveUp(.noCredentials(realm: topmost.realm))
            }
            let before = tries[request.method, default: [:]][session.asker, default: 0]
            guard before == 0 || before == 1 && session.challenge.isStale
            else { return .giveUp(.refused(realm: session.challenge.realm)) }
            tries[request.method, default: [:]][session.asker] = before + 1
            remember(session)
            problem = nil
        }
        if let problem { return .giveUp(problem) }
        return .retry(authorized(request, peer: peer, clientNonce: clientNonce))
    }

    /// The topmost challenge that we have credentials for.
    private func session(for challenges: [DigestChallenge], peer: String, isProxy: Bool) -> Session? {
        for challenge in challenges {
            let credential = store.credential(peer: peer, realm: challenge.realm, algorithm: challenge.algorithm)
            guard let credential else { continue }
            return Session(
                asker: Asker(peer: peer, isProxy: isProxy, realm: challenge.realm), challenge: challenge,
                credential: credential)
        }
        return nil
    }

    private mutating func remember(_ session: Session) {
        sessions.removeAll { $0.asker == session.asker }
        sessions.append(session)
        if sessions.count > limits.nonces { sessions.removeFirst(sessions.count - limits.nonces) }
    }

    /// The request with one answer for each nonce of the peer, every nonce counted once more.
    private mutating func authorized(_ request: Request, peer: String, clientNonce: String) -> Request {
        var request = request
        request.fields.removeAll(.authorization)
        request.fields.removeAll(.proxyAuthorization)
        for index in sessions.indices where sessions[index].asker.peer == peer {
            let (count, isOver) = sessions[index].count.addingReportingOverflow(1)
            guard !isOver else { continue }
            sessions[index].count = count
            let session = sessions[index]
            let answer = DigestAnswer(
                session.challenge, credential: session.credential, method: request.method.text, uri: request.uriText,
                count: count, clientNonce: clientNonce)
            guard let answer else { continue }
            request.fields.append(session.asker.isProxy ? .proxyAuthorization : .authorization, answer.text)
        }
        return request
    }
}
