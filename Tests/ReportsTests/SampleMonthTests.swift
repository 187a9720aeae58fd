import Desk
import Foundation
import Testing

@testable import Reports

@Suite("A filled month")
struct SampleMonthTests {
    @Test("adds up, and every writer writes it")
    func writes() throws {
        let file = try MonthFile()
        try file.fillOctober(calls: 2400, tickets: 400, charges: 120)
        let report = try file.october {
            $0.checkpoint = "voicedesk-ledger\n12345\nq83v"
            $0.parameters = [.init("voicedesk", "0.9"), .init("ledger", "/var/lib/voicedesk/ledger.sqlite")]
        }
        let page = try text { try ReportPage.html(report, to: &$0) }
        #expect(page.hasSuffix("</body></html>\n"))
        if let folder = ProcessInfo.processInfo.environment["REPORT_SAMPLES"] {
            for (name, language) in [("fr", Language.french), ("en", .english)] {
                try ReportFile.write(to: "\(folder)/report-\(name).html") {
                    try ReportPage.html(report, language: language, to: &$0)
                }
            }
            for table in ReportTable.allCases {
                try ReportFile.write(to: "\(folder)/\(table.rawValue).csv") { try table.csv(report, to: &$0) }
            }
            try ReportFile.write(to: "\(folder)/report.jsonl") { try ReportLines.jsonLines(report, to: &$0) }
        }
    }
}
