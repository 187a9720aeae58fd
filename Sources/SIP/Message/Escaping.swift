/// `%` escapes of URIs (RFC 3261 §19.1.2, RFC 3986 §2.1).
enum Escaping {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// Escapes what is not allowed.
    /// - Parameter keepsEscapes: whether a `%` that already begins an escape stays as it is.
    static func escape(_ text: String, allowed: ByteSet, keepsEscapes: Bool = false) -> String {
        let bytes = Array(text.utf8)
        if bytes.allSatisfy(allowed.contains) { return text }
        var result: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if allowed.contains(byte) || (keepsEscapes && beginsEscape(bytes[index...])) {
                result.append(byte)
            } else {
                result += [Ascii.percent, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return Decoding.text(result[...])
    }

    /// Replaces escapes by the bytes they stand for; bytes that are no UTF-8 become U+FFFD.
    static func unescape(_ text: String) -> String {
        guard text.utf8.contains(Ascii.percent) else { return text }
        return Decoding.text(unescapedBytes(text)[...])
    }

    static func unescapedBytes(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if beginsEscape(bytes[index...]), let high = Ascii.hexValue(bytes[index + 1]),
                let low = Ascii.hexValue(bytes[index + 2])
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    private static func beginsEscape(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.first == Ascii.percent && bytes.count > 2
            && bytes.dropFirst().prefix(2).allSatisfy { Ascii.hexValue($0) != nil }
    }
}

/// Quoted strings (RFC 3261 §25.1).
enum QuotedString {
    /// Puts text in quotes, with a backslash before quotes and backslashes; control characters become spaces.
    static func quote(_ text: String) -> String {
        var result: [UInt8] = [Ascii.quote]
        for byte in text.utf8 {
            if byte == Ascii.quote || byte == Ascii.backslash { result.append(Ascii.backslash) }
            result.append(Ascii.isControl(byte) ? Ascii.space : byte)
        }
        return Decoding.text((result + [Ascii.quote])[...])
    }

    /// The text between two quotes, with its backslashes resolved.
    static func unquote(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(Ascii.backslash) else { return Decoding.text(bytes) }
        var result: [UInt8] = []
        var isEscaped = false
        for byte in bytes {
            if byte == Ascii.backslash, !isEscaped {
                isEscaped = true
            } else {
                result.append(byte)
                isEscaped = false
            }
        }
        return Decoding.text(result[...])
    }

    /// Text as a token: other characters become `_`.
    static func token(_ text: String) -> String {
        if !text.isEmpty, text.utf8.allSatisfy({ ByteSet.token.contains($0) }) { return text }
        let bytes = text.utf8.map { ByteSet.token.contains($0) ? $0 : UInt8(ascii: "_") }
        return bytes.isEmpty ? "_" : Decoding.text(bytes[...])
    }
}

/// Text from bytes.
enum Decoding {
    /// Reads UTF-8; bytes that are none become U+FFFD.
    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
