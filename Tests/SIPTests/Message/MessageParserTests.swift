import SIP
import Testing

@Suite("Message parser")
struct MessageParserTests {
    @Test("An INVITE gives its parts")
    func invite() throws {
        guard case .request(let request) = try MessageParser.parse(SampleMessages.invite) else {
            Issue.record("not a request")
            return
        }
        #expect(request.method == .invite)
        #expect(request.uriText == "sip:0800123456@192.0.2.10:5060;user=phone")
        #expect(request.uri.phoneNumber == "0800123456")
        #expect(request.branch == "z9hG4bK776asdhds")
        #expect(request.topVia.host == "198.51.100.7")
        #expect(request.topVia.rport == .requested)
        #expect(request.fromTag == "1928301774")
        #expect(request.from.displayName == "Zoé, at the office")
        #expect(request.toTag == nil)
        #expect(request.callID == "a84b4c76e66710@pc33.example.com")
        #expect(request.cSeq == CSeq(number: 314_159, method: .invite))
        #expect(request.maxForwards == 70)
        #expect(request.contentType == "application/sdp")
        #expect(request.fields.values(.allow) == ["INVITE", "ACK", "BYE", "CANCEL", "OPTIONS"])
        #expect(String(decoding: request.body.prefix(5), as: UTF8.self) == "v=0\r\n")
        #expect(request.body.count == 144)
    }

    @Test(
        "A request that is odd but sound is taken",
        arguments: [
            SampleMessages.options(), [13, 10, 13, 10] + SampleMessages.options(),
            SampleMessages.options(start: "OPTIONS sip:b@example.org sip/2.0"),
            SampleMessages.options(["Content-Length: 3"], body: "abcdef"),
            SampleMessages.options(["Content-Length: 3"], extra: "l: 3\r\n", body: "abc"),
            SampleMessages.options(["CSeq: 2147483647 OPTIONS"]), SampleMessages.options(["Max-Forwards: 255"]),
            SampleMessages.options(["Max-Forwards:"]), SampleMessages.options(["Expires: 99999999999999999999"]),
            SampleMessages.options(["Date: yesterday, or so"]), SampleMessages.options(["Contact: \"open"]),
            SampleMessages.options(["From: <sip:a@example.net>"]), SampleMessages.options(["X-Empty: "]),
            SampleMessages.options(["Via : SIP/2.0/UDP 192.0.2.1"]), SampleMessages.options(["X!%*_+`'~.-9: odd"]),
            SampleMessages.options(extra: "Subject: \"\\\u{7}\\\u{0}\"\r\n"),
            SampleMessages.options(extra: "Subject: a\tb\r\n"),
            SampleMessages.options(["Content-Type: message/sipfrag;version=2.0"], body: "SIP/2.0 200 OK"),
        ])
    func taken(bytes: [UInt8]) throws {
        guard case .request(let request) = try MessageParser.parse(bytes) else {
            Issue.record("not a request")
            return
        }
        #expect(request.method == .options)
        #expect(request.callID == "c@example.net")
    }

