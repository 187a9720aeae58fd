import RTP

/// What a caller's ear hears, frame by frame: the prompt that is spoken, and the tones of the caller's own keys.
///
/// A machine without a clock: it is asked for a frame every 20 ms. A prompt that is stopped is silent from the next frame on.
public struct LineMixer: Sendable {
    /// How much softer a telephone lets its own keys be heard, in decibels: about as loud as speech.
    public static let sidetone = 10.0

    private let store: FrameStore
    private let law: G711
    private var playback: Playback?
    private var tone: Tone?

    /// A silent line.
    ///
    /// - Parameter law: the caller hears the sound as this law carries it.
    public init(_ store: FrameStore, law: G711 = .aLaw) {
        self.store = store
        self.law = law
    }

    /// Begins to speak; what was spoken before is cut off.
    public mutating func play(_ list: Playlist) { playback = Playback(list) }

    /// Is silent from the next frame on; a key's tone goes on.
    public mutating func stop() { playback = nil }

    /// Lets a key sound; a tone that still sounds is replaced.
    public mutating func press(_ key: Character) { tone = Tone(key: key, attenuation: Self.sidetone) }

    /// Sounds the beep after which the caller is recorded.
    public mutating func beep() { tone = .beep }

    /// Whether a prompt is spoken that is not over.
    public var isSpeaking: Bool { playback != nil }

    /// Fills a frame of ``FrameStore/frameLength`` samples; a buffer of another length is filled as far as it goes.
    public mutating func next(into samples: inout [Int16]) {
        var filled = 0
        if let frame = playback?.next() {
            for byte in store.bytes(of: frame, law).prefix(samples.count) {
                samples[filled] = law.decode(byte)
                filled += 1
            }
        } else {
            playback = nil
        }
        for index in filled..<samples.count { samples[index] = 0 }
        if tone?.mix(into: &samples) == false { tone = nil }
    }
}
