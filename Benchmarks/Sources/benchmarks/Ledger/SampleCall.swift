import Desk
import Dispatch
import Foundation
import GRDB
import Ledger
import Synchronization

/// A call as the desk writes it: eleven rows of the log in four changes.
struct SampleCall {
    let changes: [CallChange]

    private static let event: CanonicalJSON = [
        "keys": "1", "outcome": "filled", "prompts": ["welcome", "client-number"], "step": "client-number",
        "verb": "collect",
    ]

    init(_ number: Int) throws {
        guard let dialled = PhoneNumber("+33290920555") else { throw Unusable("no phone number") }
        let at = Instant(milliseconds: 1_773_200_000_000 + Int64(number))
        let phone = PhoneNumber("+33612345678")
        let header = CallHeader(
            id: "call-\(number)@desk.example", number: .emergency, dialled: dialled,
            from: phone, startedAt: at, flow: "emergency", flowHash: String(repeating: "f", count: 64),
            policyHash: String(repeating: "0", count: 64), source: .sip)
        let decision = CallDecision(
            client: ClientNumber("12345"), contact: "01", ticket: "T-8812",
            verdict: Verdict(kind: .admitted, reasons: []))
        let events = (0..<4).map { _ in CallEvent(at: at, kind: "step", payload: Self.event) }
        let outcome = CallOutcome(
            endedAt: at, period: .onCall, decision: decision, connectedTo: "alice",
            assessment: [
                [
                    "evidence": [["name": "ticket", "value": "T-8812"]], "outcome": "unanswered",
                    "precondition": "ticket",
                ]
            ],
            heard: ["welcome", "price"], keys: "12345 1 1", duration: .seconds(90), statuses: "ssssssss")
        changes = [.begin(header), .append(events, decision), .append(events), .finish(outcome)]
    }

}

/// Writes calls by the writer, as many a commit as told; the queue never runs dry.
final class WrittenGroups: Sendable {
    private let writer: LedgerWriter
    private let arrived = DispatchSemaphore(value: 0)

    init(_ ledger: Ledger, callsPerCommit: Int) {
        let arrived = arrived
        writer = LedgerWriter(ledger, groupLimit: 4 * callsPerCommit) { group in for _ in group { arrived.signal() } }
    }

    func write(_ calls: [SampleCall], from first: Int) throws {
        var waiting = 0
        for (place, call) in calls.enumerated() {
            for change in call.changes { try writer.enqueue(change, call: first + place) }
            waiting += call.changes.count
            while waiting > 4_000 {
                arrived.wait()
                waiting -= 1
            }
        }
        for _ in 0..<waiting { arrived.wait() }
    }

    func close() { writer.close() }
}
