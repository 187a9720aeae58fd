import Desk
import Foundation
import Testing

@testable import Ledger

/// A call in a real ledger, as a desk writes it.
struct SampleCall {
    private(set) var events: [CallEvent] = []
    let start: Instant
    private var activity = 0

    init() throws { start = try time("2026-10-25T02:30:00+02:00") }

    mutating func add(_ seconds: Double, _ kind: String, _ payload: CanonicalJSON = [:]) {
        events.append(
            CallEvent(at: start.advanced(by: .milliseconds(Int64(seconds * 1000))), kind: kind, payload: payload))
    }

    mutating func play(_ from: Double, _ until: Double, _ prompts: String...) {
        activity += 1
        add(from, "play", ["activity": .integer(activity), "prompts": CanonicalJSON(prompts), "bargein": false])
        add(until, "played", ["activity": .integer(activity)])
    }

    mutating func check(_ at: Double, _ topic: String, _ outcome: String) {
        activity += 1
        add(at, "check", ["activity": .integer(activity), "topic": .string(topic)])
        add(
            at + 0.02, "checked",
            ["activity": .integer(activity), "topic": .string(topic), "outcome": .string(outcome)])
    }

    /// Rings somebody who does not answer.
    mutating func ring(_ from: Double, _ until: Double, _ person: String, _ result: String) {
        activity += 1
        add(from, "ring", ["activity": .integer(activity), "person": .string(person), "caller_id": "desk"])
        add(until, "release", ["activity": .integer(activity)])
        add(until, "attempt", ["person": .string(person), "result": .string(result)])
    }

    /// Rings somebody who takes the call.
    mutating func talk(_ from: Double, picksUp: Double, accepts: Double, until: Double, _ person: String) {
        activity += 1
        let id: CanonicalJSON = .integer(activity)
        add(from, "ring", ["activity": id, "person": .string(person), "caller_id": "desk"])
        add(picksUp, "picked-up", ["activity": id])
        add(accepts, "attempt", ["person": .string(person), "result": "answered"])
        add(accepts, "bridge", ["activity": id])
        add(until, "technician-hung-up", ["activity": id])
    }

    /// Writes the call and reads it back.
    func recorded(
        in file: MonthFile, length: Double, verdict: Verdict, charge: ChargeProposal? = nil
    ) throws -> CallDetails {
        let ledger = try Ledger(path: file.path)
        let header = CallHeader(
            id: "C-20261025-023000-1a2b", number: .emergency, dialled: try #require(PhoneNumber("+33290920555")),
            from: nil, startedAt: start, flow: "emergency", flowHash: "f1", policyHash: "p1", source: .sip)
        let key = try ledger.begin(header)
        try ledger.append(call: key, events: events)
        let end = start.advanced(by: .milliseconds(Int64(length * 1000)))
        try ledger.finish(
            call: key,
            CallOutcome(
                endedAt: end, period: .onCall,
                decision: CallDecision(
                    client: ClientNumber("12345"), contact: "01", ticket: "T-8812", verdict: verdict),
                duration: .milliseconds(Int64(length * 1000)), charge: charge))
        let details = try #require(try ledger.call(header.id))
        try ledger.close()
        return details
    }

    /// Four minutes: everything is in order, the second technician takes the call.
    static func escalation() throws -> SampleCall {
        var call = try SampleCall()
        call.add(0, "started")
        call.add(0, "step", ["name": "pick-up"])
        call.add(0, "step", ["name": "welcome"])
        call.play(0, 10.97, "welcome-emergency")
        call.add(10.97, "step", ["name": "identify"])
        call.add(10.97, "step", ["name": "identify/ask-client-number"])
        call.play(10.97, 14.44, "ask-client-number")
        call.add(16.44, "collected", ["step": "identify/ask-client-number", "keys": "•••••"])
        call.check(16.44, "client", "known")
        call.check(16.46, "caller", "technical")
        call.add(16.48, "step", ["name": "incidents/find-bulletin"])
        call.check(16.48, "bulletin", "none")
        call.add(16.5, "step", ["name": "grounds/find-ticket"])
        call.check(16.5, "ticket", "unanswered")
        call.check(16.52, "guarantee", "exceeded")
        call.play(16.54, 24.14, "ticket-found")
        call.play(24.14, 31.84, "ask-urgent")
        call.add(32.84, "collected", ["step": "grounds/ask-urgent", "keys": "1"])
        call.play(32.84, 42.72, "ask-serious")
        call.add(43.72, "collected", ["step": "grounds/ask-serious", "keys": "1"])
        call.play(43.72, 54.73, "ask-nature")
        call.add(55.73, "collected", ["step": "grounds/ask-nature", "keys": "2"])
        call.check(55.73, "service", "dedicated")
        call.add(55.75, "step", ["name": "price/find-tariff"])
        call.check(55.75, "tariff", "in_force")
        call.play(55.77, 67.38, "admitted", "price-quote")
        call.play(67.38, 74.22, "press-1-to-be-connected")
        call.add(75.22, "collected", ["step": "price/ask", "keys": "1"])
        call.add(75.22, "step", ["name": "admit"])
        call.add(75.22, "log", ["category": "admitted", "verdict": "admitted", "reasons": []])
        call.add(75.22, "step", ["name": "connect"])
        call.play(75.22, 78.23, "connecting")
        call.check(78.23, "hours", "on_call")
        call.ring(78.27, 103.27, "alice", "no_answer")
        call.play(78.27, 95.52, "hold")
        call.play(95.52, 112.8, "hold")
        call.talk(103.27, picksUp: 109.27, accepts: 128.38, until: 248.38, "bruno")
        call.add(248.38, "step", ["name": "bye"])
        call.play(248.38, 251, "goodbye")
        call.add(251, "hangup", ["cause": "normal"])
        call.add(251, "ended")
        return call
    }

    /// Five seconds: the caller hangs up while the welcome is spoken.
    static func short() throws -> SampleCall {
        var call = try SampleCall()
        call.add(0, "step", ["name": "welcome"])
        call.add(0.1, "play", ["activity": 1, "prompts": ["welcome-emergency"]])
        call.add(4.6, "caller-hung-up")
        call.add(4.6, "log", ["category": "abandoned", "verdict": "abandoned", "reasons": []])
        call.add(4.6, "ended")
        return call
    }

    /// An hour and thousands of events: a caller who keys and keys, and waits.
    static func long() throws -> SampleCall {
        var call = try SampleCall()
        call.add(0, "step", ["name": "welcome"])
        for number in 0..<1500 {
            let at = Double(number) * 2.3
            call.add(
                at, "step",
                ["name": .string(number % 100 == 0 ? "round-\(number / 100)" : "round-\(number / 100)/again")])
            call.play(at, at + 1.5, "ask-urgent")
            call.add(at + 2, "collected", ["step": "ask", "keys": "2"])
        }
        call.add(
            3540, "log",
            [
                "category": "abusive", "verdict": "abusive", "reasons": ["not-urgent", "not-serious"],
                "charge": "350.00 EUR",
            ])
        call.add(3600, "hangup", ["cause": "normal"])
        return call
    }
}
