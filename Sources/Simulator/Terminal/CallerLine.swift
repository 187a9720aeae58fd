import Prompts
import Synchronization

/// The caller's end of the line: the call says what is to be heard, and the thread of a sound device takes it frame by frame.
public final class CallerLine: Sendable {
    private let mixer: Mutex<LineMixer>
    private let isLost = Atomic(false)
    private let taken = Atomic(0)

    /// A silent line.
    public init(_ voice: PromptVoice) { mixer = Mutex(LineMixer(voice.store)) }

    /// Fills the next 20 ms (160 samples at 8 kHz); never waits for the call.
    public func next(into samples: inout [Int16]) {
        mixer.withLock { $0.next(into: &samples) }
        taken.wrappingAdd(1, ordering: .relaxed)
    }

    /// The device is gone: nobody takes frames any more.
    public func lose() { isLost.store(true, ordering: .relaxed) }

    /// How many frames were taken.
    var framesTaken: Int { taken.load(ordering: .relaxed) }

    /// Whether a prompt is on its way to somebody who hears it.
    var isSpeaking: Bool { !isLost.load(ordering: .relaxed) && mixer.withLock { $0.isSpeaking } }

    func play(_ list: Playlist) { mixer.withLock { $0.play(list) } }
    func stop() { mixer.withLock { $0.stop() } }
    func press(_ key: Character) { mixer.withLock { $0.press(key) } }
    func beep() { mixer.withLock { $0.beep() } }
}
