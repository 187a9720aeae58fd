/// A user name and its password at one peer, for one realm or for any realm of that peer (RFC 3261 §22.3).
///
/// Prints without the password, so that it cannot reach a log.
public struct DigestCredential: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// How the password is known.
    enum Secret: Hashable, Sendable {
        case password(String)
        /// The hash of `user:realm:password`.
        case hash(String, DigestAlgorithm)
    }

    /// The name of the configured trunk that it belongs to.
    public let peer: String
    /// The realm; empty for any realm of that peer, and of no other.
    public let realm: String
    /// The user name of the digest; not always the user of the address of record.
    public let username: String
    let secret: Secret

    /// Takes a password in clear.
    public init(peer: String, realm: String = "", username: String, password: String) {
        self.peer = peer
        self.realm = realm
        self.username = username
        secret = .password(password)
    }

    /// Takes the hash of `user:realm:password` (HA1) as 32 hexadecimal digits (MD5) or 64 (SHA-256).
    ///
    /// Nothing when it is neither, or when the realm is empty: the hash holds for one realm only.
    public init?(peer: String, realm: String, username: String, ha1: String) {
        guard !realm.isEmpty else { return nil }
        let algorithm = [DigestAlgorithm.md5, .sha256].first { Hexadecimal.isText(ha1, digits: $0.hexLength) }
        guard let algorithm else { return nil }
        self.peer = peer
        self.realm = realm
        self.username = username
        secret = .hash(ha1.lowercased(), algorithm)
    }

    /// Whether it can make digests with that algorithm.
    func supports(_ algorithm: DigestAlgorithm) -> Bool {
        switch secret {
        case .password: true
        case .hash(_, let made): made == algorithm.base
        }
    }

    /// The hash of `user:realm:password`; nothing when only that of another algorithm is known.
    func ha1(realm: String, _ algorithm: DigestAlgorithm) -> String? {
        switch secret {
        case .password(let password): algorithm.hash(username, realm, password)
        case .hash(let hash, let made): made == algorithm.base && realm == self.realm ? hash : nil
        }
    }

    /// Says whose it is, never the password.
    public var description: String { "\(username) at \(peer), \(realm.isEmpty ? "any realm" : "realm \(realm)")" }

    /// Keeps the password out of dumps too.
    public var customMirror: Mirror { Mirror(self, children: ["credential": description]) }
}

/// The credentials of the configuration.
///
/// They are looked up by the peer that a request was sent to and by the realm of its challenge, so that no other server
/// can make us answer with them: a digest is enough to guess a weak password at leisure.
public struct CredentialStore: Hashable, Sendable {
    private let credentials: [DigestCredential]

    /// Takes the credentials in the order of the configuration.
    public init(_ credentials: [DigestCredential] = []) { self.credentials = credentials }

    /// The first credentials for the realm at the peer that can make digests with the algorithm; those that name the
    /// realm win over those for any realm.
    public func credential(
        peer: String, realm: String, algorithm: DigestAlgorithm
    ) -> DigestCredential? {
        let usable = credentials.filter { $0.peer == peer && $0.supports(algorithm) }
        return usable.first { $0.realm == realm } ?? usable.first { $0.realm.isEmpty }
    }
}
