import Desk
import Testing

@testable import Ledger
@testable import Reports

@Suite("What belongs to a month")
struct BelongingTests {
    @Test("a call by the instant at which it came in, the first of the month included, the first of the next one not")
    func calls() throws {
        let file = try MonthFile()
        try file.addClient("12345")
        try file.addCall(1, at: "2026-09-30T23:59:59.999+02:00")
        try file.addCall(2, at: "2026-10-01T00:00:00+02:00")
        try file.addCall(3, at: "2026-10-31T23:59:59.999+01:00")
        try file.addCall(4, at: "2026-11-01T00:00:00+01:00")
        var ids: [String] = []
        let report = try file.october()
        try report.eachCall { ids.append(try $0.id) }
        #expect(ids == ["call-2", "call-3"])
        #expect(report.calls.total == 2)
    }

    @Test("the hour that the clock shows twice holds both")
    func repeatedHour() throws {
        let file = try MonthFile()
        try file.addClient("12345")
        try file.addCall(1, at: "2026-10-25T02:30:00+02:00", verdict: "refused")
        try file.addCall(2, at: "2026-10-25T02:30:00+01:00", verdict: "refused")
        let report = try file.october()
        #expect(report.calls.hours[2][CallResult.refused.rawValue] == 2)
        let page = try text { try ReportPage.html(report, to: &$0) }
        #expect(page.contains("Europe/Paris"))
    }

    @Test("a drill is counted beside, and is in no figure, line or table")
    func drills() throws {
        let file = try MonthFile()
        try file.addClient("12345")
        try file.addCall(1, at: "2026-10-05T10:00:00+02:00")
        try file.addCall(
            2, at: "2026-10-05T11:00:00+02:00", verdict: "abusive", ["drill": "1", "reasons": "'[\"not-urgent\"]'"])
        let report = try file.october()
        #expect(report.calls.drills == 1)
        #expect(report.calls.total == 1)
        #expect(report.calls.abuseReasons.isEmpty)
        #expect(report.clients[try #require(ClientNumber("12345") as ClientNumber?)]?.abusive == 0)
        let outputs = [
            try text { try ReportPage.html(report, to: &$0) }, try text { try ReportTable.calls.csv(report, to: &$0) },
            try text { try ReportLines.jsonLines(report, to: &$0) },
        ]
        for output in outputs { #expect(!output.contains("call-2")) }
        #expect(outputs[0].contains("Exercices : 1, non comptés"))
        #expect(outputs[2].contains(#"{"type":"total","group":"drills-not-counted","name":"all","count":1}"#))
    }

    @Test("results of drills change no byte of it")
    func results() throws {
        let file = try MonthFile()
        try file.fillOctober(calls: 200, tickets: 40, charges: 20)
        func outputs() throws -> [String] {
            let report = try file.october()
            return try [
                text { try ReportPage.html(report, to: &$0) }, text { try ReportLines.jsonLines(report, to: &$0) },
            ] + ReportTable.allCases.map { table in try text { try table.csv(report, to: &$0) } }
        }
        let before = try outputs()
        let ledger = try Ledger(path: file.path)
        let at = try time("2026-10-05T10:00:00+02:00")
        try ledger.add([.sample("D-1", at: at), .sample("D-2", person: "Bruno", at: at)])
        #expect(try ledger.eraseDrills(of: "Bruno", reason: "asked", by: "ops", at: at) == 1)
        try ledger.close()
        #expect(try outputs() == before)
    }

    @Test("a charge on a drill makes no report")
    func chargedDrill() throws {
        let file = try MonthFile()
        try file.addCall(1, at: "2026-10-05T10:00:00+02:00", verdict: "abusive", ["drill": "1"])
        try file.addCharge(7, call: 1)
        let error = #expect(throws: ReportError.self) { try file.october() }
        #expect(error?.message == "charge 7 is for the drill call-1, and drills are never billed")
    }

    @Test("an erased call stays, without its client, and says so")
    func erased() throws {
        let file = try MonthFile()
        try file.addClient("12345")
        let erased = ["client": "NULL", "contact": "NULL", "keys": "NULL", "assessment": "NULL", "erased": "1"]
        try file.addCall(1, at: "2026-10-05T10:00:00+02:00", verdict: "abusive", erased)
        try file.addCall(2, at: "2026-10-05T11:00:00+02:00", verdict: "abandoned", ["client": "NULL"])
        try file.addCharge(1, call: 1)
        let report = try file.october()
        #expect(report.calls.erased == 1)
        #expect(report.calls.anonymous == 1)
        #expect(report.charges.count == 1)
        let calls = try text { try ReportTable.calls.csv(report, to: &$0) }.split(separator: "\r\n")
        #expect(calls[1].contains(",finished,erased,erased,erased,abusive,"))
        #expect(calls[2].contains(",finished,,,,abandoned,"))
        let page = try text { try ReportPage.html(report, to: &$0) }
        #expect(page.contains("effacés (1) ou inconnus (1)"))
        #expect(page.contains("call-1<br/>effacé"))
    }

    @Test("a month that has not begun has no report")
    func future() throws {
        let file = try MonthFile()
        let error = #expect(throws: ReportError.self) {
            try file.october { $0.now = Instant(seconds: 1_790_805_599) }
        }
        #expect(
            error?.description == "the month 2026-10 has not begun: name a month up to 2026-09")
    }

    @Test("calls that come in while a report is written are not in it")
    func oneMoment() throws {
        let file = try MonthFile()
        try file.addClient("12345")
        try file.addCall(1, at: "2026-10-05T10:00:00+02:00")
        let report = try file.october()
        try file.addCall(2, at: "2026-10-05T11:00:00+02:00")
        try file.addTicket("T-1", opened: "2026-10-05T11:00:00+02:00")
        var ids: [String] = []
        try report.eachCall { ids.append(try $0.id) }
        #expect(ids == ["call-1"])
        try report.eachGuarantee { _ in Issue.record("a ticket of another moment") }
        #expect(try file.october().calls.total == 2)
    }
}
