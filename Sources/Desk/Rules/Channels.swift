/// A way in which a request may be opened, and while it counts (rule R4).
public struct Channel: Hashable, Sendable {
    /// Which channel.
    public let name: ChannelName
    /// The first instant from which a request through it no longer counts; it still counts if there is none.
    public let ended: Instant?
    /// Whether it is only read during support hours, so that the response guarantee starts at the next reading (rule R5).
    public let isReadDuringSupportHours: Bool

    /// Makes a channel.
    public init(name: ChannelName, ended: Instant? = nil, isReadDuringSupportHours: Bool = false) {
        self.name = name
        self.ended = ended
        self.isReadDuringSupportHours = isReadDuringSupportHours
    }

    /// Whether a request opened at `opened` counts.
    public func wasValid(at opened: Instant) -> Bool { ended.map { opened < $0 } ?? true }
}

/// The response guarantee (GTI) of one contract (rule R5).
public struct Contract: Hashable, Sendable {
    /// When the guarantee's clock runs.
    public enum Clock: String, CaseIterable, Hashable, Sendable {
        /// Day and night.
        case aroundTheClock = "around-the-clock"
        /// During support hours only.
        case supportHours = "support-hours"
    }

    /// The contract's name.
    public let name: String
    /// How long the provider has to answer.
    public let response: Duration
    /// When that time runs.
    public let clock: Clock

    /// Makes a contract.
    public init(name: String, response: Duration = .hours(1), clock: Clock = .aroundTheClock) {
        self.name = name
        self.response = response
        self.clock = clock
    }
}
