import Foundation
import Testing

@testable import Reports

@Suite("A report's file")
struct ReportFileTests {
    private struct Stopped: Error {}

    @Test("is there in full, for its owner only")
    func writes() throws {
        let file = try MonthFile()
        let path = file.directory.appendingPathComponent("report.csv").path
        try ReportFile.write(to: path) { output in
            for number in 0..<100_000 {
                output.write(number: Int64(number))
                output.write("\n")
                try output.spill()
            }
        }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.split(separator: "\n").map { Int($0) } == Array(0..<100_000))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("leaves the one before it and no rest when the report does not add up")
    func keeps() throws {
        let file = try MonthFile()
        let path = file.directory.appendingPathComponent("report.csv").path
        try ReportFile.write(to: path) { $0.write("before") }
        #expect(throws: Stopped.self) {
            try ReportFile.write(to: path) {
                $0.write("half")
                throw Stopped()
            }
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "before")
        let names = try FileManager.default.contentsOfDirectory(atPath: file.directory.path)
        #expect(!names.contains { $0.hasSuffix(".partial") })
    }

    @Test("is handed on in chunks, however long it is")
    func chunks() throws {
        final class Sizes { var all: [Int] = [] }
        let file = try MonthFile()
        try file.fillOctober(calls: 3000, tickets: 10, charges: 10)
        let report = try file.october()
        let sizes = Sizes()
        var output = ReportOutput { sizes.all.append($0.count) }
        try ReportLines.jsonLines(report, to: &output)
        try ReportPage.html(report, to: &output)
        #expect(sizes.all.reduce(0, +) > 20 * ReportOutput.chunk)
        #expect((sizes.all.max() ?? 0) < 2 * ReportOutput.chunk)
        #expect(sizes.all.count > 15)
    }

    @Test("that cannot be written is an error with its mend")
    func refuses() {
        let error = #expect(throws: ReportError.self) { try ReportFile.write(to: "/nowhere/at/all.csv") { _ in } }
        #expect(error?.kind == .cannotWrite)
        #expect(error?.message == "/nowhere/at/all.csv cannot be written")
    }
}
