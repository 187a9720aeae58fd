import Desk

/// One field of a CSV file, and where it begins.
struct CSVField: Hashable, Sendable {
    let text: String
    let place: SourcePlace
}

/// Cuts a CSV file (RFC 4180) into records of fields.
///
/// Works on bytes, because a CRLF is one Swift character. Bad spots are noted and reading goes on behind them, so that
/// one reading finds them all. A blank line is no record.
struct CSVReader {
    private let bytes: [UInt8]
    private let file: String
    private let separator: UInt8
    private var index: Int
    private var line = 1
    private var column = 1
    private var sawLoneReturn = false
    /// What is wrong so far.
    private(set) var problems = ProblemList()

    private static let quote: UInt8 = 0x22
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    init(_ bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
        index = bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
        // Column names hold no separator, so the first line tells which one is used.
        let header = bytes.prefix { $0 != Self.lineFeed && $0 != Self.carriageReturn }
        separator = header.contains(0x3B) ? 0x3B : 0x2C
    }

    /// The separator that the header uses.
    var separatorText: String { separator == 0x3B ? ";" : "," }

    /// The next record, or nothing at the end of the file.
    mutating func next() -> [CSVField]? {
        while index < bytes.count {
            if skipLineEnd() { continue }
            return record()
        }
        return nil
    }

    private var place: SourcePlace { SourcePlace(file: file, line: line, column: column) }

    private mutating func record() -> [CSVField] {
        var fields: [CSVField] = []
        while true {
            let field = field()
            if fields.count < LedgerLimits.fieldsPerRecord {
                fields.append(field)
            } else if fields.count == LedgerLimits.fieldsPerRecord {
                problems.add(
                    field.place, "the line has more than \(LedgerLimits.fieldsPerRecord) fields",
                    mend: "put text that holds \(separatorText) in double quotes")
                fields.append(field)
            }
            guard index < bytes.count, bytes[index] == separator else { break }
            advance()
        }
        _ = skipLineEnd()
        return fields
    }

    private mutating func field() -> CSVField {
        let start = place
        let content = index < bytes.count && bytes[index] == Self.quote ? quoted(from: start) : plain()
        if content.count > LedgerLimits.fieldBytes {
            problems.add(
                start, "the field has \(content.count) bytes", mend: "use at most \(LedgerLimits.fieldBytes)")
            return CSVField(text: "", place: start)
        }
        if content.contains(where: { ($0 < 0x20 && ![0x09, 0x0A, 0x0D].contains($0)) || $0 == 0x7F }) {
            problems.add(start, "the field holds a control character", mend: "remove it")
        }
        guard let text = String(validating: content, as: UTF8.self) else {
            problems.add(start, "the field is not UTF-8 text", mend: "save the file as \"CSV UTF-8\"")
            return CSVField(text: "", place: start)
        }
        return CSVField(text: text, place: start)
    }

    private mutating func plain() -> [UInt8] {
        let first = index
        while !isAtFieldEnd {
            if bytes[index] == Self.quote {
                problems.add(
                    place, "a double quote stands inside a field that does not begin with one",
                    mend: "put the whole field in double quotes, and write each quote inside it twice")
                skipToFieldEnd()
                break
            }
            advance()
        }
        return Array(bytes[first..<index])
    }

    private mutating func quoted(from start: SourcePlace) -> [UInt8] {
        var content: [UInt8] = []
        advance()
        while index < bytes.count {
            let byte = bytes[index]
            if byte == Self.quote {
                advance()
                guard index < bytes.count, bytes[index] == Self.quote else {
                    if !isAtFieldEnd {
                        problems.add(
                            place, "text follows the closing double quote",
                            mend: "write a quote inside a field twice, or remove what follows")
                        skipToFieldEnd()
                    }
                    return content
                }
            }
            content.append(byte)
            advance()
        }
        problems.add(start, "the field is never closed by a double quote", mend: "close it, or write the quote twice")
        return content
    }

    private var isAtFieldEnd: Bool {
        guard index < bytes.count else { return true }
        let byte = bytes[index]
        return byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn
    }

    private mutating func skipToFieldEnd() {
        while !isAtFieldEnd { advance() }
    }

    /// Skips one line end, if there is one here.
    private mutating func skipLineEnd() -> Bool {
        guard index < bytes.count else { return false }
        switch bytes[index] {
        case Self.lineFeed: break
        case Self.carriageReturn:
            if index + 1 < bytes.count, bytes[index + 1] == Self.lineFeed {
                index += 1
            } else {
                if !sawLoneReturn {
                    problems.add(
                        place, "a line ends with a carriage return alone",
                        mend: "save the file with LF or CRLF line ends")
                }
                sawLoneReturn = true
                index += 1
                line += 1
                column = 1
                return true
            }
        default: return false
        }
        advance()
        return true
    }

    /// Steps over one byte; a column is one Unicode scalar.
    private mutating func advance() {
        let byte = bytes[index]
        index += 1
        if byte == Self.lineFeed {
            line += 1
            column = 1
        } else if byte & 0xC0 != 0x80 {
            column += 1
        }
    }
}
