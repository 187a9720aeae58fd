import SIP
import Testing

@Suite("Headers")
struct FieldsTests {
    @Test("Names are read in any case and in compact form, and written long")
    func names() {
        #expect(HeaderName("VIA") == .via)
        #expect(HeaderName("v") == .via)
        #expect(HeaderName("call-id") == .callID)
        #expect(HeaderName("p-asserted-identity") == .pAssertedIdentity)
        #expect(HeaderName("x-odd") == .other("X-ODD"))
        #expect(HeaderName.other("x-odd").text == "X-Odd")
        #expect(HeaderName.other("cseq") == .cSeq)
        #expect(HeaderName.other("a\r\nb").text == "A__b")
        #expect(HeaderName("www-authenticate").text == "WWW-Authenticate")
        let compact = "aubcdefijklmorstvxy".map { HeaderName(String($0)).text }
        #expect(
            compact == [
                "Accept-Contact", "Allow-Events", "Referred-By", "Content-Type", "Request-Disposition",
                "Content-Encoding",
                "From", "Call-ID", "Reject-Contact", "Supported", "Content-Length", "Contact", "Event", "Refer-To",
                "Subject",
                "To", "Via", "Session-Expires", "Identity",
            ])
    }

    @Test("Lists are split at commas outside of quotes and angle brackets, over all lines")
    func values() throws {
        var fields = Fields()
        fields.append(.contact, "\"a, b\" <sip:a@b?x=1,2>;q=1 , sip:c@d,, ")
        fields.append(.subject, "one, two")
        fields.append(.contact, "\"open, <sip:e@f>")
        #expect(fields.values(.contact) == ["\"a, b\" <sip:a@b?x=1,2>;q=1", "sip:c@d", "\"open, <sip:e@f>"])
        #expect(fields.values(.subject) == ["one, two"])
        #expect(fields.first(.contact) == "\"a, b\" <sip:a@b?x=1,2>;q=1 , sip:c@d,, ")
        #expect(fields.values(.route).isEmpty)
        #expect(throws: SIPError.self) { try fields.addresses(.contact) }
        fields.replace(.contact, "<sip:a@b>, sip:c@d;q=0.5")
        #expect(try fields.addresses(.contact).map(\.uri.text) == ["sip:a@b", "sip:c@d"])
    }

    @Test("Headers are added, set and removed in order")
    func changes() {
        var fields = Fields()
        fields.append(.route, "<sip:b>")
        fields.append(.other("x-a"), "1")
        fields.prepend(.route, "<sip:a>")
        fields.append(.other("X-A"), "2")
        fields.replace(.other("x-A"), "3")
        fields.replace(.expires, "60")
        #expect(
            fields.lines.map { "\($0.name): \($0.value)" } == [
                "Route: <sip:a>", "Route: <sip:b>", "X-A: 3", "Expires: 60",
            ])
        fields.removeAll(.route)
        #expect(fields.count == 2)
        #expect(!fields.contains(.route))
    }

    @Test("A value can never begin a header of its own")
    func smuggling() {
        var request = Request(method: .other("IN VITE\r\n"), uri: URI(host: "example.org\r\nX: y"))
        request.fields.append(.subject, "a\r\nEvil: 1\u{0}\nb\r")
        request.fields.append(.other("x\r\ny"), "c")
        var response = Response(to: request, .ok, reason: "Fine\r\nEvil: 2", toTag: "t\r\nEvil: 3")
        response.fields.append(.to, "d\r\n\r\nbody")
        #expect(
            String(decoding: request.serialized(), as: UTF8.self)
                == "IN_VITE__ sip:example.org  X: y SIP/2.0\r\nSubject: a  Evil: 1  b \r\nX__y: c\r\nContent-Length: 0\r\n\r\n"
        )
        #expect(
            String(decoding: response.serialized(), as: UTF8.self)
                == "SIP/2.0 200 Fine  Evil: 2\r\nTo: d    body\r\nContent-Length: 0\r\n\r\n")
    }
}
