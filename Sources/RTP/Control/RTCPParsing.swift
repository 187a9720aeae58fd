/// Reads compound RTCP datagrams (RFC 3550 §6.1 and A.2).
///
/// A compound packet should begin with a report. Peers that send a lone goodbye, or reduced-size packets (RFC 5506),
/// are taken none the less: nothing here depends on the order. One malformed packet condemns the whole datagram, as its
/// length can no longer be trusted.
extension RTCPPacket {
    /// The longest datagram that is read, in bytes: an Ethernet frame's.
    public static let maximumLength = 1_500
    /// How many packets a datagram may hold; peers send two or three.
    public static let maximumCount = 16

    static let senderReportType: UInt8 = 200
    static let receiverReportType: UInt8 = 201
    static let sourceDescriptionType: UInt8 = 202
    static let goodbyeType: UInt8 = 203
    static let canonicalName: UInt8 = 1
    static let blockLength = 24

    /// Parses a datagram whose kind is ``PacketKind/rtcp``.
    public static func parse(_ datagram: Span<UInt8>) throws(RTCPError) -> [RTCPPacket] {
        guard datagram.count <= maximumLength else { throw .tooLong(datagram.count) }
        var packets: [RTCPPacket] = []
        var offset = 0
        repeat {
            guard packets.count < maximumCount else { throw .tooMany(offset: offset) }
            guard datagram.count - offset >= 4 else { throw .truncated(offset: offset) }
            let first = datagram[offset]
            let type = datagram[offset + 1]
            guard first >> 6 == 2 else { throw .wrongVersion(first >> 6, offset: offset) }
            guard (192...223).contains(type) else { throw .wrongType(type, offset: offset) }
            let length = (Int(datagram.readUInt16(at: offset + 2)) + 1) * 4
            guard datagram.count - offset >= length else { throw .truncated(offset: offset) }
            let end = offset + length

            var padding = 0
            if first & 0x20 != 0 {
                padding = Int(datagram[end - 1])
                guard end == datagram.count, padding > 0, padding <= length - 4 else {
                    throw .wrongPadding(offset: offset)
                }
            }
            packets.append(
                try content(
                    of: type, count: Int(first & 0x1F), in: datagram, from: offset, to: end - padding))
            offset = end
        } while offset < datagram.count
        return packets
    }

    /// - Parameters:
    ///   - start: where the packet's header begins; four bytes of it are there.
    ///   - end: where the content ends, within the datagram.
    private static func content(
        of type: UInt8, count: Int, in datagram: Span<UInt8>, from start: Int, to end: Int
    ) throws(RTCPError) -> RTCPPacket {
        let room = end - start
        switch type {
        case senderReportType:
            // Blocks are followed by a profile's extension at times.
            guard room >= 28 + count * blockLength else { throw .countTooHigh(count, offset: start) }
            let moment =
                UInt64(datagram.readUInt32(at: start + 8)) << 32 | UInt64(datagram.readUInt32(at: start + 12))
            return .senderReport(
                SenderReport(
                    ssrc: datagram.readUInt32(at: start + 4), moment: NTPTimestamp(bits: moment),
                    timestamp: datagram.readUInt32(at: start + 16), packets: datagram.readUInt32(at: start + 20),
                    bytes: datagram.readUInt32(at: start + 24),
                    blocks: blocks(count, in: datagram, from: start + 28)))
        case receiverReportType:
            guard room >= 8 + count * blockLength else { throw .countTooHigh(count, offset: start) }
            return .receiverReport(
                ReceiverReport(
                    ssrc: datagram.readUInt32(at: start + 4), blocks: blocks(count, in: datagram, from: start + 8)))
        case sourceDescriptionType:
            return .sourceDescription(try descriptions(count, in: datagram, from: start, to: end))
        case goodbyeType:
            guard room >= 4 + count * 4 else { throw .countTooHigh(count, offset: start) }
            return .goodbye((0..<count).map { datagram.readUInt32(at: start + 4 + $0 * 4) })
        default:
            return .other(type: type)
        }
    }

    /// Callers have made sure that there is room for them all.
    private static func blocks(_ count: Int, in datagram: Span<UInt8>, from start: Int) -> [ReportBlock] {
        var blocks: [ReportBlock] = []
        blocks.reserveCapacity(count)
        for index in 0..<count {
            let offset = start + index * blockLength
            let lost = datagram.readUInt32(at: offset + 4)
            blocks.append(
                ReportBlock(
                    ssrc: datagram.readUInt32(at: offset), fractionLost: UInt8(truncatingIfNeeded: lost >> 24),
                    // Signed 24 bits: the sign is moved to the top and back.
                    lost: Int32(bitPattern: lost << 8) >> 8,
                    highestSequence: datagram.readUInt32(at: offset + 8),
                    jitter: datagram.readUInt32(at: offset + 12),
                    lastSenderReport: datagram.readUInt32(at: offset + 16),
                    delaySinceSenderReport: datagram.readUInt32(at: offset + 20)))
        }
        return blocks
    }

    /// Chunks of items; each chunk is ended by a zero and filled up to four bytes.
    private static func descriptions(
        _ count: Int, in datagram: Span<UInt8>, from start: Int, to end: Int
    ) throws(RTCPError) -> [SourceDescription] {
        var descriptions: [SourceDescription] = []
        var offset = start + 4
        for _ in 0..<count {
            guard end - offset >= 4 else { throw .countTooHigh(count, offset: start) }
            let ssrc = datagram.readUInt32(at: offset)
            offset += 4
            while offset < end, datagram[offset] != 0 {
                guard end - offset >= 2, end - offset - 2 >= Int(datagram[offset + 1]) else {
                    throw .countTooHigh(count, offset: start)
                }
                let item = offset + 2..<offset + 2 + Int(datagram[offset + 1])
                if datagram[offset] == canonicalName {
                    descriptions.append(SourceDescription(ssrc: ssrc, name: item.map { datagram[$0] }))
                }
                offset = item.upperBound
            }
            // The zero, and as many more as bring the next chunk to a word of its own.
            offset += 4 - (offset - start) % 4
        }
        return descriptions
    }
}
