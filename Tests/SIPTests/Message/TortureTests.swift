import SIP
import Testing

/// The table of Torture/README.md, file by file.
@Suite("Torture messages")
struct TortureTests {
    enum Outcome: Equatable, Sendable {
        case request(SIP.Method)
        case response(Int)
        case refused(Int)
        case dropped
    }

    static let table: [(name: String, outcome: Outcome)] = [
        ("valid-white-space", .request(.invite)),
        ("valid-all-characters", .request(.other("~odd-Method.9*_+`'%!"))),
        ("valid-escapes", .request(.invite)),
        ("valid-escaped-null", .request(.register)),
        ("valid-percent-in-names", .request(.other("RE%47IST%45R"))),
        ("valid-display-name-without-space", .request(.options)),
        ("valid-long-values", .request(.invite)),
        ("valid-two-in-a-datagram", .request(.register)),
        ("valid-semicolon-user", .request(.options)),
        ("valid-transports", .request(.options)),
        ("valid-multipart", .request(.message)),
        ("valid-reason", .response(200)),
        ("valid-no-reason", .response(100)),
        ("broken-separators", .refused(400)),
        ("broken-separators-in-via", .dropped),
        ("broken-length-too-large", .refused(400)),
        ("broken-length-negative", .refused(400)),
        ("broken-numbers-in-request", .refused(400)),
        ("broken-numbers-in-response", .dropped),
        ("broken-quote", .refused(400)),
        ("broken-uri-in-brackets", .refused(400)),
        ("broken-space-in-uri", .refused(400)),
        ("broken-spaces-in-start-line", .refused(400)),
        ("broken-space-after-start-line", .refused(400)),
        ("broken-headers-in-uri", .refused(400)),
        ("valid-date-zone", .request(.invite)),
        ("broken-contact-headers", .request(.register)),
        ("broken-spaces-in-address", .refused(400)),
        ("broken-display-name", .refused(400)),
        ("broken-version", .refused(505)),
        ("broken-method-mismatch", .refused(400)),
        ("broken-unknown-method-mismatch", .refused(400)),
        ("broken-status", .dropped),
        ("valid-empty-branch", .request(.options)),
        ("broken-missing-headers", .refused(400)),
        ("valid-unknown-scheme", .request(.options)),
        ("valid-known-other-scheme", .request(.options)),
        ("valid-unknown-scheme-in-headers", .request(.register)),
        ("valid-unknown-extensions", .request(.options)),
        ("valid-unknown-content-type", .request(.invite)),
        ("valid-unknown-authorization", .request(.register)),
        ("broken-repeated-headers", .refused(400)),
        ("broken-repeated-length", .refused(400)),
        ("valid-broadcast-via", .response(200)),
        ("valid-zero-hops", .request(.options)),
        ("valid-contact-header-parameter", .request(.register)),
        ("valid-contact-uri-parameter", .request(.register)),
        ("valid-contact-uri-headers", .request(.register)),
        ("valid-accept", .request(.invite)),
        ("valid-rfc2543", .request(.invite)),
        ("valid-without-length", .request(.invite)),
        ("valid-trailing-text", .request(.options)),
        ("ipv6-valid", .request(.register)),
        ("ipv6-without-brackets", .refused(400)),
        ("ipv6-port-inside", .request(.register)),
        ("ipv6-port", .request(.register)),
        ("ipv6-received-in-brackets", .request(.register)),
        ("ipv6-received", .request(.register)),
        ("ipv6-sdp", .request(.invite)),
        ("ipv6-mixed-headers", .request(.register)),
        ("ipv6-mixed-sdp", .request(.invite)),
        ("ipv6-mapped", .request(.invite)),
        ("ipv6-three-colons", .request(.register)),
    ]

    @Test("Each message is taken, refused or dropped as the table says", arguments: table)
    func outcome(name: String, outcome: Outcome) throws {
        #expect(Self.outcome(of: try TortureFile.bytes(name)) == outcome)
    }

