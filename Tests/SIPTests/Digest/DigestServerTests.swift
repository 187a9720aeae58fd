import Testing

@testable import SIP

@Suite("Digest: the server")
struct DigestServerTests {
    private let source = IPAddress.v4(192, 0, 2, 1)
    private let account = DigestCredential(peer: "carrier", username: "gw", password: "p")

    private func server(_ accounts: [DigestCredential]? = nil, algorithms: [DigestAlgorithm] = [.sha256, .md5])
        -> DigestServer
    {
        DigestServer(
            realm: "desk", accounts: accounts ?? [account], key: Array(0..<32), algorithms: algorithms)
    }

    private func invite(_ callID: String = "a@b", uri: String = "sip:1@desk") throws -> Request {
        var request = Request(method: .invite, uri: try URI(parsing: uri))
        request.fields.append(.callID, callID)
        request.fields.append(.cSeq, "1 INVITE")
        return request
    }

    private func challenges(_ verdict: DigestServer.Verdict) -> [DigestChallenge] {
        guard case .challenge(let lines) = verdict else { return [] }
        return DigestChallenge.parse(lines)
    }

    /// The request again, answering the topmost challenge of a verdict.
    private func answered(
        _ request: Request, _ verdict: DigestServer.Verdict, with credential: DigestCredential? = nil
    ) throws -> Request {
        guard case .challenge(let lines) = verdict else { return request }
        var response = Response(to: request, .unauthorized)
        for line in lines { response.fields.append(.wwwAuthenticate, line) }
        var client = DigestClient(CredentialStore([credential ?? account]))
        let outcome = client.challenged(by: response, for: request, peer: "carrier", clientNonce: "c")
        guard case .retry(let retry) = outcome else { throw Refused() }
        return retry
    }

    private struct Refused: Error {}

