/// Turns the packets of one leg, as the network brings them, into one frame of 20 ms a tick.
///
/// States: before the first packet (silence); playing, with a playhead that moves on by a frame each tick whether
/// anything has come or not; and, inside that, talking or silent. Packets of 10 to 60 ms are placed by their timestamps
/// relative to the playhead, so that order, repetition and re-framing need no care; sequence numbers only tell
/// duplicates. A packet behind the playhead is late and lost. Three ticks of nothing but late packets mean that the
/// sender's clock has stepped back: the playhead follows. A packet far from the playhead, or of another source (SSRC),
/// is left out until its successor follows it; then the playhead jumps there, without a burst. A marker after silence
/// begins a talk spurt at the delay wished for. How long that is, ``PlayoutDelay`` decides. A missing frame is the last
/// one again, 6 dB softer each time, for 60 ms; then comes silence.
///
/// **Why a bridge re-paces all legs.** Passing packets on as they come (with SSRC, number and timestamp rewritten)
/// saves 20 to 60 ms and about 2 KB a leg, and leaves loss to the far end, which may conceal it better. But it passes
/// on jitter, restarts and drift as well, cannot join legs of different law, packet time or security, and needs a
/// second way of sending besides that of prompts, with a jump of the timestamps at each change between them. One tick,
/// one sender and one clock for prompts, bridge and recording are worth the 40 ms.
public struct JitterBuffer: Sendable {
    /// Bytes of a frame: 20 ms.
    public static let frameLength = FrameRing.frameLength
    /// Bytes of the longest packet taken: 60 ms.
    public static let longestPacket = 480
    /// Frames that are concealed before silence.
    public static let longestConcealment = 3
    /// Ticks with late packets only, after which the playhead goes back.
    private static let lateTicksTaken = 3
    /// A packet up to a second behind is late; one further behind belongs to another time.
    private static let latest = 8_000
    /// A frame below this level may be left out or played twice unheard.
    private static let quiet = 100

    /// The law of what is given out.
    public let law: G711
    /// The counts.
    public private(set) var statistics = Statistics()

    private let limits: Limits
    private var ring: FrameRing
    private var delay: PlayoutDelay
    private var source: UInt32?
    /// The timestamp of the frame at the ring's head.
    private var playhead: UInt32 = 0
    private var newest: UInt16 = 0
    /// Which of the 64 numbers up to the newest have come, the newest in the lowest bit.
    private var seen: UInt64 = 0
    private var newestEnd: UInt32 = 0
    private var awaited: (source: UInt32, sequence: UInt16, timestamp: UInt32)?
    private var (cameLate, cameInTime, lateTicks) = (false, false, 0)
    private var isTalking = false
    private var repeats = 0

    /// Makes a buffer; its memory is all that it ever takes.
    ///
    /// - Parameter law: of what is given out; packets of the other law are converted.
    public init(law: G711, limits: Limits = .standard) {
        self.law = law
        self.limits = limits
        delay = PlayoutDelay(limits: limits)
        // The longest packet may begin at the limit, and in the middle of a frame.
        ring = FrameRing(capacity: limits.maximum + Self.longestPacket / Self.frameLength + 1, silence: law.silence)
    }

    /// How long a punctual packet waits now.
    public var targetDelay: Duration { .milliseconds(20) * delay.target }

    /// Takes a packet of samples.
    public mutating func put(_ header: RTPHeader, _ samples: Span<UInt8>, law: G711) -> Arrival {
        guard !samples.isEmpty, samples.count <= Self.longestPacket else { return .unusable }
        let arrival = place(header, samples.count)
        guard arrival == .buffered else { return arrival }
        let earliness = offset(of: header)
        ring.write(samples, at: earliness, through: law == self.law ? nil : Self.otherLaw(self.law))
        statistics.buffered &+= 1
        statistics.waited &+= UInt64(max(0, earliness))
        return .buffered
    }

    /// Takes a packet of comfort noise (payload type 13, RFC 3389): silence from its timestamp on.
    public mutating func putComfortNoise(_ header: RTPHeader) -> Arrival {
        let arrival = place(header, 0)
        if arrival == .buffered { ring.writeComfortNoise(at: offset(of: header)) }
        return arrival
    }

    /// Gives the frame of a tick.
    ///
    /// - Parameters:
    ///   - buffer: where it is written, ``frameLength`` bytes, silence too.
    ///   - offset: from here on; the caller makes sure of the room.
    public mutating func take(into buffer: inout MutableSpan<UInt8>, at offset: Int = 0) -> Output {
        precondition(offset >= 0 && buffer.count - offset >= Self.frameLength, "no room for a frame")
        guard source != nil else { return beSilent(into: &buffer, at: offset) }
        countLateTicks()
        switch delay.tick(isQuiet: delay.awaitsQuiet && isNextQuiet, isInTime: lateTicks == 0) {
        case .none: break
        case .insert:
            statistics.inserted &+= 1
            return conceal(into: &buffer, at: offset)
        case .skip(let frames):
            statistics.skipped &+= UInt64(frames)
            advance(frames)
        }
        defer { advance(1) }
        switch ring.next {
        case .nothing: return conceal(into: &buffer, at: offset)
        case .comfortNoise: return beSilent(into: &buffer, at: offset)
        case .samples:
            ring.play(into: &buffer, at: offset)
            (isTalking, repeats) = (true, 0)
            statistics.played &+= 1
            return .frame
        }
    }
}

// MARK: Placing packets

extension JitterBuffer {
    /// How many samples after the playhead a packet begins; negative if before.
    private func offset(of header: RTPHeader) -> Int { Int(Int32(bitPattern: header.timestamp &- playhead)) }

