/// One report of a telephone-event: the four bytes of RFC 4733 §2.3.
public struct TelephoneEvent: Hashable, Sendable {
    /// The bytes that it takes.
    public static let length = 4

    /// What happens: 0 to 15 are keys, 16 is the hook flash, then come the tones of lines and faxes.
    public var code: UInt8
    /// Whether the event is over.
    public var isEnd: Bool
    /// The level of the tone without its sign: 0 to 63 for 0 to −63 dBm0.
    public var volume: UInt8
    /// How long the event has lasted since its timestamp, in units of the payload's clock.
    public var duration: UInt16

    /// Describes an event.
    public init(code: UInt8, isEnd: Bool, volume: UInt8, duration: UInt16) {
        self.code = code
        self.isEnd = isEnd
        self.volume = volume
        self.duration = duration
    }

    /// Reads a report; nothing where four bytes are not left.
    public init?(_ payload: Span<UInt8>, at offset: Int = 0) {
        guard offset >= 0, offset <= payload.count, payload.count - offset >= Self.length else { return nil }
        let flags = payload[offset + 1]
        self.init(
            code: payload[offset], isEnd: flags & 0x80 != 0, volume: flags & 0x3F,
            duration: payload.readUInt16(at: offset + 2))
    }

    /// The key, if the event is one.
    public var key: TelephoneKey? { TelephoneKey(rawValue: code) }

    /// Writes the report into a buffer.
    ///
    /// - Returns: where it ends.
    /// - Throws: ``RTPPacketError/noRoom(_:)`` when the buffer has no room for it at this offset; nothing is written then.
    @discardableResult
    public func write(into buffer: inout MutableSpan<UInt8>, at offset: Int) throws(RTPPacketError) -> Int {
        guard offset >= 0, offset <= buffer.count, buffer.count - offset >= Self.length else {
            throw .noRoom(buffer.count)
        }
        buffer[offset] = code
        buffer[offset + 1] = (isEnd ? 0x80 : 0) | volume & 0x3F
        buffer.write(duration, at: offset + 2)
        return offset + Self.length
    }
}
