import Desk
import Testing

@testable import Reports

@Suite("The page")
struct ReportPageTests {
    @Test("is well-formed, stands alone and escapes what it prints", arguments: Language.allCases)
    func standsAlone(language: Language) throws {
        let file = try MonthFile()
        try file.fillOctober(calls: 1200, tickets: 200, charges: 60)
        let report = try file.october {
            $0.checkpoint = "voicedesk <ledger> & co\n12345"
            $0.provider = ReportProvider(name: "DRI <script>alert(1)</script>", mentions: [.init("\"Nantes\"")])
            $0.parameters = [.init("</dl>", "'x'")]
        }
        let page = try text { try ReportPage.html(report, language: language, to: &$0) }
        try parse(page)
        #expect(!page.contains("<script"))
        #expect(page.contains("DRI &lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(page.contains("Dupont &amp; &lt;Fils&gt;"))
        #expect(page.contains("<pre>voicedesk &lt;ledger&gt; &amp; co\n12345</pre>"))
        for outside in ["http://", "https://", "src=", "@import", "href="] {
            let rest = page.replacing("http://www.w3.org/2000/svg", with: "")
            #expect(!rest.contains(outside), "\(outside)")
        }
        #expect(page.contains("<html lang=\"\(language.rawValue)\">"))
        #expect(page.contains(language == .french ? "octobre 2026" : "October 2026"))
    }

    @Test("says how many lines it leaves out, and adds up all the same")
    func limits() throws {
        let file = try MonthFile()
        try file.fillOctober(calls: 1200, tickets: 100, charges: 60)
        let report = try file.october()
        var limits = PageLimits()
        limits.charges = 10
        let page = try text { try ReportPage.html(report, limits: limits, to: &$0) }
        let count = report.charges.count
        #expect(count > 10)
        #expect(page.contains("10 lignes sur \(count) sont imprimées ; toutes sont dans la table « charges »."))
        let whole = try text { try ReportPage.html(report, to: &$0) }
        #expect(!whole.contains("sont imprimées"))
        #expect(whole.contains("<tr class=\"total\"><td>\(count)</td><td class=\"w\">Total</td>"))
        #expect(page.contains("<tr class=\"total\"><td>\(count)</td><td class=\"w\">Total</td>"))
    }

    @Test("is a page for an empty month too")
    func empty() throws {
        let report = try MonthFile().october()
        let page = try text { try ReportPage.html(report, to: &$0) }
        try parse(page)
        #expect(page.contains("Aucune facturation pour les appels de ce mois."))
        #expect(page.contains("Aucune contestation ce mois."))
    }

    @Test("warns of a month that is not over, and of policies other than the one that is loaded")
    func cautions() throws {
        let file = try MonthFile()
        try file.addClient("12345")
        try file.addCall(1, at: "2026-10-05T10:00:00+02:00", ["policy_hash": "'p0'"])
        try file.addCall(2, at: "2026-10-05T11:00:00+02:00")
        let now = try time("2026-10-20T00:00:00+02:00")
        let page = try text { output in try ReportPage.html(file.october { $0.now = now }, to: &output) }
        #expect(page.contains("le mois n’est pas terminé"))
        #expect(page.contains("<dd>p0 (1 appels) – autre version que celle chargée</dd>"))
        #expect(page.contains("<dd>p1 (1 appels)</dd>"))
    }
}
