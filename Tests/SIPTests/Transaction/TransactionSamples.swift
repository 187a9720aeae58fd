import Testing

@testable import SIP

/// Messages and paths for the tests of transactions.
enum TransactionSamples {
    static let secret = TransactionSecret(0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908)
    static let server = Endpoint(address: .v4(192, 0, 2, 1), port: 5060)
    static let client = Endpoint(address: .v4(192, 0, 2, 9), port: 5070)
    static let sentBy = SentBy(client)

    /// The way from the server to the client, as the server sees it.
    static func path(_ transport: TransportProtocol = .udp, connection: UInt64? = nil) -> TransportPath {
        TransportPath(
            transport: transport, local: server, remote: client,
            connection: connection.map { ConnectionID(number: $0) })
    }

    /// The way from the client to the server, as the client sees it.
    static func wayOut(_ transport: TransportProtocol = .udp) -> TransportPath {
        TransportPath(transport: transport, local: client, remote: server)
    }

    /// A request as it comes in.
    static func request(
        _ method: String = "INVITE", branch: String = "z9hG4bKabc", via: String = "192.0.2.9:5070;rport",
        toTag: String? = nil,
        fromTag: String = "caller", callID: String = "call-1", number: Int = 1, cSeqMethod: String? = nil,
        transport: String = "UDP", extra: [String] = []
    ) throws -> Request {
        let lines =
            [
                "\(method) sip:desk@192.0.2.1 SIP/2.0", "Via: SIP/2.0/\(transport) \(via);branch=\(branch)",
                "Max-Forwards: 70", "From: <sip:caller@192.0.2.9>;tag=\(fromTag)",
                "To: <sip:desk@192.0.2.1>" + (toTag.map { ";tag=\($0)" } ?? ""), "Call-ID: \(callID)",
                "CSeq: \(number) \(cSeqMethod ?? method)",
            ] + extra + ["Content-Length: 0", "", ""]
        guard case .request(let request) = try MessageParser.parse(Array(lines.joined(separator: "\r\n").utf8)) else {
            throw Missing.request
        }
        return request
    }

    /// A request of ours, without a Via.
    static func outgoing(_ method: Method, routes: [String] = [], callID: String = "call-1", number: Int = 1) throws
        -> Request
    {
        var request = Request(method: method, uri: try URI(parsing: "sip:desk@192.0.2.1"))
        for route in routes { request.fields.append(.route, route) }
        request.fields.append(.maxForwards, "70")
        request.fields.append(.from, "<sip:caller@192.0.2.9>;tag=caller")
        request.fields.append(.to, "<sip:desk@192.0.2.1>")
        request.fields.append(.callID, callID)
        request.fields.append(.cSeq, "\(number) \(method.text)")
        return request
    }

    static func response(_ status: Int, to request: Request, toTag: String? = "desk") throws -> Response {
        Response(to: request, try #require(StatusCode(rawValue: status)), toTag: toTag)
    }

    /// What a test could not do without.
    enum Missing: Error { case request, response, transmission }
}

/// One line of a machine's table: what happens at this millisecond, what follows, and where the machine is then.
struct Transition<Event: Sendable>: Sendable {
    let time: Int
    let event: Event
    let action: String
    let state: String

    init(_ time: Int, _ event: Event, _ action: String, _ state: String) {
        (self.time, self.event, self.action, self.state) = (time, event, action, state)
    }

    var now: Duration { .milliseconds(time) }
}

/// A table of a machine, with a title for the report.
struct TransitionTable<Event: Sendable>: Sendable, CustomTestStringConvertible {
    let title: String
    let transport: TransportProtocol
    let steps: [Transition<Event>]

    init(_ title: String, _ transport: TransportProtocol = .udp, _ steps: [Transition<Event>]) {
        (self.title, self.transport, self.steps) = (title, transport, steps)
    }

    var testDescription: String { "\(title), \(transport.rawValue)" }
}

/// The first line of a message, and its method for a response.
func startLine(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
}
