/// Names one leg of a call, a stream of sound to and from one peer, as long as the process runs.
public struct MediaID: Hashable, Sendable, CustomStringConvertible {
    /// Counts up; never given twice.
    public let number: UInt64

    /// Makes an id.
    public init(_ number: UInt64) { self.number = number }

    /// The number.
    public var description: String { String(number) }
}

/// Names one thing that a leg was asked to play; comes back when it has been heard to its end.
public struct PlayToken: Hashable, Sendable, CustomStringConvertible {
    /// The caller's number: that of the call's activity.
    public let number: Int

    /// Makes a token.
    public init(_ number: Int) { self.number = number }

    /// The number.
    public var description: String { String(number) }
}
