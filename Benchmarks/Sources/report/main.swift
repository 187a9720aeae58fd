import Desk
import DeskFolder
import Foundation
import Glibc
import Ledger
import Reports

// `report DESK FILE fill [CALLS TICKETS CHARGES]` makes a ledger; `report DESK FILE [PART…]` measures the monthly report
// of it, all parts or those that are named: html, csv, jsonl. Filling and measuring are two processes, so that the peak
// of memory is the report's.
let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2 else {
    print("usage: report DESK FILE [fill [CALLS TICKETS CHARGES] | html | csv | jsonl]...")
    exit(2)
}
do {
    let desk = try DeskFolder.load(at: arguments[0])
    let month = try ReportMonth("2026-10")
    let rest = Array(arguments.dropFirst(2))
    if rest.first == "fill" {
        let counts = rest.dropFirst().compactMap { Int($0) }
        let fill = MonthFill(
            path: arguments[1], statements: "\(arguments[0])/Tests/ReportsTests/Statements",
            start: month.start(in: desk.policy.zone))
        let before = Usage.now()
        try fill.fill(
            calls: counts.first ?? 1_000_000, tickets: counts.dropFirst().first ?? 60_000,
            charges: counts.dropFirst(2).first ?? 30_000)
        print("filled in \(rounded(Usage.now().wall - before.wall, 1)) s")
        exit(0)
    }
    try Measurement(desk: desk, path: arguments[1], month: month).run(parts: rest)
} catch {
    print("report: \(error)")
    exit(2)
}
