/// What one `play` makes heard: runs of frames, one after the other.
public struct Playlist: Hashable, Sendable {
    /// The runs in order, none of them empty.
    public private(set) var runs: [FrameRun] = []
    /// How many frames in all.
    public private(set) var frameCount = 0

    /// An empty list.
    public init() {}

    /// Adds a run at the end.
    public mutating func append(_ run: FrameRun) {
        guard run.count > 0 else { return }
        runs.append(run)
        frameCount += run.count
    }

    /// Adds another list at the end.
    public mutating func append(_ other: Playlist) {
        for run in other.runs { append(run) }
    }

    /// How long it sounds.
    public var duration: Duration { .milliseconds(frameCount * FrameStore.frameMilliseconds) }
}
