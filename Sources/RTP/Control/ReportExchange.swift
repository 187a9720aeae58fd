/// The RTCP of one leg of a call: counts what goes and comes, writes reports, and reads those of the peer (RFC 3550
/// §6).
///
/// The round trip follows from a peer's report block: when our last sender report left (LSR), how long the peer kept it
/// (DLSR), and the time now. Our side of it is counted from a moment of the wall clock that is given once, so that
/// setting the clock during a call does no harm. A report of a source other than the one that sends the media tells
/// nothing of the round trip, and nothing in a report ends a call or moves its media.
public struct ReportExchange: Sendable {
    /// A round trip that is longer than this is a mistake of the peer's.
    public static let longestRoundTrip = Duration.seconds(10)

    /// What the peer has told of our stream.
    public struct PeerView: Hashable, Sendable {
        /// How many reports told of our stream.
        public fileprivate(set) var reports = 0
        /// Packets that the peer has lost, never below zero.
        public fileprivate(set) var lost: UInt32 = 0
        /// The part lost between the last two reports, in 256ths.
        public fileprivate(set) var fractionLost: UInt8 = 0
        /// The highest jitter reported, in ticks.
        public fileprivate(set) var maximumJitter: UInt32 = 0
        /// The mean of the jitters reported, in ticks.
        public var meanJitter: Double { reports == 0 ? 0 : Double(jitterSum) / Double(reports) }
        fileprivate var jitterSum: UInt64 = 0
    }

    /// Our source.
    public let ssrc: UInt32
    /// What we have received.
    public private(set) var reception: ReceptionStatistics
    /// What the peer has received, by its own account.
    public private(set) var peer = PeerView()
    /// Reports of any kind that came from the peer.
    public private(set) var reportsReceived = 0
    /// Packets that we have sent.
    public private(set) var packetsSent: UInt64 = 0
    /// Bytes of payload that we have sent.
    public private(set) var bytesSent: UInt64 = 0
    /// The last round trip, never negative; nothing before one was measured.
    public private(set) var roundTrip: Duration?
    /// When the next report is due.
    public var nextReport: Duration { schedule.next }

    private let name: [UInt8]
    private let wallClock: NTPTimestamp
    private var schedule: ReportSchedule
    private var lastSent: (timestamp: UInt32, moment: Duration)?
    private var sentAtLastReport: UInt64 = 0
    private var senderReport: (middle: UInt32, moment: Duration)?
    /// The middles of our last reports: a block that names none of them is forged or far too old.
    private var reportsSent: [UInt32] = []
    private static let reportsKept = 8

    /// Begins the reports of a leg.
    ///
    /// - Parameters:
    ///   - ssrc: our source.
    ///   - name: our canonical name (CNAME); random, for it goes to strangers (RFC 7022).
    ///   - wallClock: the time of day at moment zero of the monotonic clock.
    ///   - random: from 0 to 1, by chance.
    public init(
        ssrc: UInt32, name: [UInt8], clockRate: Int = 8_000, wallClock: NTPTimestamp, at now: Duration, random: Double
    ) {
        self.ssrc = ssrc
        self.name = name
        self.wallClock = wallClock
        reception = ReceptionStatistics(clockRate: clockRate)
        schedule = ReportSchedule(at: now, random: random)
        reportsSent.reserveCapacity(Self.reportsKept)
    }

    /// Takes note of a packet that goes out.
    ///
    /// - Parameter payload: its bytes without the header.
    public mutating func sent(_ header: RTPHeader, payload: Int, at now: Duration) {
        packetsSent &+= 1
        bytesSent &+= UInt64(clamping: payload)
        lastSent = (header.timestamp, now)
    }

    /// Takes note of a packet that came from the locked media address; see
    /// ``ReceptionStatistics/receive(_:at:measuresJitter:)``.
    @discardableResult
    public mutating func received(
        _ header: RTPHeader, at now: Duration, measuresJitter: Bool = true
    ) -> SequenceTracker.Verdict {
        if header.ssrc != reception.ssrc { senderReport = nil }
        return reception.receive(header, at: now, measuresJitter: measuresJitter)
    }

