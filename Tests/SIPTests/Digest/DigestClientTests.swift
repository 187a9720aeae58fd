import Testing

@testable import SIP

/// Challenges and what we answer, told as calls.
@Suite("Digest: the client")
struct DigestClientTests {
    private func invite(_ method: SIP.Method = .invite) throws -> Request {
        var request = Request(method: method, uri: try URI(parsing: "sip:+33290920555@carrier.example"))
        request.fields.append(.callID, "call@here")
        request.fields.append(.cSeq, "1 \(method.text)")
        return request
    }

    private func challenge(_ request: Request, _ status: StatusCode = .unauthorized, _ lines: String...) -> Response {
        var response = Response(to: request, status)
        let name: HeaderName = status == .unauthorized ? .wwwAuthenticate : .proxyAuthenticate
        for line in lines { response.fields.append(name, line) }
        return response
    }

    private func client(_ credentials: DigestCredential...) -> DigestClient {
        DigestClient(CredentialStore(credentials))
    }
    private let anyRealm = DigestCredential(peer: "carrier", username: "u", password: "p")

    /// What the answers of a retry say, or why there is none.
    private func outcome(
        _ client: inout DigestClient, _ response: Response, for request: inout Request, peer: String = "carrier"
    ) -> String {
        switch client.challenged(by: response, for: request, peer: peer, clientNonce: "c") {
        case .giveUp(let problem): return problem.description
        case .retry(let retry):
            request = retry
            return answers(retry)
        }
    }

    private func answers(_ request: Request) -> String {
        let texts = [HeaderName.authorization, .proxyAuthorization].flatMap { name in
            request.fields.values(name).flatMap { AuthenticationScheme.parse($0) }.compactMap(DigestAnswer.init)
                .map { answer in
                    "\(name == .authorization ? "server" : "proxy") \(answer.realm) \(answer.nonce) "
                        + "\(answer.algorithm.rawValue) \(answer.protection?.count ?? 0)"
                }
        }
        return texts.joined(separator: "; ")
    }

    @Test("The topmost supported challenge is answered, and a second one for the same realm is a refusal")
    func wrongPassword() throws {
        var client = client(anyRealm)
        var request = try invite()
        let lines = ["SHA-512-256", "SHA-256", "MD5"].map {
            "Digest realm=\"r\", nonce=\"n\", algorithm=\($0), qop=\"auth\""
        }
        let response = challenge(request, .unauthorized, lines[0], lines[1], lines[2])
        #expect(outcome(&client, response, for: &request) == "server r n SHA-256 1")
        #expect(request.cSeq.number == 1, "the number is the caller's to raise")
        #expect(outcome(&client, response, for: &request) == "the password for the realm 'r' was refused")
    }

