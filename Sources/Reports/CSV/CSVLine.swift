import Desk

/// Writes records of a CSV file (RFC 4180), field by field, such that no spreadsheet takes a text for a formula.
///
/// The kind of a field decides, not its look. Texts are guarded: an apostrophe is put before `=`, `+`, `-`, `@`, tab or
/// carriage return at their beginning, and before the first four behind every `,`, `;`, `"`, tab or line break within,
/// because a program that splits at another separator would begin a cell there (OWASP, CSV injection). Numbers are
/// written by the report itself from whole numbers; a negative one keeps its `-` and stays a number.
struct CSVLine {
    private var isFirst = true

    /// The names of the columns, which are the report's own.
    static func header(_ names: [String], to output: inout ReportOutput) {
        output.write(names.joined(separator: ",") + "\r\n")
    }

    /// A text from wherever; nothing if there is none.
    mutating func text(_ text: String?, to output: inout ReportOutput) {
        separate(&output)
        guard var text, !text.isEmpty else { return }
        text.makeContiguousUTF8()
        if Self.isPlain(text) {
            output.write(text)
            return
        }
        output.write(byte: Self.quote)
        var beginsCell = true
        for (index, byte) in text.utf8.enumerated() {
            let isFormula = Self.formula.contains(byte) || (index == 0 && (byte == 9 || byte == 13))
            if beginsCell, isFormula { output.write(byte: UInt8(ascii: "'")) }
            if byte == Self.quote { output.write(byte: Self.quote) }
            // No program agrees with another on a NUL.
            if byte == 0 { output.write("\u{FFFD}") } else { output.write(byte: byte) }
            beginsCell = Self.separators.contains(byte)
        }
        output.write(byte: Self.quote)
    }

    /// A word of a closed set, which is letters and hyphens; nothing if there is none.
    mutating func word(_ word: String?, to output: inout ReportOutput) {
        separate(&output)
        if let word { output.write(word) }
    }

    /// A text that is mostly the same from line to line.
    mutating func text(_ text: String, _ repeated: inout RepeatedText, to output: inout ReportOutput) {
        separate(&output)
        repeated.write(text, to: &output) { text, output in
            var line = CSVLine()
            line.text(text, to: &output)
        }
    }

    /// A whole number; nothing if there is none.
    mutating func number(_ number: Int64?, to output: inout ReportOutput) {
        separate(&output)
        if let number { output.write(number: number) }
    }

    /// A whole number.
    mutating func number(_ value: Int, to output: inout ReportOutput) { number(Int64(value), to: &output) }

    /// An amount in hundredths, as a decimal number: `-350.00`.
    mutating func amount(cents: Int, to output: inout ReportOutput) {
        separate(&output)
        let (whole, rest) = cents.magnitude.quotientAndRemainder(dividingBy: 100)
        output.write("\(cents < 0 ? "-" : "")\(whole).\(rest < 10 ? "0" : "")\(rest)")
    }

    /// An instant with its offset; it begins with a digit.
    mutating func instant(_ instant: Instant?, _ clock: inout WallClock, to output: inout ReportOutput) {
        separate(&output)
        if let instant { clock.write(instant, to: &output) }
    }

    /// Ends the record.
    mutating func end(_ output: inout ReportOutput) throws {
        output.write("\r\n")
        isFirst = true
        try output.spill()
    }

    private mutating func separate(_ output: inout ReportOutput) {
        if !isFirst { output.write(byte: UInt8(ascii: ",")) }
        isFirst = false
    }

    private static let quote = UInt8(ascii: "\"")
    private static let formula = Array("=+-@".utf8)
    private static let separators = Array(",;\"\t\r\n".utf8)

    /// Whether a text is letters, digits and what needs neither quotes nor, behind a letter or digit, an apostrophe.
    private static func isPlain(_ text: String) -> Bool {
        var isFirst = true
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x3A, 0x41...0x5A, 0x5F, 0x61...0x7A: break
            case 0x20, 0x2D...0x2F: if isFirst { return false }
            default: return false
            }
            isFirst = false
        }
        return true
    }
}
