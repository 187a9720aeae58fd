/// What a session description may hold at most.
///
/// The largest offers of browsers have about 8 kB, 200 lines and 60 formats.
public struct SDPLimits: Hashable, Sendable {
    /// Octets of the whole description.
    public var bytes: Int
    /// Lines that are not empty.
    public var lines: Int
    /// Media descriptions (`m=` lines).
    public var media: Int
    /// Attributes (`a=` lines) of the session and of all media together.
    public var attributes: Int
    /// Formats of one media description.
    public var formats: Int

    /// Sets limits; each has a default that no sensible peer reaches.
    public init(
        bytes: Int = 16_384, lines: Int = 1_024, media: Int = 16, attributes: Int = 512, formats: Int = 64
    ) {
        (self.bytes, self.lines, self.media) = (bytes, lines, media)
        (self.attributes, self.formats) = (attributes, formats)
    }

    /// The defaults.
    public static let standard = SDPLimits()
}

/// Why a session description cannot be read; a request that carries it is refused with 400 (RFC 3261 §21.4.1) or 488.
public struct SDPError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Problem: Hashable, Sendable {
        /// It has more octets than the limit.
        case tooManyBytes(limit: Int)
        /// It has more lines than the limit.
        case tooManyLines(limit: Int)
        /// It has more media descriptions than the limit.
        case tooManyMedia(limit: Int)
        /// It has more attributes than the limit.
        case tooManyAttributes(limit: Int)
        /// A media description has more formats than the limit.
        case tooManyFormats(limit: Int)
        /// A line is not a letter, an equals sign and a value.
        case malformedLine
        /// The first line is not `v=0`.
        case unknownVersion
        /// A `c=` line cannot be read.
        case malformedConnection
        /// An `m=` line cannot be read, so no answer could mirror it.
        case malformedMedia
    }

    /// What is wrong.
    public let problem: Problem
    /// The number of the line, from 1; empty lines count.
    public let line: Int
    /// The line, shortened to 60 characters; characters that are not visible ASCII are replaced by `?`.
    public let text: String

    init(_ problem: Problem, line: Int, _ bytes: ArraySlice<UInt8>) {
        self.problem = problem
        self.line = line
        let visible = bytes.prefix(60).map { (0x20...0x7E).contains($0) ? $0 : Ascii.question }
        text = String(decoding: visible, as: UTF8.self)
    }

    /// The problem and its place.
    public var description: String { "SDP line \(line): \(problem) in \"\(text)\"" }
}
