import Glibc

/// A tone of up to two sines at 8 kHz, made sample by sample: the keys of a telephone, and the beep before a recording.
///
/// Both ends are faded over 2 ms so that the tone makes no click.
public struct Tone: Hashable, Sendable {
    /// Samples a second.
    public static let sampleRate = 8_000
    /// The length of a key's tone unless told otherwise, in samples: 100 ms, well over the 40 ms that ITU-T Q.24 asks receivers
    /// to take.
    public static let keyLength = 800
    private static let fadeLength = 16

    /// One sine.
    public struct Part: Hashable, Sendable {
        /// In Hz.
        public let frequency: Double
        /// In dBm0; a sine that just fills G.711 has +3.14 dBm0.
        public let level: Double

        /// Describes a sine.
        public init(frequency: Double, level: Double) {
            self.frequency = frequency
            self.level = level
        }
    }

    /// The sines, at most two.
    public let parts: [Part]
    /// The length in samples.
    public let length: Int
    private var sines: (Sine, Sine)
    private var position = 0

    /// Begins a tone.
    public init(_ first: Part, _ second: Part? = nil, length: Int) {
        parts = [first] + (second.map { [$0] } ?? [])
        self.length = max(0, length)
        sines = (Sine(first), second.map(Sine.init) ?? .silent)
    }

    /// Begins the tone of a key (ITU-T Q.23).
    ///
    /// The higher sine is 2 dB louder than the lower, as lines lose more of it; together they stay under the overload point.
    /// - Parameters:
    ///   - key: `0` to `9`, `*`, `#`, or `A` to `D`; nothing for any other character.
    ///   - length: in samples.
    ///   - attenuation: by how many decibels it is softer than on a line.
    public init?(key: Character, length: Int = keyLength, attenuation: Double = 0) {
        let keys = ["123A", "456B", "789C", "*0#D"]
        guard let row = keys.firstIndex(where: { $0.contains(key) }), let column = Array(keys[row]).firstIndex(of: key)
        else { return nil }
        self.init(
            Part(frequency: [697, 770, 852, 941][row], level: -11 - attenuation),
            Part(frequency: [1209, 1336, 1477, 1633][column], level: -9 - attenuation), length: length)
    }

    /// The beep after which a caller speaks: 1 kHz for 300 ms, as answering machines give it.
    public static let beep = Tone(Part(frequency: 1_000, level: -12), length: 2_400)

    /// The next sample; nothing when the tone is over.
    public mutating func next() -> Int16? {
        guard position < length else { return nil }
        let fromEdge = min(position, length - 1 - position)
        let fade = min(1, Double(fromEdge + 1) / Double(Self.fadeLength))
        position += 1
        return Int16(clamping: Int((fade * (sines.0.next() + sines.1.next())).rounded()))
    }

    /// Adds the tone to samples that are heard at the same time; the sum stops at full scale.
    ///
    /// - Returns: whether the tone goes on.
    public mutating func mix(into samples: inout [Int16]) -> Bool {
        for index in samples.indices {
            guard let sample = next() else { return false }
            samples[index] = Int16(clamping: Int(samples[index]) + Int(sample))
        }
        return position < length
    }

    /// Whether two tones sound alike from here on.
    public static func == (left: Tone, right: Tone) -> Bool {
        left.parts == right.parts && left.length == right.length && left.position == right.position
    }

    /// Hashes what tells tones apart.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(parts)
        hasher.combine(length)
        hasher.combine(position)
    }
}

/// A sine by recurrence: each sample follows from the two before it.
private struct Sine: Sendable {
    static let silent = Sine(Tone.Part(frequency: 0, level: 0))

    private let factor: Double
    private var (last, beforeLast): (Double, Double)

    init(_ part: Tone.Part) {
        let step = 2 * Double.pi * part.frequency / Double(Tone.sampleRate)
        let amplitude = 32_767 * pow(10, (part.level - 3.14) / 20)
        factor = 2 * cos(step)
        last = 0
        beforeLast = -amplitude * sin(step)
    }

    mutating func next() -> Double {
        let value = last
        (last, beforeLast) = (factor * last - beforeLast, last)
        return value
    }
}
