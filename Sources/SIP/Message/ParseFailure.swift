/// Why bytes are no message that can be worked with, and whether that may be answered.
///
/// A broken request other than ACK is answered if its topmost Via can be read, as otherwise the response has no way back; a
/// broken response is dropped (RFC 3261 §18.1.2, §8.1.3.1, §16.3 item 1).
public struct ParseFailure: Error, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Problem: Hashable, Sendable {
        /// There are only line ends: a keep-alive, not an error (RFC 5626 §3.5.1).
        case keepAlive
        /// More bytes than `MessageLimits.messageBytes`.
        case messageTooLarge
        /// A start line longer than `MessageLimits.startLineBytes`.
        case startLineTooLong
        /// More lines than `MessageLimits.headerCount`.
        case tooManyHeaders
        /// A header longer than `MessageLimits.headerBytes`.
        case headerTooLong
        /// More values than `MessageLimits.viaCount`.
        case tooManyVias
        /// A body longer than `MessageLimits.bodyBytes`.
        case bodyTooLarge
        /// The first line is neither a request line nor a status line.
        case startLine
        /// The Request-URI is no URI.
        case requestURI(SIPError.Problem)
        /// Another version of SIP.
        case version
        /// A status code that is not from 100 to 699.
        case statusCode
        /// A line that does not begin with the name of a header and a colon.
        case headerName
        /// A CR without LF, or an LF without CR.
        ///
        /// Neither is taken for a line end, as a proxy on the way may see the message differently (header smuggling).
        case lineEnd
        /// A control character that is not escaped in a quoted string.
        case controlCharacter
        /// The bytes end before the empty line.
        case headersNotEnded
        /// A header that every message has is missing.
        case missing(HeaderName)
        /// A header that a message has once is there twice.
        case duplicate(HeaderName)
        /// The value of a header cannot be read.
        case invalid(HeaderName, SIPError.Problem)
        /// CSeq names another method than the request line.
        case cSeqMethod
        /// Content-Length says more than there is.
        case bodyTruncated
    }

    /// What is wrong.
    public let problem: Problem
    /// Where in the bytes it was seen.
    public let offset: Int
    /// The line in question, at most 60 characters of it; control characters are escaped.
    public let text: String
    /// The status to answer with; nil if the bytes are to be dropped in silence.
    public let answer: StatusCode?
    /// What a response needs: method, Via, From, To, Call-ID and CSeq, as far as they were there; not nil with an answer.
    ///
    /// Only the topmost Via was found well-formed. Use it for `Response(to:)` only.
    public let partial: Request?

    /// One line for a log.
    public var description: String {
        "\(problem) at byte \(offset): \"\(text)\""
    }
}

extension ParseFailure.Problem {
    /// The status that answers a request with this problem.
    var status: StatusCode? {
        switch self {
        case .keepAlive: nil
        case .messageTooLarge, .tooManyHeaders, .headerTooLong, .tooManyVias: .messageTooLarge
        case .bodyTooLarge: .requestEntityTooLarge
        case .startLineTooLong: .requestURITooLong
        case .version: .versionNotSupported
        default: .badRequest
        }
    }
}
