@testable import RTP

/// RTP and RTCP of a peer, or of a stranger, through everything that reads them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    var leg = MediaLeg()
    while !input.isEmpty {
        let choices = input.byte()
        let length = choices & 0x80 == 0 ? Int(input.byte()) : Int(input.short() & 0x7FF)
        switch choices & 7 {
        case 0: leg.take(input.take(length))
        case 1: leg.take([0x80 | choices >> 3 & 3, 200 + choices >> 5 & 3] + input.take(length))
        case 2: leg.takeNext(&input)
        case 3: leg.send(&input)
        case 4: leg.report()
        case 5: leg.now += .milliseconds(length)
        case 6: leg.now += .seconds(length)
        default: leg.isStrange.toggle()
        }
    }
    leg.finish()
    return 0
}

private struct MediaLeg {
    var now = Duration.zero
    var isStrange = false
    var exchange = ReportExchange(
        ssrc: 7, name: Array("us".utf8), wallClock: NTPTimestamp(sinceUnixEpoch: .seconds(1_700_000_000)), at: .zero,
        random: 0.5)
    var lock = SourceLock<Int>(expecting: 1)
    var route = ControlRoute(media: 1, announced: 2, isMultiplexed: false)
    var timeout = ReceptionTimeout(at: .zero)
    var header = RTPHeader(payloadType: 8, sequence: 65_530, timestamp: .max - 300, ssrc: 9)

    mutating func take(_ datagram: [UInt8]) {
        switch PacketKind(of: datagram.span) {
        case .rtp: takeAudio(datagram)
        case .rtcp: takeReport(datagram)
        case .stun, .dtls, .unknown: break
        }
        _ = try? RTPPacket(parsing: datagram.span)
        if let packets = try? RTCPPacket.parse(datagram.span) { check(packets) }
    }

    mutating func takeNext(_ input: inout FuzzInput) {
        header.sequence &+= UInt16(input.byte() & 3)
        header.timestamp &+= UInt32(input.byte()) &* 10
        receive(header)
    }

    private mutating func takeAudio(_ datagram: [UInt8]) {
        guard let packet = try? RTPPacket(parsing: datagram.span) else { return }
        let whole = 0..<datagram.count
        expect(
            whole.lowerBound <= packet.payload.lowerBound && packet.payload.upperBound <= whole.upperBound, "payload")
        expect(packet.contributingSources.upperBound <= packet.payload.lowerBound, "sources")
        expect((packet.headerExtension?.content.upperBound ?? 0) <= packet.payload.lowerBound, "extension")
        for index in -1...packet.contributingSources.count / 4 {
            let source = packet.contributingSource(index, in: datagram.span)
            expect((source == nil) == !(0..<packet.contributingSources.count / 4).contains(index), "source \(index)")
        }
        var written = Array(repeating: UInt8(0), count: RTPHeader.length)
        var span = written.mutableSpan
        expect((try? packet.header.write(into: &span)) != nil, "no room")
        let again = try? RTPPacket(parsing: written.span)
        expect(again?.header == packet.header, "the header reads otherwise")
        receive(packet.header)
        header = packet.header
    }

    private mutating func receive(_ header: RTPHeader) {
        switch lock.receive(header, from: isStrange ? 3 : 1, now: now) {
        case .accept, .acceptNewStream:
            exchange.received(header, at: now)
            timeout.received(at: now)
        default: break
        }
        let reception = exchange.reception
        expect(reception.lost <= reception.expected, "more lost than expected")
    }

    private mutating func takeReport(_ datagram: [UInt8]) {
        guard (try? exchange.receive(datagram.span, at: now)) != nil else { return }
        _ = route.received(from: isStrange ? 4 : 2, isMediaHost: !isStrange)
    }

    /// What we could have written ourselves is written as it was read.
    private func check(_ packets: [RTCPPacket]) {
        expect(packets.count <= RTCPPacket.maximumCount, "too many packets")
        for packet in packets {
            var bytes: [UInt8] = []
            switch packet {
            case .senderReport(let report): report.append(to: &bytes)
            case .receiverReport(let report): report.append(to: &bytes)
            case .sourceDescription(let sources):
                guard sources.count == 1 else { continue }
                sources[0].append(to: &bytes)
            case .goodbye(let sources):
                guard sources.count == 1 else { continue }
                RTCPPacket.appendGoodbye(of: sources[0], to: &bytes)
            case .other: continue
            }
            expect((try? RTCPPacket.parse(bytes.span)) == [packet], "\(packet) reads otherwise")
        }
    }

    mutating func send(_ input: inout FuzzInput) {
        let header = RTPHeader(payloadType: 8, sequence: input.short(), timestamp: input.word(), ssrc: 7)
        exchange.sent(header, payload: Int(input.byte()), at: now)
    }

    mutating func report() {
        var bytes: [UInt8] = []
        exchange.appendReport(to: &bytes, at: now, random: 0.3)
        expect((try? RTCPPacket.parse(bytes.span)) != nil, "our report cannot be read")
        expect(exchange.nextReport > now, "a report that is due at once")
    }

    mutating func finish() {
        var bytes: [UInt8] = []
        exchange.appendGoodbye(to: &bytes, at: now)
        expect((try? RTCPPacket.parse(bytes.span)) != nil, "our goodbye cannot be read")
        let quality = CallQuality(exchange, tooLate: 3, buffered: .milliseconds(60))
        expect(quality.inbound.rating.isFinite && (0...500).contains(quality.inbound.opinionScore), "rating")
        if let outbound = quality.outbound { expect(outbound.rating.isFinite, "rating") }
        expect(exchange.roundTrip.map { $0 >= .zero && $0 <= ReportExchange.longestRoundTrip } ?? true, "round trip")
        _ = timeout.isOver(at: now)
    }
}
