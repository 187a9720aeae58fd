/// What a server asks for in `WWW-Authenticate` or `Proxy-Authenticate` (RFC 7616 §3.3, RFC 8760 §2.4, RFC 3261 §22.4).
///
/// `domain` is ignored: in SIP the protection space is the realm at the peer (RFC 3261 §22.1).
public struct DigestChallenge: Hashable, Sendable {
    /// The protection space; case matters.
    public let realm: String
    /// The server's text, given back as it is.
    public let nonce: String
    /// Given back as it is, where the server sent one.
    public let opaque: String?
    /// The hash.
    public let algorithm: DigestAlgorithm
    /// Whether the server named the algorithm; the answer names it only then.
    public let namesAlgorithm: Bool
    /// Whether `qop=auth` is used; without, the digest has the form of RFC 2069.
    public let usesQop: Bool
    /// Whether only the nonce was too old, and the password was right.
    public let isStale: Bool

    /// Takes a challenge that can be answered; nothing for any other scheme, algorithm or quality of protection.
    init?(_ scheme: AuthenticationScheme) {
        guard scheme.name == "digest", let realm = scheme["realm"], let nonce = scheme["nonce"], !nonce.isEmpty,
            let algorithm = DigestAlgorithm(name: scheme["algorithm"] ?? DigestAlgorithm.md5.rawValue)
        else { return nil }
        let offered = (scheme["qop"] ?? "").split(whereSeparator: { $0 == "," || $0 == " " || $0 == "\t" })
        usesQop = offered.contains { $0.lowercased() == "auth" }
        guard usesQop || offered.isEmpty else { return nil }
        // The session variants need the client's nonce, which only qop brings along.
        guard usesQop || !algorithm.isSession else { return nil }
        self.realm = realm
        self.nonce = nonce
        self.algorithm = algorithm
        opaque = scheme["opaque"]
        namesAlgorithm = scheme["algorithm"] != nil
        isStale = scheme["stale"]?.lowercased() == "true"
    }

    /// Reads the challenges of all header lines that can be answered, topmost first.
    public static func parse(_ lines: [String], limits: DigestLimits = .standard) -> [DigestChallenge] {
        var challenges: [DigestChallenge] = []
        for line in lines.prefix(limits.challenges) {
            challenges += AuthenticationScheme.parse(line, limits: limits).compactMap(DigestChallenge.init)
        }
        return Array(challenges.prefix(limits.challenges))
    }
}
