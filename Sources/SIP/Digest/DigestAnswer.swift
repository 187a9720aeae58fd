/// The value of `Authorization` or `Proxy-Authorization`: what a client answers to a challenge (RFC 7616 §3.4, RFC 3261
/// §22.4).
public struct DigestAnswer: Hashable, Sendable {
    /// The quality of protection `auth`: the counter and the nonce of the client.
    struct Protection: Hashable, Sendable {
        /// How many requests the client has sent with the server's nonce, this one included.
        let count: UInt32
        let clientNonce: String

        var countText: String {
            let digits = String(count, radix: 16)
            return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
        }
    }

    let username: String
    let realm: String
    let nonce: String
    let uri: String
    let response: String
    let algorithm: DigestAlgorithm
    let namesAlgorithm: Bool
    let opaque: String?
    let protection: Protection?

    /// Answers a challenge; nothing when the credentials know only the hash of another algorithm or realm.
    init?(
        _ challenge: DigestChallenge, credential: DigestCredential, method: String, uri: String, count: UInt32,
        clientNonce: String
    ) {
        guard let ha1 = credential.ha1(realm: challenge.realm, challenge.algorithm) else { return nil }
        username = credential.username
        realm = challenge.realm
        nonce = challenge.nonce
        self.uri = uri
        algorithm = challenge.algorithm
        namesAlgorithm = challenge.namesAlgorithm
        opaque = challenge.opaque
        protection = challenge.usesQop ? Protection(count: count, clientNonce: clientNonce) : nil
        response = Self.response(
            ha1: ha1, algorithm: algorithm, nonce: nonce, protection: protection, method: method, uri: uri)
    }

    /// Reads an answer; nothing when it is not one that we could check.
    ///
    /// `auth-int` is refused: we never offer it.
    init?(_ scheme: AuthenticationScheme) {
        guard scheme.name == "digest", let username = scheme["username"], let realm = scheme["realm"],
            let nonce = scheme["nonce"], let uri = scheme["uri"], let response = scheme["response"],
            let algorithm = DigestAlgorithm(name: scheme["algorithm"] ?? DigestAlgorithm.md5.rawValue),
            Hexadecimal.isText(response, digits: algorithm.hexLength)
        else { return nil }
        switch scheme["qop"]?.lowercased() {
        case nil: protection = nil
        case "auth":
            guard let countText = scheme["nc"], Hexadecimal.isText(countText, digits: 8),
                let count = UInt32(countText, radix: 16), let clientNonce = scheme["cnonce"]
            else { return nil }
            protection = Protection(count: count, clientNonce: clientNonce)
        default: return nil
        }
        self.username = username
        self.realm = realm
        self.nonce = nonce
        self.uri = uri
        self.response = response.lowercased()
        self.algorithm = algorithm
        namesAlgorithm = scheme["algorithm"] != nil
        opaque = scheme["opaque"]
    }

    /// The response that these values must have under that hash of the credentials and that method.
    func expectedResponse(ha1: String, method: String) -> String {
        Self.response(
            ha1: ha1, algorithm: algorithm, nonce: nonce, protection: protection, method: method, uri: uri)
    }

    /// The digest itself (RFC 7616 §3.4.1, and RFC 2069 where there is no protection).
    private static func response(
        ha1: String, algorithm: DigestAlgorithm, nonce: String, protection: Protection?, method: String, uri: String
    ) -> String {
        let ha2 = algorithm.hash(method, uri)
        guard let protection else { return algorithm.hash(ha1, nonce, ha2) }
        let session = algorithm.isSession ? algorithm.hash(ha1, nonce, protection.clientNonce) : ha1
        return algorithm.hash(session, nonce, protection.countText, protection.clientNonce, "auth", ha2)
    }

    /// The header's value.
    public var text: String {
        var parts = [
            "username=\(QuotedString.quote(username))", "realm=\(QuotedString.quote(realm))",
            "nonce=\(QuotedString.quote(nonce))",
            "uri=\(QuotedString.quote(uri))", "response=\"\(response)\"",
        ]
        // These are tokens, not quoted strings (RFC 3261 §25.1).
        if namesAlgorithm { parts.append("algorithm=\(algorithm.rawValue)") }
        if let protection {
            parts.append("cnonce=\(QuotedString.quote(protection.clientNonce))")
            parts.append("qop=auth")
            parts.append("nc=\(protection.countText)")
        }
        if let opaque { parts.append("opaque=\(QuotedString.quote(opaque))") }
        return "Digest " + parts.joined(separator: ", ")
    }
}
