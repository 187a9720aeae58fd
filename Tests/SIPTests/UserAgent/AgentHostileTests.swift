import TestSupport
import Testing

@testable import SIP

/// Datagrams by the thousand that nobody sane sends: nothing traps, and nothing stays.
@Suite("User agent: hostile datagrams")
struct AgentHostileTests {
    /// What the damage is done to: the messages of a whole call, and some more.
    private static let sources: [[UInt8]] = [
        AgentBench.request("INVITE", sdp: SDPLines.offer()), AgentBench.request("ACK", toTag: "x"),
        AgentBench.request("BYE", 2, toTag: "x"), AgentBench.request("OPTIONS"),
        AgentBench.request("INVITE", 3, ["Require: 100rel", "Supported: timer", "Session-Expires: 90"]),
        AgentBench.request("CANCEL", branch: "z9hG4bKcall-1INVITE1"), AgentBench.request("REGISTER"),
        Array("SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKx\r\nFrom: <sip:a@b>;tag=a\r\n".utf8)
            + Array("To: <sip:a@b>;tag=b\r\nCall-ID: c\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n".utf8),
    ]

    /// A message with a few bytes changed, left out, doubled, or cut off.
    private static func damaged(_ random: inout SplitMix64) -> [UInt8] {
        var bytes = sources[Int.random(in: 0..<sources.count, using: &random)]
        for _ in 0..<Int.random(in: 0...6, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 30)], at: place)
            case 3: bytes.removeSubrange(place..<min(bytes.count, place + 20))
            default: if Int.random(in: 0..<4, using: &random) == 0 { bytes.removeSubrange(place...) }
            }
        }
        return bytes
    }

    @Test("Damaged messages from strangers leave nothing, whatever they are", arguments: 0..<4 as Range<UInt64>)
    func strangers(seed: UInt64) throws {
        var desk = try AgentBench()
        var random = SplitMix64(seed: seed)
        for _ in 0..<2_500 {
            let lines = desk.receive(Self.damaged(&random), from: AgentBench.stranger)
            #expect(lines.count <= 2, "at most one answer: \(lines)")
        }
        #expect(desk.agent.legCount == 0 && desk.agent.dialogs.isEmpty && desk.agent.askers.isEmpty)
        _ = desk.wait(.seconds(200))
        #expect(desk.leftovers == [])
    }

    @Test("Damaged messages from a trunk leave nothing once its calls have ended", arguments: 0..<4 as Range<UInt64>)
    func trunk(seed: UInt64) throws {
        var desk = try AgentBench()
        var random = SplitMix64(seed: seed)
        for index in 0..<2_500 {
            _ = desk.receive(Self.damaged(&random))
            if index % 7 == 0, !desk.calls.isEmpty { _ = try desk.answer() }
            if index % 50 == 0 { _ = desk.wait(.seconds(1)) }
        }
        for call in desk.calls { _ = try desk.hangUp(call.id) }
        _ = desk.wait(.seconds(300))
        #expect(desk.leftovers == [])
    }

    @Test("What is no message at all is counted, and answered only if it could be a request")
    func noise() throws {
        var desk = try AgentBench()
        #expect(desk.receive([]) == desk.receive(Array("\r\n".utf8)))
        #expect(desk.receive(Array("\r\n\r\n".utf8)) == [], "a keep-alive of RFC 5626")
        #expect(desk.receive([0, 1, 2, 255]) == ["turned away: malformed"])
        #expect(desk.receive(Array("GET / HTTP/1.1\r\n\r\n".utf8)) == ["turned away: malformed"])
        #expect(desk.leftovers == [])
    }

    @Test("A request that can be answered although it is broken gets its 400, and nothing is kept")
    func broken() throws {
        var desk = try AgentBench()
        let bytes = AgentBench.request("INVITE", uri: "sip:desk at 192.0.2.10", sdp: SDPLines.offer())
        #expect(desk.receive(bytes) == ["turned away: malformed", "400 INVITE"])
        #expect(desk.leftovers == [])
    }
}
