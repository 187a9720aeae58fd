import RTP
import Testing

/// What is noted of a leg at its end.
struct CallQualityTests {
    private func leg(_ ssrc: UInt32 = 1) -> ReportExchange {
        ReportExchange(
            ssrc: ssrc, name: [110], wallClock: NTPTimestamp(sinceUnixEpoch: .seconds(1_800_000_000)), at: .zero,
            random: 0)
    }

    private func header(_ number: Int, _ ssrc: UInt32) -> RTPHeader {
        RTPHeader(
            payloadType: 8, sequence: UInt16(truncatingIfNeeded: number), timestamp: UInt32(number) * 160, ssrc: ssrc)
    }

    private func send(_ leg: inout ReportExchange, packets: Int = 300) {
        for number in 0..<packets { leg.sent(header(number, leg.ssrc), payload: 160, at: .milliseconds(20) * number) }
    }

    /// The peer's report of our stream, or of none.
    private func report(_ leg: inout ReportExchange, lost: Int32?, jitter: UInt32 = 0) throws {
        let block = lost.map {
            ReportBlock(
                ssrc: leg.ssrc, fractionLost: 0, lost: $0, highestSequence: 0, jitter: jitter, lastSenderReport: 0,
                delaySinceSenderReport: 0)
        }
        var bytes: [UInt8] = []
        ReceiverReport(ssrc: 2, blocks: block.map { [$0] } ?? []).append(to: &bytes)
        try leg.receive(bytes.span, at: .seconds(5))
    }

    @Test("A good leg has the score of G.711 in both directions")
    func good() throws {
        var leg = leg()
        send(&leg)
        for number in 0..<300 { leg.received(header(number, 2), at: .milliseconds(20) * number) }
        try report(&leg, lost: 0, jitter: 16)
        let quality = CallQuality(leg, buffered: .milliseconds(40))
        #expect((quality.inbound.packets, quality.inbound.lost, quality.inbound.opinionScore) == (299, 0, 441))
        let outbound = try #require(quality.outbound)
        #expect((outbound.packets, outbound.opinionScore, outbound.maximumJitter) == (300, 441, 2))
        #expect(!quality.noRTPReceived && !quality.noRTPDelivered && !quality.isOneWay && !quality.isSilent)
    }

    @Test("Lost packets and packets that came too late both cost points")
    func lost() throws {
        var leg = leg()
        for number in 0..<1_001 where number % 100 != 50 {
            leg.received(header(number, 2), at: .milliseconds(20) * number)
        }
        let quality = CallQuality(leg)
        #expect(quality.inbound.lost == 10)
        #expect(abs(quality.inbound.rating - (93.2 - 95 / 5.3)) < 0.1)
        let worse = CallQuality(leg, tooLate: 30)
        #expect(worse.inbound.late == 30)
        #expect(worse.inbound.opinionScore < quality.inbound.opinionScore - 100)
        #expect(quality.outbound == nil)
    }

    @Test("Nobody speaks: nothing came, and the peer says that nothing arrived")
    func silent() throws {
        var leg = leg()
        send(&leg)
        try report(&leg, lost: nil)
        let quality = CallQuality(leg)
        #expect(quality.noRTPReceived && quality.noRTPDelivered && quality.isSilent && !quality.isOneWay)
        #expect(quality.inbound.opinionScore == 100)
        #expect(quality.outbound == nil)
    }

    @Test("One way only: nothing came, or nothing arrived")
    func oneWay() throws {
        var deaf = leg()
        send(&deaf)
        #expect(CallQuality(deaf).noRTPReceived)
        #expect(CallQuality(deaf).isOneWay)

        var mute = leg()
        send(&mute)
        for number in 0..<300 { mute.received(header(number, 2), at: .milliseconds(20) * number) }
        try report(&mute, lost: 300)
        #expect(CallQuality(mute).noRTPDelivered)
        #expect(CallQuality(mute).isOneWay)
        #expect(CallQuality(mute).outbound?.opinionScore == 100)
    }

    @Test("A leg that ended before five seconds is not called silent; a peer's negative or huge loss is held")
    func short() throws {
        var leg = leg()
        send(&leg, packets: 249)
        #expect(!CallQuality(leg).noRTPReceived)
        try report(&leg, lost: -5)
        #expect(CallQuality(leg).outbound?.lost == 0)
        try report(&leg, lost: 0x7F_FFFF)
        #expect(CallQuality(leg).outbound?.lost == 249)
    }

    @Test("A leg without media is over after its time; on hold the time stands still")
    func timeout() {
        var timeout = ReceptionTimeout(limit: .seconds(30), at: .seconds(100))
        #expect(!timeout.isOver(at: .milliseconds(129_999)))
        #expect(timeout.isOver(at: .seconds(130)))
        timeout.received(at: .seconds(120))
        #expect(timeout.deadline == .seconds(150))
        timeout.held(true, at: .seconds(140))
        #expect(timeout.deadline == nil)
        #expect(!timeout.isOver(at: .seconds(10_000)))
        timeout.held(false, at: .seconds(500))
        #expect(timeout.deadline == .seconds(530))
        timeout.held(false, at: .seconds(510))
        #expect(timeout.deadline == .seconds(530))
        #expect(ReceptionTimeout(at: .zero).deadline == .seconds(30))
    }
}
