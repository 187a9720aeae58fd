import Testing

@testable import SIP

@Suite("A message for a person who looks for a fault") struct MaskedMessageTests {
    private func masked(_ lines: String...) -> String {
        MaskedMessage.text(Array(lines.joined(separator: "\r\n").utf8))
    }

    @Test("What is no secret is left as it is")
    func plain() {
        #expect(
            masked("INVITE sip:desk@example.com SIP/2.0", "From: <sip:+33612345678@example.com>;tag=1", "", "v=0")
                == "INVITE sip:desk@example.com SIP/2.0\nFrom: <sip:+33612345678@example.com>;tag=1\n\nv=0")
    }

    @Test(
        "A proof of a password is not shown, what it is for is",
        arguments: [
            (
                #"Authorization: Digest username="a, \"b", realm="c", response="0123", cnonce="9", qop=auth"#,
                #"Authorization: Digest username="a, \"b", realm="c", response=•••, cnonce=•••, qop=auth"#
            ), ("proxy-authorization : Basic aGk=", "proxy-authorization : Basic •••"),
            ("Proxy-Authorization: Digest", "Proxy-Authorization: Digest =•••"),
            ("To: <sips:bob:secret@example.com>, sip:a:b@c", "To: <sips:bob:•••@example.com>, sip:a:•••@c"),
            ("To: <sip:example.com:5060>;a=b@c", "To: <sip:example.com:5060>;a=b@c"),
        ])
    func proofs(line: String, shown: String) {
        #expect(masked("BYE sip:a SIP/2.0", line) == "BYE sip:a SIP/2.0\n\(shown)")
    }

    @Test("A proof on a folded line is not shown either")
    func folded() {
        #expect(
            masked("Authorization: Digest realm=\"a\",", " response=\"0123\"", "\tb", "To: <sip:a>", " ;tag=1")
                == "Authorization: Digest realm=\"a\", =•••\n •••\n •••\nTo: <sip:a>\n ;tag=1")
    }

    @Test(
        "Keys of secure sound and keys that were pressed are not shown",
        arguments: [
            (
                "Content-Type: application/sdp", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:c2VjcmV0|2^20|1:4",
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:•••"
            ), ("Content-Type: application/sdp", "A=CRYPTO:1 X INLINE:c2VjcmV0", "A=CRYPTO:•••"),
            ("Content-Type: application/sdp", "k=base64:c2VjcmV0", "k=base64:•••"),
            ("Content-Type: application/dtmf-relay", "Signal=5", "•••"), ("c: application/DTMF", "5", "•••"),
            ("c: application/sdp", "m=audio 4000 RTP/AVP 0", "m=audio 4000 RTP/AVP 0"),
        ])
    func bodies(type: String, line: String, shown: String) {
        #expect(masked("INFO sip:a SIP/2.0", type, "", line, "") == "INFO sip:a SIP/2.0\n\(type)\n\n\(shown)\n")
    }

    @Test("Nothing that a terminal would obey is shown as it is")
    func terminal() {
        #expect(MaskedMessage.text([0x1B, 0x5B, 0x41, 0xFF, 0x0A, 0x09, 0x00]) == "\\x1B[A\\xFF\n\t\\x00")
        #expect(masked("Subject: é\u{202E}x") == "Subject: \\xC3\\xA9\\xE2\\x80\\xAEx")
        #expect(masked("Subject: é") == "Subject: é")
    }

    @Test("A long message is cut, which is said")
    func long() {
        let text = MaskedMessage.text([UInt8](repeating: 0x41, count: MaskedMessage.longest + 3))
        #expect(text.hasSuffix("A\n… 3 more bytes"))
        #expect(MaskedMessage.text([]) == "")
    }
}
