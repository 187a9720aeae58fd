import Desk
import Foundation
import Testing

@testable import Reports

@Suite("JSON lines and the other writers")
struct ReportLinesTests {
    private func objects(_ lines: String) throws -> [[String: Any]] {
        try lines.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    @Test("are one object each, and the last one tells how many there are")
    func lines() throws {
        let file = try MonthFile()
        try file.fillOctober(calls: 600, tickets: 90, charges: 40)
        let report = try file.october()
        let all = try objects(try text { try ReportLines.jsonLines(report, to: &$0) })
        let types = all.compactMap { $0["type"] as? String }
        #expect(types.count == all.count)
        #expect(types.first == "report")
        #expect(types.last == "end")
        #expect(all.last?["lines"] as? Int == all.count)
        func count(_ type: String) -> Int { types.count { $0 == type } }
        #expect(count("call") == report.calls.total)
        #expect(count("charge") == report.charges.count)
        #expect(count("movement") == report.charges.earlierMovements)
        #expect(count("guarantee") == 90)
        #expect(count("dispute") == report.disputes.total)
        #expect(count("rule") == 11)
        let without = try objects(try text { try ReportLines.jsonLines(report, calls: false, to: &$0) })
        #expect(without.count == all.count - report.calls.total)
    }

    @Test("of charges add up to the totals, in each writer by itself")
    func addsUp() throws {
        let file = try MonthFile()
        try file.fillOctober(calls: 2000, tickets: 10, charges: 200)
        let report = try file.october()
        let balance = try #require(report.charges.balances["EUR"])
        let proposed = try balance.proposed().cents
        let lines = try objects(try text { try ReportLines.jsonLines(report, calls: false, to: &$0) })
        let amounts = lines.filter { $0["type"] as? String == "charge" }.compactMap { $0["amount"] as? String }
        #expect(amounts.compactMap { Int($0.replacing(".", with: "")) }.reduce(0, +) == proposed)
        #expect(proposed > 0)
        let page = try text { try ReportPage.html(report, language: .english, to: &$0) }
        let total = ReportWords(language: .english, zone: .utc).money(Money(cents: proposed))
        #expect(page.contains("<td class=\"n\">\(total)</td>"))
        for table in ReportTable.allCases {
            let lines = try text { try table.csv(report, to: &$0) }.split(
                separator: "\r\n", omittingEmptySubsequences: false)
            #expect(lines.last == "")
            #expect(lines.count >= 2, "\(table)")
        }
    }

    @Test(
        "escape what would end a string or a line", arguments: ["a\"b", "a\\b", "a\nb", "a\u{1}b", "a\u{1F}b", "été 😀"])
    func escapes(value: String) throws {
        let line = try text { output in
            let line = JSONLine(type: "x", to: &output)
            line.text("value", value, to: &output)
            try line.end(&output)
        }
        #expect(line.filter { $0 == "\n" }.count == 1)
        #expect(try objects(line).first?["value"] as? String == value)
    }
}
