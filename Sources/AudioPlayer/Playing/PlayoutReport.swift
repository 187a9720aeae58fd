/// What became of what was to be played.
public struct PlayoutReport: Hashable, Sendable {
    /// Samples that the device took, without the silence of a head start.
    public internal(set) var samples = 0
    /// Frames of 20 ms that a live line took from its source.
    public internal(set) var frames = 0
    /// How often the device ran out of samples.
    public internal(set) var underruns = 0
    /// How often the device had to be woken after the machine had slept.
    public internal(set) var suspends = 0
    /// Ticks of 20 ms that passed without a frame, because the machine was too busy.
    public internal(set) var missedTicks = 0
    /// Samples left out because the device is slower than our clock or had no room.
    public internal(set) var droppedSamples = 0
    /// Samples put in because the device is faster than our clock.
    public internal(set) var addedSamples = 0
    /// The longest time that a live line's device said to need from a write until it is heard.
    public internal(set) var longestDelay: Duration = .zero
    /// Whether it was cancelled before its end.
    public internal(set) var isCancelled = false
    /// Whether the device did not come back from a call within `LiveLine.closeLimit` and was left behind.
    public internal(set) var isStuck = false
}
