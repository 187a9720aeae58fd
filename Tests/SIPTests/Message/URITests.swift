import SIP
import Testing

@Suite("URIs")
struct URITests {
    @Test(
        "A URI is written as it was read",
        arguments: [
            "sip:line@example.org", "sips:line@example.org:5061;transport=tls", "sip:192.0.2.1",
            "sip:[2001:db8::1]:5070",
            "sip:sips%3Acaller%40example.net@example.org", "sip:a;b=c/?d@example.org;lr;maddr=192.0.2.2",
            "sip:a@example.org?subject=call%20me&priority=urgent", "tel:+41-21-555.01(01);phone-context=example.net",
            "tel:911;phone-context=+1", "urn:service:sos", "http://www.example.org/a?b#c", "sip:%00@example.org",
        ])
    func roundTrip(text: String) throws {
        #expect(try URI(parsing: text).text == text)
    }

    @Test(
        "What is not a URI is refused with its place",
        arguments: [
            ("", SIPError.Problem.scheme, 0), ("line", .scheme, 0), ("1sip:a", .scheme, 0), ("sip", .scheme, 0),
            ("sip:", .host, 4), ("sip:@example.org", .user, 4), ("sip:a@", .host, 6), ("sip:a b@example.org", .user, 5),
            ("sip:a%4@example.org", .escape, 5), ("sip:a%zz@example.org", .escape, 5), ("sip:a@b:", .port, 8),
            ("sip:a@b:70000", .port, 8), ("sip:a@b:-1", .port, 8), ("sip:a@[::1", .host, 10), ("sip:a@[]", .host, 7),
            ("sip:a@b;", .parameter, 8), ("sip:a@b;;c", .parameter, 8), ("sip:a@b;c=", .parameter, 10),
            ("sip:a@b?c", .uriHeader, 9), ("sip:a@b?=d", .uriHeader, 8), ("sip:a@b>", .trailing, 7),
            ("sip:é@b", .user, 4),
            ("sip:a@b\r\nc", .trailing, 7), ("tel:", .user, 4), ("tel:call", .trailing, 6), ("x:", .trailing, 2),
            ("sip:2001:db8::1", .port, 9),
        ])
    func refusal(text: String, problem: SIPError.Problem, offset: Int) {
        #expect(throws: SIPError.self) { try URI(parsing: text) }
        do throws(SIPError) {
            _ = try URI(parsing: text)
        } catch {
            #expect(error.problem == problem)
            #expect(error.offset == offset)
        }
    }

    @Test("An error shows the text on one line and shortened")
    func errorText() {
        do throws(SIPError) {
            _ = try URI(parsing: "\r\n\u{1B}[2J" + String(repeating: "x", count: 100))
            Issue.record("taken")
        } catch {
            #expect(error.text.hasPrefix("\\r\\n\\u{1B}[2Jxxx"))
            #expect(error.text.hasSuffix("x…"))
            #expect(error.text.unicodeScalars.allSatisfy { $0.value >= 0x20 })
        }
    }

    @Test("A password is dropped, an escaped user is read without escapes")
    func user() throws {
        let uri = try URI(parsing: "sip:a%20b:secret@example.org:5062;lr")
        #expect(uri.user == "a b")
        #expect(uri.escapedUser == "a%20b")
        #expect(uri.port == 5062)
        #expect(uri.parameters.contains("LR"))
        #expect(uri.text == "sip:a%20b@example.org:5062;lr")
        #expect(URI(user: "<a@b>\r\n", host: "example.org").text == "sip:%3Ca%40b%3E%0D%0A@example.org")
    }

    @Test(
        "Equivalent URIs (RFC 3261 §19.1.4)",
        arguments: [
            ("sip:%61lice@example.org;transport=TCP", "sip:alice@EXAMPLE.org;Transport=tcp"),
            ("sip:carol@example.org", "sip:carol@example.org;newparam=5"),
            ("sip:carol@example.org;security=on", "sip:carol@example.org;newparam=5"),
            ("sip:a@example.org?x=1&y=2", "sip:a@example.org?y=2&x=1"),
            ("sip:a@[2001:db8::0:1]", "sip:a@[2001:DB8::1]"),
            ("tel:+41-21-5550101", "tel:+41(21)555.01.01"),
        ])
    func equivalent(left: String, right: String) throws {
        #expect(try URI(parsing: left).isEquivalent(to: URI(parsing: right)))
        #expect(try URI(parsing: right).isEquivalent(to: URI(parsing: left)))
    }

    @Test(
        "URIs that differ (RFC 3261 §19.1.4)",
        arguments: [
            ("SIP:ALICE@example.org", "sip:Alice@example.org"), ("sip:a@example.org", "sip:a@example.org:5060"),
            ("sip:a@example.org", "sip:a@example.org;transport=udp"), ("sip:a@example.org", "sips:a@example.org"),
            ("sip:a@example.org", "sip:a@example.org?subject=x"), ("sip:example.org", "sip:a@example.org"),
            ("sip:a@example.org;security=on", "sip:a@example.org;security=off"), ("tel:1", "tel:2"),
            ("sip:e%CC%81@example.org", "sip:%C3%A9@example.org"),
        ])
    func different(left: String, right: String) throws {
        #expect(try !URI(parsing: left).isEquivalent(to: URI(parsing: right)))
        #expect(try !URI(parsing: right).isEquivalent(to: URI(parsing: left)))
    }

    @Test(
        "A telephone number is found where there is one",
        arguments: [
            ("tel:+41-21-555.01(01)", "+41215550101"), ("sip:+41215550101@example.org", "+41215550101"),
            ("sip:0800-123@example.org;user=phone", "0800123"), ("sip:117;phone-context=x@example.org", "117"),
            ("sip:*21#@example.org", nil), ("sip:4+1@example.org", nil), ("sip:alice@example.org;user=phone", nil),
            ("sip:example.org", nil), ("sip:+@example.org", nil), ("sip:%2B41@example.org", "+41"), ("urn:123", nil),
            ("sip:*21%23@example.org;user=phone", "*21#"),
        ] as [(String, String?)])
    func phoneNumber(text: String, number: String?) {
        #expect((try? URI(parsing: text))?.phoneNumber == number)
    }
}
