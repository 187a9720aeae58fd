import Desk

/// One line of a table: its fields by column name.
struct CSVRow {
    /// Where the line begins.
    let place: SourcePlace
    private let fields: [String: CSVField]

    init(_ columns: [String], _ record: [CSVField], place: SourcePlace) {
        self.place = place
        fields = Dictionary(zip(columns, record)) { first, _ in first }
    }

    /// The field of a column without the spaces around it; empty if there is no such column.
    subscript(column: String) -> CSVField {
        let field = raw(column)
        return CSVField(text: field.text.trimmed, place: field.place)
    }

    /// The field of a column as it stands.
    func raw(_ column: String) -> CSVField { fields[column] ?? CSVField(text: "", place: place) }

    var isEmpty: Bool { fields.values.allSatisfy { $0.text.trimmed.isEmpty } }
}

/// A CSV file whose first line names exactly the columns that are expected, in any order.
struct CSVTable {
    /// The lines that are not empty.
    private(set) var rows: [CSVRow] = []
    /// What is wrong with the file's form.
    private(set) var problems = ProblemList()

    init(_ bytes: [UInt8], file: String, columns: [String]) {
        let start = SourcePlace(file: file)
        if let obstacle = Self.obstacle(bytes) {
            problems.add(start, obstacle.message, mend: obstacle.mend)
            return
        }
        var reader = CSVReader(bytes, file: file)
        guard let header = reader.next() else {
            problems.add(start, "the file is empty", mend: "begin with the line \(columns.joined(separator: ","))")
            return
        }
        if readHeader(header, columns: columns, start: start) { readRows(&reader, header: header.map(\.text.trimmed)) }
        problems.add(reader.problems)
    }

    private static func obstacle(_ bytes: [UInt8]) -> (message: String, mend: String)? {
        if bytes.count > LedgerLimits.importBytes {
            return (
                "the file has \(bytes.count) bytes", "split it into files of at most \(LedgerLimits.importBytes) bytes"
            )
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return ("the file is UTF-16 text", "save the file as \"CSV UTF-8\"")
        }
        return nil
    }

    private mutating func readHeader(_ header: [CSVField], columns: [String], start: SourcePlace) -> Bool {
        var seen: Set<String> = []
        for field in header {
            let name = field.text.trimmed
            if !columns.contains(name) {
                problems.add(
                    field.place, "unknown column \(name.shown)", mend: "use only \(columns.joined(separator: ", "))")
            } else if !seen.insert(name).inserted {
                problems.add(field.place, "the column \(name) comes twice", mend: "remove one of them")
            }
        }
        let missing = columns.filter { !seen.contains($0) }
        if !missing.isEmpty {
            let names = missing.joined(separator: ", ")
            problems.add(
                start, missing.count == 1 ? "the column \(names) is missing" : "the columns \(names) are missing",
                mend: "name \(missing.count == 1 ? "it" : "them") in the first line; a column may stay empty")
        }
        return problems.isEmpty
    }

    private mutating func readRows(_ reader: inout CSVReader, header: [String]) {
        var known = reader.problems.count
        while let record = reader.next() {
            // A line whose form is wrong is not looked into: what it seems to say would only mislead.
            let isWellFormed = reader.problems.count == known
            known = reader.problems.count
            guard isWellFormed, let place = record.first?.place else { continue }
            let row = CSVRow(header, record, place: place)
            if row.isEmpty { continue }
            guard rows.count < LedgerLimits.importRecords else {
                problems.add(
                    place, "the file has more than \(LedgerLimits.importRecords) lines",
                    mend: "split it into several files")
                return
            }
            if record.count == header.count {
                rows.append(row)
            } else {
                problems.add(
                    place, "the line has \(record.count) fields, the header has \(header.count)",
                    mend: "add or remove fields; put text that holds \(reader.separatorText) in double quotes")
            }
        }
    }
}

extension String {
    /// The text without spaces, tabs and no-break spaces around it.
    var trimmed: String {
        let blanks: Set<Unicode.Scalar> = [" ", "\t", "\u{A0}"]
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !blanks.contains($0) }),
            let last = scalars.lastIndex(where: { !blanks.contains($0) })
        else { return "" }
        return String(scalars[first...last])
    }
}
