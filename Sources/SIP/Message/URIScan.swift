/// Where the parts of a URI are, after it was found well-formed.
///
/// A sip or sips URI follows RFC 3261 §19.1.1, a tel URI RFC 3966; of any other only the scheme and the characters are
/// checked, as a server has to answer it with 416.
struct URILayout {
    enum Kind { case sip, sips, tel, other }

    let kind: Kind
    let scheme: Range<Int>
    /// The user part, the number of a tel URI, or all that follows another scheme.
    var user: Range<Int>?
    var host: Range<Int>?
    var port: UInt16?
    /// From the first `;` on.
    var parameters: Range<Int>
    /// After the `?`.
    var headers: Range<Int>?

    init(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) throws(Flaw) {
        var index = start
        Scan.run(of: .scheme, bytes, &index, end)
        guard index > start, !Ascii.isDigit(bytes[start]), Scan.at(Ascii.colon, bytes, index, end)
        else { throw Flaw(.scheme, start) }
        scheme = start..<index
        kind = Self.kind(bytes, scheme)
        index &+= 1
        parameters = end..<end
        switch kind {
        case .sip, .sips: try scanSIP(bytes, index, end)
        case .tel: try scanTel(bytes, index, end)
        case .other: try scanOther(bytes, index, end)
        }
    }

    @inline(__always)
    private static func kind(_ bytes: Span<UInt8>, _ scheme: Range<Int>) -> Kind {
        guard scheme.count == 3 || scheme.count == 4 else { return .other }
        let first = scheme.lowerBound
        let letters = (bytes[first] | 0x20, bytes[first + 1] | 0x20, bytes[first + 2] | 0x20)
        let (s, i, p) = (UInt8(ascii: "s"), UInt8(ascii: "i"), UInt8(ascii: "p"))
        if letters == (s, i, p) {
            return scheme.count == 3 ? .sip : bytes[first + 3] | 0x20 == s ? .sips : .other
        }
        let isTel = scheme.count == 3 && letters == (UInt8(ascii: "t"), UInt8(ascii: "e"), UInt8(ascii: "l"))
        return isTel ? .tel : .other
    }

    @inline(__always)
    private mutating func scanSIP(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) throws(Flaw) {
        var index = start
        var at = start
        // An unescaped "@" can only stand behind the user part.
        while at < end, bytes[at] != Ascii.at { at &+= 1 }
        if at < end {
            try Scan.escapedRun(of: .user, bytes, &index, at)
            guard index > start else { throw Flaw(.user, index) }
            user = start..<index
            if index < at, bytes[index] == Ascii.colon {
                index &+= 1
                try Scan.escapedRun(of: .password, bytes, &index, at)
            }
            guard index == at else { throw Flaw(.user, index) }
            index &+= 1
        }
        host = try Scan.host(bytes, &index, end)
        if Scan.at(Ascii.colon, bytes, index, end) {
            index &+= 1
            port = try Scan.port(bytes, &index, end)
        }
        try scanParameters(bytes, &index, end)
        if Scan.at(Ascii.question, bytes, index, end) { try scanHeaders(bytes, &index, end) }
        guard index == end else { throw Flaw(.trailing, index) }
    }

    private mutating func scanParameters(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) throws(Flaw) {
        let start = index
        while Scan.at(Ascii.semicolon, bytes, index, end) {
            index &+= 1
            let name = index
            try Scan.escapedRun(of: .uriParameter, bytes, &index, end)
            guard index > name else { throw Flaw(.parameter, index) }
            guard Scan.at(Ascii.equals, bytes, index, end) else { continue }
            index &+= 1
            let value = index
            try Scan.escapedRun(of: .uriParameter, bytes, &index, end)
            guard index > value else { throw Flaw(.parameter, index) }
        }
        parameters = start..<index
    }

    private mutating func scanHeaders(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) throws(Flaw) {
        let start = index + 1
        repeat {
            index &+= 1
            let name = index
            try Scan.escapedRun(of: .uriHeader, bytes, &index, end)
            guard index > name, Scan.at(Ascii.equals, bytes, index, end) else { throw Flaw(.uriHeader, index) }
            index &+= 1
            try Scan.escapedRun(of: .uriHeader, bytes, &index, end)
        } while Scan.at(UInt8(ascii: "&"), bytes, index, end)
        headers = start..<index
    }

    /// RFC 3966 §3: digits and visual separators, then parameters.
    private mutating func scanTel(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) throws(Flaw) {
        var index = start
        Scan.run(of: .telephoneNumber, bytes, &index, end)
        guard index > start else { throw Flaw(.user, index) }
        user = start..<index
        try scanParameters(bytes, &index, end)
        guard index == end else { throw Flaw(.trailing, index) }
    }

    private mutating func scanOther(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) throws(Flaw) {
        var index = start
        try Scan.escapedRun(of: .opaque, bytes, &index, end)
        guard index > start, index == end else { throw Flaw(.trailing, index) }
        user = start..<index
    }
}
