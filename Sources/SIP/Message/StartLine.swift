/// The end of a line: CR LF, and nothing else.
enum LineEnd {
    /// Moves to the CR of the CR LF that ends the line.
    @inline(__always)
    static func find(_ bytes: Span<UInt8>, _ index: inout Int) throws(MessageFlaw) {
        while true {
            skipVisible(bytes, &index)
            guard index < bytes.count else { throw .problem(.headersNotEnded, index) }
            if bytes[index] == Ascii.carriageReturn, Scan.at(Ascii.lineFeed, bytes, index + 1, bytes.count) { return }
            try allowControl(bytes, index)
            index += 1
        }
    }

    /// Moves to the next control character, or to the end.
    @inline(__always)
    private static func skipVisible(_ bytes: Span<UInt8>, _ index: inout Int) {
        // Eight at a time, as most of a message passes through here.
        while bytes.count &- index >= 8 {
            let word = Scan.eight(bytes, index)
            let controls = EightBytes.below(0x20, word) | EightBytes.equal(0x7F, word)
            if controls != 0 {
                index &+= controls.trailingZeroBitCount / 8
                return
            }
            index &+= 8
        }
        while index < bytes.count, !Ascii.isControl(bytes[index]) { index &+= 1 }
    }

    /// HTAB is white space; others may stand behind a backslash, as in a quoted string (RFC 3261 §25.1, quoted-pair).
    private static func allowControl(_ bytes: Span<UInt8>, _ index: Int) throws(MessageFlaw) {
        switch bytes[index] {
        case Ascii.tab: return
        case Ascii.carriageReturn, Ascii.lineFeed: throw .problem(.lineEnd, index)
        default:
            guard index > 0, bytes[index - 1] == Ascii.backslash else { throw .problem(.controlCharacter, index) }
        }
    }
}

/// The first line of a message: a request line or a status line (RFC 3261 §7.1, §7.2).
enum StartLine {
    /// Reads the line and moves behind its end.
    static func read(
        _ bytes: Span<UInt8>, _ index: inout Int, _ limits: MessageLimits
    ) throws(MessageFlaw) -> MessageScan.Start {
        let start = index
        var end = index
        do {
            try LineEnd.find(bytes, &end)
        } catch .problem(let problem, let offset) {
            throw .problem(offset - start > limits.startLineBytes ? .startLineTooLong : problem, offset)
        }
        guard end - start <= limits.startLineBytes else { throw .problem(.startLineTooLong, start) }
        index = end + 2
        var position = start
        Scan.run(of: .token, bytes, &position, end)
        guard position > start, position < end else { throw .problem(.startLine, position) }
        if bytes[position] == Ascii.slash { return try statusLine(bytes, start, end) }
        guard bytes[position] == Ascii.space else { throw .problem(.startLine, position) }
        let method = start..<position
        position &+= 1
        let target = position
        while position < end, bytes[position] != Ascii.space { position &+= 1 }
        guard position > target, position < end else { throw .problem(.startLine, position) }
        try version(bytes, position + 1, end)
        do throws(Flaw) {
            // §19.1.1: a Request-URI has no headers, which would otherwise be a way to smuggle some in.
            if let headers = try URILayout(bytes, target, position).headers {
                throw Flaw(.uriHeader, headers.lowerBound)
            }
        } catch {
            throw .problem(.requestURI(error.problem), error.offset)
        }
        return .request(Method(bytes, method), target: target..<position)
    }

    private static func statusLine(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int
    ) throws(MessageFlaw) -> MessageScan.Start {
        let digits = start + 8
        guard end >= digits + 3, bytes[digits - 1] == Ascii.space else { throw .problem(.startLine, start) }
        try version(bytes, start, digits - 1)
        var index = digits
        guard let number = Scan.number(bytes, &index, end, most: 699), index == digits + 3,
            let status = StatusCode(rawValue: Int(number))
        else { throw .problem(.statusCode, digits) }
        guard index == end || bytes[index] == Ascii.space else { throw .problem(.startLine, index) }
        return .response(status, reason: min(index + 1, end)..<end)
    }

    /// Checks for `SIP/2.0`, in any case.
    private static func version(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) throws(MessageFlaw) {
        let letters: (UInt8, UInt8, UInt8) = (0x73, 0x69, 0x70)
        guard end - start >= 7, (bytes[start] | 0x20, bytes[start + 1] | 0x20, bytes[start + 2] | 0x20) == letters,
            bytes[start + 3] == Ascii.slash
        else { throw .problem(.startLine, start) }
        var index = start + 4
        let major = Scan.number(bytes, &index, end, most: 1_000_000)
        guard major != nil, Scan.at(Ascii.dot, bytes, index, end) else { throw .problem(.startLine, index) }
        index += 1
        let minor = Scan.number(bytes, &index, end, most: 1_000_000)
        guard minor != nil, index == end else { throw .problem(.startLine, index) }
        guard major == 2, minor == 0 else { throw .problem(.version, start) }
    }
}
