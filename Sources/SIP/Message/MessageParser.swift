/// Reads a message from the bytes of a datagram, or from those that the framing of a stream cut out (RFC 3261 §7, §18.3).
///
/// The bytes are kept, and headers are found but not decoded. Only what every message needs is checked here: the start line,
/// the topmost Via with its branch, From and To with their tags, Call-ID, CSeq, Max-Forwards and Content-Length. All further
/// headers are checked by those who ask for them.
///
/// - Line ends before the start line are skipped (§7.5), bytes behind Content-Length are ignored (§18.3); without
///   Content-Length all the rest is the body.
/// - A folded line is joined by writing spaces over its line end, which changes no offset (§7.3.1).
/// - Whatever becomes a key (branch, tags, Call-ID) is ASCII, or the message is refused.
public enum MessageParser {
    /// Reads one message.
    /// - Throws: `ParseFailure`, which also says whether and how to answer.
    public static func parse(
        _ bytes: [UInt8], limits: MessageLimits = .standard
    ) throws(ParseFailure) -> Message {
        var scan = MessageScan(limits)
        do {
            try scan.run(bytes.span)
        } catch .folded(let start) {
            return try parseUnfolded(unfold(bytes, from: start), limits: limits)
        } catch {
            throw failure(error, scan, bytes, limits)
        }
        return message(scan, bytes)
    }

    private static func parseUnfolded(
        _ bytes: [UInt8], limits: MessageLimits
    ) throws(ParseFailure) -> Message {
        var scan = MessageScan(limits)
        do {
            try scan.run(bytes.span)
        } catch {
            throw failure(error, scan, bytes, limits)
        }
        return message(scan, bytes)
    }

    private static func message(_ scan: MessageScan, _ bytes: [UInt8]) -> Message {
        let fields = Fields(bytes: bytes, slots: scan.slots)
        let content = bytes[scan.content]
        switch scan.start {
        case .request(let method, let target):
            return .request(Request(method: method, target: bytes[target], fields: fields, content: content))
        case .response(let status, let reason):
            return .response(
                Response(status: status, reason: .received(bytes[reason]), fields: fields, content: content))
        case .none:
            // A scan that ends well has a start line.
            preconditionFailure("message without a start line")
        }
    }

    /// Writes spaces over the line ends of folded lines.
    private static func unfold(_ bytes: [UInt8], from start: Int) -> [UInt8] {
        var bytes = bytes
        var index = start
        while index + 2 < bytes.count {
            if bytes[index] == Ascii.carriageReturn, bytes[index + 1] == Ascii.lineFeed {
                if Ascii.isSpace(bytes[index + 2]) {
                    (bytes[index], bytes[index + 1]) = (Ascii.space, Ascii.space)
                } else if bytes[index + 2] == Ascii.carriageReturn {
                    break
                }
            }
            index += 1
        }
        return bytes
    }

    /// Adds what an answer needs.
    private static func failure(
        _ flaw: MessageFlaw, _ scan: MessageScan, _ bytes: [UInt8], _ limits: MessageLimits
    ) -> ParseFailure {
        let (problem, offset) =
            switch flaw {
            case .folded(let offset): (ParseFailure.Problem.headerName, offset)
            case .problem(let problem, let offset): (problem, min(offset, bytes.count))
            }
        let partial = problem.status == nil ? nil : Salvage.request(bytes, limits)
        let lineStart = bytes[..<offset].lastIndex(of: Ascii.lineFeed).map { $0 + 1 } ?? 0
        return ParseFailure(
            problem: problem, offset: offset, text: SIPError.printable(bytes[lineStart...].prefix { $0 != 13 }),
            answer: partial == nil ? nil : problem.status, partial: partial)
    }
}
