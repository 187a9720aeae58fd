/// One packet of a compound RTCP datagram (RFC 3550 §6), as far as a telephone call needs it.
public enum RTCPPacket: Hashable, Sendable {
    /// What a sender has sent, and what it has received.
    case senderReport(SenderReport)
    /// What somebody who sends nothing has received.
    case receiverReport(ReceiverReport)
    /// Who the sources are: their canonical names, other items are skipped.
    case sourceDescription([SourceDescription])
    /// Sources that leave. A call ends by SIP and never by this: nobody has signed it.
    case goodbye([UInt32])
    /// A packet of another type, such as APP (204) or XR (207), skipped.
    case other(type: UInt8)
}

/// A sender's report (RFC 3550 §6.4.1).
public struct SenderReport: Hashable, Sendable {
    /// Who reports.
    public var ssrc: UInt32
    /// When, by the sender's wall clock.
    public var moment: NTPTimestamp
    /// When, by the clock of the media.
    public var timestamp: UInt32
    /// Packets sent so far; rolls over.
    public var packets: UInt32
    /// Bytes of payload sent so far, without headers; rolls over.
    public var bytes: UInt32
    /// What has been received, by source.
    public var blocks: [ReportBlock]

    /// Describes a report.
    public init(
        ssrc: UInt32, moment: NTPTimestamp, timestamp: UInt32, packets: UInt32, bytes: UInt32, blocks: [ReportBlock]
    ) {
        self.ssrc = ssrc
        self.moment = moment
        self.timestamp = timestamp
        self.packets = packets
        self.bytes = bytes
        self.blocks = blocks
    }
}

/// A report of somebody who sends nothing (RFC 3550 §6.4.2).
public struct ReceiverReport: Hashable, Sendable {
    /// Who reports.
    public var ssrc: UInt32
    /// What has been received, by source.
    public var blocks: [ReportBlock]

    /// Describes a report.
    public init(ssrc: UInt32, blocks: [ReportBlock]) {
        self.ssrc = ssrc
        self.blocks = blocks
    }
}

/// What somebody has received of one source (RFC 3550 §6.4.1).
public struct ReportBlock: Hashable, Sendable {
    /// Whose packets these are.
    public var ssrc: UInt32
    /// The part that was lost since the last report, in 256ths.
    public var fractionLost: UInt8
    /// How many were lost since the beginning; negative where duplicates outnumber the lost.
    ///
    /// 24 bits are sent.
    public var lost: Int32
    /// The highest sequence number, its roll-overs in the upper half.
    public var highestSequence: UInt32
    /// The interarrival jitter in units of the payload's clock.
    public var jitter: UInt32
    /// The middle of the last sender report's timestamp; zero where none came.
    public var lastSenderReport: UInt32
    /// How long ago that came, in units of 1/65,536 s; zero where none came.
    public var delaySinceSenderReport: UInt32

    /// Describes a block.
    public init(
        ssrc: UInt32, fractionLost: UInt8, lost: Int32, highestSequence: UInt32, jitter: UInt32,
        lastSenderReport: UInt32, delaySinceSenderReport: UInt32
    ) {
        self.ssrc = ssrc
        self.fractionLost = fractionLost
        self.lost = lost
        self.highestSequence = highestSequence
        self.jitter = jitter
        self.lastSenderReport = lastSenderReport
        self.delaySinceSenderReport = delaySinceSenderReport
    }
}

/// A source and its canonical name (RFC 3550 §6.5.1).
public struct SourceDescription: Hashable, Sendable {
    /// The longest name that can be sent, in bytes.
    public static let maximumLength = 255

    /// Who it is.
    public var ssrc: UInt32
    /// The name, UTF-8 by the standard but unchecked; 255 bytes at most are sent.
    public var name: [UInt8]

    /// Describes a source.
    public init(ssrc: UInt32, name: [UInt8]) {
        self.ssrc = ssrc
        self.name = name
    }
}

/// Why a datagram is no compound RTCP packet; each case carries the offset of the packet at fault.
public enum RTCPError: Error, Hashable, Sendable {
    /// The datagram has more bytes than ``RTCPPacket/maximumLength``: this many.
    case tooLong(Int)
    /// The datagram holds more packets than ``RTCPPacket/maximumCount``.
    case tooMany(offset: Int)
    /// There is no room for a header, or for as many bytes as the header says.
    case truncated(offset: Int)
    /// Another version than two.
    case wrongVersion(UInt8, offset: Int)
    /// A type that RTP and RTCP on one port do not leave to RTCP (RFC 5761 §4).
    case wrongType(UInt8, offset: Int)
    /// The header counts more blocks, sources or items than the packet has room for.
    case countTooHigh(Int, offset: Int)
    /// Padding anywhere but at the end, or more than the packet has.
    case wrongPadding(offset: Int)
}
