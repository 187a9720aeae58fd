import CallFlow
import Desk
import DeskFolder
import Foundation
import Replay
import Testing

@testable import Ledger

/// A call that is to be recorded and replayed.
struct Told: Sendable, CustomTestStringConvertible {
    let title: String
    var keys = ""
    var number = NumberRole.emergency
    var from: String? = "+33612345678"
    var world = "evening"
    var technicians = ""
    var unavailable: [String] = []
    var hangsUpAfter: Duration?
    var isDrill = false
    let verdict: VerdictKind

    var testDescription: String { title }

    func record(_ desk: RecordedDesk) throws -> CallDetails {
        let details = try desk.record(
            keys, number: number, from: from, world: world, technicians: technicians, unavailable: unavailable,
            hangsUpAfter: hangsUpAfter, isDrill: isDrill)
        #expect(details.call.decision?.verdict.kind == verdict, "\(title)")
        return details
    }

    static let all = [
        Told(title: "admitted", keys: "12345 1 1 2 1", verdict: .admitted),
        Told(
            title: "nobody answers, a message is left", keys: "12345 1 1 1 1 1 speak", technicians: "*=no_answer",
            verdict: .admitted),
        Told(
            title: "nothing can be recorded", keys: "12345 1 1 2 1", technicians: "*=machine",
            unavailable: ["recording"], verdict: .admitted),
        Told(
            title: "one declines, one accepts", keys: "12345 1 1 2 1",
            technicians: "alice=decline,chloe=unreachable,bruno=accept", verdict: .admitted),
        Told(title: "marked", keys: "12345 1 1 2 1", technicians: "*=mark", verdict: .abusive),
        Told(title: "not urgent, insists", keys: "12345 2 9", verdict: .abusive),
        Told(title: "not serious, leaves it", keys: "12345 1 2 silence", verdict: .refused),
        Told(title: "a drill", keys: "12345 2 9", isDrill: true, verdict: .abusive),
        Told(title: "no number", keys: "silence silence silence", verdict: .refused),
        Told(title: "half a number, then all of it", keys: "123 12345 1 1 2 1", verdict: .admitted),
        Told(title: "a stranger", keys: "54321", from: nil, verdict: .refused),
        Told(title: "by contact code", keys: "12345 03 1 1 2 1", from: nil, verdict: .admitted),
        Told(title: "no technical contact", keys: "12345", from: "+33612345679", verdict: .refused),
        Told(title: "an incident, left at", keys: "12345 hangup", world: "incident", verdict: .abandoned),
        Told(title: "too early", keys: "12345 9", world: "just-opened", verdict: .abusive),
        Told(title: "answered", keys: "12345 9", world: "answered", verdict: .abusive),
        Told(title: "by day", keys: "12345 1 1 2 1", world: "daytime", verdict: .admitted),
        Told(
            title: "managers, passcode right at the second try", keys: "12345 999 227 1 1 2 1", number: .managerial,
            world: "escalation", verdict: .admitted),
        Told(
            title: "managers, passcode wrong", keys: "12345 999 998 997", number: .managerial, world: "escalation",
            verdict: .refused),
        Told(
            title: "managers, locked out", keys: "12345 227", number: .managerial, world: "locked-passcode",
            verdict: .refused),
        Told(
            title: "managers, emergency number first", keys: "12345 227 9", number: .managerial, verdict: .abusive),
        Told(
            title: "tickets do not answer", keys: "12345", unavailable: ["ticket"], verdict: .admitted),
        Told(title: "no store answers", keys: "12345", world: "stores-down", verdict: .admitted),
        Told(title: "no rota", keys: "12345 1 1 2 1", unavailable: ["rota"], verdict: .admitted),
        Told(
            title: "hangs up while it rings", keys: "12345 1 1 2 1", technicians: "*=no_answer",
            hangsUpAfter: .seconds(95), verdict: .admitted),
        Told(title: "hangs up in the welcome", hangsUpAfter: .seconds(2), verdict: .abandoned),
        Told(title: "many clients", keys: "12345 9", world: "many-clients", verdict: .abandoned),
    ]
}

@Suite("A recorded call runs again as it was recorded") struct ExactReplayTests {
    @Test(arguments: Told.all) func agrees(_ told: Told) throws {
        let desk = try RecordedDesk()
        #expect(try desk.differences(try told.record(desk)) == [])
    }

    @Test("An effect that was altered is found, with its place") func alteredEffect() throws {
        let desk = try RecordedDesk()
        let details = try desk.record("12345 2 9")
        let log = try details.event("log", "abusive_call")
        let altered = details.changing(log.seq, payload: log.payload.replacing("350.00", with: "3500.00"))
        let difference = try #require(try desk.differences(altered).first)
        #expect(difference.seq == log.seq)
        #expect(difference.what == "effect")
        #expect(difference.recorded.contains("3500.00") && difference.replayed.contains(#""charge":"350.00 EUR""#))
    }

    @Test("A finding that the facts do not bear out is found") func alteredFinding() throws {
        let desk = try RecordedDesk()
        let details = try desk.record("12345 1 1 2 1")
        let check = try details.event("checked", #""topic":"guarantee""#)
        let altered = details.changing(check.seq, payload: check.payload.replacing("exceeded", with: "running"))
        #expect(
            try desk.differences(altered) == [
                ReplayDifference(
                    seq: check.seq, what: "check of guarantee", recorded: "running", replayed: "exceeded")
            ])
    }

