/// What stops the scan of a message.
enum MessageFlaw: Error {
    /// A folded line: the headers from this index on have to be unfolded first.
    case folded(Int)
    case problem(ParseFailure.Problem, Int)
}

/// One pass over the bytes of a message: finds the start line, the headers and the body, and checks what must be right.
struct MessageScan {
    enum Start {
        case none
        case request(Method, target: Range<Int>)
        case response(StatusCode, reason: Range<Int>)
    }

    let limits: MessageLimits
    var start = Start.none
    var slots: [Fields.Slot] = []
    var content = 0..<0
    /// The bits of `Once` for the headers that were seen.
    private var seen: UInt8 = 0
    private var contentLength: UInt64?
    private var viaCount = 0
    private var cSeqMethod: Method?

    init(_ limits: MessageLimits) {
        self.limits = limits
        slots.reserveCapacity(24)
    }

    mutating func run(_ bytes: Span<UInt8>) throws(MessageFlaw) {
        var index = 0
        while index + 1 < bytes.count, bytes[index] == Ascii.carriageReturn, bytes[index + 1] == Ascii.lineFeed {
            index += 2
        }
        guard index < bytes.count else { throw .problem(.keepAlive, 0) }
        guard bytes.count <= limits.messageBytes else { throw .problem(.messageTooLarge, limits.messageBytes) }
        start = try StartLine.read(bytes, &index, limits)
        let headers = index
        let entries = HeaderIndex.shared.entries
        let names = entries.span
        while try !isEmptyLine(bytes, &index) { try header(bytes, &index, headers, names) }
        try checkRequired(index)
        try findContent(bytes, index)
    }

    private func isEmptyLine(_ bytes: Span<UInt8>, _ index: inout Int) throws(MessageFlaw) -> Bool {
        guard index < bytes.count else { throw .problem(.headersNotEnded, index) }
        guard bytes[index] == Ascii.carriageReturn else { return false }
        guard index + 1 < bytes.count else { throw .problem(.headersNotEnded, index) }
        guard bytes[index + 1] == Ascii.lineFeed else { throw .problem(.lineEnd, index) }
        index += 2
        return true
    }

    /// Reads one line and adds its slot.
    @inline(__always)
    private mutating func header(
        _ bytes: Span<UInt8>, _ index: inout Int, _ headers: Int, _ names: Span<HeaderIndex.Entry>
    ) throws(MessageFlaw) {
        let lineStart = index
        guard slots.count < limits.headerCount else { throw .problem(.tooManyHeaders, lineStart) }
        let key = HeaderKey(bytes, &index, bytes.count)
        let nameEnd = index
        let code = HeaderIndex.code(key, in: names)
        if code == 0 {
            var tokenEnd = lineStart
            Scan.run(of: .token, bytes, &tokenEnd, nameEnd)
            guard tokenEnd == nameEnd else { throw .problem(.headerName, lineStart) }
        }
        Scan.skipSpace(bytes, &index, bytes.count)
        guard nameEnd > lineStart, Scan.at(Ascii.colon, bytes, index, bytes.count)
        else { throw .problem(.headerName, lineStart) }
        index &+= 1
        Scan.skipSpace(bytes, &index, bytes.count)
        let valueStart = index
        try LineEnd.find(bytes, &index)
        guard index - lineStart <= limits.headerBytes else { throw .problem(.headerTooLong, lineStart) }
        var valueEnd = index
        index += 2
        if index < bytes.count, Ascii.isSpace(bytes[index]) { throw .folded(headers) }
        while valueEnd > valueStart, Ascii.isSpace(bytes[valueEnd - 1]) { valueEnd -= 1 }
        slots.append(
            Fields.Slot(
                nameStart: UInt32(truncatingIfNeeded: lineStart), valueStart: UInt32(truncatingIfNeeded: valueStart),
                valueEnd: UInt32(truncatingIfNeeded: valueEnd), nameCount: UInt16(clamping: nameEnd - lineStart),
                code: code))
        try check(code, bytes, valueStart, valueEnd)
    }
}

