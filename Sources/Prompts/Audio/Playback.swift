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

/// A playlist on its way: hands out one frame every 20 ms, and allocates nothing for it.
public struct Playback: Sendable {
    private let list: Playlist
    private var run = 0
    private var position = 0

    /// Begins at the first frame.
    public init(_ list: Playlist) { self.list = list }

    /// The next frame; nothing when the list is over.
    public mutating func next() -> FrameNumber? {
        guard run < list.runs.count else { return nil }
        let current = list.runs[run]
        let frame = current.frame(position)
        position += 1
        if position == current.count { (run, position) = (run + 1, 0) }
        return frame
    }
}
