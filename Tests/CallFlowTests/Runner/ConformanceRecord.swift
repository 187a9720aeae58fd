import Foundation

/// Writes what the machine does into the file in place of what was expected, to be reviewed as a diff.
enum ConformanceRecord {
    /// Whether expectations are to be written instead of compared.
    static let isOn = ProcessInfo.processInfo.environment["VOICEDESK_RECORD"] == "1"

    /// Rewrites a file's expectations.
    static func write(_ name: String) throws {
        let path = "\(ConformanceFile.folder)/\(name).yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let file = ConformanceFile(text, named: name, isRecording: true)
        try rewritten(text, file.cases).write(toFile: path, atomically: true, encoding: .utf8)
    }

    static func rewritten(_ text: String, _ cases: [ConformanceCase]) throws -> String {
        var moments: [(moment: ConformanceCase.Moment, lines: [String])] = []
        for call in cases {
            for (moment, lines) in zip(call.moments, try ConformanceRun(call).lines) { moments.append((moment, lines)) }
        }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (moment, effects) in moments.sorted(by: { $0.moment.line > $1.moment.line }) {
            let first = moment.line - 1
            let indent = lines[first].prefix { $0 == " " }.count
            let end = lines[(first + 1)...].firstIndex { line in line.prefix { $0 == " " }.count <= indent }
            let margin = String(repeating: " ", count: indent)
            let head = "\(margin)- \(quoted(moment.text)):\(effects.isEmpty ? " []" : "")"
            lines.replaceSubrange(
                first..<(end ?? lines.count), with: [head] + effects.map { "\(margin)    - \(quoted($0))" })
        }
        return lines.joined(separator: "\n")
    }

    /// Text that YAML would read as something else is put in quotes.
    private static func quoted(_ text: String) -> String {
        text.contains(" #") || text.contains(": ") ? "\"\(text)\"" : text
    }
}
