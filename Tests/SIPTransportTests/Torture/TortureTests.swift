import Foundation
import SIP
import SIPTransport
import Testing

/// The torture messages of SIPTests over real transports, against a user agent: what its table says comes back, and the
/// server goes on.
@Suite("Torture messages over the line", .timeLimit(.minutes(10)))
struct TortureTests {
    @Test("Every file of the set has its row")
    func completeness() throws {
        #expect(TortureSet.rows.map(\.file).sorted() == (try TortureSet.files()))
    }

    @Test("Over UDP", .serialized, arguments: TortureSet.rows)
    func datagram(row: TortureSet.Row) async throws {
        let stranger = try await DatagramStranger.open()
        let server = try await AnsweringAgent.start(.udp, at: try #require(stranger.serverAddress))
        let end = try #require(server.listeners.first).endpoint
        try await stranger.send(try TortureSet.bytes(row.file), to: end)
        // What the server sends to one port comes in order: after these answers nothing more comes for the message.
        for port in DatagramStranger.ports {
            try await stranger.send(Array(Ordinary.options("\(port)", port: port).utf8), to: end)
        }
        try await stranger.send(Array(Ordinary.invite.utf8), to: end)
        let wanted = DatagramStranger.ports.map { Ordinary.callID("\($0)") } + [Ordinary.callID("invite")]
        let answers = Answers(await stranger.read(until: wanted).joined())
        #expect(TortureSet.Reply(answers.toOthers, .open) == row.datagram)
        #expect(answers.toOrdinary.sorted() == ["200", "200", "200", "404"])
        try await stranger.close()
        await server.shutdown()
    }

    @Test("Over TCP in pieces of one byte", arguments: TortureSet.rows)
    func stream(row: TortureSet.Row) async throws {
        try await check(row, .tcp, piece: 1)
    }

    @Test("Over TLS", arguments: TortureSet.rows)
    func encrypted(row: TortureSet.Row) async throws {
        try await check(row, .tls, piece: .max)
    }

    private func check(_ row: TortureSet.Row, _ transport: TransportProtocol, piece: Int) async throws {
        let certificates = try Certificates.shared.get()
        let server = try await AnsweringAgent.start(transport, tls: ServerTLS(certificate: certificates.server))
        let end = try #require(server.listeners.first).endpoint
        let trusted = transport == .tls ? certificates.authority : nil
        let bytes = try TortureSet.bytes(row.file)
        let read = try await Peer.connect(to: end, trusting: trusted) { peer in
            try await peer.write(bytes, piece: piece)
            // Where the server closes the connection, this may come too late.
            try? await peer.write(Array(Ordinary.options("same").utf8), piece: piece)
            // A message whose rest is missing is given up by its sender.
            if row.stream.rest == .waits { peer.finish() }
            return await peer.read(until: Ordinary.callID("same"))
        }
        let answers = Answers(read)
        let rest: TortureSet.Reply.Rest = answers.toOrdinary == ["200"] ? .open : row.stream.rest
        #expect(TortureSet.Reply(answers.toOthers, rest) == row.stream)
        #expect(answers.toOrdinary == (row.stream.rest == .open ? ["200"] : []))
        let later = try await Peer.connect(to: end, trusting: trusted) { peer in
            try await peer.write(Array((Ordinary.options("later") + Ordinary.invite).utf8), piece: piece)
            return await peer.read(until: Ordinary.callID("invite"))
        }
        #expect(Answers(later).toOrdinary == ["200", "404"])
        await server.shutdown()
    }
}

/// What somebody sends who means well.
private enum Ordinary {
    static func callID(_ name: String) -> String { "ordinary-\(name)@example.net" }

    static func options(_ name: String, port: UInt16 = 5060) -> String { request("OPTIONS", name, port) }

    static let invite = request("INVITE", "invite", 5060)

    private static func request(_ method: String, _ name: String, _ port: UInt16) -> String {
        """
        \(method) sip:line@example.org SIP/2.0\r
        Via: SIP/2.0/UDP ordinary.example.net:\(port);branch=z9hG4bK-ordinary-\(name)\r
        Max-Forwards: 70\r
        From: <sip:ordinary@example.net>;tag=o\r
        To: <sip:line@example.org>\r
        Call-ID: \(callID(name))\r
        CSeq: 1 \(method)\r
        Contact: <sip:ordinary@example.net>\r
        Content-Length: 0\r
        \r

        """
    }
}

/// The final responses in what came, repetitions left out.
private struct Answers {
    private(set) var toOrdinary: [String] = []
    private(set) var toOthers: [Int] = []

    init(_ text: String) {
        var seen: Set<String> = []
        for answer in text.components(separatedBy: "\r\n\r\n") where answer.hasPrefix("SIP/2.0 ") {
            let status = answer.dropFirst(8).prefix(3)
            guard !status.hasPrefix("1"), seen.insert(answer).inserted else { continue }
            if answer.contains("Call-ID: ordinary-") {
                toOrdinary.append(String(status))
            } else {
                toOthers.append(Int(status) ?? 0)
            }
        }
    }
}
