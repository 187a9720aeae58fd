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
