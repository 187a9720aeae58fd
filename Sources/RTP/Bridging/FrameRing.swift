/// Twenty-millisecond frames of G.711 in a ring, by their place in time: what a jitter buffer keeps its packets in.
///
/// All its memory is one array of fixed size. Frames are counted from the head, the next to be played; packets of any
/// length are cut to fit. A frame remembers how many of its bytes have come: a part is played with silence around it.
struct FrameRing: Sendable {
    /// Bytes of a frame, samples and ticks of the media's clock alike.
    static let frameLength = 160

    enum Content: Hashable, Sendable {
        case nothing
        case samples
        /// The sender has said that it is silent from here on.
        case comfortNoise
    }

    /// In frames.
    let capacity: Int
    let silence: UInt8
    /// The frames, the frame last played, and a byte for each frame that counts what has come.
    private var bytes: [UInt8]
    private var head = 0
    private static let comfortNoise: UInt8 = 255

    init(capacity: Int, silence: UInt8) {
        self.capacity = max(1, capacity)
        self.silence = silence
        let frames = (self.capacity + 1) * Self.frameLength
        bytes = [UInt8](repeating: 0, count: frames + self.capacity)
        for index in 0..<frames { bytes[index] = silence }
    }

    private var lastStart: Int { capacity * Self.frameLength }
    private func slot(_ frame: Int) -> Int { (head + frame) % capacity }
    private func counter(_ slot: Int) -> Int { (capacity + 1) * Self.frameLength + slot }

    /// What the frame at the head is.
    var next: Content {
        switch bytes[counter(head)] {
        case 0: .nothing
        case Self.comfortNoise: .comfortNoise
        default: .samples
        }
    }

    /// Whether there are no samples at all.
    var isEmpty: Bool {
        (0..<capacity).allSatisfy { [0, Self.comfortNoise].contains(bytes[counter($0)]) }
    }

    /// The mean level of the frame at the head.
    func level(_ law: G711) -> Int {
        let start = head * Self.frameLength
        return SpeechLevel.mean(of: bytes.span.extracting(start..<start + Self.frameLength), law: law)
    }

    /// Writes samples so many samples after the head; what lies before it or beyond the ring is left out.
    ///
    /// - Parameter table: turns the bytes into those of another law.
    mutating func write(_ samples: Span<UInt8>, at offset: Int, through table: [UInt8]?) {
        var index = max(0, -offset)
        let end = min(samples.count, capacity * Self.frameLength - offset)
        while index < end {
            let place = offset + index
            let slot = slot(place / Self.frameLength)
            let within = place % Self.frameLength
            let count = min(Self.frameLength - within, end - index)
            let start = slot * Self.frameLength
            let filled = bytes[counter(slot)] == Self.comfortNoise ? 0 : Int(bytes[counter(slot)])
            if filled == 0, count < Self.frameLength {
                for place in start..<start + Self.frameLength { bytes[place] = silence }
            }
            if let table {
                for step in 0..<count { bytes[start + within + step] = table[Int(samples[index + step])] }
            } else {
                for step in 0..<count { bytes[start + within + step] = samples[index + step] }
            }
            bytes[counter(slot)] = UInt8(clamping: min(Self.frameLength, filled + count))
            index += count
        }
    }

    /// Notes that the sender is silent from so many samples after the head.
    mutating func writeComfortNoise(at offset: Int) {
        guard offset >= 0, offset / Self.frameLength < capacity else { return }
        let counter = counter(slot(offset / Self.frameLength))
        if bytes[counter] == 0 { bytes[counter] = Self.comfortNoise }
    }

    /// Copies the frame at the head, which also becomes the last.
    mutating func play(into buffer: inout MutableSpan<UInt8>, at offset: Int) {
        let (start, last) = (head * Self.frameLength, lastStart)
        for index in 0..<Self.frameLength {
            let byte = bytes[start + index]
            buffer[offset + index] = byte
            bytes[last + index] = byte
        }
    }

    /// Copies the last frame, changed by a table; the change stays.
    mutating func repeatLast(through table: [UInt8], into buffer: inout MutableSpan<UInt8>, at offset: Int) {
        let last = lastStart
        for index in 0..<Self.frameLength {
            let byte = table[Int(bytes[last + index])]
            buffer[offset + index] = byte
            bytes[last + index] = byte
        }
    }

    /// Moves the head, and forgets what it has passed.
    mutating func advance(_ frames: Int) {
        for _ in 0..<min(max(0, frames), capacity) {
            bytes[counter(head)] = 0
            head = (head + 1) % capacity
        }
    }

    /// Forgets all frames.
    mutating func clear() { advance(capacity) }
}
