import RTP
import TestSupport
import Testing

/// RTCP as bytes: what is written is read again, and what is malformed is refused.
struct RTCPPacketTests {
    private static let block = ReportBlock(
        ssrc: 0x0A0B_0C0D, fractionLost: 64, lost: -2, highestSequence: 0x0001_FFFE, jitter: 17,
        lastSenderReport: 0x1234_5678, delaySinceSenderReport: 65_536)

    private func parse(_ bytes: [UInt8]) throws(RTCPError) -> [RTCPPacket] { try RTCPPacket.parse(bytes.span) }

    @Test("A sender's report with its name and a goodbye comes back as it was written")
    func compound() throws {
        let report = SenderReport(
            ssrc: 1, moment: NTPTimestamp(bits: 0x0102_0304_0506_0708), timestamp: 9, packets: 10, bytes: 11,
            blocks: [Self.block])
        let name = SourceDescription(ssrc: 1, name: Array("desk@host".utf8))
        var bytes: [UInt8] = []
        report.append(to: &bytes)
        name.append(to: &bytes)
        RTCPPacket.appendGoodbye(of: 1, to: &bytes)
        #expect(bytes.count == 52 + 20 + 8)
        #expect(try parse(bytes) == [.senderReport(report), .sourceDescription([name]), .goodbye([1])])
    }

