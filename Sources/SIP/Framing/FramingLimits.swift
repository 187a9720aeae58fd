/// How much of a stream a ``StreamFramer`` keeps for one peer.
public struct FramingLimits: Hashable, Sendable {
    /// The limits of a server that nobody has tuned.
    public static let standard = FramingLimits()

    /// The most bytes from the start line to the blank line, both included.
    public var headerSectionBytes = 32_768
    /// The largest Content-Length that is read.
    public var bodyBytes = 32_768
    /// The most bytes that wait to be taken.
    ///
    /// At least ``headerSectionBytes`` and ``bodyBytes`` together and one read of the socket, or large messages never
    /// become whole.
    public var bufferedBytes = 262_144

    /// Creates the standard limits, to be changed one by one.
    public init() {}
}
