import Desk
import Foundation
import Ledger
import Testing

@testable import Server

@Suite("The server's life", .timeLimit(.minutes(2)))
struct ServerLifeTests {
    @Test("It ends at once when nobody is on the line")
    func idle() async throws {
        let server = try await RunningServer.start()
        #expect(try await server.end().isEmpty)
    }

    @Test("While it ends, calls go on and no new ones are taken")
    func draining() async throws {
        let server = try await RunningServer.start()
        let (first, second) = (try await Telephone.open(), try await Telephone.open())
        let caller = try await Caller.call(at: server.port, with: first)
        await server.drain()
        // The pages tell a load balancer, as soon as the server has heard of it.
        try await server.answers("/healthz", with: 503)
        let refused = try await Caller.call(from: "+33699999999", at: server.port, with: second)
        #expect(refused.answer.status == 503)
        #expect(refused.answer["Retry-After"] == "7")
        try await first.sound.hears(packets: 20)
        try await caller.hangUp()
        try await server.hasEnded()
        let calls = try server.ledger.calls()
        #expect(calls.map(\.state) == [.finished])
        first.close()
        second.close()
    }

    @Test("Calls that outlast the end are hung up on, and written to their end")
    func drainLimit() async throws {
        let server = try await RunningServer.start { $0.drainLimit = .milliseconds(200) }
        let telephone = try await Telephone.open()
        let caller = try await Caller.call(at: server.port, with: telephone)
        await server.drain()
        try await caller.isHungUpOn()
        try await server.hasEnded()
        #expect(try server.ledger.calls().map(\.state) == [.finished])
        telephone.close()
    }

    @Test("What a killed server leaves behind is called interrupted by the next one")
    func killed() async throws {
        let server = try await RunningServer.start()
        let telephone = try await Telephone.open()
        let caller = try await Caller.call(at: server.port, with: telephone)
        telephone.sound.press("99999")
        try await telephone.sound.hears("refused-unknown-client")
        let left = try server.killed()
        defer { try? FileManager.default.removeItem(at: left) }
        let next = try await RunningServer.start(found: left)
        let call = try #require(try await next.end().first)
        #expect(call.state == .interrupted)
        #expect(call.decision?.verdict.kind == .refused)
        try await caller.hangUp()
        #expect(try await server.end().first?.state == .finished)
        telephone.close()
    }
}
