/// Writes RTCP packets (RFC 3550 §6), one after the other into a datagram.
///
/// The bytes are added at the end of an array, which the caller keeps for the next report.
extension SenderReport {
    /// Adds the packet; 31 blocks at most.
    public func append(to bytes: inout [UInt8]) {
        let blocks = blocks.prefix(31)
        bytes.appendHeader(
            type: RTCPPacket.senderReportType, count: blocks.count, words: 6 + blocks.count * RTCPPacket.blockLength / 4
        )
        bytes.append(word: ssrc)
        bytes.append(word: UInt32(truncatingIfNeeded: moment.bits >> 32))
        bytes.append(word: UInt32(truncatingIfNeeded: moment.bits))
        bytes.append(word: timestamp)
        bytes.append(word: packets)
        bytes.append(word: self.bytes)
        for block in blocks { block.append(to: &bytes) }
    }
}

extension ReceiverReport {
    /// Adds the packet; 31 blocks at most.
    public func append(to bytes: inout [UInt8]) {
        let blocks = blocks.prefix(31)
        bytes.appendHeader(
            type: RTCPPacket.receiverReportType, count: blocks.count,
            words: 1 + blocks.count * RTCPPacket.blockLength / 4)
        bytes.append(word: ssrc)
        for block in blocks { block.append(to: &bytes) }
    }
}

extension ReportBlock {
    fileprivate func append(to bytes: inout [UInt8]) {
        bytes.append(word: ssrc)
        // 24 bits with a sign; what does not fit is held at the end of the range (A.3).
        let held = min(max(lost, -0x80_0000), 0x7F_FFFF)
        bytes.append(word: UInt32(fractionLost) << 24 | UInt32(bitPattern: held) & 0xFF_FFFF)
        bytes.append(word: highestSequence)
        bytes.append(word: jitter)
        bytes.append(word: lastSenderReport)
        bytes.append(word: delaySinceSenderReport)
    }
}

extension SourceDescription {
    /// Adds a packet with this one source and its canonical name.
    public func append(to bytes: inout [UInt8]) {
        let name = name.prefix(Self.maximumLength)
        // Source, type, length and text, then one to four zeros.
        let zeros = 4 - (2 + name.count) % 4
        bytes.appendHeader(
            type: RTCPPacket.sourceDescriptionType, count: 1, words: (4 + 2 + name.count + zeros) / 4)
        bytes.append(word: ssrc)
        bytes.append(RTCPPacket.canonicalName)
        bytes.append(UInt8(truncatingIfNeeded: name.count))
        bytes.append(contentsOf: name)
        bytes.append(contentsOf: repeatElement(0, count: zeros))
    }
}

extension RTCPPacket {
    /// Adds a goodbye of one source (RFC 3550 §6.6).
    public static func appendGoodbye(of ssrc: UInt32, to bytes: inout [UInt8]) {
        bytes.appendHeader(type: goodbyeType, count: 1, words: 1)
        bytes.append(word: ssrc)
    }
}

extension [UInt8] {
    /// - Parameter words: how many words of four bytes follow the header.
    fileprivate mutating func appendHeader(type: UInt8, count: Int, words: Int) {
        append(0x80 | UInt8(truncatingIfNeeded: count))
        append(type)
        append(UInt8(truncatingIfNeeded: words >> 8))
        append(UInt8(truncatingIfNeeded: words))
    }

    fileprivate mutating func append(word: UInt32) {
        append(UInt8(truncatingIfNeeded: word >> 24))
        append(UInt8(truncatingIfNeeded: word >> 16))
        append(UInt8(truncatingIfNeeded: word >> 8))
        append(UInt8(truncatingIfNeeded: word))
    }
}
