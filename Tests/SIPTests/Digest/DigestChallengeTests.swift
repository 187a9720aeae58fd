import Testing

@testable import SIP

@Suite("Digest: challenges as servers write them")
struct DigestChallengeTests {
    /// Algorithm, realm and nonce of each challenge that can be answered.
    private func summary(_ lines: [String]) -> [String] {
        DigestChallenge.parse(lines).map { challenge in
            "\(challenge.algorithm.rawValue) \(challenge.realm) \(challenge.nonce)"
                + (challenge.usesQop ? " auth" : "") + (challenge.isStale ? " stale" : "")
                + (challenge.opaque.map { " <\($0)>" } ?? "")
        }
    }

    @Test(
        "One header line",
        arguments: [
            ("Digest realm=\"a\", nonce=\"n\", qop=\"auth\"", ["MD5 a n auth"]),
            ("digest REALM=\"a\",NONCE=\"n\",Algorithm=sha-256,Stale=TRUE", ["SHA-256 a n stale"]),
            ("Digest realm=\"a\", nonce=\"n\", algorithm=\"MD5\", qop=auth", ["MD5 a n auth"]),
            ("Digest realm=\"a\", domain=\"sip:b\", nonce=\"n\", opaque=\"\", x=y", ["MD5 a n <>"]),
            ("Digest realm=\"say \\\"hi\\\\\", nonce=\"n,=\"", ["MD5 say \"hi\\ n,="]),
            ("Digest  realm = \"a\" ,, nonce = bm9uY2U= ", ["MD5 a bm9uY2U="]),
            ("Digest realm=\"\", nonce=\"n\"", ["MD5  n"]),
            ("Digest realm=\"a\", nonce=\"n\", algorithm=MD5-sess, qop=\"auth-int, auth\"", ["MD5-sess a n auth"]),
            // Cannot be answered.
            ("Digest realm=\"a\", nonce=\"n\", algorithm=SHA-512-256, qop=\"auth\"", []),
            ("Digest realm=\"a\", nonce=\"n\", qop=\"auth-int\"", []),
            ("Digest realm=\"a\", nonce=\"n\", algorithm=MD5-sess", []),
            ("Digest realm=\"a\", nonce=\"\"", []),
            ("Digest realm=\"a\"", []),
            ("Digest nonce=\"n\"", []),
            ("Basic realm=\"a\"", []),
            ("Bearer abc==", []),
            // Faults.
            ("", []),
            ("Digest", []),
            ("realm=\"a\", nonce=\"n\"", []),
            ("Digest realm=\"a\", nonce=\"n", []),
            ("Digest realm=\"a\", nonce=\"n\\", []),
            ("Digest realm=\"a\", nonce=\"n\" \u{1}", []),
            ("Digest realm=\"a\", nonce=\"n\u{9}\"", []),
            ("Digest realm=\"a\", realm=\"b\", nonce=\"n\"", []),
            ("Digest realm=\"a\", nonce=", []),
        ] as [(String, [String])])
    func oneLine(line: String, expected: [String]) {
        #expect(summary([line]) == expected)
    }

    @Test("Several challenges, in one line or in several, keep their order")
    func several() {
        let lines = [
            "Digest realm=\"a\", nonce=\"1\", algorithm=SHA-512-256, qop=\"auth\"",
            "NTLM, Digest realm=\"a\", nonce=\"2\", algorithm=SHA-256, qop=\"auth\", "
                + "Digest realm=\"a\", nonce=\"3\", qop=\"auth\"",
            "Digest realm=\"b\", nonce=\"4\"",
        ]
        #expect(summary(lines) == ["SHA-256 a 2 auth", "MD5 a 3 auth", "MD5 b 4"])
    }

