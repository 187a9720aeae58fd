/// One scheme of an authentication header with its parameters: `Digest realm="a", nonce="b"` (RFC 3261 §25.1, RFC 7235
/// §2.1).
///
/// A header may hold several, joined by the same commas as their parameters: a name that is followed by another name
/// instead of an equals sign begins the next scheme. A value with a control character is dropped together with its
/// scheme, as is a parameter that comes twice: two readers could disagree on which one counts.
struct AuthenticationScheme: Hashable, Sendable {
    /// In lower case.
    let name: String
    /// By lower-case name; the values without quotes and escapes.
    fileprivate(set) var parameters: [String: String] = [:]

    subscript(parameter: String) -> String? { parameters[parameter] }

    /// Reads the schemes of one header line, in order; what follows the first fault is not read.
    static func parse(_ text: String, limits: DigestLimits = .standard) -> [AuthenticationScheme] {
        guard text.utf8.count <= limits.headerBytes else { return [] }
        var reader = SchemeReader(bytes: Array(text.utf8))
        return reader.schemes(limits: limits)
    }
}

/// Bounds on what is read from an authentication header.
public struct DigestLimits: Hashable, Sendable {
    /// The longest header line, in bytes.
    public var headerBytes = 4_096
    /// Challenges looked at in one response; those after them are ignored.
    public var challenges = 8
    /// Parameters of one challenge; a challenge with more is ignored.
    public var parameters = 32
    /// Nonces of servers that a client remembers; the oldest goes first.
    public var nonces = 8

    /// The limits that hold unless told otherwise.
    public static let standard = DigestLimits()

    /// Begins with the standard limits.
    public init() {}
}

/// Walks over the bytes of one header.
private struct SchemeReader {
    let bytes: [UInt8]
    var position = 0

    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func schemes(limits: DigestLimits) -> [AuthenticationScheme] {
        var schemes: [AuthenticationScheme] = []
        var current: AuthenticationScheme?
        while true {
            skip { $0 == Ascii.comma || Ascii.isSpace($0) }
            guard let name = token() else { break }
            skip(Ascii.isSpace)
            if next == Ascii.equals {
                position += 1
                guard current != nil, let value = value() else { return schemes }
                skip(Ascii.isSpace)
                guard next == nil || next == Ascii.comma else { return schemes }
                guard current?.parameters.updateValue(value, forKey: name) == nil else { return schemes }
                guard current?.parameters.count ?? 0 <= limits.parameters else { return schemes }
            } else {
                if let current { schemes.append(current) }
                guard schemes.count < limits.challenges else { return schemes }
                current = AuthenticationScheme(name: name)
            }
        }
        guard next == nil, let current else { return schemes }
        return schemes + [current]
    }

    private mutating func skip(_ matches: (UInt8) -> Bool) {
        while let byte = next, matches(byte) { position += 1 }
    }

    /// A name, in lower case.
    private mutating func token() -> String? {
        let start = position
        skip(ByteSet.token.contains)
        guard position > start else { return nil }
        return String(decoding: bytes[start..<position], as: UTF8.self).lowercased()
    }

    private mutating func value() -> String? {
        skip(Ascii.isSpace)
        guard next == Ascii.quote else {
            let start = position
            // Seen from real servers: a nonce in base64 without quotes, so more than a token is let through.
            skip { !Ascii.isControl($0) && $0 != Ascii.space && $0 != Ascii.comma && $0 != Ascii.quote }
            return position > start ? String(decoding: bytes[start..<position], as: UTF8.self) : nil
        }
        position += 1
        return quoted()
    }

    /// What stands between here and the closing quote.
    private mutating func quoted() -> String? {
        var content: [UInt8] = []
        while var byte = next {
            position += 1
            if byte == Ascii.quote { return String(decoding: content, as: UTF8.self) }
            if byte == Ascii.backslash {
                guard let escaped = next else { return nil }
                position += 1
                byte = escaped
            }
            guard !Ascii.isControl(byte) else { return nil }
            content.append(byte)
        }
        return nil
    }
}
