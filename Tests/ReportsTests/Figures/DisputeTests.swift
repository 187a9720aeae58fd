import Desk
import Testing

@testable import Ledger
@testable import Reports

@Suite("The month's disputes")
struct DisputeTests {
    @Test("are those that were open at some time within it, with their days")
    func disputes() throws {
        let file = try MonthFile()
        try file.addCall(1, at: "2026-09-05T10:00:00+02:00", verdict: "abusive")
        try file.addCharge(1, call: 1)
        func at(_ text: String) throws -> Int64 { try time(text).milliseconds }
        let (before, first) = (try at("2026-09-20T10:00:00+02:00"), try at("2026-10-01T00:00:00+02:00"))
        let (mid, next) = (try at("2026-10-24T23:30:00+02:00"), try at("2026-11-01T00:00:00+01:00"))
        let answer = try at("2026-10-26T00:15:00+01:00")
        try file.execute(
            """
            INSERT INTO dispute (id, charge, opened, answered, closed, outcome) VALUES
                (1, 1, \(before), NULL, \(first - 1), 'rejected'), (2, 1, \(before), NULL, \(first), 'granted'),
                (3, 1, \(mid), \(answer), \(next), 'rejected'), (4, 1, \(mid), NULL, NULL, NULL), (5, 1, \(next), NULL, NULL, NULL)
            """)
        let report = try file.october()
        var ids: [Int64] = []
        var days: [Int?] = []
        try report.eachDispute {
            ids.append($0.id)
            days.append($0.days(until: $0.answered, in: report.request.policy.zone))
        }
        #expect(ids == [2, 3, 4])
        #expect(days == [nil, 2, nil])
        let disputes = report.disputes
        #expect([disputes.total, disputes.opened, disputes.answered, disputes.pending] == [3, 2, 1, 2])
        #expect(disputes.closed == [.granted: 1])
    }

    @Test("that contradict themselves make no report")
    func contradiction() throws {
        let file = try MonthFile()
        try file.addCall(1, at: "2026-09-05T10:00:00+02:00", verdict: "abusive")
        try file.addCharge(1, call: 1)
        try file.execute("INSERT INTO dispute (id, charge, opened, outcome) VALUES (8, 1, 0, 'granted')")
        let error = #expect(throws: ReportError.self) { try file.october() }
        #expect(error?.message == "dispute 8 has an outcome but is not closed")
    }
}
