import Desk
import Testing

@testable import Reports

@Suite("The provider's response guarantees")
struct GuaranteeTests {
    private struct Judged: Equatable {
        let result: GuaranteeResult
        let deadline: String
        var delay: Int64 = 0
    }

    private func judge(
        opened: String, responded: String? = nil, contract: String? = nil, _ more: [String: String] = [:],
        now: String = "2026-11-15T09:00:00+01:00"
    ) throws -> Judged {
        let file = try MonthFile()
        try file.addClient("12345", contract: contract)
        try file.addTicket("T-1", opened: opened, responded: responded, more)
        let now = try time(now)
        let report = try file.october { $0.now = now }
        var judged: [Judged] = []
        try report.eachGuarantee {
            judged.append(
                Judged(
                    result: $0.result, deadline: Timestamp.format($0.deadline, in: report.request.policy.zone),
                    delay: $0.delay))
        }
        #expect(report.guarantees.results.values.reduce(0, +) == 1)
        return try #require(judged.first)
    }

    @Test("an answer at the deadline is in time, a millisecond later is late")
    func deadline() throws {
        let kept = try judge(opened: "2026-10-05T10:00:00+02:00", responded: "2026-10-05T11:00:00+02:00")
        #expect(kept == Judged(result: .kept, deadline: "2026-10-05T11:00:00+02:00"))
        let late = try judge(opened: "2026-10-05T10:00:00+02:00", responded: "2026-10-05T11:00:00.001+02:00")
        #expect(late == Judged(result: .late, deadline: "2026-10-05T11:00:00+02:00", delay: 1))
    }

    @Test("an hour is an hour in the night in which the clock is put back")
    func clockChange() throws {
        let judged = try judge(opened: "2026-10-25T02:30:00+02:00", responded: "2026-10-25T02:45:00+01:00")
        #expect(judged == Judged(result: .late, deadline: "2026-10-25T02:30:00+01:00", delay: 15 * 60_000))
    }

    @Test("a contract of support hours runs only during these")
    func office() throws {
        let judged = try judge(
            opened: "2026-10-24T18:30:00+02:00", responded: "2026-10-25T08:20:00+01:00", contract: "office")
        #expect(judged == Judged(result: .kept, deadline: "2026-10-25T08:30:00+01:00"))
    }

    @Test("an e-mail counts from when it is next read")
    func email() throws {
        let judged = try judge(
            opened: "2026-10-06T20:00:00+02:00", responded: "2026-10-07T09:10:00+02:00", ["channel": "'email'"])
        #expect(judged == Judged(result: .late, deadline: "2026-10-07T09:00:00+02:00", delay: 600_000))
    }

    @Test("an e-mail after the end of the channel has no guarantee")
    func endedChannel() throws {
        let file = try MonthFile()
        try file.addClient("12345")
        try file.addTicket("T-1", opened: "2026-10-06T20:00:00+02:00", ["channel": "'email'"])
        let report = try file.october {
            $0.policy.channels = [Channel(name: .email, ended: .distantPast), Channel(name: .portal)]
        }
        #expect(report.guarantees.results == [.uncounted: 1])
        #expect(report.guarantees.missed == 0)
    }

    @Test("without an answer it runs until the deadline and is missed from then on")
    func unanswered() throws {
        let running = try judge(opened: "2026-10-31T23:30:00+01:00", now: "2026-11-01T00:30:00+01:00")
        #expect(running.result == .running)
        let missed = try judge(opened: "2026-10-31T23:30:00+01:00", now: "2026-11-01T00:30:00.001+01:00")
        #expect(missed == Judged(result: .unanswered, deadline: "2026-11-01T00:30:00+01:00", delay: 1))
        let unknown = try judge(
            opened: "2026-10-31T23:30:00+01:00", responded: "2026-11-01T00:40:00+01:00",
            now: "2026-11-01T00:35:00+01:00")
        #expect(unknown.result == .unanswered)
    }

    @Test("a ticket that was closed before its deadline is neither kept nor missed, later it is missed")
    func closed() throws {
        let opened = "2026-10-05T10:00:00+02:00"
        let early = try judge(opened: opened, ["closed": "\(try time("2026-10-05T10:30:00+02:00").milliseconds)"])
        #expect(early.result == .withdrawn)
        let late = try judge(opened: opened, ["closed": "\(try time("2026-10-05T11:20:00+02:00").milliseconds)"])
        #expect(late == Judged(result: .unanswered, deadline: "2026-10-05T11:00:00+02:00", delay: 20 * 60_000))
    }

    @Test("stands beside the abuses of the same client")
    func sides() throws {
        let file = try MonthFile()
        try file.addClient("12345", name: "Atelier")
        try file.addTicket("T-1", opened: "2026-10-05T10:00:00+02:00", responded: "2026-10-05T13:05:00+02:00")
        try file.addTicket("T-2", opened: "2026-10-06T10:00:00+02:00", responded: "2026-10-06T10:05:00+02:00")
        try file.addCall(1, at: "2026-10-05T10:30:00+02:00", verdict: "abusive")
        let report = try file.october()
        #expect(report.guarantees.delays == [0, 0, 1, 0, 0])
        #expect(report.guarantees.days[4] == [.late: 1])
        let clients = try text { try ReportTable.clients.csv(report, to: &$0) }
        #expect(clients.hasSuffix("\r\n12345,Atelier,1,0,0,1,2,1,1,7500000\r\n"))
        let page = try text { try ReportPage.html(report, to: &$0) }
        #expect(
            page.contains(
                "<td>12345</td><td>Atelier</td><td class=\"n\">1</td><td class=\"n\">1</td><td class=\"n\">2</td>"
                    + "<td class=\"n\">1</td><td class=\"n\">1</td><td class=\"n\">2\u{A0}h 05\u{A0}min</td>"))
    }
}
