import SIP

/// What a piece of text under `telephony:` may be.
package enum TelephonyText: Hashable, Sendable {
    /// A name or an address.
    case host
    /// A host with or without a port.
    case hostAndPort
    /// A range of addresses, or one address.
    case prefix
    /// A host or a range of addresses.
    case hostOrPrefix
    /// The user part of a SIP address.
    case user
    /// Text that goes into a header.
    case word
    /// Where a password is.
    case secret
    /// So many digits.
    case digits(ClosedRange<Int>)
    /// A duration, or `off`.
    case durationOrOff(ClosedRange<Duration>)

    /// What is expected, in words.
    var words: String {
        switch self {
        case .host: "a host name or an address, such as sip.example.net"
        case .hostAndPort: "a host with or without a port, such as sip.example.net:5060"
        case .prefix: "a range of addresses, such as 192.0.2.0/24, without bits after the prefix"
        case .hostOrPrefix: "a host name, an address or a range of addresses, without a port"
        case .user: "a number or a name without spaces, such as \"+33290920555\""
        case .word: "some text of at most \(Self.wordLength) characters, without quotes and line breaks"
        case .secret: "env:NAME or file:PATH, and put the password there"
        case .digits(let count): "\(count.lowerBound) to \(count.upperBound) digits in quotes"
        case .durationOrOff(let range): "off, or \(TextKind.duration(range).words)"
        }
    }

    /// The longest user part or word.
    static let wordLength = 128
    /// The longest host name (RFC 1035 §2.3.4).
    static let hostLength = 253

    /// Whether text is of this kind and within its limits.
    func accepts(_ text: String) -> Bool {
        switch self {
        case .host: Self.isHost(text)
        case .hostAndPort: Self.split(text) != nil
        case .prefix: AddressPrefix(text) != nil
        case .hostOrPrefix: AddressPrefix(text) != nil || Self.isHost(text)
        case .user: Self.isWord(text) && text.utf8.allSatisfy { $0 < 0x7F && !Self.delimiters.contains($0) }
        case .word: Self.isWord(text)
        case .secret: SecretSource.location(text) != nil
        case .digits(let count): count.contains(text.utf8.count) && text.utf8.allSatisfy(Self.isDigit)
        case .durationOrOff(let range): text == "off" || TextKind.duration(range).accepts(text)
        }
    }

    /// The JSON Schema's pattern.
    var pattern: String {
        switch self {
        case .host, .hostOrPrefix: "^[0-9A-Za-z.:/\\[\\]_-]{1,\(Self.hostLength)}$"
        case .hostAndPort: "^[0-9A-Za-z.:\\[\\]_-]{1,\(Self.hostLength + 6)}$"
        case .prefix: "^[0-9A-Fa-f.:]+(/[0-9]{1,3})?$"
        case .user: "^[!#-%&'()*+,./0-9;=?A-Z_a-z~-]{1,\(Self.wordLength)}$"
        case .word: "^[^\"\\r\\n\\\\]{1,\(Self.wordLength)}$"
        case .secret: "^(env:[A-Za-z_][A-Za-z0-9_]*|file:.+)$"
        case .digits(let count): "^[0-9]{\(count.lowerBound),\(count.upperBound)}$"
        case .durationOrOff: "^(off|([0-9]+(w|d|h|ms|m|s))+)$"
        }
    }

    /// A host and its port, if it names one; nothing if it is neither.
    static func split(_ text: String) -> (host: String, port: UInt16?)? {
        if isHost(text) { return (text, nil) }
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        let host = String(text[..<colon])
        // An IPv6 address before a port stands in brackets, or its last group would be taken for one.
        guard isHost(host), host.hasPrefix("[") || !host.contains(":"), !digits.isEmpty, digits.utf8.count <= 5,
            digits.utf8.allSatisfy(isDigit), let port = UInt16(digits), port > 0
        else { return nil }
        return (host, port)
    }

    /// An address, or labels of letters, digits and hyphens (RFC 1123 §2.1).
    private static func isHost(_ text: String) -> Bool {
        if IPAddress(text) != nil { return true }
        guard !text.isEmpty, text.utf8.count <= hostLength else { return false }
        let labels = (text.hasSuffix(".") ? text.dropLast() : text[...]).split(
            separator: ".", omittingEmptySubsequences: false)
        // What ends in a number is an address with a slip in it.
        guard let last = labels.last, !last.utf8.allSatisfy(isDigit) else { return false }
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.utf8.allSatisfy { isDigit($0) || isLetter($0) || $0 == 0x2D || $0 == 0x5F }
        }
    }

    /// Not empty, without control characters, quotes and backslashes.
    private static func isWord(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= wordLength
            && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "\"" && $0 != "\\" }
    }

    /// What ends a user part, or the address around it: blank, `:`, `@`, `<`, `>`.
    private static let delimiters: Set<UInt8> = [0x20, 0x3A, 0x40, 0x3C, 0x3E]

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }
}
