/// How a leg of a call was heard, in both directions: what goes into the call's record.
///
/// What comes in we have counted ourselves. What goes out only the peer's reports tell: without any, its quality is
/// unknown.
public struct CallQuality: Hashable, Sendable {
    /// One direction.
    public struct Direction: Hashable, Sendable {
        /// Packets that came, or went out.
        public var packets: UInt64
        /// Packets that never came.
        public var lost: UInt64
        /// Packets that came too late to be heard.
        public var late: UInt64
        /// Packets that came twice.
        public var duplicates: UInt64
        /// In milliseconds.
        public var meanJitter: Double
        /// In milliseconds.
        public var maximumJitter: Double
        /// R of the E-model.
        public var rating: Double
        /// The mean opinion score times a hundred: 100 to 450.
        public var opinionScore: Int
    }

    /// As many packets go out before their absence elsewhere counts: five seconds' worth.
    public static let enough: UInt64 = 250
    /// What packets of 20 ms and the terminals at both ends add to the way.
    private static let terminals = Duration.milliseconds(40)

    /// What we heard.
    public let inbound: Direction
    /// What the peer heard; nothing where it has never reported.
    public let outbound: Direction?
    /// The last round trip that was measured.
    public let roundTrip: Duration?
    /// Nothing came from the peer, although we sent for five seconds.
    public let noRTPReceived: Bool
    /// The peer reports, but says that nothing came from us.
    public let noRTPDelivered: Bool
    /// Only one of the two was heard.
    public var isOneWay: Bool { noRTPReceived != noRTPDelivered }
    /// Neither was heard.
    public var isSilent: Bool { noRTPReceived && noRTPDelivered }

    /// Sums a leg up.
    ///
    /// - Parameters:
    ///   - tooLate: packets that the jitter buffer had to throw away.
    ///   - buffered: how long the jitter buffer held a packet.
    public init(_ exchange: ReportExchange, tooLate: UInt64 = 0, buffered: Duration = .zero) {
        let reception = exchange.reception
        let rate = Double(reception.clockRate)
        // Without a measured round trip nothing is known of the way; its delay is then left out.
        let way = (exchange.roundTrip ?? .zero) / 2 + Self.terminals
        roundTrip = exchange.roundTrip

        let unheard = min(reception.expected, reception.lost &+ tooLate)
        inbound = Direction(
            packets: reception.received, lost: reception.lost, late: tooLate,
            duplicates: UInt64(clamping: reception.duplicates), meanJitter: reception.meanJitter,
            maximumJitter: Double(reception.maximumJitter) * 1_000 / rate, delay: way + buffered, unheard: unheard,
            of: reception.expected, gaps: UInt64(clamping: reception.gaps))

        let peer = exchange.peer
        let peerLost = min(UInt64(peer.lost), exchange.packetsSent)
        outbound =
            peer.reports == 0
            ? nil
            : Direction(
                packets: exchange.packetsSent, lost: peerLost, late: 0, duplicates: 0,
                meanJitter: peer.meanJitter * 1_000 / rate, maximumJitter: Double(peer.maximumJitter) * 1_000 / rate,
                delay: way, unheard: peerLost, of: exchange.packetsSent, gaps: 0)

        let hasSent = exchange.packetsSent >= Self.enough
        noRTPReceived = hasSent && reception.received == 0
        noRTPDelivered =
            hasSent && exchange.reportsReceived > 0 && (peer.reports == 0 || peerLost == exchange.packetsSent)
    }
}

extension CallQuality.Direction {
    /// - Parameter gaps: in how many gaps the loss came; zero where that is unknown.
    fileprivate init(
        packets: UInt64, lost: UInt64, late: UInt64, duplicates: UInt64, meanJitter: Double, maximumJitter: Double,
        delay: Duration, unheard: UInt64, of expected: UInt64, gaps: UInt64
    ) {
        // Where nothing should have come nothing is lost, unless nothing ever came.
        let loss = expected == 0 ? (packets == 0 ? 1 : 0) : Double(unheard) / Double(expected)
        let rating = EModel.rating(
            delay: delay, loss: loss,
            burstRatio: EModel.burstRatio(lost: unheard, gaps: gaps, expected: expected))
        self.init(
            packets: packets, lost: lost, late: late, duplicates: duplicates, meanJitter: meanJitter,
            maximumJitter: maximumJitter, rating: rating,
            opinionScore: Int((EModel.opinionScore(rating: rating) * 100).rounded()))
    }
}
