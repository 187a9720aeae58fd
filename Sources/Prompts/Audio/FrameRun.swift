/// Twenty milliseconds of sound: the number of a frame in its store.
public typealias FrameNumber = Int

/// Sound that lies in a store: a row of its frames, or silence.
public struct FrameRun: Hashable, Sendable {
    /// The first frame; frame 0 is silence, and a run that begins with it is silent throughout.
    public let first: FrameNumber
    /// How many frames.
    public let count: Int

    init(first: FrameNumber, count: Int) {
        self.first = first
        self.count = count
    }

    /// Silence, rounded to whole frames.
    public static func silence(milliseconds: Int) -> FrameRun {
        FrameRun(
            first: 0, count: (max(0, milliseconds) + FrameStore.frameMilliseconds / 2) / FrameStore.frameMilliseconds)
    }

    /// How long it sounds.
    public var duration: Duration { .milliseconds(count * FrameStore.frameMilliseconds) }

    func frame(_ index: Int) -> FrameNumber { first == 0 ? 0 : first + index }
}