    @Test("A stranger's INVITE is challenged, strongest algorithm first; its answer is accepted")
    func roundTrip() throws {
        let request = try invite()
        let verdict = server().verdict(of: request, from: source, trunk: "carrier", now: .seconds(5))
        #expect(challenges(verdict).map(\.algorithm) == [.sha256, .md5])
        #expect(
            challenges(verdict).allSatisfy {
                $0.usesQop && !$0.isStale && $0.realm == "desk" && $0.nonce.utf8.count == 48
            })
        let retry = try answered(request, verdict)
        #expect(
            server().verdict(of: retry, from: source, trunk: "carrier", now: .seconds(6)) == .accepted(username: "gw"))
    }

    @Test("Each algorithm passes, and a stored hash does as well as a password", arguments: DigestAlgorithm.allCases)
    func algorithms(algorithm: DigestAlgorithm) throws {
        let ha1 = algorithm.hash("gw", "desk", "p")
        let stored = try #require(DigestCredential(peer: "carrier", realm: "desk", username: "gw", ha1: ha1))
        let server = server([stored], algorithms: [algorithm])
        let request = try invite()
        let retry = try answered(request, server.verdict(of: request, from: source, trunk: "carrier", now: .zero))
        #expect(server.verdict(of: retry, from: source, trunk: "carrier", now: .zero) == .accepted(username: "gw"))
    }

    @Test("A nonce is stale after its lifetime, for another call, and from another address")
    func stale() throws {
        let request = try invite()
        let server = server()
        let retry = try answered(
            request, server.verdict(of: request, from: source, trunk: "carrier", now: .seconds(100)))
        let judge = { (request: Request, source: IPAddress, second: Int64) in
            server.verdict(of: request, from: source, trunk: "carrier", now: .seconds(second))
        }
        #expect(judge(retry, source, 130) == .accepted(username: "gw"))
        var otherCall = retry
        otherCall.fields.replace(.callID, "c@d")
        for verdict in [
            judge(retry, source, 131), judge(retry, source, 99), judge(retry, .v4(192, 0, 2, 2), 100),
            judge(otherCall, source, 100),
        ] {
            #expect(challenges(verdict).map(\.isStale) == [true, true])
        }
        // Another process has another key.
        let other = DigestServer(realm: "desk", accounts: [account], key: Array(1...32))
        let verdict = other.verdict(of: retry, from: source, trunk: "carrier", now: .seconds(100))
        #expect(challenges(verdict).map(\.isStale) == [true, true])
    }

    @Test("Wrong password, unknown user, another trunk, another target: all are challenged alike")
    func refused() throws {
        let request = try invite()
        let server = server()
        let fresh = server.verdict(of: request, from: source, trunk: "carrier", now: .zero)
        let impostors = [
            DigestCredential(peer: "carrier", username: "gw", password: "guess"),
            DigestCredential(peer: "carrier", username: "nobody", password: "p"),
            DigestCredential(peer: "carrier", username: "nobody", password: ""),
        ]
        for impostor in impostors {
            let retry = try answered(request, fresh, with: impostor)
            #expect(server.verdict(of: retry, from: source, trunk: "carrier", now: .zero) == fresh)
        }
        let retry = try answered(request, fresh)
        #expect(server.verdict(of: retry, from: source, trunk: "other", now: .zero) == fresh)
        var moved = try invite(uri: "sip:2@desk")
        moved.fields.append(.authorization, try #require(retry.fields.first(.authorization)))
        #expect(server.verdict(of: moved, from: source, trunk: "carrier", now: .zero) == fresh)
    }

    @Test("Answers that lack what we asked for, or are not for us, count for nothing")
    func malformed() throws {
        let request = try invite()
        let server = server()
        let fresh = server.verdict(of: request, from: source, trunk: "carrier", now: .zero)
        let good = try #require(try answered(request, fresh).fields.first(.authorization))
        let lines = [
            "", "Digest", "Basic Z3c6cA==", good.replacing("qop=auth", with: "qop=auth-int"),
            good.replacing("nc=00000001", with: "nc=1"), good.replacing("realm=\"desk\"", with: "realm=\"bank\""),
            good.replacing("algorithm=SHA-256", with: "algorithm=MD5"),
            good.replacing("algorithm=SHA-256", with: "algorithm=SHA-1"), good + "\"", good + ", nc=00000001",
        ]
        for line in lines {
            var retry = request
            retry.fields.append(.authorization, line)
            #expect(server.verdict(of: retry, from: source, trunk: "carrier", now: .zero) == fresh, "\(line)")
        }
        var second = request
        second.fields.append(.authorization, "Digest realm=\"bank\"")
        second.fields.append(.authorization, good)
        #expect(server.verdict(of: second, from: source, trunk: "carrier", now: .zero) == .accepted(username: "gw"))
    }

    @Test(
        "A nonce made up by the client is never current",
        arguments: [
            "", "0", "+000000000000000", "000000000000000000000000000000000000000000000000",
            "7fffffffffffffff00000000000000000000000000000000", "ffffffffffffffff00000000000000000000000000000000",
            "zzzzzzzzzzzzzzzz00000000000000000000000000000000", "ééééééééééééééééééééééé0",
        ])
    func madeUpNonce(nonce: String) throws {
        var request = try invite()
        let line = "Digest realm=\"desk\", nonce=\"\(nonce.isEmpty ? "x" : nonce)\", qop=\"auth\", algorithm=SHA-256"
        let challenge = try #require(DigestChallenge.parse([line]).first)
        let answer = try #require(
            DigestAnswer(
                challenge, credential: account, method: "INVITE", uri: request.uriText, count: 1, clientNonce: "c"))
        request.fields.append(.authorization, answer.text)
        let verdict = server().verdict(of: request, from: source, trunk: "carrier", now: .seconds(10))
        #expect(challenges(verdict).map(\.isStale) == [true, true])
    }

    @Test("ACK and CANCEL are never challenged")
    func methods() {
        #expect(!DigestServer.mayChallenge(.ack))
        #expect(!DigestServer.mayChallenge(.cancel))
        #expect(DigestServer.mayChallenge(.invite))
    }

    @Test("Texts are compared whole")
    func comparison() {
        #expect(Hexadecimal.isEqual("", ""))
        #expect(Hexadecimal.isEqual("abc", "abc"))
        for other in ["abd", "bbc", "ab", "abcd", ""] { #expect(!Hexadecimal.isEqual("abc", other)) }
    }
}
