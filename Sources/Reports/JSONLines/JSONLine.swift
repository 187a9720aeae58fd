import Desk

/// The name of a member behind the first one, as it is written: `,"name":`.
struct JSONKey: ExpressibleByStringLiteral {
    fileprivate let bytes: [UInt8]

    init(_ name: String) { bytes = Array(",\"\(name)\":".utf8) }
    init(stringLiteral name: String) { self.init(name) }
}

/// Writes one JSON object on a line, member by member (RFC 8259).
struct JSONLine {
    init(type: String, to output: inout ReportOutput) {
        output.write("{\"type\":\"")
        output.write(type)
        output.write(byte: UInt8(ascii: "\""))
    }

    func text(_ key: JSONKey, _ value: String?, to output: inout ReportOutput) {
        output.write(key.bytes)
        guard let value else {
            output.write("null")
            return
        }
        Self.write(value, to: &output)
    }

    /// A word of a closed set, which is letters and hyphens; null if there is none.
    func word(_ key: JSONKey, _ word: String?, to output: inout ReportOutput) {
        output.write(key.bytes)
        guard let word else {
            output.write("null")
            return
        }
        output.write(byte: UInt8(ascii: "\""))
        output.write(word)
        output.write(byte: UInt8(ascii: "\""))
    }

    /// A text that is mostly the same from line to line.
    func text(_ key: JSONKey, _ text: String, _ repeated: inout RepeatedText, to output: inout ReportOutput) {
        output.write(key.bytes)
        repeated.write(text, to: &output) { Self.write($0, to: &$1) }
    }

    func number(_ key: JSONKey, _ value: Int64?, to output: inout ReportOutput) {
        output.write(key.bytes)
        if let value { output.write(number: value) } else { output.write("null") }
    }

    func number(_ key: JSONKey, _ value: Int, to output: inout ReportOutput) {
        number(key, Int64(value), to: &output)
    }

    func flag(_ key: JSONKey, _ value: Bool, to output: inout ReportOutput) {
        output.write(key.bytes)
        output.write(value ? "true" : "false")
    }

    /// An amount as an exact decimal text with its currency beside it; JSON's numbers are not exact everywhere.
    func amount(_ amount: Money?, to output: inout ReportOutput) {
        text("amount", amount.map { String($0.description.prefix { $0 != " " }) }, to: &output)
        text("currency", amount?.currency, to: &output)
    }

    func instant(
        _ key: JSONKey, _ instant: Instant?, _ clock: inout WallClock, to output: inout ReportOutput
    ) {
        output.write(key.bytes)
        guard let instant else {
            output.write("null")
            return
        }
        output.write(byte: UInt8(ascii: "\""))
        clock.write(instant, to: &output)
        output.write(byte: UInt8(ascii: "\""))
    }

    func texts(_ key: JSONKey, _ values: [String], to output: inout ReportOutput) {
        output.write(key.bytes)
        output.write("[")
        for (index, value) in values.enumerated() {
            if index > 0 { output.write(",") }
            Self.write(value, to: &output)
        }
        output.write("]")
    }

    func end(_ output: inout ReportOutput) throws {
        output.write("}\n")
        try output.spill()
    }

    private static func isPlain(_ value: String) -> Bool {
        for byte in value.utf8 where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
            return false
        }
        return true
    }

    private static func write(_ value: String, to output: inout ReportOutput) {
        output.write(byte: UInt8(ascii: "\""))
        if isPlain(value) {
            output.write(value)
        } else {
            for byte in value.utf8 {
                switch byte {
                case UInt8(ascii: "\""): output.write("\\\"")
                case UInt8(ascii: "\\"): output.write("\\\\")
                case UInt8(ascii: "\n"): output.write("\\n")
                case UInt8(ascii: "\t"): output.write("\\t")
                case 0..<0x20: output.write("\\u00" + (byte < 16 ? "0" : "1") + String(byte % 16, radix: 16))
                default: output.write(byte: byte)
                }
            }
        }
        output.write(byte: UInt8(ascii: "\""))
    }
}
