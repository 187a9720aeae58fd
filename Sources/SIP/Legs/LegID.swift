/// Names one leg of a call, for as long as the process runs.
public struct LegID: Hashable, Sendable, CustomStringConvertible {
    /// The number; never used twice.
    public let number: UInt64

    /// Makes an id.
    public init(_ number: UInt64) { self.number = number }

    /// The number.
    public var description: String { String(number) }
}
