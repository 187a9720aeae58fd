import Calls
import Desk
import Ledger
import RTP
import Testing

@testable import Server

@Suite("Calls that are answered and refused", .timeLimit(.minutes(2)))
struct RefusedCallTests {
    @Test("A stranger hears the welcome frame by frame, keys a number that nobody has, and is refused")
    func stranger() async throws {
        let server = try await RunningServer.start()
        let telephone = try await Telephone.open()
        let caller = try await Caller.call(from: "anonymous", at: server.port, with: telephone)
        #expect(caller.answer.status == 200)
        #expect(caller.answer.body.contains("a=rtpmap:101 telephone-event/8000"))
        // A second of the recording, not one frame missing or out of its place.
        try await telephone.sound.hears(DeskVoice.frames("welcome-emergency", count: 50))
        telephone.sound.press("99999")
        try await telephone.sound.hears("refused-unknown-client")
        // The refusal was on the disk before it was audible.
        let refusal = try #require(try server.ledger.calls().first)
        #expect(refusal.state == .inProgress)
        #expect(refusal.decision?.verdict == Verdict(kind: .refused, reasons: [.unknownClient]))
        // A key cuts the words short, those of farewell too.
        telephone.sound.press("1")
        try await caller.isHungUpOn()
        let call = try #require(try await server.end().first)
        #expect(call.state == .finished)
        #expect(call.header.from == nil)
        #expect(call.header.number == .emergency)
        #expect(call.ending?.keys == "99999")
        #expect(call.connectedTo == nil)
        telephone.close()
    }

    @Test("Who hangs up in the welcome is written down as gone")
    func abandoned() async throws {
        let server = try await RunningServer.start()
        let telephone = try await Telephone.open()
        let caller = try await Caller.call(at: server.port, with: telephone)
        try await telephone.sound.hears("welcome-emergency")
        try await caller.hangUp()
        let call = try #require(try await server.end().first)
        #expect(call.state == .finished)
        #expect(call.decision?.verdict.kind == .abandoned)
        #expect(call.header.from?.description == Caller.contact)
        telephone.close()
    }

    @Test("A number that the desk does not answer is not found")
    func unknownNumber() async throws {
        let server = try await RunningServer.start()
        let telephone = try await Telephone.open()
        let caller = try await Caller.call("+33123456789", at: server.port, with: telephone)
        #expect(caller.answer.status == 404)
        try await server.answers("/metrics", with: 200)
        let metrics = try await StatusClient.get("/metrics", at: "127.0.0.1:\(server.http)")
        #expect(metrics.contains("voicedesk_calls_refused_total{reason=\"unknown-number\"} 1\n"))
        #expect(try await server.end().isEmpty)
        telephone.close()
    }

    @Test("Who comes when there are too many is asked to come again, and when")
    func tooMany() async throws {
        let server = try await RunningServer.start { $0.admission = .init(calls: 1, reservedPercent: 0) }
        let (first, second) = (try await Telephone.open(), try await Telephone.open())
        let call = try await Caller.call(at: server.port, with: first)
        #expect(call.answer.status == 200)
        let refused = try await Caller.call(from: "+33699999999", at: server.port, with: second)
        #expect(refused.answer.status == 503)
        #expect(refused.answer["Retry-After"] == "7")
        try await call.hangUp()
        // Whose call is over makes room.
        let later = try await Caller.call(from: "+33699999999", at: server.port, with: second)
        #expect(later.answer.status == 200)
        try await later.hangUp()
        #expect(try await server.end().count == 2)
        first.close()
        second.close()
    }
}