    @Test("A fault spoils what follows it in its line, and nothing else")
    func faults() {
        let lines = [
            "Digest realm=\"a\", nonce=\"1\", Digest realm=\"b\", nonce=\"2\"junk\"", "Digest realm=\"c\", nonce=\"3\"",
        ]
        #expect(summary(lines) == ["MD5 a 1", "MD5 c 3"])
    }

    @Test("There is an end to challenges, parameters and bytes")
    func limits() {
        let challenge = "Digest realm=\"a\", nonce=\"n\""
        #expect(DigestChallenge.parse(Array(repeating: challenge, count: 9)).count == 8)
        #expect(DigestChallenge.parse([Array(repeating: challenge, count: 9).joined(separator: ", ")]).count == 8)
        let parameters = { (count: Int) in (0..<count).map { ", x\($0)=y" }.joined() }
        #expect(DigestChallenge.parse([challenge + parameters(30)]).count == 1)
        #expect(DigestChallenge.parse([challenge + parameters(31)]).isEmpty)
        let padding = { (length: Int) in String(repeating: " ", count: length - challenge.utf8.count) }
        #expect(DigestChallenge.parse([challenge + padding(4_096)]).count == 1)
        #expect(DigestChallenge.parse([challenge + padding(4_097)]).isEmpty)
    }

    @Test("What we write we read back, quotes and backslashes too")
    func roundTrip() throws {
        let challenge = try #require(
            DigestChallenge.parse(["Digest realm=\"a \\\"b\\\" \\\\\", nonce=\"n\", qop=\"auth\", opaque=\"o\""]).first)
        let credential = DigestCredential(peer: "t", username: "x\"y\\z", password: "p")
        let answer = try #require(
            DigestAnswer(
                challenge, credential: credential, method: "INVITE", uri: "sip:1@2", count: 0xABC, clientNonce: "c"))
        let read = try #require(AuthenticationScheme.parse(answer.text).compactMap(DigestAnswer.init).first)
        #expect(read == answer)
        #expect(answer.text.contains("nc=00000abc"))
        #expect(answer.text.contains("username=\"x\\\"y\\\\z\", realm=\"a \\\"b\\\" \\\\\""))
    }

    @Test("A password reaches neither print nor dump")
    func secrecy() throws {
        let credential = DigestCredential(peer: "carrier", realm: "r", username: "u", password: "hunter2")
        var dumped = ""
        dump(credential, to: &dumped)
        dump(CredentialStore([credential]), to: &dumped)
        for text in ["\(credential)", String(reflecting: credential), dumped] {
            #expect(!text.contains("hunter2"), "\(text)")
        }
        #expect("\(credential)" == "u at carrier, realm r")
    }
}

/// Bytes that no server would send, made from those that one would.
@Suite("Digest: damaged headers")
struct DamagedDigestTests {
    @Test("Nothing traps, and what is read can be written and read again", arguments: 1...20 as ClosedRange<UInt64>)
    func damage(seed: UInt64) {
        var state = seed
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let line =
            Array(
                "Digest username=\"u\", realm=\"a\\\"b\", nonce=\"n\", uri=\"sip:a@b\", qop=auth, nc=00000001, "
                    .utf8)
            + Array("cnonce=\"c\", response=\"0123456789abcdef0123456789abcdef\", algorithm=MD5, opaque=\"o\"".utf8)
        for _ in 0..<500 {
            var bytes = line
            for _ in 0...random(6) {
                switch random(3) {
                case 0: bytes[random(bytes.count)] = UInt8(random(256))
                case 1: bytes.insert(contentsOf: bytes[random(bytes.count)...].prefix(9), at: random(bytes.count))
                default: bytes.removeSubrange(random(bytes.count)...)
                }
                if bytes.isEmpty { bytes = line }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            _ = DigestChallenge.parse([text])
            for answer in AuthenticationScheme.parse(text).compactMap(DigestAnswer.init) {
                #expect(AuthenticationScheme.parse(answer.text).compactMap(DigestAnswer.init) == [answer])
            }
        }
    }
}
