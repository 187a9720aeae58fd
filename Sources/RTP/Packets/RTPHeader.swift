/// The fixed header of an RTP packet (RFC 3550 §5.1).
///
/// Version, padding, extension and contributing sources belong to one packet, not to the stream: ``RTPPacket`` has them. What this
/// writes has none of them.
public struct RTPHeader: Hashable, Sendable {
    /// The bytes that it takes.
    public static let length = 12

    /// Which codec or telephone-event format follows, 0 to 127; the higher bit is not sent.
    public var payloadType: UInt8
    /// Marks the first packet of a talk spurt or of an event.
    public var marker: Bool
    /// Grows by one with each packet, and rolls over.
    public var sequence: UInt16
    /// The first sample's moment in units of the payload's clock; rolls over.
    public var timestamp: UInt32
    /// The synchronisation source: the stream, by its sender's random choice.
    public var ssrc: UInt32

    /// Describes a packet.
    public init(payloadType: UInt8, marker: Bool = false, sequence: UInt16, timestamp: UInt32, ssrc: UInt32) {
        self.payloadType = payloadType
        self.marker = marker
        self.sequence = sequence
        self.timestamp = timestamp
        self.ssrc = ssrc
    }

    /// Writes the twelve bytes into a buffer.
    ///
    /// - Returns: where the payload begins.
    /// - Throws: ``RTPPacketError/noRoom(_:)`` when the buffer has no room for them at this offset; nothing is written then.
    @discardableResult
    public func write(into buffer: inout MutableSpan<UInt8>, at offset: Int = 0) throws(RTPPacketError) -> Int {
        guard offset >= 0, offset <= buffer.count, buffer.count - offset >= Self.length else {
            throw .noRoom(buffer.count)
        }
        buffer[offset] = 0x80
        buffer[offset + 1] = (marker ? 0x80 : 0) | payloadType & 0x7F
        buffer.write(sequence, at: offset + 2)
        buffer.write(timestamp, at: offset + 4)
        buffer.write(ssrc, at: offset + 8)
        return offset + Self.length
    }
}
