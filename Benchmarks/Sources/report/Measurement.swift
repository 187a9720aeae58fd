import Desk
import DeskFolder
import Foundation
import Glibc
import Ledger
import Reports

/// Makes a report and tells what each part of it cost.
struct Measurement {
    let desk: DeskFolder
    let path: String
    let month: ReportMonth

    /// Goals for the report as a page: seconds on the wall and resident MB, without the opening of the ledger.
    private static let seconds = 10.0
    private static let megabytes = 200.0

    func run(parts: [String]) throws {
        let parts = parts.isEmpty ? ["html", "csv", "jsonl"] : parts
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let ledger = try step("open the ledger") { try Ledger(path: path) }
        let begun = Usage.now()
        let request = ReportRequest(
            month: month, policy: desk.policy, provider: ReportProvider(name: desk.provider.name),
            now: month.end(in: desk.policy.zone).advanced(by: .hours(24 * 14)))
        let report = try step("count everything twice") { try MonthlyReport.build(from: ledger, request) }
        if parts.contains("html") {
            try step("the page") {
                try ReportFile.write(to: "\(folder)/report.html") { try ReportPage.html(report, to: &$0) }
            }
        }
        let page = Usage.now()
        if parts.contains("csv") {
            try step("all tables, calls among them") {
                for table in ReportTable.allCases {
                    try ReportFile.write(to: "\(folder)/\(table.rawValue).csv") { try table.csv(report, to: &$0) }
                }
            }
        }
        if parts.contains("jsonl") {
            try step("JSON lines, calls among them") {
                try ReportFile.write(to: "\(folder)/report.jsonl") { try ReportLines.jsonLines(report, to: &$0) }
            }
        }
        let end = Usage.now()
        print("\(report.calls.total) calls, \(report.guarantees.total) tickets, \(report.charges.count) charges")
        print("  everything: \(cost(from: begun, to: end))")
        print("  the report as a page: \(cost(from: begun, to: page))")
        let isHeld = page.wall - begun.wall <= Self.seconds && end.peak <= Self.megabytes
        let goal = "at most \(rounded(Self.seconds, 0)) s and \(rounded(Self.megabytes, 0)) MB"
        print("the report as a page, \(goal): \(isHeld ? "held" : "NOT HELD")")
        exit(isHeld ? 0 : 1)
    }

    private func cost(from begin: Usage, to end: Usage) -> String {
        "\(rounded(end.wall - begin.wall, 2)) s, \(rounded(end.cpu - begin.cpu, 2)) s of a processor, "
            + "peak \(rounded(end.peak, 0)) MB"
    }

    private func step<Value>(_ name: String, _ body: () throws -> Value) throws -> Value {
        let before = Usage.now()
        let value = try body()
        print("  \(name): \(cost(from: before, to: Usage.now()))")
        return value
    }
}
