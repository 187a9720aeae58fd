/// Where the parts of a From, To, Contact or Route value are, after it was found well-formed (RFC 3261 §20.10).
struct NameAddressLayout {
    let displayName: Range<Int>
    /// Whether the display name is quoted; its range leaves the quotes out.
    let isQuoted: Bool
    let uri: URILayout
    /// From the first `;` behind the URI on.
    let parameters: Range<Int>
    let tag: Range<Int>?

    /// Reads one value that takes up the whole range.
    init(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) throws(Flaw) {
        var index = start
        Scan.skipSpace(bytes, &index, end)
        var name = index..<index
        var isQuoted = false
        if Scan.at(Ascii.quote, bytes, index, end) {
            try Scan.quotedString(bytes, &index, end)
            (name, isQuoted) = (name.lowerBound + 1..<index - 1, true)
            Scan.skipSpace(bytes, &index, end)
            guard Scan.at(Ascii.less, bytes, index, end) else { throw Flaw(.angleBracket, index) }
        } else {
            // Display names that are no tokens, as unquoted UTF-8, are common and harmless.
            let delimiter = Self.delimiter(bytes, index, end)
            if Scan.at(Ascii.less, bytes, delimiter, end) {
                index = delimiter
                name = name.lowerBound..<Self.trimmedEnd(bytes, name.lowerBound, delimiter)
            }
        }
        (displayName, self.isQuoted) = (name, isQuoted)
        let uriEnd: Int
        let isBracketed = Scan.at(Ascii.less, bytes, index, end)
        if isBracketed {
            index &+= 1
            uriEnd = Self.closingBracket(bytes, index, end)
            guard uriEnd < end else { throw Flaw(.angleBracket, index - 1) }
        } else {
            uriEnd = Self.bareEnd(bytes, index, end)
        }
        uri = try URILayout(bytes, index, uriEnd)
        index = isBracketed ? uriEnd &+ 1 : uriEnd
        if Scan.at(Ascii.question, bytes, index, end) || Scan.at(Ascii.comma, bytes, index, end) {
            throw Flaw(.bareURI, index)
        }
        let parametersStart = index
        var tag: Range<Int>?
        while let parameter = try Scan.parameter(bytes, &index, end) {
            guard tag == nil, parameter.packedName(in: bytes) == ParameterLayout.tag else { continue }
            guard let value = parameter.value, !parameter.isQuoted else { throw Flaw(.parameter, index) }
            tag = value
        }
        guard index == end else { throw Flaw(.trailing, index) }
        (self.tag, parameters) = (tag, parametersStart..<end)
    }

    /// The first `<`, or the end of a URI without brackets.
    @inline(__always)
    private static func delimiter(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end {
            switch bytes[index] {
            case Ascii.less, Ascii.semicolon, Ascii.comma, Ascii.quote: return index
            default: index &+= 1
            }
        }
        return end
    }

    private static func bareEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end {
            switch bytes[index] {
            case Ascii.semicolon, Ascii.comma, Ascii.question, Ascii.space, Ascii.tab, Ascii.greater: return index
            default: index &+= 1
            }
        }
        return end
    }

    @inline(__always)
    private static func closingBracket(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end, bytes[index] != Ascii.greater { index &+= 1 }
        return index
    }

    private static func trimmedEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = end
        while index > start, Ascii.isSpace(bytes[index - 1]) { index -= 1 }
        return index
    }
}
