import Desk

/// Notices a sound device that takes no frames any more.
///
/// It is asked again and again; a look after a long pause counts little, as then the whole program stood still, and the device with it.
struct StallWatch {
    /// How long a device may take nothing.
    static let limit = Duration.seconds(5)
    /// The most that one look counts.
    static let longestLook = Duration.milliseconds(100)

    private var frames = -1
    private var waited = Duration.zero
    private var lastLook: Instant?

    /// Looks at the device.
    ///
    /// - Parameter frames: how many it has taken so far.
    /// - Returns: whether it has taken none for ``limit``.
    mutating func isStalled(frames: Int, at now: Instant) -> Bool {
        let passed = lastLook.map { $0.duration(to: now) } ?? .zero
        lastLook = now
        guard frames == self.frames else {
            (self.frames, waited) = (frames, .zero)
            return false
        }
        waited += min(max(.zero, passed), Self.longestLook)
        return waited >= Self.limit
    }
}
