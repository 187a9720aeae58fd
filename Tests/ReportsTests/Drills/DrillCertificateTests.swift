import Desk
import Foundation
import Ledger
import Testing

@testable import Reports

@Suite("A certificate") struct DrillCertificateTests {
    let file: MonthFile
    let ledger: Ledger

    init() throws {
        file = try MonthFile()
        ledger = try Ledger(path: file.path)
    }

    private func page(_ id: String, _ language: Language = .french) throws -> String {
        let proven = try #require(try ledger.drill(id))
        let zone = try Policy.paris().zone
        return try text {
            try DrillCertificate.html(proven, provider: "DRI", zone: zone, language: language, to: &$0)
        }
    }

    @Test("tells who, what, when, the points, the rules and the hash", arguments: Language.allCases)
    func whole(language: Language) throws {
        try ledger.add(.sample("D-1", at: time("2026-11-23T18:12:00+01:00")))
        let page = try page("D-1", language)
        try Pages.keep(page, "certificate-\(language.rawValue).html")
        try parse(page)
        let leaf = try #require(try ledger.drill("D-1")).printedLeaf
        #expect(leaf.count == 64)
        let date = language == .french ? "23/11/2026\u{A0}18:12:00" : "2026-11-23\u{A0}18:12:00"
        for part in [
            "<p class=\"who\">Alice Martin</p>", "<p class=\"scenario\">friday-night</p>", date, "<b>8</b> / 10",
            "<li><b>R1</b>", "<i>3 / 3</i>", "<li><b>R4</b>", "<i>4 / 5</i>", "<dd>D-1</dd>", "<dd>2</dd>",
            "<dd>\(leaf)</dd>", "voicedesk drill verify D-1 \(leaf)", "size: A4",
        ] { #expect(page.contains(part), "\(part)") }
    }

    @Test("escapes every name") func escaped() throws {
        try ledger.add(
            .sample(
                "D\"><script>", person: DrillReportTests.hostile, scenario: "</p><img onerror=x>",
                at: time("2026-11-23T18:12:00+01:00")))
        let page = try page("D\"><script>")
        try parse(page)
        #expect(!page.contains("<script") && !page.contains("<img"))
        for outside in ["http://", "https://", "src=", "@import", "href=", "url("] { #expect(!page.contains(outside)) }
    }

    @Test("is for a drill that was passed, and not erased") func earned() throws {
        let at = try time("2026-11-23T18:12:00+01:00")
        try ledger.add([.sample("failed", at: at, points: 1), .sample("gone", person: "Bruno", at: at)])
        #expect(try ledger.eraseDrills(of: "Bruno", reason: "asked", by: "ops", at: at) == 1)
        #expect(
            throws: ReportError(
                .notPassed, "Alice Martin did not pass the drill failed: 5 of 10 points, the mark is 6",
                mend: "practise again: 'voicedesk drill'")
        ) { try page("failed") }
        #expect(
            throws: ReportError(
                .notPassed, "the drill gone was erased: nobody's name stands on it any more", mend: "practise again")
        ) { try page("gone") }
    }
}
