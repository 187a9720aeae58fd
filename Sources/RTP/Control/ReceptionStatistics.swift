/// What has come of a stream: loss, order and jitter (RFC 3550 §6.4.1, A.3 and A.8).
///
/// A call has one, whoever sends: where the peer restarts its numbers or changes its source (SSRC), a report speaks of
/// the source at hand, and the sums of the call go on. Feed it packets that have passed the lock of the media address,
/// and no others.
public struct ReceptionStatistics: Sendable {
    /// Differences of transit that are longer than this are jumps of a clock, no jitter.
    public static let longestJitter = Duration.seconds(2)

    /// The ticks of the media's clock in a second: 8,000 for G.711.
    public let clockRate: Int
    /// The source at hand; nothing before the first packet.
    public private(set) var ssrc: UInt32?
    /// Packets that came after newer ones.
    public private(set) var late = 0
    /// Packets that came twice in a row; other duplicates count as late.
    public private(set) var duplicates = 0
    /// Packets whose number was far from all others.
    public private(set) var outliers = 0
    /// How often packets were missing, however many at once; where late ones fill the gap, it still counts.
    public private(set) var gaps = 0
    /// Restarts and changes of source.
    public private(set) var restarts = 0
    /// The highest jitter so far, in ticks.
    public private(set) var maximumJitter: UInt32 = 0

    private var tracker = SequenceTracker()
    private var (earlierExpected, earlierReceived): (UInt64, UInt64) = (0, 0)
    private var (reportedExpected, reportedReceived): (UInt64, UInt64) = (0, 0)
    private var lastTransit: UInt32?
    /// In sixteenths of a tick, as A.8 does it.
    private var scaledJitter: UInt32 = 0
    private var (jitterSum, jitterCount): (UInt64, UInt64) = (0, 0)

    /// Begins without any packet.
    public init(clockRate: Int = 8_000) { self.clockRate = min(max(1, clockRate), 192_000) }

    /// Packets received in the call, late and repeated ones too.
    public var received: UInt64 { earlierReceived &+ tracker.received }
    /// Packets that should have come in the call.
    public var expected: UInt64 { earlierExpected &+ tracker.expected }
    /// Packets that never came in the call; those that came twice hide none.
    public var lost: UInt64 {
        let distinct = received &- UInt64(clamping: duplicates)
        return expected > distinct ? expected - distinct : 0
    }
    /// The interarrival jitter of the source at hand, in ticks.
    public var jitter: UInt32 { scaledJitter >> 4 }
    /// The mean of the jitter over all packets, in milliseconds.
    public var meanJitter: Double {
        jitterCount == 0 ? 0 : Double(jitterSum) / Double(jitterCount) * 1_000 / Double(clockRate)
    }

    /// Takes a packet.
    ///
    /// - Parameters:
    ///   - now: when it came.
    ///   - measuresJitter: false for telephone-events, all of whose packets have the time at which the event began.
    /// - Returns: what the packet is to its stream.
    @discardableResult
    public mutating func receive(
        _ header: RTPHeader, at now: Duration, measuresJitter: Bool = true
    ) -> SequenceTracker.Verdict {
        if let ssrc, ssrc != header.ssrc {
            closeSource()
            tracker = SequenceTracker()
        }
        ssrc = header.ssrc
        let before = tracker
        let verdict = tracker.receive(header.sequence)
        switch verdict {
        case .onProbation: break
        case .next(_, let lost): gaps &+= lost > 0 ? 1 : 0
        case .late: late &+= 1
        case .duplicate: duplicates &+= 1
        case .outlier:
            outliers &+= 1
            return verdict
        case .restart:
            let after = tracker
            tracker = before
            closeSource()
            tracker = after
        }
        if measuresJitter { measureJitter(header.timestamp, at: now) }
        return verdict
    }

    /// What a report says of the source at hand since the last report; nothing before the source is valid.
    ///
    /// The places for the last sender report are left at zero.
    public mutating func reportBlock() -> ReportBlock? {
        guard let ssrc, tracker.isValid else { return nil }
        let (expected, received) = (tracker.expected, tracker.received)
        let expectedSince = expected &- reportedExpected
        let receivedSince = received &- reportedReceived
        (reportedExpected, reportedReceived) = (expected, received)
        let lostSince = expectedSince > receivedSince ? expectedSince - receivedSince : 0
        let fraction = expectedSince == 0 ? 0 : min(255, lostSince &* 256 / expectedSince)
        return ReportBlock(
            ssrc: ssrc, fractionLost: UInt8(clamping: fraction),
            lost: Int32(clamping: Int64(clamping: expected) - Int64(clamping: received)),
            highestSequence: UInt32(truncatingIfNeeded: tracker.highest &- 0x1_0000), jitter: jitter,
            lastSenderReport: 0, delaySinceSenderReport: 0)
    }

    private mutating func closeSource() {
        earlierExpected &+= tracker.expected
        earlierReceived &+= tracker.received
        (reportedExpected, reportedReceived) = (0, 0)
        restarts &+= 1
        lastTransit = nil
        scaledJitter = 0
    }

    private mutating func measureJitter(_ timestamp: UInt32, at now: Duration) {
        let transit = now.ticks(rate: clockRate) &- timestamp
        defer { lastTransit = transit }
        guard let lastTransit else { return }
        let difference = Int32(bitPattern: transit &- lastTransit).magnitude
        guard difference < UInt32(clamping: Int64(clockRate) * Self.longestJitter.components.seconds) else { return }
        // The bound keeps all of this far from 32 bits; the subtraction takes at most a sixteenth.
        scaledJitter = scaledJitter &+ difference &- (scaledJitter &+ 8) >> 4
        maximumJitter = max(maximumJitter, jitter)
        jitterSum &+= UInt64(jitter)
        jitterCount &+= 1
    }
}

extension Duration {
    /// A time in ticks of a clock; rolls over as timestamps do.
    func ticks(rate: Int) -> UInt32 {
        let (seconds, attoseconds) = components
        let part = attoseconds / 1_000_000_000 * Int64(rate) / 1_000_000_000
        return UInt32(truncatingIfNeeded: seconds &* Int64(rate) &+ part)
    }
}
