import SIP
import Testing

@Suite("Building messages")
struct ResponseTests {
    @Test("A response copies what the request has, adds its tag, and counts its body")
    func response() throws {
        guard case .request(let request) = try MessageParser.parse(SampleMessages.invite) else {
            Issue.record("not a request")
            return
        }
        var response = Response(to: request, .ok, toTag: "a6c85cf")
        response.fields.append(.contact, "<sip:192.0.2.10:5060>")
        response.setBody(Array("v=0\r\n".utf8), contentType: "application/sdp")
        #expect(
            String(decoding: response.serialized(), as: UTF8.self) == """
                SIP/2.0 200 OK\r
                Via: SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bK776asdhds;rport\r
                From: "Zoé, at the office" <sip:+41215550101@198.51.100.7>;tag=1928301774\r
                To: <sip:0800123456@192.0.2.10>;tag=a6c85cf\r
                Call-ID: a84b4c76e66710@pc33.example.com\r
                CSeq: 314159 INVITE\r
                Contact: <sip:192.0.2.10:5060>\r
                Content-Type: application/sdp\r
                Content-Length: 5\r
                \r
                v=0\r

                """)
        #expect(response.toTag == "a6c85cf")
    }

    @Test("A tag that is there stays; Record-Route and Timestamp are copied where they belong")
    func copies() {
        var request = Request(method: .invite, uri: URI(host: "example.org"))
        request.fields.append(.via, "SIP/2.0/UDP a;branch=z9hG4bK1")
        request.fields.append(.via, "SIP/2.0/UDP b;branch=z9hG4bK2, SIP/2.0/UDP c")
        request.fields.append(.to, "sip:x@y;tag=old")
        request.fields.append(.recordRoute, "<sip:p;lr>")
        request.fields.append(.timestamp, "54")
        let names = { (response: Response) in response.fields.lines.map { "\($0.name): \($0.value)" } }
        let vias = ["Via: SIP/2.0/UDP a;branch=z9hG4bK1", "Via: SIP/2.0/UDP b;branch=z9hG4bK2, SIP/2.0/UDP c"]
        #expect(names(Response(to: request, .notFound, toTag: "new")) == vias + ["To: sip:x@y;tag=old"])
        #expect(
            names(Response(to: request, .trying, copiesRecordRoute: true))
                == vias + ["Record-Route: <sip:p;lr>", "To: sip:x@y;tag=old", "Timestamp: 54"])
    }

    @Test("A Content-Length that was set by hand is never written")
    func contentLength() throws {
        var request = Request(method: .options, uri: try URI(parsing: "sip:a@b"))
        request.fields.append(.contentLength, "99")
        #expect(
            String(decoding: request.serialized(), as: UTF8.self)
                == "OPTIONS sip:a@b SIP/2.0\r\nContent-Length: 0\r\n\r\n")
    }

    @Test("Status codes know their class and their phrase")
    func statusCodes() throws {
        #expect(StatusCode(rawValue: 99) == nil)
        #expect(StatusCode(rawValue: 700) == nil)
        #expect(StatusCode.callDoesNotExist.reason == "Call/Transaction Does Not Exist")
        #expect(try #require(StatusCode(rawValue: 499)).reason == "Bad Request")
        #expect(try #require(StatusCode(rawValue: 150)).reason == "Session Progress")
        #expect(StatusCode.ringing.isProvisional && !StatusCode.ringing.isFinal)
        #expect(StatusCode.ok.isSuccess && StatusCode.movedTemporarily.isRedirection && StatusCode.decline.isFailure)
    }

    @Test("Methods are told apart by case")
    func methods() {
        #expect(Method.registered.map(\.text).map { Method($0) } == Method.registered)
        #expect(Method("invite") == .other("invite"))
        #expect(Method("SUBSCRIBE") == .subscribe)
    }

    @Test("What a request that is being built does not have yet reads as nothing")
    func incomplete() {
        let request = Request(method: .bye, uri: URI(host: "example.org"))
        #expect(request.callID.isEmpty)
        #expect(request.branch == nil && request.fromTag == nil && request.toTag == nil && request.maxForwards == nil)
        #expect(request.cSeq == CSeq(number: 0, method: .other("")))
        #expect(request.from.uri.host == "anonymous.invalid")
    }
}