    @Test("A stale nonce is answered once more, and only once")
    func stale() throws {
        var client = client(anyRealm)
        var request = try invite()
        let line = { (nonce: String, isStale: Bool) in
            "Digest realm=\"r\", nonce=\"\(nonce)\", qop=\"auth\"" + (isStale ? ", stale=true" : "")
        }
        let first = challenge(request, .unauthorized, line("1", false))
        #expect(outcome(&client, first, for: &request) == "server r 1 MD5 1")
        #expect(
            outcome(&client, challenge(request, .unauthorized, line("2", true)), for: &request) == "server r 2 MD5 1")
        let third = challenge(request, .unauthorized, line("3", true))
        #expect(outcome(&client, third, for: &request) == "the password for the realm 'r' was refused")
    }

    @Test("A proxy and the server behind it are both answered, each nonce with its own count")
    func proxyAndServer() throws {
        var client = client(anyRealm)
        var request = try invite()
        let proxy = challenge(request, .proxyAuthenticationRequired, "Digest realm=\"p\", nonce=\"1\", qop=\"auth\"")
        #expect(outcome(&client, proxy, for: &request) == "proxy p 1 MD5 1")
        let server = challenge(request, .unauthorized, "Digest realm=\"s\", nonce=\"2\", qop=\"auth\"")
        #expect(outcome(&client, server, for: &request) == "server s 2 MD5 1; proxy p 1 MD5 2")
    }

    @Test("Later requests carry the answer at once; a new nonce without stale is no refusal then")
    func laterRequests() throws {
        var client = client(anyRealm)
        var request = try invite()
        let first = challenge(request, .unauthorized, "Digest realm=\"r\", nonce=\"1\", qop=\"auth\"")
        #expect(outcome(&client, first, for: &request) == "server r 1 MD5 1")
        var bye = client.prepare(try invite(.bye), peer: "carrier", clientNonce: "c")
        #expect(answers(bye) == "server r 1 MD5 2")
        let second = challenge(bye, .unauthorized, "Digest realm=\"r\", nonce=\"2\", qop=\"auth\"")
        #expect(outcome(&client, second, for: &bye) == "server r 2 MD5 1")
        let other = client.prepare(try invite(.bye), peer: "other", clientNonce: "c")
        #expect(answers(other) == "", "another peer sees nothing")
    }

    @Test("Credentials go to their peer and realm only")
    func bound() throws {
        let credentials = [
            DigestCredential(peer: "carrier", realm: "r", username: "named", password: "p"),
            DigestCredential(peer: "backup", username: "any", password: "p"),
        ]
        let cases = [
            ("carrier", "r", "server r n MD5 1"),
            ("carrier", "R", "there is no password for the realm 'R'"),
            ("carrier", "evil", "there is no password for the realm 'evil'"),
            ("backup", "evil", "server evil n MD5 1"),
            ("stranger", "r", "there is no password for the realm 'r'"),
            ("", "r", "there is no password for the realm 'r'"),
        ]
        for (peer, realm, expected) in cases {
            var client = DigestClient(CredentialStore(credentials))
            var request = try invite()
            let response = challenge(request, .unauthorized, "Digest realm=\"\(realm)\", nonce=\"n\", qop=\"auth\"")
            #expect(outcome(&client, response, for: &request, peer: peer) == expected, "\(peer) \(realm)")
        }
    }

    @Test("Credentials that name the realm win over those for any realm")
    func namedRealmWins() {
        let store = CredentialStore([
            anyRealm, DigestCredential(peer: "carrier", realm: "r", username: "n", password: "p"),
        ])
        #expect(store.credential(peer: "carrier", realm: "r", algorithm: .md5)?.username == "n")
        #expect(store.credential(peer: "carrier", realm: "s", algorithm: .md5)?.username == "u")
    }

    @Test("A stored hash answers the challenge that it was made for, further down the list")
    func storedHash() throws {
        let ha1 = DigestAlgorithm.md5.hash("u", "r", "p")
        var client = client(try #require(DigestCredential(peer: "carrier", realm: "r", username: "u", ha1: ha1)))
        var request = try invite()
        let response = challenge(
            request, .unauthorized, "Digest realm=\"r\", nonce=\"1\", algorithm=SHA-256, qop=\"auth\"",
            "Digest realm=\"r\", nonce=\"2\", algorithm=MD5, qop=\"auth\"")
        #expect(outcome(&client, response, for: &request) == "server r 2 MD5 1")
    }

    @Test("A peer that invents realms is left after three tries, and no memory grows")
    func inventedRealms() throws {
        var client = client(anyRealm)
        var request = try invite()
        var outcomes: [String] = []
        for round in 0..<5 {
            let response = challenge(request, .unauthorized, "Digest realm=\"r\(round)\", nonce=\"n\", qop=\"auth\"")
            outcomes.append(outcome(&client, response, for: &request))
        }
        #expect(outcomes[0] == "server r0 n MD5 1")
        #expect(outcomes[2] == "server r0 n MD5 3; server r1 n MD5 2; server r2 n MD5 1")
        #expect(outcomes[3...] == ["the peer asked for the password again and again", outcomes[3]])
        // Over many requests the number of nonces is bounded.
        for round in 0..<50 {
            request = client.prepare(try invite(), peer: "carrier", clientNonce: "c")
            let response = challenge(request, .unauthorized, "Digest realm=\"s\(round)\", nonce=\"n\", qop=\"auth\"")
            _ = outcome(&client, response, for: &request)
        }
        #expect(request.fields.values(.authorization).count == DigestLimits.standard.nonces)
    }

    @Test("What is no challenge is not answered")
    func noChallenge() throws {
        let unsupported = "the challenge has no algorithm that is known here"
        let cases: [(StatusCode, String)] = [
            (.forbidden, "Digest realm=\"r\", nonce=\"n\""), (.unauthorized, "Basic realm=\"r\""),
        ]
        for (status, line) in cases {
            var client = client(anyRealm)
            var request = try invite()
            var response = Response(to: request, status)
            response.fields.append(.wwwAuthenticate, line)
            #expect(outcome(&client, response, for: &request) == unsupported)
        }
    }
}
