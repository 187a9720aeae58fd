/// Why a stream can no longer be cut into messages.
///
/// Once the length of a body is in doubt, nothing after it can be trusted to be a message: the connection is closed.
/// Before that, a request whose header section was read may be refused with 400 (RFC 3261 §18.3), which is what
/// ``read`` is for.
public struct FramingFailure: Error, Hashable, Sendable {
    /// What was wrong.
    public enum Problem: Hashable, Sendable {
        /// The message has no Content-Length, which a stream needs (RFC 3261 §18.3, §20.14).
        case contentLengthMissing
        /// The value of a Content-Length is no decimal number, shortened to 32 bytes.
        case contentLengthInvalid([UInt8])
        /// The message has several Content-Lengths that differ.
        case contentLengthsDiffer(Int, Int)
        /// A Content-Length above the limit of a body, or beyond what can be counted (nil).
        case bodyTooLong(declared: Int?, limit: Int)
        /// No blank line came within the limit of a header section.
        case headerSectionTooLong(limit: Int)
        /// A line feed without its carriage return: peers disagree on what such a line ends, so it is not guessed at.
        case bareLineFeed
        /// More bytes came than may wait.
        case bufferFull(limit: Int)
    }

    /// What was wrong.
    public let problem: Problem
    /// Where in the stream it was noticed: the count of bytes from the stream's start.
    public let offset: Int
    /// The header section of the message at fault, or as much of it as was read.
    public let read: [UInt8]
}
