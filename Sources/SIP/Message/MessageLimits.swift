/// How large a message may be; what is larger is refused (`ParseFailure`).
public struct MessageLimits: Hashable, Sendable {
    /// The whole message, in bytes.
    public var messageBytes: Int
    /// The start line, in bytes without its end.
    public var startLineBytes: Int
    /// Header lines.
    public var headerCount: Int
    /// One header with its folded lines, in bytes without its end.
    public var headerBytes: Int
    /// Values of Via over all lines.
    public var viaCount: Int
    /// The body, in bytes.
    public var bodyBytes: Int

    /// Sets limits; each has the standard value unless told otherwise.
    public init(
        messageBytes: Int = 65_535, startLineBytes: Int = 2_048, headerCount: Int = 128, headerBytes: Int = 8_192,
        viaCount: Int = 70, bodyBytes: Int = 32_768
    ) {
        (self.messageBytes, self.startLineBytes, self.headerCount) = (messageBytes, startLineBytes, headerCount)
        (self.headerBytes, self.viaCount, self.bodyBytes) = (headerBytes, viaCount, bodyBytes)
    }

    /// Fits every message that a trunk or a telephone sends.
    public static let standard = MessageLimits()
}
