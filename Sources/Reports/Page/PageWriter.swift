/// Writes HTML, element by element, every value escaped.
struct PageWriter {
    /// A column of a table.
    struct Column {
        let name: String
        /// The class of its cells; none for plain text.
        let kind: String?

        static func text(_ name: String) -> Column { Column(name: name, kind: nil) }
        /// To the right, on one line.
        static func number(_ name: String) -> Column { Column(name: name, kind: "n") }
        /// A time, and names that may be broken anywhere.
        static func wide(_ name: String) -> Column { Column(name: name, kind: "w") }
    }

    private var columns: [Column] = []

    func heading(_ text: String, id: String, to output: inout ReportOutput) {
        output.write("<h2 id=\"\(id)\">\(text.markupEscaped)</h2>\n")
    }

    func subheading(_ text: String, to output: inout ReportOutput) {
        output.write("<h3>\(text.markupEscaped)</h3>\n")
    }

    func paragraph(_ text: String, kind: String? = nil, to output: inout ReportOutput) {
        output.write("<p\(kind.map { " class=\"\($0)\"" } ?? "")>\(text.markupEscaped)</p>\n")
    }

    mutating func open(_ columns: [Column], kind: String = "", to output: inout ReportOutput) {
        self.columns = columns
        output.write("<table\(kind.isEmpty ? "" : " class=\"\(kind)\"")><thead><tr>")
        for column in columns {
            output.write("<th scope=\"col\"\(Self.attribute(column))>\(column.name.markupEscaped)</th>")
        }
        output.write("</tr></thead><tbody>\n")
    }

    /// Writes a row; a line break within a cell is one on the page.
    func row(_ cells: [String], isTotal: Bool = false, to output: inout ReportOutput) throws {
        output.write(isTotal ? "<tr class=\"total\">" : "<tr>")
        for (index, cell) in cells.enumerated() {
            output.write(columns.indices.contains(index) ? "<td\(Self.attribute(columns[index]))>" : "<td>")
            for (number, line) in cell.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if number > 0 { output.write("<br/>") }
                output.write(String(line).markupEscaped)
            }
            output.write("</td>")
        }
        output.write("</tr>\n")
        try output.spill()
    }

    private static func attribute(_ column: Column) -> String { column.kind.map { " class=\"\($0)\"" } ?? "" }

    func close(to output: inout ReportOutput) { output.write("</tbody></table>\n") }
}
