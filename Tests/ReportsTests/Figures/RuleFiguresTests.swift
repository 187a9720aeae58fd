import Desk
import Testing

@testable import Ledger
@testable import Reports

@Suite("Decisions by rule")
struct RuleFiguresTests {
    @Test("count each precondition as each call noted it")
    func counts() throws {
        let file = try MonthFile()
        try file.addClient("12345")
        let notes = ["'ssrrrsssssr'", "'ssrrrvvnnnn'", "'ssruruunnnn'", "'ss'", "NULL"]
        for (key, note) in notes.enumerated() {
            try file.addCall(key + 1, at: "2026-10-05T10:00:00+02:00", ["statuses": note])
        }
        let report = try file.october()
        func row(_ precondition: Precondition) -> [Int] {
            RuleFigures.Standing.allCases.map { report.rules.count(precondition, $0) }
        }
        #expect(row(.clientNumber) == [4, 0, 0, 0, 0, 1])
        #expect(row(.ticket) == [1, 1, 1, 0, 0, 2])
        #expect(row(.responseGuarantee) == [1, 1, 1, 0, 0, 2])
        #expect(row(.knownIncident) == [0, 0, 1, 0, 2, 2])
        #expect(row(.sitesTested) == [0, 0, 0, 2, 1, 2])
        #expect(report.calls.lookupsFailed == 1)
        let table = try text { try ReportTable.rules.csv(report, to: &$0) }.split(separator: "\r\n")
        #expect(table[6] == "R4,ticket,1,1,1,0,0,2")
    }

    @Test("are not guessed from letters of another version", arguments: ["ssrrrsssssrs", "xsrrrsssssr"])
    func unreadable(note: String) throws {
        let file = try MonthFile()
        try file.addClient("12345")
        try file.addCall(1, at: "2026-10-05T10:00:00+02:00", ["statuses": "'\(note)'"])
        let error = #expect(throws: ReportError.self) { try file.october() }
        #expect(error?.message == "call call-1 has the statuses \"\(note)\", which this version cannot read")
    }

    @Test("tell the calls that were admitted because the desk could not know")
    func failedOpen() throws {
        let file = try MonthFile()
        try file.addClient("12345")
        try file.addCall(
            1, at: "2026-10-05T10:00:00+02:00", ["statuses": "'ssrrruunnnn'", "reasons": "'[\"desk-unavailable\"]'"])
        try file.addCall(2, at: "2026-10-05T11:00:00+02:00", verdict: "refused", ["statuses": "'ssrurnnnnnn'"])
        let report = try file.october()
        #expect(report.calls.failedOpen == 1)
        #expect(report.calls.lookupsFailed == 2)
        #expect(report.calls.failedOpenCalls.map(\.id) == ["call-1"])
        #expect(report.calls.failedOpenCalls.first?.unavailable == [.ticket, .responseGuarantee])
    }
}
