/// Reads the key in the body of a SIP INFO request.
///
/// Two forms are in use, neither of them a standard: `application/dtmf-relay` has lines such as `Signal= 5` and
/// `Duration= 160`; `application/dtmf` has the key alone. Keys are written as on the telephone, or as their code of RFC 4733
/// (`10` is the star). Case, spaces and line ends do not matter, nor does the duration: a key is a press, however long.
public enum InfoBody: Hashable, Sendable, CaseIterable {
    /// `application/dtmf-relay`.
    case dtmfRelay
    /// `application/dtmf`.
    case dtmf

    /// The key in a body; nothing where there is none, or something else such as a hook flash.
    public func key(in body: Span<UInt8>) -> TelephoneKey? {
        switch self {
        case .dtmf: return Self.key(in: body, from: 0, to: body.count)
        case .dtmfRelay:
            var start = 0
            while start < body.count {
                var end = start
                while end < body.count, body[end] != UInt8(ascii: "\n"), body[end] != UInt8(ascii: "\r") { end += 1 }
                if let value = Self.value(of: "signal", in: body, from: start, to: end) {
                    return Self.key(in: body, from: value, to: end)
                }
                start = end + 1
            }
            return nil
        }
    }

    /// Where the value of a line begins, if the line has this name, before `=` or `:`.
    private static func value(of name: String, in body: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        var position = skipBlanks(body, from: start, to: end)
        for letter in name.utf8 {
            guard position < end, body[position] | 0x20 == letter else { return nil }
            position += 1
        }
        position = skipBlanks(body, from: position, to: end)
        guard position < end, body[position] == UInt8(ascii: "=") || body[position] == UInt8(ascii: ":")
        else { return nil }
        return position + 1
    }

    /// The key that is written in a place, with nothing else but blanks beside it.
    private static func key(in body: Span<UInt8>, from start: Int, to end: Int) -> TelephoneKey? {
        let first = skipBlanks(body, from: start, to: end)
        guard first < end else { return nil }
        let second = first + 1
        if second < end, body[first] == UInt8(ascii: "1"), (0x30...0x35).contains(body[second]),
            skipBlanks(body, from: second + 1, to: end) == end
        {
            return TelephoneKey(rawValue: 10 + body[second] - 0x30)
        }
        guard skipBlanks(body, from: second, to: end) == end else { return nil }
        return TelephoneKey(ascii: body[first])
    }

    private static func skipBlanks(_ body: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var position = start
        while position < end, [0x20, 0x09, 0x0D, 0x0A].contains(body[position]) { position += 1 }
        return position
    }
}
