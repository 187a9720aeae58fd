/// Decides whose packets a call listens to (symmetric RTP; latching as RFC 7362 describes it, with its dangers closed).
///
/// Whoever sends to an open port must not be heard by the caller's technician ("RTP bleed"), and must not press keys. But many
/// peers behind address translators send from elsewhere than their SDP says. So there are three stages:
///
/// - *open*: nobody has been heard. The first packet from the expected source locks at once. Any other source is a candidate,
///   one at a time: it is learned after as many packets in order, of one stream, as ``Limits/probation`` says. A candidate that
///   leaves the order or falls silent makes room for the next, so that a flood cannot keep the right one out.
/// - *learned*: locked to a candidate. Nobody else is ever learned; only the expected source itself takes the lock back, so that
///   an attacker who came first loses the call with the caller's first packet.
/// - *locked* to the expected source: for good.
///
/// A new expected source, by a re-INVITE or a second SDP answer, opens the lock again. The locked source may begin a new stream
/// at any time: peers do after transfers and holds.
public struct SourceLock<Source: Hashable & Sendable>: Hashable, Sendable {
    /// What to do with a packet.
    public enum Verdict: Hashable, Sendable {
        /// It belongs to the stream.
        case accept
        /// It belongs to the call and begins a new stream: forget what was known of sequence numbers and timestamps.
        case acceptNewStream
        /// A candidate has yet to prove itself: drop the packet.
        case probation
        /// It was injected or is lost: drop it.
        case foreign
    }

    /// When a source is learned.
    public struct Limits: Hashable, Sendable {
        /// Packets in order that make a candidate the source.
        public let probation: Int
        /// A candidate that is silent for as long makes room.
        public let silence: Duration

        /// Five packets, 100 ms at common packet times, and 200 ms.
        public static var standard: Limits { Limits(probation: 5, silence: .milliseconds(200)) }

        /// Sets both.
        public init(probation: Int, silence: Duration) {
            self.probation = max(1, probation)
            self.silence = silence
        }
    }

    /// What has come since the call began.
    public struct Counters: Hashable, Sendable {
        /// Packets that were accepted.
        public var accepted: UInt64 = 0
        /// Packets that were dropped: injected, lost, or of a candidate on probation.
        public var foreign: UInt64 = 0
        /// How often the lock went elsewhere than expected, or from one source to another.
        public var relatched: UInt64 = 0
    }

    private struct Candidate: Hashable {
        let source: Source
        let ssrc: UInt32
        var sequence: UInt16
        var count: Int
        var time: Duration
    }

    // What is inlinable is so for its callers' sources: without that every packet goes through the tables of generics.

    /// What has come.
    public var counters: Counters { counts }
    @usableFromInline var counts = Counters()
    /// What the SDP says; nothing until it is known.
    public private(set) var expected: Source?
    /// Whom the call listens to, and where its own packets should go; nothing while the lock is open.
    public var locked: Source? { current }
    @usableFromInline var current: Source?

    private let limits: Limits
    private var candidate: Candidate?
    @usableFromInline var ssrc: UInt32?
    private var lastLocked: Source?

    /// Begins open.
    ///
    /// - Parameters:
    ///   - source: the address and port of the peer's SDP, if they are known yet.
    ///   - limits: when another source is learned.
    public init(expecting source: Source?, limits: Limits = .standard) {
        expected = source
        self.limits = limits
    }

    /// Learns from an SDP where packets are to come from.
    ///
    /// The same source again, as in a session refresh, changes nothing. An SDP that holds the call with the address 0.0.0.0 is not
    /// for here: a lock that opened then would be anybody's.
    public mutating func expect(_ source: Source) {
        guard source != expected else { return }
        expected = source
        candidate = nil
        // The peer may announce by SDP what was learned already.
        if current != source { current = nil }
    }

    /// Takes a packet and the time of its arrival.
    @inlinable
    public mutating func receive(_ header: RTPHeader, from source: Source, now: Duration) -> Verdict {
        guard source == current else { return receiveFromElsewhere(header, from: source, now: now) }
        counts.accepted &+= 1
        guard header.ssrc != ssrc else { return .accept }
        ssrc = header.ssrc
        return .acceptNewStream
    }

    @usableFromInline
    mutating func receiveFromElsewhere(_ header: RTPHeader, from source: Source, now: Duration) -> Verdict {
        if source == expected {
            lock(to: source, ssrc: header.ssrc)
            return .acceptNewStream
        }
        counts.foreign &+= 1
        guard current == nil else { return .foreign }
        return probe(header, from: source, now: now)
    }

    private mutating func lock(to source: Source, ssrc: UInt32) {
        if source != expected || lastLocked != nil && lastLocked != source { counts.relatched &+= 1 }
        current = source
        lastLocked = source
        candidate = nil
        self.ssrc = ssrc
        counts.accepted &+= 1
    }

    private mutating func probe(_ header: RTPHeader, from source: Source, now: Duration) -> Verdict {
        guard var known = candidate, now - known.time <= limits.silence else {
            return advance(
                Candidate(source: source, ssrc: header.ssrc, sequence: header.sequence, count: 1, time: now))
        }
        guard known.source == source else { return .foreign }
        if known.ssrc == header.ssrc, known.sequence == header.sequence { return .probation }
        guard known.ssrc == header.ssrc, header.sequence == known.sequence &+ 1 else {
            candidate = nil
            return .foreign
        }
        known.sequence = header.sequence
        known.count += 1
        known.time = now
        return advance(known)
    }

    private mutating func advance(_ known: Candidate) -> Verdict {
        guard known.count >= limits.probation else {
            candidate = known
            return .probation
        }
        counts.foreign &-= 1
        lock(to: known.source, ssrc: known.ssrc)
        return .acceptNewStream
    }
}