    @Test("A receiver's report has the bytes of RFC 3550 §6.4.2")
    func receiverReport() throws {
        var bytes: [UInt8] = []
        ReceiverReport(ssrc: 0x0102_0304, blocks: [Self.block]).append(to: &bytes)
        #expect(
            bytes == [
                0x81, 201, 0, 7, 1, 2, 3, 4, 0x0A, 0x0B, 0x0C, 0x0D, 64, 0xFF, 0xFF, 0xFE, 0, 1, 0xFF, 0xFE, 0, 0, 0,
                17,
                0x12, 0x34, 0x56, 0x78, 0, 1, 0, 0,
            ])
        #expect(try parse(bytes) == [.receiverReport(ReceiverReport(ssrc: 0x0102_0304, blocks: [Self.block]))])
    }

    @Test("Lost packets are held in 24 bits", arguments: [(9_000_000, 0x7F_FFFF), (-9_000_000, -0x80_0000), (-1, -1)])
    func lostRange(lost: Int32, held: Int32) throws {
        var block = Self.block
        block.lost = lost
        var bytes: [UInt8] = []
        ReceiverReport(ssrc: 1, blocks: [block]).append(to: &bytes)
        block.lost = held
        #expect(try parse(bytes) == [.receiverReport(ReceiverReport(ssrc: 1, blocks: [block]))])
    }

    @Test("Names of any length are filled up to words of four bytes, and cut at 255", arguments: 0...260)
    func names(length: Int) throws {
        var bytes: [UInt8] = []
        SourceDescription(ssrc: 5, name: [UInt8](repeating: 97, count: length)).append(to: &bytes)
        #expect(bytes.count % 4 == 0)
        #expect(bytes.last == 0)
        let expected = SourceDescription(ssrc: 5, name: [UInt8](repeating: 97, count: min(255, length)))
        #expect(try parse(bytes) == [.sourceDescription([expected])])
    }

    @Test("Other types, other items, padding and lone packets are taken")
    func lenient() throws {
        // APP, an extended report, and a goodbye with a reason and padding.
        #expect(try parse([0x80, 204, 0, 2, 0, 0, 0, 1, 65, 66, 67, 68]) == [.other(type: 204)])
        #expect(try parse([0x80, 207, 0, 1, 0, 0, 0, 1, 0x80, 203, 0, 0]) == [.other(type: 207), .goodbye([])])
        #expect(try parse([0xA1, 203, 0, 3, 0, 0, 0, 9, 2, 72, 73, 0, 0, 0, 0, 4]) == [.goodbye([9])])
        // Two chunks: a note before the name, and a name after zeros that fill a word.
        let description: [UInt8] = [
            0x82, 202, 0, 6, 0, 0, 0, 1, 7, 1, 88, 1, 1, 97, 0, 0, 0, 0, 0, 2, 1, 1, 98, 0, 0, 0, 0, 0,
        ]
        #expect(
            try parse(description) == [
                .sourceDescription([SourceDescription(ssrc: 1, name: [97]), SourceDescription(ssrc: 2, name: [98])])
            ])
    }

    @Test(
        "What is malformed is refused with its place",
        arguments: [
            ([], RTCPError.truncated(offset: 0)),
            ([0x80, 201, 0], .truncated(offset: 0)),
            ([0x80, 201, 0, 1], .truncated(offset: 0)),
            ([0x80, 201, 0xFF, 0xFF, 0, 0, 0, 1], .truncated(offset: 0)),
            ([0x40, 201, 0, 1, 0, 0, 0, 1], .wrongVersion(1, offset: 0)),
            ([0x80, 100, 0, 1, 0, 0, 0, 1], .wrongType(100, offset: 0)),
            ([0x9F, 201, 0, 1, 0, 0, 0, 1], .countTooHigh(31, offset: 0)),
            ([0x80, 200, 0, 1, 0, 0, 0, 1], .countTooHigh(0, offset: 0)),
            ([0x80, 201, 0, 0], .countTooHigh(0, offset: 0)),
            ([0x82, 203, 0, 1, 0, 0, 0, 1], .countTooHigh(2, offset: 0)),
            ([0x81, 202, 0, 2, 0, 0, 0, 1, 1, 9, 97, 0], .countTooHigh(1, offset: 0)),
            ([0x82, 202, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0], .countTooHigh(2, offset: 0)),
            ([0xA0, 201, 0, 1, 0, 0, 0, 5], .wrongPadding(offset: 0)),
            ([0xA0, 201, 0, 1, 0, 0, 0, 0], .wrongPadding(offset: 0)),
            ([0xA0, 201, 0, 2, 0, 0, 0, 1, 0, 0, 0, 4, 0x80, 203, 0, 0], .wrongPadding(offset: 0)),
            ([0x80, 203, 0, 0, 0x80, 201, 0, 9], .truncated(offset: 4)),
        ] as [([UInt8], RTCPError)])
    func malformed(bytes: [UInt8], error: RTCPError) {
        #expect(throws: error) { try parse(bytes) }
    }

    @Test("Length and number of packets have limits")
    func limits() throws {
        #expect(throws: RTCPError.tooLong(1_504)) { try parse([UInt8](repeating: 0, count: 1_504)) }
        let goodbye: [UInt8] = [0x80, 203, 0, 0]
        #expect(try parse(Array([[UInt8]](repeating: goodbye, count: 16).joined())).count == 16)
        #expect(throws: RTCPError.tooMany(offset: 64)) {
            try parse(Array([[UInt8]](repeating: goodbye, count: 17).joined()))
        }
    }

    @Test("No bytes trap", arguments: 0..<10)
    func anything(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<3_000 {
            var bytes = (0..<Int.random(in: 0..<120, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            if bytes.count >= 4 {
                bytes[0] = 0x80 | bytes[0] & 0x3F
                bytes[1] = 200 + bytes[1] % 5
                (bytes[2], bytes[3]) = (0, UInt8(max(0, bytes.count / 4 - Int.random(in: 0...3, using: &random))))
            }
            _ = try? parse(bytes)
        }
    }

    @Test("The time of day since 1900, with its fraction, and the middle of it")
    func moments() {
        let unixEpoch: UInt64 = 2_208_988_800 << 32
        #expect(NTPTimestamp(sinceUnixEpoch: .zero).bits == unixEpoch)
        #expect(NTPTimestamp(sinceUnixEpoch: .milliseconds(1_500)).bits == unixEpoch + 0x1_8000_0000)
        #expect(NTPTimestamp(sinceUnixEpoch: .seconds(-5)).bits == unixEpoch)
        let moment = NTPTimestamp(bits: 0x0000_FFFF_8000_0000)
        #expect(moment.middle == 0xFFFF_8000)
        // The middle rolls over after 18 hours.
        #expect(moment.advanced(by: .milliseconds(750)).middle == 0x0000_4000)
        #expect(moment.advanced(by: .milliseconds(-250)).middle == 0xFFFF_4000)
        #expect(moment.advanced(by: .milliseconds(-750)).middle == 0xFFFE_C000)
    }
}
