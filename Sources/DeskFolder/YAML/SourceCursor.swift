/// Finds bytes by line and column, where columns count Unicode scalars; fast as long as the places come in order.
struct SourceCursor {
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var column = 1

    init(_ text: String) { bytes = Array(text.utf8) }

    /// The first byte of the character at a place; nothing behind the end of its line.
    mutating func byte(line: Int, column: Int) -> UInt8? {
        if (line, column) < (self.line, self.column) { (index, self.line, self.column) = (0, 1, 1) }
        while index < bytes.count, (self.line, self.column) < (line, column) { step() }
        return index < bytes.count && self.line == line && self.column == column ? bytes[index] : nil
    }

    private mutating func step() {
        if bytes[index] == UInt8(ascii: "\n") { (line, column) = (line + 1, 1) } else { column += 1 }
        index += 1
        while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
    }

    /// Where a key is written again after its first place: at the same column of a later line, else on the same line.
    ///
    /// Yams says that a key occurs twice and where it does first, not where it does again.
    static func secondPlace(of key: String, line: Int, column: Int, in text: String) -> (line: Int, column: Int) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(line - 1) else { return (line, column) }
        for (offset, later) in lines[line...].enumerated() {
            let indent = later.prefix { $0 == " " }.count
            if indent == column - 1, begins(later.dropFirst(indent), with: key) { return (line + 1 + offset, column) }
        }
        var rest = lines[line - 1]
        rest = rest.dropFirst(rest.unicodeScalars.prefix(column).count)
        var at = column + 1
        while !rest.isEmpty {
            if begins(rest, with: key) { return (line, at) }
            at += rest.removeFirst().unicodeScalars.count
        }
        return (line, column)
    }

    private static func begins(_ line: Substring, with key: String) -> Bool {
        [key, "\"\(key)\"", "'\(key)'"].contains { form in
            line.hasPrefix(form) && line.dropFirst(form.count).drop { $0 == " " }.first == ":"
        }
    }
}
