import RTP
import Testing

/// Two legs that report to each other in virtual time.
struct ReportExchangeTests {
    private func leg(_ ssrc: UInt32, wallClock: Duration = .seconds(1_800_000_000)) -> ReportExchange {
        ReportExchange(
            ssrc: ssrc, name: Array("n".utf8), wallClock: NTPTimestamp(sinceUnixEpoch: wallClock), at: .zero,
            random: 0.5)
    }

    private func header(_ number: Int, _ ssrc: UInt32) -> RTPHeader {
        RTPHeader(
            payloadType: 8, sequence: UInt16(truncatingIfNeeded: number), timestamp: UInt32(number) * 160, ssrc: ssrc)
    }

    @Test("Two legs learn the round trip from each other, whatever their clocks say, and what was lost")
    func roundTrip() throws {
        var ours = leg(1)
        var theirs = leg(2, wallClock: .seconds(5))
        for number in 0..<200 {
            let sent = Duration.milliseconds(20) * number
            ours.sent(header(number, 1), payload: 160, at: sent)
            if number % 10 != 9 { theirs.received(header(number, 1), at: sent + .milliseconds(40)) }
        }
        var report: [UInt8] = []
        ours.appendReport(to: &report, at: .seconds(4), random: 0.5)
        let read = try theirs.receive(report.span, at: .milliseconds(4_040))
        guard case .senderReport(let sender) = read.first else {
            Issue.record("no sender report: \(read)")
            return
        }
        #expect((sender.packets, sender.bytes) == (200, 32_000))
        // 20 ms after the last packet.
        #expect(sender.timestamp == 199 * 160 + 160)

        // The peer keeps the report for a second; it has sent nothing, and reports as a receiver.
        var answer: [UInt8] = []
        theirs.appendReport(to: &answer, at: .milliseconds(5_040), random: 0.5)
        let packets = try ours.receive(answer.span, at: .milliseconds(5_100))
        #expect(packets.last == .sourceDescription([SourceDescription(ssrc: 2, name: [110])]))
        let trip = try #require(ours.roundTrip)
        #expect(abs(trip / .milliseconds(1) - 100) < 0.1)
        #expect((ours.peer.reports, ours.peer.lost, ours.peer.fractionLost) == (1, 19, UInt8(19 * 256 / 198)))
        #expect(theirs.roundTrip == nil)
    }

    @Test("A peer that says it kept our report longer than it was away gives a round trip of zero")
    func fastPeer() throws {
        var ours = leg(1)
        let report = try report(of: &ours, at: .seconds(4))
        let sent = try #require(report)
        try ours.receive(block(lsr: sent, dlsr: 2 * 65_536).span, at: .seconds(5))
        #expect(ours.roundTrip == .zero)
    }

    @Test("Blocks about others, about no report or one we never sent, and impossible round trips tell nothing")
    func noRoundTrip() throws {
        var ours = leg(1)
        let report = try report(of: &ours, at: .seconds(4))
        let sent = try #require(report)
        try ours.receive(block(ssrc: 3, lsr: sent, dlsr: 0).span, at: .seconds(5))
        #expect(ours.peer.reports == 0)
        try ours.receive(block(lsr: 0, dlsr: 0).span, at: .seconds(5))
        try ours.receive(block(lsr: sent &+ 1, dlsr: 0).span, at: .seconds(5))
        try ours.receive(block(lsr: sent, dlsr: 0).span, at: .seconds(15))
        #expect(ours.roundTrip == nil)
        #expect(ours.peer.reports == 3)
    }

    @Test("Without media since the last report a leg reports as a receiver; at the end it says goodbye")
    func kinds() throws {
        var ours = leg(1)
        var bytes: [UInt8] = []
        ours.appendReport(to: &bytes, at: .seconds(1), random: 0)
        #expect(try RTCPPacket.parse(bytes.span).first == .receiverReport(ReceiverReport(ssrc: 1, blocks: [])))
        ours.sent(header(0, 1), payload: 160, at: .seconds(2))
        bytes = []
        ours.appendGoodbye(to: &bytes, at: .seconds(3))
        let packets = try RTCPPacket.parse(bytes.span)
        #expect(packets.count == 3)
        #expect(packets.last == .goodbye([1]))
        guard case .senderReport = packets.first else {
            Issue.record("no sender report: \(packets)")
            return
        }
    }

