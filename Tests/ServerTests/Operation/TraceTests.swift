import Foundation
import Testing

@testable import Server

@Suite("Messages for who looks for a fault", .timeLimit(.minutes(2)))
struct TraceTests {
    @Test("A number's calls are shown with those to the people who are rung for them, and no others")
    func number() async throws {
        let trunk = try await Telephone.open()
        let (watched, other) = (try await Telephone.open(), try await Telephone.open())
        let server = try await RunningServer.start(trunk: trunk.port, files: ShortFlow.ringing)
        let shown = try await server.watch("/trace?number=0612345678")

        // A wrong number of somebody else is nobody's business.
        let stranger = try await Caller.call("+33199999999", from: "+33699999999", at: server.port, with: other)
        #expect(stranger.answer.status == 404)
        let caller = try await Caller.call(at: server.port, with: watched)
        let technician = try await Technician.called(on: trunk, by: server.port)
        technician.ring()
        try await caller.hangUp()
        try await technician.wasCancelled(try await trunk.request("CANCEL"))
        _ = try await server.end()

        let messages = try await shown.value
        let texts = try messages.map { try #require(SIPText(Array($0.text.replacing("\n", with: "\r\n").utf8))) }
        #expect(Set(texts.map(\.callID)) == [caller.callID, technician.invite.callID])
        #expect(texts.first?.start.hasPrefix("INVITE sip:\(Caller.emergency)@127.0.0.1") == true)
        #expect(messages.first?.direction == .received)
        let sent = zip(messages, texts).filter { $0.0.direction == .sent }.map(\.1)
        #expect(sent.contains { $0.start == technician.invite.start })
        #expect(sent.contains { $0.status == 200 && $0.method == "BYE" })
        for telephone in [trunk, watched, other] { telephone.close() }
    }

    @Test("A call that does not go on has nothing to show")
    func nothing() async throws {
        let server = try await RunningServer.start()
        var lines: [String] = []
        try await StatusClient.lines(of: "/trace?call=C-1", at: "127.0.0.1:\(server.http)") { lines.append($0) }
        #expect(lines.isEmpty)
        _ = try await server.end()
    }
}

extension RunningServer {
    /// Reads messages until the server ends; they are watched when this returns.
    fileprivate func watch(_ path: String) async throws -> Task<[TracedMessage], any Error> {
        let end = "127.0.0.1:\(http)"
        let reading = Task {
            var messages: [TracedMessage] = []
            try await StatusClient.lines(of: path, at: end) { line in
                messages.append(try JSONDecoder().decode(TracedMessage.self, from: Data(line.utf8)))
            }
            return messages
        }
        while try await !StatusClient.get("/metrics", at: end).contains("voicedesk_sip_traces 1\n") {
            try Task.checkCancellation()
        }
        return reading
    }
}
