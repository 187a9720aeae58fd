/// The name of a header (RFC 3261 §7.3.1), read in any case and in its compact form.
///
/// The registered names are static properties; `other` makes any further one.
public struct HeaderName: Hashable, Sendable, CustomStringConvertible {
    /// A number from 1 for a registered name, 0 for any other.
    let code: UInt8
    /// The canonical long spelling, as it is written.
    public let text: String
    /// The letter of the compact form (RFC 3261 §7.3.3); zero if there is none.
    let compact: UInt8
    /// Whether several values may stand in one line, split by commas (RFC 3261 §7.3.1).
    ///
    /// Not so for WWW-Authenticate and its kin, whose values contain commas, nor for unregistered headers.
    public let isList: Bool

    init(code: UInt8, text: String, compact: Unicode.Scalar = "\0", isList: Bool = false) {
        (self.code, self.text, self.compact, self.isList) = (code, text, UInt8(ascii: compact), isList)
    }

    /// Reads a name; other than registered ones are taken too.
    public init(_ text: String) {
        let bytes = Array(text.utf8)
        let code = Self.code(of: bytes.span, 0, bytes.count)
        self = Self.registered(code) ?? .other(text)
    }

    /// A name that is not registered, in any case; characters that a name cannot hold become `_`.
    public static func other(_ text: String) -> HeaderName {
        let token = Array(QuotedString.token(text).utf8)
        let code = Self.code(of: token.span, 0, token.count)
        if let known = registered(code) { return known }
        var isStart = true
        let capitalized = token.map { byte in
            defer { isStart = byte == UInt8(ascii: "-") }
            let lower = Ascii.lowercased(byte)
            return isStart && lower &- UInt8(ascii: "a") < 26 ? lower & 0xDF : lower
        }
        return HeaderName(code: 0, text: Decoding.text(capitalized[...]))
    }

    /// The canonical long spelling.
    public var description: String { text }

    /// The registered name of a code.
    static func registered(_ code: UInt8) -> HeaderName? {
        let index = Int(code) - 1
        return registered.indices.contains(index) ? registered[index] : nil
    }

    /// The code of the registered name that the bytes are, in any case or compact; 0 for another.
    static func code(of bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt8 {
        var index = start
        let key = HeaderKey(bytes, &index, end)
        guard index == end else { return 0 }
        let entries = HeaderIndex.shared.entries
        return HeaderIndex.code(key, in: entries.span)
    }
}