extension MessageScan {
    /// Checks the headers that every message needs.
    @inline(__always)
    private mutating func check(
        _ code: UInt8, _ bytes: Span<UInt8>, _ start: Int, _ end: Int
    ) throws(MessageFlaw) {
        switch code {
        case HeaderCode.via:
            do { try checkVia(bytes, start, end) } catch { throw .invalid(.via, error) }
            guard viaCount <= limits.viaCount else { throw .problem(.tooManyVias, start) }
        case HeaderCode.from:
            try once(.from, start)
            do { _ = try NameAddressLayout(bytes, start, end) } catch { throw .invalid(.from, error) }
        case HeaderCode.to:
            try once(.to, start)
            do { _ = try NameAddressLayout(bytes, start, end) } catch { throw .invalid(.to, error) }
        case HeaderCode.callID:
            try once(.callID, start)
            var index = start
            Scan.run(of: .callID, bytes, &index, end)
            guard index == end, end > start else { throw .problem(.invalid(.callID, .token), index) }
        case HeaderCode.cSeq:
            try once(.cSeq, start)
            do { cSeqMethod = try CSeq(bytes, start, end).method } catch { throw .invalid(.cSeq, error) }
        case HeaderCode.maxForwards:
            try once(.maxForwards, start)
            _ = try number(.maxForwards, bytes, start, end, most: 255)
        case HeaderCode.contentLength:
            let length = try number(.contentLength, bytes, start, end, most: UInt64(UInt32.max))
            // Some peers repeat the header; only a contradiction is dangerous.
            guard contentLength ?? length == length else { throw .problem(.duplicate(.contentLength), start) }
            contentLength = length
        case HeaderCode.contentType:
            try once(.contentType, start)
        default:
            break
        }
    }

    /// Checks the topmost value, and counts all.
    @inline(__always)
    private mutating func checkVia(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) throws(Flaw) {
        var index = start
        if viaCount == 0 { _ = try ViaLayout(bytes, &index, end) } else { Scan.listItem(bytes, &index, end) }
        viaCount += 1
        while index < end {
            index &+= 1
            Scan.listItem(bytes, &index, end)
            viaCount += 1
        }
    }

    private func number(
        _ name: HeaderName, _ bytes: Span<UInt8>, _ start: Int, _ end: Int, most: UInt64
    ) throws(MessageFlaw) -> UInt64 {
        var index = start
        guard let value = Scan.number(bytes, &index, end, most: most), index == end
        else { throw .problem(.invalid(name, .number), start) }
        return value
    }

    @inline(__always)
    private mutating func once(_ header: Once, _ offset: Int) throws(MessageFlaw) {
        guard seen & header.rawValue == 0 else { throw .problem(.duplicate(header.name), offset) }
        seen |= header.rawValue
    }

    private func checkRequired(_ end: Int) throws(MessageFlaw) {
        guard viaCount > 0 else { throw .problem(.missing(.via), end) }
        for header in [Once.from, .to, .callID, .cSeq] where seen & header.rawValue == 0 {
            throw .problem(.missing(header.name), end)
        }
        if case .request(let method, _) = start, method != cSeqMethod { throw .problem(.cSeqMethod, 0) }
    }

    private mutating func findContent(_ bytes: Span<UInt8>, _ index: Int) throws(MessageFlaw) {
        let rest = bytes.count - index
        let length = contentLength.map { Int(clamping: $0) } ?? rest
        guard length <= rest else { throw .problem(.bodyTruncated, bytes.count) }
        guard length <= limits.bodyBytes else { throw .problem(.bodyTooLarge, index) }
        content = index..<index + length
    }
}

extension MessageFlaw {
    static func invalid(_ name: HeaderName, _ flaw: Flaw) -> MessageFlaw {
        .problem(.invalid(name, flaw.problem), flaw.offset)
    }
}

/// The headers that a message has once, a bit each.
private enum Once: UInt8 {
    case from = 1
    case to = 2
    case callID = 4
    case cSeq = 8
    case maxForwards = 16
    case contentType = 32

    var name: HeaderName {
        switch self {
        case .from: .from
        case .to: .to
        case .callID: .callID
        case .cSeq: .cSeq
        case .maxForwards: .maxForwards
        case .contentType: .contentType
        }
    }
}
