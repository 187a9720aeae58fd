import RTP

/// Lays what a peer says along the time since somebody listens, and hands it out piece by piece.
///
/// Unlike a ``JitterBuffer`` it fits nothing to a tick: nothing is stretched, left out or concealed, so that a sample's
/// position tells when it was said. The first packet lies where it came; those after it where their timestamps say. When
/// some of them lie before what was handed out, or far ahead of the time, the sender has begun anew, or its clock has
/// drifted, and the next lies where it comes. A piece is handed out ``patience`` after its end, so that late and
/// reordered packets find their place.
struct LiveTrack: Sendable {
    /// How long a piece waits for packets that come late, in samples: 100 ms.
    static let patience = 800
    /// How far ahead of its time a packet may lie, in samples: 400 ms.
    static let lead = 3_200
    /// Packets at the wrong place, after which the next begins anew; each second without one forgets them.
    static let straysTaken = 3
    private static let punctualTaken = 50
    /// How many packets may have overtaken another.
    private static let farthestOvertaken = 64
    /// The shortest and the longest piece: 20 ms and one second.
    static let lengths = 160...8_000

    private struct Anchor {
        let source: UInt32
        let sequence: UInt16
        let timestamp: UInt32
        let position: Int
    }

    private let law: G711
    private let length: Int
    private let since: Duration
    /// Where the window begins: all before it was handed out.
    private var start = 0
    /// What lies in the window, and which samples of it have come.
    private var window: [UInt8]
    private var hasCome: [Bool]
    /// How far the window is filled.
    private var filled = 0
    private var anchor: Anchor?
    private var strays = 0
    private var punctual = 0

    /// Begins to listen.
    ///
    /// - Parameters:
    ///   - law: of all that is handed out.
    ///   - chunk: the length of a piece.
    init(_ law: G711, chunk: Duration, now: Duration) {
        self.law = law
        let wanted = Int(min(max(chunk, .milliseconds(20)), .seconds(1)) / .microseconds(125))
        length = min(max(wanted, Self.lengths.lowerBound), Self.lengths.upperBound)
        since = now
        let room = length + Self.patience + Self.lead + JitterBuffer.longestPacket
        window = Array(repeating: law.silence, count: room)
        hasCome = Array(repeating: false, count: room)
    }

    /// Takes a packet of sound.
    ///
    /// - Returns: whether it is the first.
    mutating func receive(_ header: RTPHeader, _ samples: Span<UInt8>, law: G711, now: Duration) -> Bool {
        guard !samples.isEmpty, samples.count <= JitterBuffer.longestPacket else { return false }
        let isFirst = anchor == nil
        guard let position = place(header, samples.count, at: elapsed(now)) else { return false }
        let offset = position - start
        for index in 0..<samples.count where offset + index >= 0 && offset + index < window.count {
            let byte = samples[index]
            window[offset + index] = law == self.law ? byte : self.law.transcoded(byte)
            hasCome[offset + index] = true
        }
        filled = max(filled, min(offset + samples.count, window.count))
        return isFirst
    }

    /// Where a packet lies; nothing if it lies nowhere.
    private mutating func place(_ header: RTPHeader, _ count: Int, at here: Int) -> Int? {
        // After a halt the window may lie behind.
        let here = min(here, start + window.count - count)
        guard let anchor, anchor.source == header.ssrc else {
            strays = 0
            return settle(header, at: here)
        }
        let position = anchor.position + Int(Int32(bitPattern: header.timestamp &- anchor.timestamp))
        let fits = position + count > start && position <= here + Self.lead
        let distance = Int(Int16(bitPattern: header.sequence &- anchor.sequence))
        // A packet that was overtaken may well be late: it says nothing of the clock.
        if (-Self.farthestOvertaken...0).contains(distance) { return fits ? position : nil }
        if fits, position >= start {
            punctual += 1
            if punctual >= Self.punctualTaken { strays = 0 }
            return settle(header, at: position)
        }
        punctual = 0
        strays += 1
        guard header.marker || strays > Self.straysTaken else { return fits ? settle(header, at: position) : nil }
        strays = 0
        return settle(header, at: here)
    }

    private mutating func settle(_ header: RTPHeader, at position: Int) -> Int {
        anchor = Anchor(
            source: header.ssrc, sequence: header.sequence, timestamp: header.timestamp, position: position)
        return position
    }

    /// Hands out the next piece, if its time has come.
    ///
    /// After a halt of the thread the time is far ahead, and packets of it still wait to be read: then pieces follow each
    /// other as far as packets have come, and by one a turn where none do.
    mutating func take(now: Duration, isFirstOfTurn: Bool) -> MediaSound? {
        guard elapsed(now) >= start + length + Self.patience,
            isFirstOfTurn || filled >= length + Self.patience
        else { return nil }
        return cut(length)
    }

    /// Hands out what there is until now.
    mutating func finish(now: Duration) -> MediaSound? {
        let rest = min(max(elapsed(now) - start, filled), window.count)
        return rest > 0 ? cut(rest) : nil
    }

    private mutating func cut(_ count: Int) -> MediaSound {
        let sound = MediaSound(
            law: law, bytes: Array(window[..<count]), position: start,
            missing: hasCome[..<count].count { !$0 })
        window.removeFirst(count)
        hasCome.removeFirst(count)
        window.append(contentsOf: repeatElement(law.silence, count: count))
        hasCome.append(contentsOf: repeatElement(false, count: count))
        start += count
        filled = max(0, filled - count)
        return sound
    }

    /// The samples since the listening began.
    private func elapsed(_ now: Duration) -> Int { max(0, Int((now - since) / .microseconds(125))) }
}
