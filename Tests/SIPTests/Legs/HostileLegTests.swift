import TestSupport
import Testing

@testable import SIP

/// Anything in any order, from a peer without manners and a user without patience; seeded, so that a failure repeats
/// itself.
@Suite("Legs: anything in any order")
struct HostileLegTests {
    private static let headers = [
        "Require: 100rel", "Require: timer", "Require: foo", "RSeq: 1", "RSeq: 2", "RSeq: 4294967295",
        "RSeq: 99999999999", "RAck: 100 1 INVITE", "RAck: 101 1 INVITE", "RAck: 4294967295 2147483647 INVITE",
        "Supported: timer, 100rel", "Session-Expires: 90;refresher=uas", "Session-Expires: 4294967295;refresher=uac",
        "Session-Expires: 0", "Session-Expires: -1", "Min-SE: 4294967295", "Min-SE: 90", "Allow: UPDATE", "Allow: ",
        "Contact: <sip:x@198.51.100.9>", "Contact: *", "Contact: <sip:>", "Record-Route: <sip:192.0.2.30>",
        "Record-Route: , ,", "Event: refer", "Event: ;", "Subscription-State: terminated", "Retry-After: 5",
        "Reason: Q.850;cause=16", "Content-Disposition: x;handling=optional", DigestLines.proxy(),
        DigestLines.server("n2", stale: true), DigestLines.server(realm: "evil.example"), "Unsupported: 100rel",
    ]
    private static let bodies = [
        nil, nil, SDPLines.offer(), SDPLines.offer(port: 4_000, types: "0"), SDPLines.offer(port: 0),
        SDPLines.offer(types: "18"), SDPLines.offer(direction: "inactive"), SDPLines.offer(host: "0.0.0.0"), "v=0\r\n",
        "m=audio 99999 RTP/AVP 8\r\n", "SIP/2.0 200 OK",
    ]
    private static let methods = [
        "INVITE", "INVITE", "UPDATE", "UPDATE", "PRACK", "INFO", "NOTIFY", "OPTIONS", "REFER", "FOO", "BYE",
    ]
    private static let statuses = [
        100, 180, 183, 183, 199, 200, 200, 202, 302, 400, 401, 405, 407, 408, 420, 422, 481, 486, 491, 500, 503, 699,
    ]

    /// One random step.
    private func step(_ bench: inout LegBench, _ random: inout SplitMix64) throws -> [String] {
        let some = (0..<Int.random(in: 0...4, using: &random)).compactMap { _ in
            Self.headers.randomElement(using: &random)
        }
        let sdp = (Self.bodies.randomElement(using: &random) ?? nil)
        let tag = ["theirs", "theirs", "second", ""].randomElement(using: &random) ?? ""
        let status = Self.statuses.randomElement(using: &random) ?? 200
        switch Int.random(in: 0...40, using: &random) {
        case 0: return bench.ring(Bool.random(using: &random) ? LegBench.media : nil)
        case 1, 2: return bench.answer()
        case 3: return bench.hangUp()
        case 4: return try bench.transfer("sip:x@trunk.example")
        case 5: return bench.cancel()
        case 6...9: return try bench.ack(UInt32.random(in: 1...6, using: &random), sdp: sdp)
        case 10...18:
            let method = Self.methods.randomElement(using: &random) ?? "BYE"
            let number = Int.random(in: 0...9, using: &random) == 0 ? UInt32.random(in: 0...9, using: &random) : nil
            return try bench.peer(method, some, sdp: sdp, number: number, fromTag: tag)
        case 19...26 where bench.requests.contains { $0.request.method == .invite }:
            return try bench.response(status, some, sdp: sdp, tag: tag.isEmpty ? nil : tag)
        case 27...33 where !bench.requests.isEmpty:
            let index = Int.random(in: 0..<bench.requests.count, using: &random)
            return try bench.reply(status < 200 ? nil : status, some, sdp: sdp, to: index)
        case 34: bench.leg.connectionClosed(ConnectionID(number: 1))
        case 35...39: return bench.wait(.milliseconds(Int.random(in: 0...60_000, using: &random)))
        default: break
        }
        return []
    }

    @Test("Nothing traps or hangs, an end is final, and every leg comes to one", arguments: [false, true])
    func anything(isOutgoing: Bool) throws {
        for seed in UInt64(0)..<600 {
            var random = SplitMix64(seed: seed)
            let settings = LegSettings.trunk(sessionTimer: seed % 2 == 0 ? .init(interval: 90) : nil)
            var bench =
                isOutgoing
                ? try LegBench.outgoing(settings: settings, redirectHosts: ["198.51.100.9", "198.51.100.7"]).bench
                : try LegBench.incoming(seed % 3 == 0 ? ["Require: 100rel"] : [], settings: settings)
            var lines: [String] = []
            for _ in 0..<60 where !bench.leg.isOver { lines += try step(&bench, &random) }
            // The user has had enough, the INVITE fails in the end, and nothing else is answered.
            lines += bench.hangUp()
            lines += bench.wait(.seconds(40))
            lines += bench.step { leg, _, actions in leg.inviteFailed(.timeout, into: &actions) }
            for index in bench.requests.indices { lines += try bench.reply(nil, to: index) }
            lines += bench.wait(.seconds(40))
            let story: Comment = "seed \(seed): \(lines)"
            #expect(bench.leg.isOver, story)
            #expect(!lines.contains("stuck"), story)
            let news = lines.map { $0.drop { "0123456789. ".contains($0) } }.filter { line in
                ["ringing", "media", "early", "answered", "info", "transfer", "ended"].contains { line.hasPrefix($0) }
            }
            #expect(news.count { $0.hasPrefix("ended") } == 1, story)
            #expect(news.last?.hasPrefix("ended") == true, story)
            let numbers = bench.requests.map(\.request.cSeq.number)
            #expect(Set(numbers).count == numbers.count, story)
        }
    }
}