    @Test("Facts that were altered are found") func alteredFacts() throws {
        let desk = try RecordedDesk()
        let details = try desk.record("12345 1 1 2 1")
        let check = try details.event("checked", #""topic":"ticket""#)
        let opened = try #require(Timestamp.parse("2026-03-10T19:02:00+01:00")).milliseconds
        let altered = details.changing(
            check.seq, payload: check.payload.replacing("\(opened)", with: "\(opened + 3_600_000)"))
        #expect(altered.events != details.events)
        let difference = try #require(try desk.differences(altered).first)
        #expect(difference.what == "check of guarantee")
        #expect(difference.replayed == "running")
    }

    @Test("An event that is missing, or too much, is found") func missing() throws {
        let desk = try RecordedDesk()
        let details = try desk.record("12345 1 1 2 1")
        let bridge = try details.event("bridge")
        let without = CallDetails(
            call: details.call, events: details.events.filter { $0.seq != bridge.seq }, charge: details.charge)
        #expect(try desk.differences(without).first?.replayed.hasPrefix("bridge ") == true)
        let keyed = try details.event("keyed")
        let late = CallDetails(
            call: details.call, events: details.events.filter { $0.seq != keyed.seq }, charge: details.charge)
        #expect(try !desk.differences(late).isEmpty)
    }

    @Test("What stands before the beginning, behind the end, or at another time is found") func stray() throws {
        let desk = try RecordedDesk()
        let details = try desk.record("12345 2 9")
        let first = try #require(details.events.first)
        let last = try #require(details.events.last)
        func with(_ events: [RecordedEvent]) -> CallDetails {
            CallDetails(call: details.call, events: events, charge: details.charge)
        }
        let early = RecordedEvent(id: 0, seq: 0, at: first.at, kind: "hangup", payload: #"{"cause":"normal"}"#)
        #expect(
            try desk.differences(with([early] + details.events)) == [
                ReplayDifference(
                    seq: 0, what: "effect", recorded: #"hangup {"cause":"normal"}"#, replayed: "nothing")
            ])
        let late = RecordedEvent(id: 0, seq: last.seq + 1, at: last.at, kind: "keyed", payload: #"{"key":"9"}"#)
        #expect(
            try desk.differences(with(details.events + [late])) == [
                ReplayDifference(seq: last.seq + 1, what: "event", recorded: "after the end", replayed: "none")
            ])
        let log = try details.event("log", "abusive_call")
        let moved = details.events.map {
            $0.seq == log.seq
                ? RecordedEvent(
                    id: $0.id, seq: $0.seq, at: $0.at.advanced(by: .milliseconds(1)), kind: $0.kind, payload: $0.payload
                )
                : $0
        }
        #expect(try desk.differences(with(moved)).map(\.what) == ["time"])
        #expect(try desk.differences(with(moved)).first?.seq == log.seq)
    }

    @Test("A charge, a verdict and an assessment that do not follow are found") func alteredEnd() throws {
        let desk = try RecordedDesk()
        let insisted = try desk.record("12345 2 9")
        let unbilled = CallDetails(call: insisted.call, events: insisted.events, charge: nil)
        #expect(
            try desk.differences(unbilled) == [
                ReplayDifference(
                    seq: nil, what: "charge", recorded: "none",
                    replayed: "350.00 EUR by the tariff of 2015-12-31T23:00:00Z for not-urgent")
            ])
        let admitted = try desk.record("12345 1 1 2 1")
        let swapped = CallDetails(call: insisted.call, events: admitted.events, charge: nil)
        let words = try desk.differences(swapped).map(\.what)
        #expect(words == ["verdict", "reasons", "connected to", "keys", "assessment"])
    }

    @Test("A call of another desk is said to be one") func otherDesk() throws {
        let desk = try RecordedDesk()
        let details = try desk.record("12345 2 9")
        let other = try RecordedDesk.changed("desk.yaml", "response: 1h", "response: 2h")
        var library = DeskLibrary(other)
        let header = details.call.header
        #expect(throws: ReplayObstacle.otherDesk(policyHash: header.policyHash, flowHash: header.flowHash)) {
            try library.context(of: header)
        }
        var own = DeskLibrary(desk.desk)
        #expect(try own.context(of: header).program.hash == header.flowHash)
    }

    @Test("A call that goes on, was erased, or lacks its facts cannot be replayed") func obstacles() throws {
        let desk = try RecordedDesk()
        let open = try desk.record("12345 2 9", unavailable: ["ledger"])
        #expect(throws: ReplayObstacle.notFinished(.inProgress)) { try desk.differences(open) }
        let details = try desk.record("12345 2 9")
        let client = try details.event("checked", #""topic":"client""#)
        let erased = details.changing(client.seq, payload: "null")
        #expect(throws: ReplayObstacle.erased) { try desk.differences(erased) }
        let old = details.changing(client.seq, payload: #"{"activity":4,"outcome":"known","topic":"client"}"#)
        #expect(throws: ReplayObstacle.factsNotRecorded(.client)) {
            try desk.differences(old.changing(client.seq, payload: try withoutFacts(client)))
        }
        let cut = details.changing(
            client.seq, payload: client.payload.replacing(#""facts":{"#, with: #""facts":{"omitted":3,"#))
        #expect(throws: ReplayObstacle.factsIncomplete) { try desk.differences(cut) }
        let broken = details.changing(client.seq, payload: "{")
        #expect(throws: ReplayObstacle.self) { try desk.differences(broken) }
    }

    private func withoutFacts(_ event: RecordedEvent) throws -> String {
        let start = try #require(event.payload.range(of: #","facts":{"#)).lowerBound
        let end = try #require(event.payload.range(of: #","outcome""#)).lowerBound
        return event.payload.replacingCharacters(in: start..<end, with: "")
    }
}
