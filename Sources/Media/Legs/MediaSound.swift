import RTP

/// A piece of what a peer says, told while it is said.
///
/// Pieces follow each other without a gap or an overlap: a sample's position is its time since the listening began,
/// whatever the network has lost.
public struct MediaSound: Hashable, Sendable {
    /// The length of a piece, unless told otherwise.
    public static let usualLength = Duration.milliseconds(100)

    /// The law of all bytes.
    public let law: G711
    /// A byte a sample, at 8 kHz.
    public let bytes: [UInt8]
    /// Where the first sample lies, in samples since the listening began.
    public let position: Int
    /// Samples for which nothing came, with silence in their place.
    ///
    /// They were lost, or never sent, as beside a key or in a pause.
    public let missing: Int

    /// Describes a piece.
    public init(law: G711, bytes: [UInt8], position: Int, missing: Int) {
        self.law = law
        self.bytes = bytes
        self.position = position
        self.missing = missing
    }

    /// How long it is.
    public var duration: Duration { .microseconds(bytes.count * 125) }

    /// The samples.
    public func samples() -> [Int16] { bytes.map(law.decode) }
}
