import Desk
import Testing

@testable import DeskFolder

@Suite("Conformance of the flow machine, verb by verb") struct ConformanceTests {
    private static let files = ConformanceFile.names.map { ($0, ConformanceFile($0)) }

    private static let cases = files.flatMap(\.1.cases)

    @Test("every verb has its file, and calls of more than one verb have theirs")
    func complete() {
        let verbs = VerbShapes.all.map(\.name).filter { $0 != "call" && $0 != "return" }
        let more = [
            "call-return", "hunt-abuse", "hunt-together", "late-events", "ledger-failed", "max-call-duration",
            "on-hangup", "type-ahead", "whisper",
        ]
        #expect(ConformanceFile.names == (verbs + more).sorted())
    }

    @Test(
        "every file can be read and has cases", .disabled(if: ConformanceRecord.isOn), arguments: ConformanceFile.names)
    func readable(_ name: String) {
        let file = ConformanceFile(name)
        #expect(file.problems.isEmpty, "\(file.problems.map(\.description).joined(separator: "\n"))")
        #expect(!file.cases.isEmpty)
    }

    @Test("the machine does as the case says", .disabled(if: ConformanceRecord.isOn), arguments: cases)
    func conforms(_ call: ConformanceCase) throws {
        let run = try ConformanceRun(call)
        #expect(run.faults.isEmpty, "\(run.faults.joined(separator: "\n"))")
        let expected = Self.transcript(call, call.moments.map(\.expected))
        let found = Self.transcript(call, run.lines)
        #expect(expected == found, "\(Self.diff(expected, found))")
    }

    @Test("expectations are recorded anew", .enabled(if: ConformanceRecord.isOn), arguments: ConformanceFile.names)
    func record(_ name: String) throws { try ConformanceRecord.write(name) }

    private static func transcript(_ call: ConformanceCase, _ lines: [[String]]) -> [String] {
        zip(call.moments, lines).flatMap { moment, lines in ["\(moment.text):"] + lines.map { "    \($0)" } }
    }

    /// Both transcripts in one: what is missing has a minus, what is too much a plus.
    private static func diff(_ expected: [String], _ found: [String]) -> String {
        let changes = found.difference(from: expected)
        var lines = expected.map { "  \($0)" }
        for case .remove(let offset, let line, _) in changes.removals { lines[offset] = "- \(line)" }
        var rest = lines[...]
        var merged: [String] = []
        for (offset, line) in found.enumerated() {
            while let next = rest.first, next.hasPrefix("-") {
                merged.append(next)
                rest.removeFirst()
            }
            if changes.insertions.contains(where: { if case .insert(offset, _, _) = $0 { true } else { false } }) {
                merged.append("+ \(line)")
            } else {
                merged.append("  \(line)")
                rest = rest.dropFirst()
            }
        }
        return "\n" + (merged + rest).joined(separator: "\n")
    }
}
