import CallFlow
import Calls
import Desk
import Foundation
import Simulator
import Testing

/// What must hold in every call, whatever the story.
enum StoryPromises {
    static func check(_ run: StoryRun) throws {
        checkCharge(run)
        checkRinging(run)
        checkOrder(run)
        checkSecrets(run)
        try checkJSON(run)
    }

    /// A charge only where every condition of rule R10 holds.
    private static func checkCharge(_ run: StoryRun) {
        let report = run.report
        guard let charge = report.charge else { return }
        #expect(report.verdict.kind == .abusive)
        #expect(!report.verdict.reasons.contains(.deskUnavailable))
        #expect(charge.reasons == report.verdict.reasons)
        #expect(charge.reasons.contains { $0.isBillable })
        #expect(!charge.reasons.contains { !$0.isBillable })
        #expect(charge.amount.description == (report.number == .emergency ? "350.00 EUR" : "450.00 EUR"))
        #expect(report.client != nil)
        #expect(report.contact != nil)
        #expect(report.heard.contains("price-quote"))
        // Who is charged insisted after a refusal, or agreed to be connected for what the technician then marked.
        #expect(report.keys.last == (run.isMarked ? "1" : "9"))
        #expect(!run.story.silent.contains("ledger"))
        #expect(!run.story.isDrill)
        #expect(report.number == .emergency || report.assessment.outcome(.passcode) == "verified")
    }

    /// Nobody is woken by a call that was not admitted.
    private static func checkRinging(_ run: StoryRun) {
        let report = run.report
        let rang = run.effects.contains { if case .ring = $0 { true } else { false } }
        if report.verdict.kind != .admitted { #expect(!rang || run.isMarked) }
        #expect(rang == !report.attempts.isEmpty)
        #expect(report.connectedTo == report.attempts.last { $0.result == .answered }?.target)
        let isByTheRules = report.verdict.reasons.isEmpty && run.story.silent.isEmpty
        if rang, isByTheRules { #expect(report.heard.contains("price-quote")) }
    }

    /// The verdict is written down before its effect is audible, and the price is heard before it is charged.
    private static func checkOrder(_ run: StoryRun) {
        var isDecided = false
        var price: ActivityID?
        var isPriceHeard = false
        for (_, happening) in run.happenings {
            switch happening {
            case .event(.played(let id), hidesKeys: _): if id == price { isPriceHeard = true }
            case .effect(.log(let entry)):
                if [.admitted, .failedOpen, .refused].contains(entry.category) { isDecided = true }
                if case .propose = entry.billing { #expect(isPriceHeard, "the price is charged before it is heard") }
            case .effect(.ring): #expect(isDecided, "somebody is rung before the verdict is written down")
            case .effect(.play(let id, let utterances, let isInterruptible)):
                let prompts = utterances.map(\.prompt)
                if prompts.contains("price-quote") {
                    price = id
                    #expect(!isInterruptible)
                }
                if prompts.contains(where: isRefusal) {
                    #expect(isDecided, "a refusal is spoken before it is written")
                    #expect(!run.story.silent.contains("ledger"), "a refusal is spoken that is not on record")
                }
            default: continue
            }
        }
        #expect(run.effects.filter { $0 == .ended }.count == 1)
        #expect(run.effects.last == .ended)
    }

    private static func isRefusal(_ prompt: String) -> Bool { prompt.hasPrefix("refused-") }

    /// What is keyed as a passcode is nowhere to be read.
    private static func checkSecrets(_ run: StoryRun) {
        let secrets = ["227", "592"]
        for secret in secrets {
            #expect(!run.visibleKeys.contains(secret), "the passcode's keys are shown in the trace")
            #expect(!run.report.keys.contains(secret))
            let withoutDuration = run.report.json.description.split(separator: ",\"duration_s\"").first ?? ""
            #expect(!withoutDuration.contains(secret))
            for line in run.trace {
                let withoutTime = line.drop { $0 != "," }
                #expect(!withoutTime.contains(secret))
            }
        }
    }

    /// The report has the keys of the command line's contract, and no other.
    private static func checkJSON(_ run: StoryRun) throws {
        let data = Data(run.report.json.pretty().utf8)
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(
            json.keys.sorted() == [
                "assessment", "at", "attempts", "charge", "client", "connected_to", "contact", "duration_s", "flow",
                "heard", "keys", "number", "period", "reasons", "steps", "verdict",
            ])
        let assessment = try #require(json["assessment"] as? [[String: Any]])
        #expect(assessment.compactMap { $0["precondition"] as? String } == Precondition.allCases.map(\.rawValue))
        for entry in assessment { #expect(entry.keys.sorted() == ["evidence", "outcome", "precondition"]) }
        for attempt in try #require(json["attempts"] as? [[String: Any]]) {
            #expect(attempt.keys.sorted() == ["result", "target"])
        }
        let charge = json["charge"] as? [String: Any]
        #expect(charge?.keys.sorted() == (run.report.charge == nil ? nil : ["amount", "currency", "status"]))
        #expect(json["keys"] is String)
        #expect(json["verdict"] as? String == run.report.verdict.kind.rawValue)
    }
}

extension StoryRun {
    /// Whether the technician marked the call.
    var isMarked: Bool {
        let effects = effects.drop { if case .bridge = $0 { false } else { true } }
        return effects.contains { if case .log(let entry) = $0 { entry.category == .abusiveCall } else { false } }
    }

    /// The keys of the caller that the trace shows, one after the other.
    var visibleKeys: String {
        let shown = happenings.compactMap { happening in
            if case .event(.keyed(let key), hidesKeys: false) = happening.what { key.description } else { nil }
        }
        return shown.joined()
    }
}

extension Assessment {
    func outcome(_ precondition: Precondition) -> String? {
        entries.first { $0.precondition == precondition }?.outcome
    }
}
