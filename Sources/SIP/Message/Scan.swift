/// The pieces of the grammar that headers share (RFC 3261 §25.1).
///
/// A scanner takes a span, moves `index` over what it read, never past `end`, and makes no text.
enum Scan {
    @inline(__always)
    static func skipSpace(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) {
        while index < end, Ascii.isSpace(bytes[index]) { index &+= 1 }
    }

    /// Moves over bytes of a set, and says where they end.
    @inline(__always)
    static func run(of set: ByteSet, _ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) {
        while index < end, set.contains(bytes[index]) { index &+= 1 }
    }

    /// Whether the byte at the index, if there is one, is this.
    @inline(__always)
    static func at(_ byte: UInt8, _ bytes: Span<UInt8>, _ index: Int, _ end: Int) -> Bool {
        index < end && bytes[index] == byte
    }

    static func token(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) throws(Flaw) -> Range<Int> {
        let start = index
        run(of: .token, bytes, &index, end)
        guard index > start else { throw Flaw(.token, index) }
        return start..<index
    }

    /// Moves over a quoted string; the index is at its opening quote.
    static func quotedString(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) throws(Flaw) {
        let start = index
        index &+= 1
        while index < end {
            switch bytes[index] {
            case Ascii.quote:
                index &+= 1
                return
            case Ascii.backslash:
                index &+= 2
            default:
                index &+= 1
            }
        }
        index = end
        throw Flaw(.quotedString, start)
    }

    /// Moves over bytes of a set and over `%` with two hexadecimal digits.
    @inline(__always)
    static func escapedRun(of set: ByteSet, _ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) throws(Flaw) {
        while index < end {
            let byte = bytes[index]
            if set.contains(byte) {
                index &+= 1
            } else if byte == Ascii.percent {
                guard end - index > 2, Ascii.hexValue(bytes[index + 1]) != nil, Ascii.hexValue(bytes[index + 2]) != nil
                else { throw Flaw(.escape, index) }
                index &+= 3
            } else {
                return
            }
        }
    }

    /// Moves over a host: a name, an IPv4 address, or an IPv6 reference in brackets.
    ///
    /// What is between the brackets is not checked further: RFC 5118 §4.10 asks for patience with `:::`.
    static func host(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) throws(Flaw) -> Range<Int> {
        let start = index
        if at(Ascii.leftBracket, bytes, index, end) {
            index &+= 1
            run(of: .ipv6, bytes, &index, end)
            guard index > start + 2, at(Ascii.rightBracket, bytes, index, end) else { throw Flaw(.host, index) }
            index &+= 1
        } else {
            run(of: .host, bytes, &index, end)
        }
        guard index > start else { throw Flaw(.host, index) }
        return start..<index
    }

    /// Moves over the digits of a port.
    static func port(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) throws(Flaw) -> UInt16 {
        let start = index
        guard let value = number(bytes, &index, end, most: UInt64(UInt16.max)) else { throw Flaw(.port, start) }
        return UInt16(truncatingIfNeeded: value)
    }

    /// Moves over decimal digits; nothing when there are none, or the number is more than allowed.
    @inline(__always)
    static func number(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int, most: UInt64) -> UInt64? {
        let start = index
        var value: UInt64 = 0
        while index < end, Ascii.isDigit(bytes[index]) {
            // `most` is at most 2^32, so the product stays far from the top.
            value = value &* 10 &+ UInt64(bytes[index] &- Ascii.zero)
            guard value <= most else { return nil }
            index &+= 1
        }
        return index > start ? value : nil
    }

    /// Moves to the comma that ends a value of a list, or to the end; quoted strings and `<…>` are stepped over.
    static func listItem(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) {
        while index < end, bytes[index] != Ascii.comma {
            switch bytes[index] {
            case Ascii.quote:
                let start = index
                do { try quotedString(bytes, &index, end) } catch { index = max(index, start + 1) }
            case Ascii.less:
                while index < end, bytes[index] != Ascii.greater { index &+= 1 }
            default:
                index &+= 1
            }
        }
        index = min(index, end)
    }
}

/// One parameter of a header: where its name and its value are.
struct ParameterLayout {
    let name: Range<Int>
    /// Without the quotes.
    let value: Range<Int>?
    let isQuoted: Bool

    /// The name in lower case, packed into a word; zero for more than eight letters.
    @inline(__always)
    func packedName(in bytes: Span<UInt8>) -> UInt64 {
        guard name.count <= 8 else { return 0 }
        var word: UInt64 = 0
        // Only letters turn into letters by this bit, so no other name can be mistaken for one of those below.
        for index in name { word = word << 8 | UInt64(bytes[index] | 0x20) }
        return word
    }

    /// The letters of "tag".
    static let tag: UInt64 = 0x74_6167
    /// The letters of "branch".
    static let branch: UInt64 = 0x6272_616E_6368
}

extension Scan {
    /// Reads the next `;name` or `;name=value` of a header; nothing when no semicolon follows.
    ///
    /// Values are taken more widely than RFC 3261's `token / host / quoted-string`, as peers send URIs and base64 unquoted.
    @inline(__always)
    static func parameter(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) throws(Flaw) -> ParameterLayout? {
        skipSpace(bytes, &index, end)
        guard at(Ascii.semicolon, bytes, index, end) else { return nil }
        index &+= 1
        skipSpace(bytes, &index, end)
        let nameStart = index
        run(of: .token, bytes, &index, end)
        guard index > nameStart else { throw Flaw(.parameter, index) }
        let name = nameStart..<index
        skipSpace(bytes, &index, end)
        guard at(Ascii.equals, bytes, index, end) else {
            return ParameterLayout(name: name, value: nil, isQuoted: false)
        }
        index &+= 1
        skipSpace(bytes, &index, end)
        let start = index
        if at(Ascii.quote, bytes, index, end) {
            try quotedString(bytes, &index, end)
            return ParameterLayout(name: name, value: start + 1..<index - 1, isQuoted: true)
        }
        run(of: .parameterValue, bytes, &index, end)
        guard index > start else { throw Flaw(.parameter, index) }
        return ParameterLayout(name: name, value: start..<index, isQuoted: false)
    }
}
