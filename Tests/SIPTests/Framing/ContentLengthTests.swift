import SIP
import Testing

/// Content-Length in every shape that RFC 3261 allows, and in those that attack the framing.
struct ContentLengthTests {
    @Test(
        "Content-Length is found in any spelling",
        arguments: [
            "Content-Length: 5", "content-length:5", "CONTENT-LENGTH :\t 5 ", "l: 5", "L:5", "l \t: 005",
            "Content-Length:\r\n 5", "Content-Length:\r\n \r\n\t5\r\n ", "Content-Length: 5\r\nl: 5",
            "Content-Lengths: 9\r\nl: 5", "X: 1\r\n l: 9\r\nl: 5", "Lx: 9\r\nContent-Length: 5",
        ])
    func spellings(header: String) throws {
        var framer = StreamFramer()
        let message = StreamSample.raw("OPTIONS sip:a SIP/2.0\r\nVia: x\r\n\(header)\r\nTo: y\r\n\r\nhello")
        framer.receive(message + StreamSample.message())
        #expect(try framer.next() == .message(message))
        #expect(try framer.next() == .message(StreamSample.message()))
    }

    @Test("The start line is no header")
    func startLine() {
        #expect(problem("l: 5\r\nVia: x\r\n\r\n") == .contentLengthMissing)
    }

    @Test(
        "A length that cannot be relied upon ends the stream",
        arguments: [
            ("Via: x", FramingFailure.Problem.contentLengthMissing),
            ("l: -1", .contentLengthInvalid(Array("-1".utf8))),
            ("l: +1", .contentLengthInvalid(Array("+1".utf8))),
            ("l: 0x10", .contentLengthInvalid(Array("0x10".utf8))),
            ("l: 5 5", .contentLengthInvalid(Array("5 5".utf8))),
            ("l: 5,5", .contentLengthInvalid(Array("5,5".utf8))),
            ("l:", .contentLengthInvalid([])),
            ("l: 5\r\n 5", .contentLengthInvalid(Array("5\r\n 5".utf8))),
            ("l: 5\r\nContent-Length: 6", .contentLengthsDiffer(5, 6)),
            ("l: 32769", .bodyTooLong(declared: 32_769, limit: 32_768)),
            ("l: 4294967328", .bodyTooLong(declared: 4_294_967_328, limit: 32_768)),
            ("l: 18446744073709551621", .bodyTooLong(declared: nil, limit: 32_768)),
            ("X: y\nl: 5", .bareLineFeed),
        ])
    func refused(header: String, expected: FramingFailure.Problem) {
        #expect(problem("OPTIONS sip:a SIP/2.0\r\n\(header)\r\nTo: y\r\n\r\n") == expected)
    }

    @Test("A failure gives the header section for the answer, its place, and nothing after it")
    func whatWasRead() throws {
        var framer = StreamFramer()
        let (good, bad) = (StreamSample.message(), StreamSample.raw("OPTIONS sip:a SIP/2.0\r\nl: -1\r\nVia: x\r\n\r\n"))
        framer.receive(good + bad + good)
        #expect(try framer.next() == .message(good))
        let failure = #expect(throws: FramingFailure.self) { _ = try framer.next() }
        #expect(failure?.read == bad)
        #expect(failure?.offset == good.count + bad.count)
        framer.receive(good)
        #expect(try framer.next() == nil)
        #expect(framer.bufferedBytes == 0)
    }

    private func problem(_ text: String) -> FramingFailure.Problem? {
        var framer = StreamFramer()
        framer.receive(StreamSample.raw(text))
        let failure = #expect(throws: FramingFailure.self) { _ = try StreamSample.drain(&framer) }
        return failure?.problem
    }
}
