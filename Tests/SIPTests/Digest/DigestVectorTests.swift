import Testing

@testable import SIP

/// The examples that the RFCs print.
@Suite("Digest: the examples of the RFCs")
struct DigestVectorTests {
    private struct Example {
        let challenge: String
        let username: String
        let password: String
        let method: String
        let uri: String
        let clientNonce: String
        let response: String
    }

    private func answer(_ example: Example) throws -> DigestAnswer {
        let challenge = try #require(DigestChallenge.parse([example.challenge]).first)
        let credential = DigestCredential(peer: "t", username: example.username, password: example.password)
        return try #require(
            DigestAnswer(
                challenge, credential: credential, method: example.method, uri: example.uri, count: 1,
                clientNonce: example.clientNonce))
    }

    @Test("RFC 2617 §3.5: MD5 with qop=auth, the password being Circle Of Life")
    func rfc2617() throws {
        let answer = try answer(
            Example(
                challenge: """
                    Digest realm="testrealm@host.com", qop="auth,auth-int", \
                    nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"
                    """,
                username: "Mufasa", password: "Circle Of Life", method: "GET", uri: "/dir/index.html",
                clientNonce: "0a4f113b", response: "6629fae49393a05397450978507c4ef1"))
        #expect(
            answer.text == """
                Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", \
                uri="/dir/index.html", response="6629fae49393a05397450978507c4ef1", cnonce="0a4f113b", qop=auth, \
                nc=00000001, opaque="5ccc069c403ebaf9f0171e9517f40e41"
                """)
    }

    @Test("RFC 7616 §3.9.1: SHA-256 and MD5 for the same request")
    func rfc7616() throws {
        let responses = [
            "SHA-256": "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
            "MD5": "8ca523f5e9506fed4657c9700eebdbec",
        ]
        for (algorithm, response) in responses {
            let example = Example(
                challenge: """
                    Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=\(algorithm), \
                    nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", \
                    opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"
                    """,
                username: "Mufasa", password: "Circle of Life", method: "GET", uri: "/dir/index.html",
                clientNonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", response: response)
            let answer = try answer(example)
            #expect(answer.response == response)
            #expect(answer.text.contains("algorithm=\(algorithm), cnonce="))
        }
    }

    @Test("RFC 8760 §2: both algorithms and their session forms for a SIP request")
    func sip() throws {
        // RFC 8760 prints no response; these were computed from the definition with another implementation of the
        // hashes.
        let base = "realm=\"sip.example.com\", nonce=\"n0nce\", qop=\"auth\""
        for (algorithm, response) in Self.sipResponses {
            let example = Example(
                challenge: "Digest \(base), algorithm=\(algorithm)", username: "alice", password: "s3cret",
                method: "REGISTER", uri: "sip:sip.example.com", clientNonce: "c1ient", response: response)
            #expect(try answer(example).response == response, "\(algorithm)")
        }
    }

    private static let sipResponses: [(String, String)] = [
        ("SHA-256", "e4404ef94a8e703cd084114a7e9adc8de06fb8916d89319731c1c0b16c3af3ef"),
        ("SHA-256-sess", "e6e26d139b771ed538cec16c452e10a0c584cac496ee930b66d2d14c7443705e"),
        ("MD5", "ce9167443ae75bf491ba6c8140bd6c46"),
        ("MD5-sess", "5b5ebaa2b0c212fa0c623a913183767a"),
    ]

    @Test("RFC 2069: without qop there is neither counter nor client nonce")
    func rfc2069() throws {
        let answer = try answer(
            Example(
                challenge: "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"",
                username: "Mufasa", password: "CircleOfLife", method: "GET", uri: "/dir/index.html", clientNonce: "x",
                response: ""))
        #expect(
            answer.text == """
                Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", \
                uri="/dir/index.html", response="1949323746fe6a43ef61f9606e7febea"
                """)
    }

    @Test("A password known by its hash makes the same digest")
    func storedHash() throws {
        let challenge = try #require(DigestChallenge.parse(["Digest realm=\"r\", nonce=\"n\", qop=\"auth\""]).first)
        let ha1 = DigestAlgorithm.md5.hash("u", "r", "p").uppercased()
        let stored = try #require(DigestCredential(peer: "t", realm: "r", username: "u", ha1: ha1))
        let clear = DigestCredential(peer: "t", realm: "r", username: "u", password: "p")
        let answers = [stored, clear].map {
            DigestAnswer(challenge, credential: $0, method: "INVITE", uri: "sip:x@y", count: 2, clientNonce: "c")
        }
        #expect(answers[0] != nil)
        #expect(answers[0] == answers[1])
        #expect(stored.ha1(realm: "r", .sha256) == nil)
        #expect(stored.ha1(realm: "other", .md5) == nil)
        #expect(DigestCredential(peer: "t", realm: "", username: "u", ha1: ha1) == nil)
        #expect(DigestCredential(peer: "t", realm: "r", username: "u", ha1: String(ha1.dropLast())) == nil)
    }
}
