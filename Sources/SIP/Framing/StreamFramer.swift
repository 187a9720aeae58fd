/// Cuts the bytes of a stream into SIP messages.
///
/// TCP and TLS carry messages back to back, in pieces of any size; Content-Length says where a body ends (RFC 3261
/// §18.3). Between messages a peer may send line ends (RFC 3261 §7.5): two are a keep-alive that wants one in return
/// (RFC 5626 §3.5.1), one is that return and means nothing here.
///
/// States: between messages; in a header section, whose lines are looked at once, when they are whole; in a body, of
/// which only the count matters; failed, which is final. Bytes are given with ``receive(_:)``, and what they make is
/// taken with ``next()`` until there is nothing. Every byte is looked for line ends once and moved at most twice,
/// however the bytes arrive.
public struct StreamFramer: Sendable {
    /// What a stream is made of.
    public enum Unit: Hashable, Sendable {
        /// A message from its start line to the end of its body, not yet parsed.
        case message([UInt8])
        /// A keep-alive, to be answered with ``StreamFramer/pong``.
        case ping
    }

    /// The answer to a keep-alive.
    public static let pong: [UInt8] = [0x0D, 0x0A]

    private enum Stage: Sendable {
        case between, headers, body, failed
    }

    private let limits: FramingLimits
    private var stage = Stage.between
    private var buffer: [UInt8] = []
    /// Where in the buffer the message at hand begins.
    ///
    /// All other places count from here.
    private var start = 0
    /// The first byte of a header section that was not looked at yet.
    private var scanned = 0
    private var lineStart = 0
    private var contentLength = ContentLengthReader()
    /// The end of the body, once it is known.
    private var end = 0
    /// The line ends since the last message, up to one.
    private var lineEnds = 0
    /// How many bytes of the stream came before the buffer's.
    private var dropped = 0
    private var isOverfull = false

    /// Creates a framer at the start of a stream.
    public init(limits: FramingLimits = .standard) {
        self.limits = limits
    }

    /// Whether a message has begun that is not whole.
    public var isInsideMessage: Bool { stage == .headers || stage == .body }

    /// How many bytes wait for more.
    public var bufferedBytes: Int { buffer.count - start }

    /// Takes the next bytes of the stream.
    ///
    /// Bytes over ``FramingLimits/bufferedBytes`` are not kept; ``next()`` fails once it has given what came before
    /// them.
    public mutating func receive(_ bytes: some Collection<UInt8>) {
        guard stage != .failed, !isOverfull else { return }
        makeRoom()
        let room = max(0, limits.bufferedBytes - bufferedBytes)
        isOverfull = bytes.count > room
        if isOverfull {
            buffer.append(contentsOf: bytes.prefix(room))
        } else {
            buffer.append(contentsOf: bytes)
        }
    }

    /// What the stream gives next, or nil until more bytes came.
    ///
    /// After a failure it gives nothing any more.
    public mutating func next() throws(FramingFailure) -> Unit? {
        if stage == .between, skipLineEnds() { return .ping }
        if stage == .headers { try readHeaders() }
        if stage == .body, bufferedBytes >= end { return .message(takeMessage()) }
        if isOverfull, stage != .failed { throw fail(.bufferFull(limit: limits.bufferedBytes), at: bufferedBytes) }
        return nil
    }

    /// Passes the line ends before a message.
    ///
    /// - Returns: whether there were two, which is a keep-alive.
    private mutating func skipLineEnds() -> Bool {
        while start < buffer.count {
            guard buffer[start] == 0x0D else { break }
            guard start + 1 < buffer.count else { return false }
            guard buffer[start + 1] == 0x0A else { break }
            start += 2
            lineEnds += 1
            if lineEnds == 2 {
                lineEnds = 0
                return true
            }
        }
        if start < buffer.count { stage = .headers }
        return false
    }

    /// Reads header lines until the blank one, which says where the body ends.
    private mutating func readHeaders() throws(FramingFailure) {
        let limit = limits.headerSectionBytes
        while let lineFeed = nextLineFeed(before: min(bufferedBytes, limit)) {
            guard lineFeed > lineStart, buffer[start + lineFeed - 1] == 0x0D else {
                throw fail(.bareLineFeed, at: lineFeed)
            }
            let line = lineStart..<(lineFeed - 1)
            // The first line is the start line, whatever it looks like.
            if lineStart > 0 { contentLength.lineEnded(line, of: buffer[start...], limit: limits.bodyBytes) }
            lineStart = lineFeed + 1
            scanned = lineStart
            if line.isEmpty { return try headersEnded() }
        }
        scanned = min(bufferedBytes, limit)
        if bufferedBytes > limit { throw fail(.headerSectionTooLong(limit: limit), at: limit) }
    }

    private mutating func headersEnded() throws(FramingFailure) {
        if let problem = contentLength.problem { throw fail(problem, at: lineStart) }
        guard let length = contentLength.length else { throw fail(.contentLengthMissing, at: lineStart) }
        end = lineStart + length
        stage = .body
    }

    private func nextLineFeed(before limit: Int) -> Int? {
        let bytes = buffer.span
        var index = scanned
        while index < limit {
            if bytes[start + index] == 0x0A { return index }
            index += 1
        }
        return nil
    }

    private mutating func takeMessage() -> [UInt8] {
        let message = Array(buffer[start..<(start + end)])
        start += end
        beginMessage()
        stage = .between
        return message
    }

    private mutating func beginMessage() {
        (scanned, lineStart, end, lineEnds) = (0, 0, 0, 0)
        contentLength = ContentLengthReader()
    }

    private mutating func fail(_ problem: FramingFailure.Problem, at place: Int) -> FramingFailure {
        let read = Array(buffer[start...].prefix(stage == .headers ? place : lineStart))
        let failure = FramingFailure(problem: problem, offset: dropped + start + place, read: read)
        stage = .failed
        (buffer, start) = ([], 0)
        return failure
    }

    /// Forgets what was taken.
    ///
    /// What is moved came with the last bytes, so that no byte is moved twice.
    private mutating func makeRoom() {
        guard start > 0 else { return }
        dropped += start
        if start < buffer.count {
            buffer.removeSubrange(..<start)
        } else {
            // A connection that once had a large message does not keep its room.
            buffer.removeAll(keepingCapacity: buffer.capacity <= 8_192)
        }
        start = 0
    }
}
