/// Follows the sequence numbers of one stream (RFC 3550 A.1).
///
/// A new stream is on probation until a few packets have come in order. From then on numbers are extended over roll-overs; a
/// packet a little behind is late, one far from all others is held to be an accident until its successor follows it: then the
/// sender has restarted. Duplicates are told only for the newest packet; whoever buffers packets knows the others.
public struct SequenceTracker: Hashable, Sendable {
    /// What a packet is to its stream.
    public enum Verdict: Hashable, Sendable {
        /// The stream has yet to prove itself. RFC 3550 does not count the packet; whoever wants no beginning cut off plays it.
        case onProbation
        /// The packet is the newest, after `lost` that have not come (yet).
        case next(extended: UInt64, lost: Int)
        /// The packet came after newer ones.
        case late(extended: UInt64)
        /// The packet is the newest once more.
        case duplicate(extended: UInt64)
        /// The number is far from all others: leave the packet out, unless the next follows it.
        case outlier
        /// The sender has restarted; everything known of the stream is void.
        case restart(extended: UInt64)
    }

    /// When packets are lost, late or of another stream.
    public struct Limits: Hashable, Sendable {
        /// Packets in order that make a stream valid.
        public var minSequential = 2
        /// A gap of as many packets is not a loss but a jump.
        public var maxDropout = 3_000
        /// A packet as far behind is not late but a jump.
        public var maxMisorder = 100

        /// The values of RFC 3550 A.1.
        public static let standard = Limits()

        /// Sets limits; what is not named has the value of RFC 3550 A.1.
        public init(minSequential: Int = 2, maxDropout: Int = 3_000, maxMisorder: Int = 100) {
            self.minSequential = max(1, minSequential)
            self.maxDropout = min(max(1, maxDropout), 0x7FFF)
            self.maxMisorder = min(max(0, maxMisorder), 0x7FFF)
        }
    }

    /// The number of the first valid packet since the last restart, extended.
    public private(set) var first: UInt64 = 0
    /// The highest number, extended by the roll-overs; its lower 32 bits are those of a receiver report (RFC 3550 §6.4.1).
    public private(set) var highest: UInt64 = 0
    /// How many packets came since the stream became valid, late and repeated ones too.
    public private(set) var received: UInt64 = 0
    /// Whether the stream has passed its probation.
    public private(set) var isValid = false
    /// How many packets should have come since then.
    public var expected: UInt64 { isValid ? highest &- first &+ 1 : 0 }

    private let limits: Limits
    private var probation: Int
    /// The number that would prove a restart, or go on with the probation.
    private var awaited: UInt16?

    /// Begins to follow a stream.
    public init(limits: Limits = .standard) {
        self.limits = limits
        probation = limits.minSequential
    }

    /// Takes the number of a packet.
    public mutating func receive(_ sequence: UInt16) -> Verdict {
        guard isValid else { return receiveOnProbation(sequence) }
        let newest = UInt16(truncatingIfNeeded: highest)
        let distance = Int(Int16(bitPattern: sequence &- newest))
        switch distance {
        case 0:
            received &+= 1
            return .duplicate(extended: highest)
        case 1...limits.maxDropout:
            highest &+= UInt64(distance)
            received &+= 1
            awaited = nil
            return .next(extended: highest, lost: distance - 1)
        case -limits.maxMisorder..<0:
            received &+= 1
            return .late(extended: highest &- UInt64(-distance))
        default:
            guard sequence == awaited else {
                awaited = sequence &+ 1
                return .outlier
            }
            begin(at: sequence)
            return .restart(extended: highest)
        }
    }

    private mutating func receiveOnProbation(_ sequence: UInt16) -> Verdict {
        probation = sequence == awaited ? probation - 1 : limits.minSequential - 1
        awaited = sequence &+ 1
        guard probation <= 0 else { return .onProbation }
        begin(at: sequence)
        return .next(extended: highest, lost: 0)
    }

    /// The extended number begins one roll-over up, so that a late packet from before the first has a number, too.
    private mutating func begin(at sequence: UInt16) {
        isValid = true
        awaited = nil
        first = UInt64(sequence) &+ 0x1_0000
        highest = first
        received = 1
    }
}
