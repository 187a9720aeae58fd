import Prompts
import RTP

/// What one leg hears from the desk, frame by frame: a prompt, or the tones mixed into nothing.
///
/// A prompt brings the store in which its frames lie, so that a store that is replaced during the call does no harm.
/// The next frame of a prompt is a copy of 160 bytes; only tones are computed.
struct Voice: Sendable {
    private var playback: Playback?
    private var store = Voice.noStore
    private var token: PlayToken?
    private var nextFrame: FrameNumber?
    private var tones: [Tone] = []
    private var samples: [Int16] = []
    private static let noStore = FrameStore()

    /// Begins a prompt; the one before is cut off and never reported as played.
    ///
    /// - Returns: the token, if there is nothing to be heard and the prompt is over already.
    mutating func play(_ list: Playlist, from store: FrameStore, _ token: PlayToken) -> PlayToken? {
        stop()
        var playback = Playback(list)
        // A playlist of another store must not reach over this one's end.
        guard let first = playback.next(), list.runs.allSatisfy({ $0.first + $0.count <= store.frameCount }) else {
            return token
        }
        self.store = store
        self.playback = playback
        self.token = token
        nextFrame = first
        return nil
    }

    /// Cuts off the prompt; tones go on.
    mutating func stop() {
        guard playback != nil else { return }
        playback = nil
        token = nil
        nextFrame = nil
        store = Self.noStore
    }

    /// Sounds a tone after those that wait; more than ``mostTones`` are not kept.
    mutating func sound(_ tone: Tone) {
        guard tones.count < Self.mostTones else { return }
        tones.append(tone)
    }

    /// How many tones may wait.
    static let mostTones = 32

    /// Writes the next frame of the prompt or the tone.
    ///
    /// - Returns: whether there was one; the token, if it was the prompt's last.
    mutating func write(_ law: G711, into packet: inout [UInt8], at offset: Int) -> (written: Bool, played: PlayToken?)
    {
        if !tones.isEmpty { return (writeTone(law, into: &packet, at: offset), nil) }
        guard let frame = nextFrame else { return (false, nil) }
        store.copy(frame, law, into: &packet, at: offset)
        nextFrame = playback?.next()
        guard nextFrame == nil else { return (true, nil) }
        let played = token
        stop()
        return (true, played)
    }

    /// Prompts wait while a tone sounds: a beep between two of them is heard alone.
    private mutating func writeTone(_ law: G711, into packet: inout [UInt8], at offset: Int) -> Bool {
        if samples.isEmpty { samples = Array(repeating: 0, count: FrameStore.frameLength) }
        for index in samples.indices { samples[index] = 0 }
        if !tones[0].mix(into: &samples) { tones.removeFirst() }
        for index in samples.indices { packet[offset + index] = law.encode(samples[index]) }
        if tones.isEmpty { samples = [] }
        return true
    }
}