    @Test("Every file of the folder is in the table")
    func completeness() throws {
        #expect(try TortureFile.names() == Self.table.map(\.name).sorted())
    }

    @Test("Headers in a Contact without angle brackets are refused by who reads them")
    func contactHeaders() throws {
        let message = try MessageParser.parse(try TortureFile.bytes("broken-contact-headers"))
        #expect(throws: SIPError.self) { try message.fields.addresses(.contact) }
        let bracketed = try MessageParser.parse(try TortureFile.bytes("valid-contact-uri-headers"))
        #expect(try bracketed.fields.addresses(.contact).first?.uri.headers["route"] != nil)
    }

    @Test("Control characters behind a backslash are part of a name")
    func escapedControls() throws {
        let message = try MessageParser.parse(try TortureFile.bytes("valid-all-characters"))
        #expect(message.to.displayName == "bell\u{7} null\u{0} delete\u{7F} quote\" slash\\ Ünï")
        #expect(message.fromTag == "_t~1'+`*%!-.")
    }

    @Test("What is taken reads the same after it was written out", arguments: table)
    func roundTrip(name: String, outcome: Outcome) throws {
        guard let message = try? MessageParser.parse(try TortureFile.bytes(name)) else { return }
        let again = try MessageParser.parse(message.serialized())
        #expect(again.body == message.body)
        #expect(again.from == message.from)
        #expect(again.to == message.to)
        #expect(again.topVia == message.topVia)
        #expect(again.callID == message.callID)
        #expect(again.cSeq == message.cSeq)
        let lines = { (message: Message) in
            message.fields.lines.filter { $0.name != .contentLength }.map { "\($0.name): \($0.value)" }
        }
        #expect(lines(again) == lines(message))
    }

    @Test("A message cut short is taken or refused, and never stops the program", arguments: table)
    func truncation(name: String, outcome: Outcome) throws {
        let bytes = try TortureFile.bytes(name)
        for end in stride(from: 0, to: bytes.count, by: 1 + bytes.count / 40) {
            Self.touch(Array(bytes[..<end]))
        }
    }

    @Test("A message with a byte changed is taken or refused, and never stops the program", arguments: table)
    func mutation(name: String, outcome: Outcome) throws {
        let bytes = try TortureFile.bytes(name)
        let others: [UInt8] = [0, 10, 13, 32, 34, 37, 44, 58, 59, 60, 62, 64, 91, 92, 255]
        for (step, index) in stride(from: 0, to: bytes.count, by: 1 + bytes.count / 120).enumerated() {
            var changed = bytes
            changed[index] = others[step % others.count]
            Self.touch(changed)
        }
    }

    static func outcome(of bytes: [UInt8]) -> Outcome {
        do throws(ParseFailure) {
            switch try MessageParser.parse(bytes) {
            case .request(let request): return .request(request.method)
            case .response(let response): return .response(response.status.rawValue)
            }
        } catch {
            return error.answer.map { .refused($0.rawValue) } ?? .dropped
        }
    }

    /// Reads all that a message can be asked for.
    static func touch(_ bytes: [UInt8]) {
        switch Result(catching: { () throws(ParseFailure) in try MessageParser.parse(bytes) }) {
        case .success(let message):
            _ = (message.from, message.to, message.fromTag, message.toTag, message.topVia, message.branch)
            _ = (message.callID, message.cSeq, message.contentType, message.serialized(), message.fields.lines)
            for name in [HeaderName.contact, .via, .route, .require] {
                _ = (message.fields.values(name), try? message.fields.addresses(name))
            }
            guard case .request(let request) = message else { return }
            _ = (request.uri.phoneNumber, request.uri.isEquivalent(to: request.to.uri), request.maxForwards)
            _ = Response(to: request, .ok, toTag: "t", copiesRecordRoute: true).serialized()
        case .failure(let failure):
            _ = failure.description
            guard let partial = failure.partial else { return }
            _ = Response(to: partial, failure.answer ?? .badRequest, toTag: "t").serialized()
        }
    }
}