    @Test("Reports of a source that does not send the media have no part in the delay since the last report")
    func strangersReport() throws {
        var ours = leg(1)
        for number in 0..<3 { ours.received(header(number, 2), at: .zero) }
        var stranger = leg(9)
        stranger.sent(header(0, 9), payload: 160, at: .zero)
        var bytes: [UInt8] = []
        stranger.appendReport(to: &bytes, at: .zero, random: 0)
        try ours.receive(bytes.span, at: .seconds(1))
        var answer: [UInt8] = []
        ours.appendReport(to: &answer, at: .seconds(2), random: 0)
        guard case .receiverReport(let report) = try RTCPPacket.parse(answer.span).first else {
            Issue.record("no receiver report")
            return
        }
        #expect(report.blocks.first?.lastSenderReport == 0)
        #expect(report.blocks.first?.delaySinceSenderReport == 0)
    }

    @Test("Reports come every five seconds, varied; the first after half the time")
    func schedule() {
        var schedule = ReportSchedule(at: .seconds(100), random: 0.5)
        #expect(abs((schedule.next - .seconds(100)) / .seconds(1) - 2.5 / 1.21828) < 0.001)
        for (random, seconds) in [(0.0, 2.052), (1.0, 6.156), (-7, 2.052), (9, 6.156), (.nan, 4.104)] {
            schedule.reported(at: .zero, random: random)
            #expect(abs(schedule.next / .seconds(1) - seconds) < 0.001)
        }
    }

    @Test("Reports go to the announced address until the peer's own is known; a stranger's is not learned")
    func route() {
        var route = ControlRoute(media: "peer:4000", announced: "peer:4001", isMultiplexed: false)
        let isRead1 = route.received(from: "stranger:1", isMediaHost: false)
        #expect(!isRead1)
        #expect(route.destination == "peer:4001")
        let isRead2 = route.received(from: "peer:9001", isMediaHost: true)
        #expect(isRead2)
        let isRead3 = route.received(from: "peer:9002", isMediaHost: true)
        #expect(!isRead3)
        #expect(route.destination == "peer:9001")
        route.mediaMoved(to: "peer:4000", announced: "peer:4001")
        #expect(route.destination == "peer:9001")
        route.mediaMoved(to: "new:4000", announced: "new:4001")
        #expect(route.destination == "new:4001")
    }

    @Test("On the media's port, reports go with the media and are read only from there")
    func multiplexed() {
        var route = ControlRoute(media: "peer:4000", announced: "peer:4001", isMultiplexed: true)
        #expect(route.destination == "peer:4000")
        let isRead4 = route.received(from: "peer:4001", isMediaHost: true)
        #expect(!isRead4)
        let isRead5 = route.received(from: "peer:4000", isMediaHost: true)
        #expect(isRead5)
        route.mediaMoved(to: "peer:5000", announced: "peer:5001")
        #expect(route.destination == "peer:5000")
    }

    /// Sends a packet and a report.
    ///
    /// - Returns: the middle of the report's moment.
    private func report(of leg: inout ReportExchange, at now: Duration) throws -> UInt32? {
        leg.sent(header(0, leg.ssrc), payload: 160, at: now)
        var bytes: [UInt8] = []
        leg.appendReport(to: &bytes, at: now, random: 0)
        guard case .senderReport(let report) = try RTCPPacket.parse(bytes.span).first else { return nil }
        return report.moment.middle
    }

    private func block(ssrc: UInt32 = 1, lsr: UInt32, dlsr: UInt32) -> [UInt8] {
        var bytes: [UInt8] = []
        let block = ReportBlock(
            ssrc: ssrc, fractionLost: 0, lost: 0, highestSequence: 0, jitter: 0, lastSenderReport: lsr,
            delaySinceSenderReport: dlsr)
        ReceiverReport(ssrc: 2, blocks: [block]).append(to: &bytes)
        return bytes
    }
}
