import Desk
import Foundation
import Testing

@testable import Ledger
@testable import Reports

@Suite("The picture of a call")
struct CallTimelineTests {
    private func draw(
        _ call: SampleCall, length: Double, verdict: Verdict, name: String, language: Language = .french
    ) throws -> String {
        let details = try call.recorded(in: MonthFile(), length: length, verdict: verdict)
        let svg = CallTimeline.svg(details, zone: try Policy.paris().zone, language: language)
        if let folder = ProcessInfo.processInfo.environment["REPORT_SAMPLES"] {
            try ReportFile.write(to: "\(folder)/\(name).svg") { $0.write(svg) }
        }
        return svg
    }

    @Test("shows what was heard, pressed, checked, rung and decided, with its seconds")
    func escalation() throws {
        let svg = try draw(
            .escalation(), length: 251, verdict: Verdict(kind: .admitted, reasons: []), name: "timeline-escalation")
        try parse(svg)
        for text in [
            "Appel C-20261025-023000-1a2b", "25/10/2026\u{A0}02:30:00\u{A0}(UTC+2)", "durée 4\u{A0}min 11\u{A0}s",
            "ticket : sans réponse", "GTI : dépassée", "alice : pas de réponse", "bruno décroche",
            "conversation avec bruno", "•••••", "admitted + price-quote", ">55,7 – 67,3<", ">128,3 – 248,3<", ">4:00<",
        ] { #expect(svg.contains(text), "\(text)") }
    }

    @Test("fills its width with five seconds too")
    func short() throws {
        let svg = try draw(
            .short(), length: 4.6, verdict: Verdict(kind: .abandoned, reasons: []), name: "timeline-short",
            language: .english)
        try parse(svg)
        for text in ["the caller hangs up", "Prompts heard: welcome-emergency", ">0.1 – 4.6<", ">4\u{A0}s<"] {
            #expect(svg.contains(text), "\(text)")
        }
        #expect(!svg.contains(">5\u{A0}s<"))
    }

    @Test("stays readable and bounded with an hour of thousands of events")
    func long() throws {
        let call = try SampleCall.long()
        let svg = try draw(
            call, length: 3600, verdict: Verdict(kind: .abusive, reasons: [.notUrgent]), name: "timeline-long")
        try parse(svg)
        #expect(call.events.count > TimelinePicture.events)
        #expect(svg.utf8.count < 600_000)
        #expect(svg.contains("autres<"))
        #expect(svg.contains("abusif : non urgent, non grave<"))
        #expect(svg.contains("facturation proposée : 350.00 EUR<"))
        #expect(svg.contains(">1:00:00<"))
    }

    @Test("takes no word of the record for markup")
    func escapes() throws {
        var call = try SampleCall()
        call.add(1, "collected", ["keys": "<script>&\"'"])
        let svg = try draw(call, length: 2, verdict: Verdict(kind: .abandoned, reasons: []), name: "timeline-escapes")
        try parse(svg)
        #expect(svg.contains("&lt;script&gt;&amp;&quot;&#39;"))
        #expect(!svg.contains("<script"))
    }
}
