import Desk
import Foundation
import Ledger
import Testing

@testable import Reports

@Suite("The report on drills") struct DrillReportTests {
    let file: MonthFile
    let ledger: Ledger

    init() throws {
        file = try MonthFile()
        ledger = try Ledger(path: file.path)
    }

    /// Three people over a month: one who learns, one technician, one whose name is an attack.
    static let hostile = "=HYPERLINK(\"x\") <script>alert('é')</script>"

    static func results() throws -> [DrillResult] {
        let days = try (1...9).map { try time("2026-11-0\($0)T18:00:00+01:00") }
        return [
            .sample("D-1", at: days[0], points: 0), .sample("D-2", at: days[1], points: 2),
            .sample("D-3", at: days[2], points: 5),
            .sample("D-4", person: "Bruno Keller", scenario: "3am", at: days[3], role: .technician, accept: 8_400),
            .sample("D-5", person: "Bruno Keller", scenario: "3am", at: days[4], role: .technician, accept: 6_200),
            .sample("D-6", person: "Bruno Keller", scenario: "3am", at: days[5], points: 0, role: .technician),
            .sample("D-7", person: Self.hostile, scenario: "-bill", at: days[6]),
        ]
    }

    private func report(_ filter: DrillFilter = DrillFilter()) throws -> DrillReport {
        let zone = try Policy.paris().zone
        return try DrillReport.build(
            from: ledger,
            DrillReportRequest(
                filter: filter, zone: zone, provider: "DRI <b>", now: try time("2026-11-23T18:00:00+01:00")))
    }

    @Test("counts people, scenarios, rules and reactions") func figures() throws {
        try ledger.add(Self.results())
        let figures = try report().figures
        #expect(figures.all.count == 7 && figures.all.passed == 5 && figures.erased == 0)
        #expect(figures.all.points == 47 && figures.all.outOf == 70)
        let alice = try #require(figures.people["Alice Martin"])
        #expect(alice.count == 3 && alice.passed == 2)
        #expect(alice.steps.map(\.permille) == [400, 600, 900])
        #expect(alice.steps.map(\.isPassed) == [false, true, true])
        let bruno = try #require(figures.people["Bruno Keller"])
        #expect(bruno.technician == 3 && bruno.accepts.count == 2 && bruno.answers.count == 0)
        #expect(bruno.accepts.fastest == 6_200 && bruno.accepts.slowest == 8_400 && bruno.accepts.median == 6_200)
        #expect(alice.technician == 0 && alice.accepts.median == nil)
        #expect(figures.rulesByLoss.map(\.rule) == ["R4", "", "R1"])
        let ticket = try #require(figures.rules["R4"])
        #expect(ticket.drills == 7 && ticket.missed == 6 && ticket.lost == 16 && ticket.outOf == 35)
        #expect(ticket.costliest.map(\.line) == ["ticket"])
        #expect(figures.rules["R1"]?.lost == 0 && figures.rules["R1"]?.missed == 0)
        #expect(figures.scenariosByName.map(\.name) == ["-bill", "3am", "friday-night"])
    }

