/// An RTP packet in a receive buffer, checked (RFC 3550 §5.1 and A.1).
///
/// It has places in the buffer and no bytes of its own, so that it can be kept and passed on without a copy. Every place lies
/// inside the datagram that it was parsed from.
public struct RTPPacket: Hashable, Sendable {
    /// The fixed header.
    public let header: RTPHeader
    /// Where the payload is, without padding; may be empty.
    public let payload: Range<Int>
    /// Where the contributing sources are that a mixer lists, four bytes each.
    public let contributingSources: Range<Int>
    /// The header extension, skipped by most.
    public let headerExtension: HeaderExtension?

    /// A header extension (RFC 3550 §5.3.1).
    public struct HeaderExtension: Hashable, Sendable {
        /// What the profile defines; 0xBEDE for RFC 8285.
        public let profile: UInt16
        /// Where its words are; may be empty.
        public let content: Range<Int>
    }

    /// Parses a datagram whose kind is ``PacketKind/rtp``.
    public init(parsing datagram: Span<UInt8>) throws(RTPPacketError) {
        let count = datagram.count
        guard count >= RTPHeader.length else { throw .tooShort(count) }
        let first = datagram[0]
        guard first >> 6 == 2 else { throw .wrongVersion(first >> 6) }
        let second = datagram[1]
        guard !(192...223).contains(second) else { throw .isRTCP(second) }

        // Fifteen sources and 65,535 words at most: the sums are far from overflow.
        var end = RTPHeader.length
        let listed = Int(first & 0x0F) * 4
        guard count - end >= listed else { throw .sourcesTooLong(listed / 4) }
        contributingSources = end..<end + listed
        end += listed

        if first & 0x10 != 0 {
            guard count - end >= 4 else { throw .extensionTooLong(0) }
            let words = Int(datagram.readUInt16(at: end + 2))
            guard count - end - 4 >= words * 4 else { throw .extensionTooLong(words) }
            headerExtension = HeaderExtension(
                profile: datagram.readUInt16(at: end), content: end + 4..<end + 4 + words * 4)
            end += 4 + words * 4
        } else {
            headerExtension = nil
        }

        var padding = 0
        if first & 0x20 != 0 {
            padding = Int(datagram[count - 1])
            guard padding > 0, padding <= count - end else { throw .wrongPadding(padding) }
        }
        payload = end..<count - padding
        header = RTPHeader(
            payloadType: second & 0x7F, marker: second & 0x80 != 0, sequence: datagram.readUInt16(at: 2),
            timestamp: datagram.readUInt32(at: 4), ssrc: datagram.readUInt32(at: 8))
    }

    /// One of the contributing sources; nothing where the list has no such place.
    ///
    /// - Parameter datagram: what the packet was parsed from.
    public func contributingSource(_ index: Int, in datagram: Span<UInt8>) -> UInt32? {
        guard index >= 0, index < contributingSources.count / 4, contributingSources.upperBound <= datagram.count
        else { return nil }
        return datagram.readUInt32(at: contributingSources.lowerBound + index * 4)
    }
}

/// Why a datagram is no RTP packet, or a packet cannot be written.
public enum RTPPacketError: Error, Hashable, Sendable {
    /// It has fewer bytes than the header: this many.
    case tooShort(Int)
    /// It has another version than two.
    case wrongVersion(UInt8)
    /// It is RTCP, of this type.
    case isRTCP(UInt8)
    /// It lists more contributing sources than it has room for.
    case sourcesTooLong(Int)
    /// Its header extension is longer, in words, than the packet.
    case extensionTooLong(Int)
    /// Its padding counts no byte, or more than follow the header.
    case wrongPadding(Int)
    /// The buffer of this many bytes has no room for the packet.
    case noRoom(Int)
}
