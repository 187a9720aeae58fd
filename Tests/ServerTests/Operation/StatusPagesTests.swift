import Foundation
import Ledger
import Testing

@testable import Server

@Suite("The pages for machines", .timeLimit(.minutes(2)))
struct StatusPagesTests {
    @Test("say that it is well, what it counts, and how it stands")
    func pages() async throws {
        let server = try await RunningServer.start()
        let telephone = try await Telephone.open()
        try await server.answers("/healthz", with: 200)
        let end = "127.0.0.1:\(server.http)"
        #expect(try await StatusClient.get("/healthz", at: end) == "ok\n")
        let caller = try await Caller.call(at: server.port, with: telephone)

        let metrics = try await StatusClient.get("/metrics", at: end)
        for line in [
            "voicedesk_calls 1\n", "voicedesk_calls_offered_total 1\n", "voicedesk_calls_begun_total 1\n",
            "# TYPE voicedesk_calls gauge\n", "# TYPE voicedesk_calls_begun_total counter\n",
            "voicedesk_sip_messages_in_total{transport=\"udp\"} ",
        ] { #expect(metrics.contains(line), "\(line) is not in\n\(metrics)") }

        let status = try JSONDecoder().decode(
            ServerStatus.self, from: Data(try await StatusClient.get("/status", at: end).utf8))
        #expect(!status.isDraining)
        #expect(status.listeners == ["udp:127.0.0.1:\(server.port)"])
        let call = try #require(status.calls.first)
        #expect(status.calls.count == 1)
        #expect(call.from == Caller.contact)
        #expect(call.number == "emergency")
        #expect(["welcome", "pick-up"].contains(call.step))
        #expect(!call.isConnected)
        #expect(metrics.contains("voicedesk_verdict_delay_p99_seconds 0\n"))
        telephone.sound.press("99999")
        try await telephone.sound.hears("refused-unknown-client")
        // The refusal is heard, so its verdict was waited for.
        let after = try await StatusClient.get("/metrics", at: end)
        let delay = after.split(separator: "\n").first { $0.hasPrefix("voicedesk_verdict_delay_p99_seconds ") }
        #expect(try #require(delay.flatMap { Double($0.split(separator: " ")[1]) }) > 0)
        try await caller.hangUp()
        #expect(call.call == (try await server.end().first?.header.id))
        telephone.close()
    }

    @Test("A page that is not there, and a server that is not there, are told apart")
    func failures() async throws {
        let server = try await RunningServer.start()
        try await server.answers("/healthz", with: 200)
        try await server.answers("/nothing", with: 404)
        _ = try await server.end()
        let error = await #expect(throws: StatusClient.Failure.self) {
            try await StatusClient.get("/healthz", at: "127.0.0.1:\(server.http)")
        }
        #expect(error?.description == "Connection refused")
    }

    @Test(
        "An end that is no host and port is not asked",
        arguments: ["", "localhost", "127.0.0.1:", "h:0", "h:99999", "h:x"])
    func badEnds(_ end: String) async throws {
        await #expect(throws: StatusClient.Failure.self) { try await StatusClient.get("/healthz", at: end) }
    }
}

extension RunningServer {
    /// Asks for a page until the answer has a status: pages open a moment after the telephone lines.
    func answers(_ path: String, with status: UInt) async throws {
        while true {
            try Task.checkCancellation()
            do {
                _ = try await StatusClient.get(path, at: "127.0.0.1:\(http)")
                if status == 200 { return }
            } catch StatusClient.Failure.status(status) {
                return
            } catch {
                // Not there yet.
            }
            await Task.yield()
        }
    }
}