    /// Takes a compound RTCP datagram of the peer's.
    ///
    /// - Returns: its packets; a goodbye among them is for the log only.
    @discardableResult
    public mutating func receive(_ datagram: Span<UInt8>, at now: Duration) throws(RTCPError) -> [RTCPPacket] {
        let packets = try RTCPPacket.parse(datagram)
        for packet in packets {
            switch packet {
            case .senderReport(let report):
                reportsReceived &+= 1
                if report.ssrc == reception.ssrc { senderReport = (report.moment.middle, now) }
                for block in report.blocks { receive(block, at: now) }
            case .receiverReport(let report):
                reportsReceived &+= 1
                for block in report.blocks { receive(block, at: now) }
            case .sourceDescription, .goodbye, .other: break
            }
        }
        return packets
    }

    /// Adds the report that is due: a sender's if packets went out since the last, else a receiver's, with our name.
    public mutating func appendReport(to bytes: inout [UInt8], at now: Duration, random: Double) {
        schedule.reported(at: now, random: random)
        appendReport(to: &bytes, at: now)
        SourceDescription(ssrc: ssrc, name: name).append(to: &bytes)
    }

    /// Adds the last report, which ends in a goodbye.
    public mutating func appendGoodbye(to bytes: inout [UInt8], at now: Duration) {
        appendReport(to: &bytes, at: now)
        SourceDescription(ssrc: ssrc, name: name).append(to: &bytes)
        RTCPPacket.appendGoodbye(of: ssrc, to: &bytes)
    }

    private mutating func appendReport(to bytes: inout [UInt8], at now: Duration) {
        var block = reception.reportBlock()
        if let senderReport {
            block?.lastSenderReport = senderReport.middle
            block?.delaySinceSenderReport = Self.short(now - senderReport.moment)
        }
        let blocks = block.map { [$0] } ?? []
        guard let lastSent, packetsSent != sentAtLastReport else {
            ReceiverReport(ssrc: ssrc, blocks: blocks).append(to: &bytes)
            return
        }
        sentAtLastReport = packetsSent
        let moment = wallClock.advanced(by: now)
        if reportsSent.count == Self.reportsKept { reportsSent.removeFirst() }
        reportsSent.append(moment.middle)
        // The same moment by the media's clock, counted on from the last packet.
        let since = max(.zero, now - lastSent.moment).ticks(rate: reception.clockRate)
        SenderReport(
            ssrc: ssrc, moment: moment, timestamp: lastSent.timestamp &+ since,
            packets: UInt32(truncatingIfNeeded: packetsSent), bytes: UInt32(truncatingIfNeeded: bytesSent),
            blocks: blocks
        ).append(to: &bytes)
    }

    private mutating func receive(_ block: ReportBlock, at now: Duration) {
        guard block.ssrc == ssrc else { return }
        peer.reports &+= 1
        peer.lost = UInt32(clamping: block.lost)
        peer.fractionLost = block.fractionLost
        peer.maximumJitter = max(peer.maximumJitter, block.jitter)
        peer.jitterSum &+= UInt64(block.jitter)
        guard block.lastSenderReport != 0, reportsSent.contains(block.lastSenderReport) else { return }
        let trip = wallClock.advanced(by: now).middle &- block.lastSenderReport &- block.delaySinceSenderReport
        // A peer whose clock runs fast says that it kept the report longer than it was away.
        let measured = Duration.seconds(max(0, Double(Int32(bitPattern: trip)) / 65_536))
        if measured <= Self.longestRoundTrip { roundTrip = measured }
    }

    /// A time in units of 1/65,536 s, as reports have it; held at the ends of the range.
    private static func short(_ time: Duration) -> UInt32 {
        let (seconds, attoseconds) = max(.zero, time).components
        guard seconds < 65_536 else { return .max }
        return UInt32(clamping: seconds << 16 + (attoseconds / 1_000_000_000) << 16 / 1_000_000_000)
    }
}