    @Test("follows its filter, and counts what was erased apart") func filters() throws {
        try ledger.add(Self.results())
        #expect(try report(DrillFilter(person: "Alice Martin")).figures.all.count == 3)
        #expect(try report(DrillFilter(scenario: "3am")).figures.people.keys.sorted() == ["Bruno Keller"])
        let until = try time("2026-11-03T00:00:00+01:00")
        #expect(try report(DrillFilter(during: .distantPast..<until)).figures.all.count == 2)
        #expect(try ledger.eraseDrills(of: "Bruno Keller", reason: "asked", by: "ops", at: until) == 3)
        let report = try report()
        #expect(report.figures.all.count == 4 && report.figures.erased == 3)
        #expect(
            try text { try DrillPage.html(report, language: .french, to: &$0) }
                .contains("3 résultats effacés ne sont comptés nulle part ici."))
        #expect(try !text { try DrillJSON.write(report, to: &$0) }.contains("Bruno"))
    }

    @Test("stops where a row contradicts the database's own count") func contradiction() throws {
        try ledger.add(Self.results())
        try file.execute("UPDATE drill SET passed = 1 WHERE id = 'D-1'")
        #expect(
            throws: ReportError(
                .doesNotReconcile, "drills that are passed do not add up: 5 by the lines, 6 by the database",
                mend: "verify the ledger; nothing may be billed by a report that does not add up")
        ) { try report() }
    }

    @Test("is a well-formed page that stands alone and escapes names", arguments: Language.allCases)
    func page(language: Language) throws {
        try ledger.add(Self.results())
        let report = try report()
        let page = try text { try DrillPage.html(report, language: language, to: &$0) }
        try Pages.keep(page, "report-\(language.rawValue).html")
        try parse(page)
        #expect(!page.contains("<script") && !page.contains("<b>DRI") && !page.contains("alert('"))
        #expect(page.contains("=HYPERLINK(&quot;x&quot;) &lt;script&gt;alert(&#39;é&#39;)&lt;/script&gt;"))
        let rest = page.replacing("http://www.w3.org/2000/svg", with: "")
        for outside in ["http://", "https://", "src=", "@import", "href=", "url(http"] {
            #expect(!rest.contains(outside))
        }
        #expect(page.contains("<html lang=\"\(language.rawValue)\">"))
        #expect(
            page.contains(
                language == .french ? "Ce que l’équipe devrait apprendre ensuite" : "What the team should learn next"))
        #expect(page.contains(language == .french ? "R4: 16 (45,7\u{202F}%)" : "R4: 16 (45.7%)"))
    }

    @Test("says that there is nothing, in every format") func empty() throws {
        let report = try report()
        let page = try text { try DrillPage.html(report, language: .french, to: &$0) }
        try Pages.keep(page, "empty.html")
        try parse(page)
        #expect(page.contains("Aucun exercice ne correspond à cette demande."))
        #expect(!page.contains("<table"))
        #expect(try text { try DrillTable.people.csv(report, to: &$0) }.split(separator: "\r\n").count == 1)
        let json = try JSONSerialization.jsonObject(with: Data(text { try DrillJSON.write(report, to: &$0) }.utf8))
        #expect((json as? [String: Any])?["results"] as? [String] == [])
    }

    @Test("writes tables that no spreadsheet runs") func tables() throws {
        try ledger.add(Self.results())
        let report = try report()
        let people = try text { try DrillTable.people.csv(report, to: &$0) }.split(separator: "\r\n")
        #expect(people.count == 4)
        #expect(
            people[1]
                == "\"'=HYPERLINK(\"\"x\"\") <script>alert('é')</script>\",1,1,8,10,800,800,800,2026-11-07T18:00:00+01:00,0,,0,,,"
        )
        #expect(people[2] == "Alice Martin,3,2,19,30,400,900,900,2026-11-03T18:00:00+01:00,0,,0,,,")
        #expect(people[3].hasSuffix("2026-11-06T18:00:00+01:00,0,,2,6200,6200,8400"))
        let rules = try text { try DrillTable.rules.csv(report, to: &$0) }
        #expect(
            rules == """
                rule,drills,missed,points,out_of,lost,costliest_lines\r
                R4,7,6,19,35,16,ticket:16\r
                ,7,7,7,14,7,calm:7\r
                R1,7,0,21,21,0,\r

                """)
        let results = try text { try DrillTable.results.csv(report, to: &$0) }.split(separator: "\r\n")
        #expect(results.count == 8)
        #expect(
            results[1]
                == "D-1,2,2026-11-01T18:00:00+01:00,Alice Martin,friday-night,\(String(repeating: "0a", count: 32)),caller,exam,fr,"
                + "184250,4,10,6,false,R4:5 -:1,,")
        #expect(try text { try DrillTable.scenarios.csv(report, to: &$0) }.contains("\"'-bill\",1,1,"))
    }

    @Test("is one JSON object that holds the same") func json() throws {
        try ledger.add(Self.results())
        let report = try report(DrillFilter(person: "Bruno Keller"))
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(text { try DrillJSON.write(report, to: &$0) }.utf8))
                as? [String: Any])
        #expect(json["person"] as? String == "Bruno Keller")
        let results = try #require(json["results"] as? [[String: Any]])
        #expect(results.map { $0["id"] as? String } == ["D-4", "D-5", "D-6"])
        #expect((results[0]["figures"] as? [String: Int]) == ["time-to-accept-ms": 8_400])
        let total = try #require(json["total"] as? [String: Any])
        #expect(
            (total["accept_ms"] as? [String: Int]) == ["count": 2, "fastest": 6_200, "median": 6_200, "slowest": 8_400])
    }

    @Test("shows the latest forty steps of somebody who practised often") func often() throws {
        let start = try time("2026-01-01T12:00:00+01:00")
        try ledger.add((0..<100).map { .sample("D-\($0)", at: start.advanced(by: .days($0)), points: $0 / 20) })
        let report = try report()
        let steps = try #require(report.figures.people["Alice Martin"]?.steps)
        #expect(steps.count == 40 && steps.last?.permille == 800)
        #expect(steps.first?.at == start.advanced(by: .days(60)))
        let page = try text { try DrillPage.html(report, language: .english, to: &$0) }
        try Pages.keep(page, "often.html")
        #expect(page.components(separatedBy: "<circle").count == 41)
    }
}

/// Keeps pages where a person can look at them: `VOICEDESK_PAGES=folder swift test`.
enum Pages {
    static func keep(_ page: String, _ name: String) throws {
        guard let folder = ProcessInfo.processInfo.environment["VOICEDESK_PAGES"] else { return }
        try page.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
}