    @Test(
        "A broken request is refused, with the reason",
        arguments: [
            (["Via:"], "", ParseFailure.Problem.missing(.via), nil),
            (["Via: SIP/2.0/UDP"], "", .invalid(.via, .token), nil),
            (["Via: SIP/2.0/UDP a;branch=é"], "", .invalid(.via, .parameter), nil),
            (["From:"], "", .missing(.from), 400), (["To:"], "", .missing(.to), 400),
            (["Call-ID:"], "", .missing(.callID), 400), (["CSeq:"], "", .missing(.cSeq), 400),
            (["Call-ID: é"], "", .invalid(.callID, .token), 400),
            (["Call-ID: a b"], "", .invalid(.callID, .token), 400),
            (["From: <sip:a@b>;tag=é"], "", .invalid(.from, .parameter), 400),
            (["To: <sip:a@b"], "", .invalid(.to, .angleBracket), 400),
            (["To: \"a <sip:a@b>"], "", .invalid(.to, .quotedString), 400),
            ([], "From: <sip:a@b>\r\n", .duplicate(.from), 400), ([], "t: <sip:a@b>\r\n", .duplicate(.to), 400),
            ([], "i: a\r\n", .duplicate(.callID), 400), ([], "CSEQ: 1 OPTIONS\r\n", .duplicate(.cSeq), 400),
            ([], "Max-Forwards: 70\r\n", .duplicate(.maxForwards), 400),
            ([], "Content-Type: a/b\r\nc: c/d\r\n", .duplicate(.contentType), 400),
            ([], "Content-Length: 0\r\nl: 1\r\n", .duplicate(.contentLength), 400),
            (["Content-Length: 1"], "", .bodyTruncated, 400),
            (["Content-Length: -1"], "", .invalid(.contentLength, .number), 400),
            (["Content-Length: 4294967328"], "", .invalid(.contentLength, .number), 400),
            (["Content-Length: 4294967295"], "", .bodyTruncated, 400),
            (["Content-Length: 1 2"], "", .invalid(.contentLength, .number), 400),
            (["Content-Length: 99999999999999999999999999"], "", .invalid(.contentLength, .number), 400),
            (["CSeq: 2147483648 OPTIONS"], "", .invalid(.cSeq, .number), 400),
            (["CSeq: 4294967297 OPTIONS"], "", .invalid(.cSeq, .number), 400),
            (["CSeq: 1"], "", .invalid(.cSeq, .token), 400),
            (["CSeq: 1 OPTIONS x"], "", .invalid(.cSeq, .trailing), 400),
            (["CSeq: 1 options"], "", .cSeqMethod, 400),
            (["Max-Forwards: 256"], "", .invalid(.maxForwards, .number), 400),
            ([], "Subject\r\n", .headerName, 400), ([], "Sub ject: x\r\n", .headerName, 400),
            ([], ": x\r\n", .headerName, 400),
            ([], "Subject: a\u{0}b\r\n", .controlCharacter, 400), ([], "Subject: a\u{7F}\r\n", .controlCharacter, 400),
            ([], "Subject: a\nEvil: b\r\n", .lineEnd, 400), ([], "Subject: a\rEvil: b\r\n", .lineEnd, 400),
            ([], "\n", .headerName, 400),
        ] as [([String], String, ParseFailure.Problem, Int?)])
    func refused(changes: [String], extra: String, problem: ParseFailure.Problem, answer: Int?) {
        let bytes = SampleMessages.options(changes, extra: extra)
        do throws(ParseFailure) {
            _ = try MessageParser.parse(bytes)
            Issue.record("taken")
        } catch {
            #expect(error.problem == problem)
            #expect(error.answer?.rawValue == answer)
            #expect((error.partial == nil) == (answer == nil))
        }
    }

    @Test(
        "A broken start line is refused or dropped",
        arguments: [
            ("OPTIONS sip:b@example.org SIP/3.0", ParseFailure.Problem.version, 505),
            ("OPTIONS sip:b@example.org SIP/2.1", .version, 505),
            ("OPTIONS sip:b@example.org HTTP/1.1", .startLine, 400),
            ("OPTIONS sip:b@example.org", .startLine, 400), ("OPTIONS  sip:b@example.org SIP/2.0", .startLine, 400),
            ("OPTIONS <sip:b@example.org> SIP/2.0", .requestURI(.scheme), 400),
            ("OPTIONS sip:b@example.org:70000 SIP/2.0", .requestURI(.port), 400),
            ("ACK sip:b@ SIP/2.0", .requestURI(.host), nil), ("OPTIONS", .startLine, nil),
            ("OPT\u{7}IONS sip:b@example.org SIP/2.0", .controlCharacter, nil),
            ("é sip:b@example.org SIP/2.0", .startLine, nil),
            ("SIP/2.0 99 Low", .statusCode, nil), ("SIP/2.0 700 High", .statusCode, nil),
            ("SIP/2.0 2000 Long", .statusCode, nil), ("SIP/2.0 2x0 Odd", .statusCode, nil),
            ("SIP/3.0 200 OK", .version, nil),
            ("SIP/2.0", .startLine, nil), (String(repeating: "a", count: 3_000), .startLineTooLong, nil),
        ] as [(String, ParseFailure.Problem, Int?)])
    func startLine(line: String, problem: ParseFailure.Problem, answer: Int?) {
        do throws(ParseFailure) {
            _ = try MessageParser.parse(SampleMessages.options(start: line))
            Issue.record("taken")
        } catch {
            #expect(error.problem == problem)
            #expect(error.answer?.rawValue == answer)
        }
    }

    @Test("Line ends alone are a keep-alive", arguments: [[], [13, 10], [13, 10, 13, 10]] as [[UInt8]])
    func keepAlive(bytes: [UInt8]) {
        #expect(Self.failure(bytes)?.problem == .keepAlive)
        #expect(Self.failure(bytes)?.answer == nil)
    }