    /// Decides what a packet is, and moves the playhead where it must.
    private mutating func place(_ header: RTPHeader, _ count: Int) -> Arrival {
        guard source != nil else {
            jump(to: header)
            return accept(header, count)
        }
        let distance = Int(Int16(bitPattern: header.sequence &- newest))
        guard header.ssrc == source, distance > -64, offset(of: header) >= -Self.latest else {
            return doubt(header, count)
        }
        if distance <= 0, seen & 1 << UInt64(-distance) != 0 {
            statistics.duplicates &+= 1
            return .duplicate
        }
        let limit = limits.maximum * Self.frameLength
        if offset(of: header) > limit {
            // More of the same than may wait: the oldest is given up. Anything else has to prove itself.
            guard distance == 1, header.timestamp == newestEnd else { return doubt(header, count) }
            jump(to: header)
        } else if header.marker, !isTalking, ring.isEmpty, offset(of: header) > -limit {
            startSpurt(header)
        } else if offset(of: header) + max(1, count) <= 0 {
            cameLate = true
            if count > 0 { delay.arrived(earliness: offset(of: header)) }
            guard lateTicks >= Self.lateTicksTaken else {
                note(header, count)
                statistics.late &+= 1
                return .late
            }
            jump(to: header)
        }
        return accept(header, count)
    }

    private mutating func accept(_ header: RTPHeader, _ count: Int) -> Arrival {
        note(header, count)
        awaited = nil
        cameInTime = true
        // Comfort noise says nothing of when samples come.
        if count > 0 { delay.arrived(earliness: offset(of: header)) }
        return .buffered
    }

    private mutating func doubt(_ header: RTPHeader, _ count: Int) -> Arrival {
        if let awaited, awaited == (header.ssrc, header.sequence, header.timestamp) {
            jump(to: header)
            return accept(header, count)
        }
        awaited = (header.ssrc, header.sequence &+ 1, header.timestamp &+ UInt32(clamping: count))
        statistics.outliers &+= 1
        return .outlier
    }

    /// Marks a number as come.
    private mutating func note(_ header: RTPHeader, _ count: Int) {
        let distance = Int(Int16(bitPattern: header.sequence &- newest))
        guard distance >= 0 else {
            seen |= 1 << UInt64(-distance)
            return
        }
        // A shift beyond the width gives zero.
        seen = seen << UInt64(distance) | 1
        newest = header.sequence
        newestEnd = header.timestamp &+ UInt32(clamping: count)
    }

    /// Moves the playhead so that a packet has the delay wished for; what is still ahead of it then, is played.
    private mutating func jump(to header: RTPHeader) {
        let frames = offset(of: header) / Self.frameLength - delay.target
        if source == header.ssrc, frames >= 0, frames < ring.capacity {
            advance(frames)
        } else {
            ring.clear()
            playhead = header.timestamp &- UInt32(clamping: delay.target * Self.frameLength)
        }
        statistics.jumps &+= source == nil ? 0 : 1
        source = header.ssrc
        newest = header.sequence
        newestEnd = header.timestamp
        seen = 0
        (cameLate, cameInTime, lateTicks) = (false, false, 0)
        delay.restart()
    }

    /// Gives a talk spurt the delay wished for; nothing is in the ring that could be lost.
    private mutating func startSpurt(_ header: RTPHeader) {
        ring.clear()
        playhead = header.timestamp &- UInt32(clamping: delay.target * Self.frameLength)
    }
}

// MARK: Playing

extension JitterBuffer {
    private mutating func advance(_ frames: Int) {
        ring.advance(frames)
        playhead &+= UInt32(clamping: frames * Self.frameLength)
    }

    private mutating func countLateTicks() {
        if cameInTime { lateTicks = 0 } else if cameLate { lateTicks += 1 }
        (cameLate, cameInTime) = (false, false)
    }

    private var isNextQuiet: Bool {
        switch ring.next {
        case .nothing: !isTalking
        case .comfortNoise: true
        case .samples: ring.level(law) < Self.quiet
        }
    }

    private mutating func conceal(into buffer: inout MutableSpan<UInt8>, at offset: Int) -> Output {
        guard isTalking, repeats < Self.longestConcealment else { return beSilent(into: &buffer, at: offset) }
        ring.repeatLast(through: law == .aLaw ? Self.softerALaw : Self.softerMuLaw, into: &buffer, at: offset)
        repeats += 1
        statistics.concealed &+= 1
        return .concealed
    }

    private mutating func beSilent(into buffer: inout MutableSpan<UInt8>, at offset: Int) -> Output {
        for index in offset..<offset + Self.frameLength { buffer[index] = law.silence }
        isTalking = false
        statistics.silent &+= 1
        return .silence
    }

    /// Bytes of the other law in this one.
    private static func otherLaw(_ law: G711) -> [UInt8] { law == .aLaw ? aLawOfMuLaw : muLawOfALaw }
    private static let aLawOfMuLaw = (UInt8.min...UInt8.max).map { G711.aLaw.encode(G711.muLaw.decode($0)) }
    private static let muLawOfALaw = (UInt8.min...UInt8.max).map { G711.muLaw.encode(G711.aLaw.decode($0)) }
    /// Bytes at half the amplitude.
    private static let softerALaw = (UInt8.min...UInt8.max).map { G711.aLaw.encode(G711.aLaw.decode($0) / 2) }
    private static let softerMuLaw = (UInt8.min...UInt8.max).map { G711.muLaw.encode(G711.muLaw.decode($0) / 2) }
}
