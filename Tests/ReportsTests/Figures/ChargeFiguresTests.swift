import Desk
import Testing

@testable import Ledger
@testable import Reports

@Suite("The month's charges")
struct ChargeFiguresTests {
    /// Instants in milliseconds, as SQL.
    private func at(_ text: String) throws -> String { "\(try time(text).milliseconds)" }

    /// A month with a charge in every state, and one of September that was credited in October.
    private func everyState() throws -> MonthFile {
        let file = try MonthFile()
        try file.addClient("12345")
        let october = try at("2026-10-10T09:00:00+02:00")
        let later = try at("2026-11-05T09:00:00+01:00")
        let decided = ["decided": october, "decided_by": "'c.martin'", "proposed": october]
        let invoiced = decided.merging(["invoiced": later, "invoice": "'F-1'"]) { $1 }
        let credited = invoiced.merging(["credited": later, "credit_note": "'A-1'"]) { $1 }
        for key in 1...6 { try file.addCall(key, at: "2026-10-05T10:0\(key):00+02:00", verdict: "abusive") }
        try file.addCharge(1, call: 1, ["proposed": october])
        try file.addCharge(2, call: 2, status: "waived", decided)
        try file.addCharge(3, call: 3, status: "confirmed", decided)
        try file.addCharge(4, call: 4, status: "invoiced", invoiced.merging(["amount": "45000"]) { $1 })
        try file.addCharge(5, call: 5, status: "credited", credited)
        try file.addCharge(6, call: 5, ["replaces": "5", "proposed": later])
        try file.addCall(9, at: "2026-09-30T10:00:00+02:00", verdict: "abusive")
        let september = try at("2026-09-30T12:00:00+02:00")
        try file.addCharge(
            9, call: 9, status: "credited",
            [
                "proposed": september, "decided": september, "invoiced": september, "invoice": "'F-0'",
                "credited": october, "credit_note": "'A-0'", "credit_reason": "'=1+1'",
            ])
        return file
    }

    @Test("stand each in one place, and every sum follows from the others")
    func balance() throws {
        let report = try everyState().october()
        let balance = try #require(report.charges.balances["EUR"])
        func pair(_ total: ChargeTotal) -> [Int] { [total.count, total.cents] }
        #expect(pair(try balance.proposed()) == [6, 220_000])
        #expect(pair(balance[.open]) == [2, 70_000])
        #expect(pair(balance[.waived]) == [1, 35_000])
        #expect(pair(try balance.confirmed()) == [3, 115_000])
        #expect(pair(balance[.toBeInvoiced]) == [1, 35_000])
        #expect(pair(try balance.everInvoiced()) == [2, 80_000])
        #expect(pair(balance[.credited]) == [1, 35_000])
        #expect(pair(balance.net) == [1, 45_000])
        #expect(report.charges.originals == 5)
        #expect(report.charges.originalsOfAbusiveCalls == 5)
        #expect(report.calls.count(.abusive) == 6)
    }

    @Test("tell what happened within the month, to them and to charges of earlier months")
    func movements() throws {
        let report = try everyState().october()
        func count(_ kind: MovementKind, earlier: Bool) -> Int {
            report.charges.movements[.init(kind: kind, currency: "EUR", isEarlier: earlier)]?.count ?? 0
        }
        #expect(MovementKind.allCases.map { count($0, earlier: false) } == [5, 3, 1, 0, 0])
        #expect(MovementKind.allCases.map { count($0, earlier: true) } == [0, 0, 0, 0, 1])
        let lines = try text { try ReportTable.movements.csv(report, to: &$0) }.split(separator: "\r\n")
        #expect(lines.count == 2)
        #expect(lines[1].hasPrefix("9,call-9,2026-09-30T10:00:00+02:00,12345,credited,2026-10-10T09:00:00+02:00,,"))
        // The reason is a text and is guarded, the amount is a number and keeps its sign.
        #expect(lines[1].hasSuffix(#","'=1+1",A-0,-350.00,EUR"#))
    }

    @Test("are the lines of the table, cent by cent")
    func table() throws {
        let report = try everyState().october()
        let lines = try text { try ReportTable.charges.csv(report, to: &$0) }.split(separator: "\r\n").dropFirst()
        let amounts = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false)[9] }
        #expect(amounts == ["350.00", "350.00", "350.00", "450.00", "350.00", "350.00"])
        let totals = try report.totals().filter { $0.group == "charges" }
            .map { "\($0.name) \($0.count) \($0.amount?.description ?? "")" }
        #expect(
            totals == [
                "proposed 6 2200.00 EUR", "open 2 700.00 EUR", "waived 1 350.00 EUR", "confirmed 3 1150.00 EUR",
                "to-be-invoiced 1 350.00 EUR", "withdrawn 0 0.00 EUR", "invoiced 2 800.00 EUR", "credited 1 350.00 EUR",
                "net 1 450.00 EUR",
            ])
    }

    @Test(
        "with a status that its dates contradict makes no report",
        arguments: [
            ("waived", [:]), ("confirmed", ["decided": "1", "invoiced": "2"]), ("proposed", ["decided": "1"]),
            ("invoiced", ["decided": "1"]), ("credited", ["decided": "1", "invoiced": "1"]),
        ] as [(String, [String: String])])
    func contradiction(status: String, dates: [String: String]) throws {
        let file = try MonthFile()
        try file.addCall(1, at: "2026-10-05T10:00:00+02:00", verdict: "abusive")
        try file.addCharge(3, call: 1, status: status, dates)
        let error = #expect(throws: ReportError.self) { try file.october() }
        #expect(error?.kind == .doesNotReconcile)
        #expect(error?.message.hasPrefix("charge 3 is \(status), but was decided ") == true)
    }

    @Test("that are too much to be counted make no report")
    func overflow() throws {
        let file = try MonthFile()
        for key in 1...2 {
            try file.addCall(key, at: "2026-10-05T10:00:00+02:00", verdict: "abusive")
            try file.addCharge(key, call: key, ["amount": "9223372036854775807"])
        }
        let error = #expect(throws: ReportError.self) { try file.october() }
        #expect(error?.kind == .tooMuch)
    }

    @Test("that were added wrongly are found before anything is written")
    func reconciliation() throws {
        let report = try everyState().october()
        var counting = MonthCounting(report.request)
        counting.calls = report.calls
        counting.rules = report.rules
        counting.charges = report.charges
        counting.guarantees = report.guarantees
        counting.clients = report.clients
        let file = try everyState()
        let moment = try Ledger(path: file.path).moment()
        func check(_ counting: MonthCounting) throws {
            try Reconciliation(counting: counting, start: report.start, end: report.end).check(against: moment)
        }
        try check(counting)
        var wrong = counting
        wrong.charges.balances["EUR"] = ChargeBalance()
        let error = #expect(throws: ReportError.self) { try check(wrong) }
        #expect(error?.message == "charges proposed do not add up: 0 by the lines, 6 by the database")
        wrong = counting
        wrong.calls.results[.emergency]?[CallResult.abusive.rawValue] -= 1
        #expect(throws: ReportError.self) { try check(wrong) }
        wrong = counting
        wrong.charges.clients = [:]
        #expect(throws: ReportError.self) { try check(wrong) }
    }
}
