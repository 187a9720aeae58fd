import RTP
import TestSupport
import Testing

/// Packets as they come from the network (RFC 3550 §5.1): what is right is placed, what is wrong is refused, nothing traps.
struct RTPPacketTests {
    private let fixed: [UInt8] = [0x80, 0x88, 0x12, 0x34, 0xDE, 0xAD, 0xBE, 0xEF, 0xCA, 0xFE, 0xBA, 0xBE]
    private let header = RTPHeader(
        payloadType: 8, marker: true, sequence: 0x1234, timestamp: 0xDEAD_BEEF, ssrc: 0xCAFE_BABE)

    /// The fixed header with another first byte, and what follows it.
    private func packet(_ first: UInt8, _ rest: [UInt8]) -> [UInt8] { [first] + fixed.dropFirst() + rest }

    private func problem(_ bytes: [UInt8]) -> RTPPacketError? {
        do throws(RTPPacketError) {
            _ = try RTPPacket(parsing: bytes.span)
            return nil
        } catch { return error }
    }

    @Test("A plain packet has its header and its payload")
    func plain() throws {
        let bytes = fixed + [1, 2, 3]
        let packet = try RTPPacket(parsing: bytes.span)
        #expect(packet.header == header)
        #expect(packet.payload == 12..<15)
        #expect(packet.contributingSources.isEmpty)
        #expect(packet.headerExtension == nil)
    }

    @Test("Contributing sources, extension and padding are not payload")
    func everything() throws {
        let bytes = packet(
            0xB2,
            [0, 0, 0, 7, 0, 0, 1, 0] + [0xBE, 0xDE, 0, 1, 9, 9, 9, 9] + [0x55, 0x55] + [0, 0, 3])
        let packet = try RTPPacket(parsing: bytes.span)
        #expect(packet.contributingSources == 12..<20)
        #expect(packet.headerExtension?.profile == 0xBEDE)
        #expect(packet.headerExtension?.content == 24..<28)
        #expect(packet.payload == 28..<30)
        let sources = (-1...2).map { packet.contributingSource($0, in: bytes.span) }
        #expect(sources == [nil, 7, 256, nil])
        #expect(packet.contributingSource(1, in: bytes.span.extracting(first: 19)) == nil)
    }

    @Test("A packet may have no payload, or only padding")
    func empty() throws {
        #expect(try RTPPacket(parsing: fixed.span).payload == 12..<12)
        let padded = packet(0xA0, [0, 0, 0, 4])
        #expect(try RTPPacket(parsing: padded.span).payload == 12..<12)
        let extended = packet(0x90, [0, 0, 0, 0])
        #expect(try RTPPacket(parsing: extended.span).payload == 16..<16)
    }

    @Test("What is malformed is refused by name")
    func malformed() {
        let cases: [([UInt8], RTPPacketError)] = [
            ([], .tooShort(0)), (Array(fixed.dropLast()), .tooShort(11)), (packet(0x40, []), .wrongVersion(1)),
            (packet(0xC0, []), .wrongVersion(3)), ([0x80, 200] + fixed.dropFirst(2), .isRTCP(200)),
            (packet(0x81, [0, 0, 0]), .sourcesTooLong(1)), (packet(0x8F, [0]), .sourcesTooLong(15)),
            (packet(0x90, [0, 0, 0]), .extensionTooLong(0)), (packet(0x90, [0, 0, 0, 1]), .extensionTooLong(1)),
            (packet(0x90, [0, 0, 0xFF, 0xFF, 1]), .extensionTooLong(0xFFFF)), (packet(0xA0, [1, 0]), .wrongPadding(0)),
            (packet(0xA0, [1, 3]), .wrongPadding(3)), (packet(0xA0, []), .wrongPadding(0xBE)),
        ]
        for (bytes, expected) in cases { #expect(problem(bytes) == expected, "\(bytes)") }
    }

    @Test("No datagram of any first byte and length traps, and each place lies inside it")
    func anything() {
        var random = SplitMix64(seed: 1)
        var parsed = 0
        for round in 0..<20_000 {
            var bytes = (0..<round % 64).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            if !bytes.isEmpty, round % 2 == 0 { bytes[0] = 0x80 | bytes[0] & 0x3F }
            guard let packet = try? RTPPacket(parsing: bytes.span) else { continue }
            parsed += 1
            let places = [packet.contributingSources, packet.headerExtension?.content ?? 12..<12, packet.payload]
            #expect(places.allSatisfy { $0.lowerBound >= 12 && $0.upperBound <= bytes.count })
        }
        #expect(parsed > 100)
    }

    @Test("What is written is read again")
    func writing() throws {
        var bytes = [UInt8](repeating: 0xEE, count: 20)
        var buffer = bytes.mutableSpan
        #expect(try header.write(into: &buffer, at: 4) == 16)
        #expect(bytes == [0xEE, 0xEE, 0xEE, 0xEE] + fixed + [0xEE, 0xEE, 0xEE, 0xEE])
        #expect(try RTPPacket(parsing: bytes.span.extracting(4..<20)).header == header)
    }

    @Test("A header is not written where it has no room", arguments: [-1, 9, 21, Int.max, Int.min])
    func noRoom(offset: Int) {
        var bytes = [UInt8](repeating: 0, count: 20)
        var buffer = bytes.mutableSpan
        var problem: RTPPacketError?
        do throws(RTPPacketError) { try header.write(into: &buffer, at: offset) } catch { problem = error }
        #expect(problem == .noRoom(20))
        #expect(bytes.allSatisfy { $0 == 0 })
    }

    @Test("A payload type over 127 does not set the marker")
    func wideType() throws {
        var bytes = [UInt8](repeating: 0, count: 12)
        var buffer = bytes.mutableSpan
        try RTPHeader(payloadType: 0xFF, sequence: 1, timestamp: 2, ssrc: 3).write(into: &buffer)
        let read = try RTPPacket(parsing: bytes.span).header
        #expect(read.payloadType == 127)
        #expect(!read.marker)
    }
}