    @Test("A refusal has what its response needs, and shows the line in question")
    func partial() throws {
        let failure = try #require(
            Self.failure(
                SampleMessages.options(["CSeq: x OPTIONS"], extra: "v: SIP/2.0/UDP second\r\nTo: <sip:other@x>\r\n")))
        #expect(failure.text == "CSeq: x OPTIONS")
        let partial = try #require(failure.partial)
        let answer = try #require(failure.answer)
        #expect(
            String(decoding: Response(to: partial, answer, toTag: "t").serialized(), as: UTF8.self) == """
                SIP/2.0 400 Bad Request\r
                Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r
                Via: SIP/2.0/UDP second\r
                From: <sip:a@example.net>;tag=f\r
                To: <sip:b@example.org>;tag=t\r
                Call-ID: c@example.net\r
                CSeq: x OPTIONS\r
                Content-Length: 0\r
                \r

                """)
    }

    @Test("Folded lines read as one, in keys too")
    func folding() throws {
        let bytes = SampleMessages.options([
            "Via: SIP/2.0/UDP\r\n 192.0.2.1\r\n\t;branch\r\n = z9hG4bK1", "Subject:\r\n  a\r\n   \r\n b\r\n ",
        ])
        guard case .request(let request) = try MessageParser.parse(bytes) else { return }
        #expect(request.branch == "z9hG4bK1")
        #expect(request.topVia.host == "192.0.2.1")
        #expect(request.fields.first(.subject)?.split(separator: " ") == ["a", "b"])
    }

    @Test("Without Content-Length the rest is the body; with it the rest is ignored")
    func bodies() throws {
        #expect(try MessageParser.parse(SampleMessages.options(body: "abc\r\n")).body == Array("abc\r\n".utf8))
        #expect(try MessageParser.parse(SampleMessages.options(["Content-Length: 0"], body: "abc")).body.isEmpty)
    }

    @Test("Text that is no UTF-8 is survived and sent on as it came")
    func invalidUTF8() throws {
        var bytes = SampleMessages.options(["From: \"Zo?\" <sip:a@example.net>;tag=f"])
        let place = try #require(bytes.firstIndex(of: UInt8(ascii: "?")))
        bytes[place] = 0xE9
        let message = try MessageParser.parse(bytes)
        #expect(message.from.displayName == "Zo\u{FFFD}")
        #expect(message.serialized().contains(0xE9))
    }

    @Test(
        "Every limit holds: what fits is taken, one more is refused",
        arguments: [
            (MessageLimits(messageBytes: 200), ParseFailure.Problem.messageTooLarge, 513),
            (MessageLimits(startLineBytes: 30), .startLineTooLong, 414),
            (MessageLimits(headerCount: 5), .tooManyHeaders, 513),
            (MessageLimits(headerBytes: 38), .headerTooLong, 513), (MessageLimits(viaCount: 0), .tooManyVias, 513),
            (MessageLimits(bodyBytes: 9), .bodyTooLarge, 413),
        ])
    func limits(limits: MessageLimits, problem: ParseFailure.Problem, answer: Int) throws {
        let bytes = SampleMessages.options(["Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4"], body: "0123456789")
        #expect(Self.failure(bytes, limits)?.problem == problem)
        #expect(Self.failure(bytes, limits)?.answer?.rawValue == answer)
        let fitting = MessageLimits(
            messageBytes: bytes.count, startLineBytes: 33, headerCount: 6, headerBytes: 39, viaCount: 1, bodyBytes: 10)
        #expect(try MessageParser.parse(bytes, limits: fitting).body.count == 10)
    }

    @Test("Values of Via count over all lines")
    func viaCount() throws {
        let many = (0..<70).map { "SIP/2.0/UDP h\($0)" }.joined(separator: ", ")
        #expect(try MessageParser.parse(SampleMessages.options(["Via: \(many)"])).fields.values(.via).count == 70)
        let failure = Self.failure(SampleMessages.options(["Via: \(many)"], extra: "Via: SIP/2.0/UDP one-more\r\n"))
        #expect(failure?.problem == .tooManyVias)
    }

    private static func failure(_ bytes: [UInt8], _ limits: MessageLimits = .standard) -> ParseFailure? {
        do throws(ParseFailure) {
            _ = try MessageParser.parse(bytes, limits: limits)
            return nil
        } catch {
            return error
        }
    }
}
