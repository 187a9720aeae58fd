import Desk
import Foundation
import GRDB
import Testing

@testable import Ledger

@Suite("Calls in the ledger") struct CallTests {
    let file: LedgerFile
    let ledger: Ledger

    init() throws {
        file = try LedgerFile()
        ledger = try file.open()
    }

    private func events(_ kinds: String...) throws -> [CallEvent] {
        let start = try time("2026-03-10T20:30:00+01:00")
        return kinds.enumerated().map { index, kind in
            CallEvent(
                at: start.advanced(by: .seconds(index)), kind: kind,
                payload: ["step": .string(kind), "n": .integer(index), "a": ["é\n", true, nil]])
        }
    }

    @Test("A call is written and read back") func roundTrip() throws {
        let header = try CallHeader.sample()
        let key = try ledger.begin(header)
        #expect(try ledger.call("call-1")?.call.state == .inProgress)
        #expect(try ledger.call("call-1")?.call.decision == nil)
        try ledger.append(call: key, events: events("answered", "collected"))
        let outcome = try CallOutcome.sample(charged: true)
        try ledger.append(call: key, events: events("decided"), decision: outcome.decision)
        #expect(try ledger.call("call-1")?.call.decision == outcome.decision)
        try ledger.finish(call: key, outcome)
        let details = try #require(try ledger.call("call-1"))
        #expect(details.call.header == header)
        #expect(details.call.state == .finished)
        #expect(details.call.decision == outcome.decision)
        #expect(details.call.connectedTo == nil)
        let ending = try #require(details.call.ending)
        #expect(ending.at == outcome.endedAt)
        #expect(ending.period == .onCall)
        #expect(ending.duration == .milliseconds(90_250))
        #expect(ending.heard == ["welcome", "price"])
        #expect(ending.keys == "12345 ### 1")
        #expect(ending.assessment == #"[{"evidence":[],"outcome":"unanswered","precondition":"ticket"}]"#)
        #expect(details.events.map(\.seq) == [1, 2, 3])
        #expect(details.events.map(\.kind) == ["answered", "collected", "decided"])
        #expect(details.events[1].payload == #"{"a":["é\n",true,null],"n":1,"step":"collected"}"#)
        #expect(details.events[1].at == (try time("2026-03-10T20:30:01+01:00")))
        let charge = try #require(details.charge)
        #expect(charge.proposal == outcome.charge)
        #expect(charge.status == .proposed)
        #expect(charge.proposedAt == outcome.endedAt)
        #expect(try ledger.charges() == [charge])
        #expect(try ledger.call("call-2") == nil)
    }

    @Test("Lists are by time, client and kind; interrupted calls are listed as such") func lists() throws {
        for (index, id) in ["a", "b", "c", "d"].enumerated() {
            var header = try CallHeader.sample(id, isDrill: id == "c")
            header.startedAt = header.startedAt.advanced(by: .seconds(index))
            let key = try ledger.begin(header)
            if id != "b" {
                try ledger.finish(call: key, .sample(charged: false, client: id == "d" ? "54321" : "12345"))
            }
        }
        #expect(try ledger.calls().map(\.header.id) == ["d", "c", "b", "a"])
        #expect(try ledger.calls(limit: 2).map(\.header.id) == ["d", "c"])
        #expect(try ledger.calls(limit: -1).isEmpty)
        #expect(try ledger.calls(client: client("12345")).map(\.header.id) == ["c", "a"])
        #expect(try ledger.calls(isDrill: false).map(\.header.id) == ["d", "b", "a"])
        #expect(try ledger.calls().map(\.state) == [.finished, .finished, .inProgress, .finished])
        #expect(try ledger.interruptCalls(at: time("2026-03-11T08:00:00Z")) == 1)
        #expect(try ledger.interruptCalls(at: time("2026-03-11T08:00:00Z")) == 0)
        #expect(try ledger.calls().map(\.state) == [.finished, .finished, .interrupted, .finished])
    }

    @Test("What does not belong to a going call is refused") func refusals() throws {
        let key = try ledger.begin(.sample())
        #expect(
            refusal { _ = try ledger.begin(.sample()) }
                == "the call \"call-1\" is in the ledger already: give every call an id of its own")
        #expect(refusal { _ = try ledger.begin(.sample("")) } == "the call id has 0 characters: use 1 to 200")
        #expect(
            refusal { try ledger.append(call: 77, events: []) } == "there is no call 77: begin the call first")
        try ledger.finish(call: key, .sample(charged: false))
        #expect(
            refusal { try ledger.append(call: key, events: events("late")) }
                == "the call 1 is over (finished): write nothing after its end")
        #expect(
            refusal { try ledger.finish(call: key, .sample(charged: true)) }
                == "the call 1 is over (finished): write nothing after its end")
        let cut = try ledger.begin(.sample("call-2"))
        try ledger.interruptCalls(at: time("2026-03-11T08:00:00Z"))
        #expect(
            refusal { try ledger.finish(call: cut, .sample(charged: false)) }
                == "the call 2 is over (interrupted): write nothing after its end")
    }

    @Test("A drill is never charged, nor a call of nobody") func unbillable() throws {
        let drill = try ledger.begin(.sample("drill", isDrill: true))
        #expect(
            refusal { try ledger.finish(call: drill, .sample(charged: true)) }
                == "a charge is proposed for a drill: finish the drill without one")
        #expect(try ledger.call("drill")?.call.state == .inProgress)
        try ledger.finish(call: drill, .sample(charged: false))
        let nobody = try ledger.begin(.sample("nobody"))
        #expect(
            refusal { try ledger.finish(call: nobody, .sample(charged: true, client: nil)) }
                == "a charge is proposed for a call of no known client: finish the call without one")
        #expect(try ledger.charges().isEmpty)
    }

    @Test("Whatever throws in the middle of a transaction, nothing of it is written") func atomic() throws {
        let key = try ledger.begin(.sample())
        let huge = CallEvent(
            at: .distantPast, kind: "huge", payload: .string(String(repeating: "x", count: LedgerLimits.payloadBytes)))
        let text = refusal { try ledger.append(call: key, events: events("one", "two") + [huge]) }
        #expect(
            text == "the event \"huge\" is number 3 and has 65538 bytes: "
                + "write at most 100000 events a call, of 65536 bytes each")
        #expect(
            refusal { try ledger.append(call: key, events: events("one", "")) }.contains(
                "an event of a call is named \"\""))
        var outcome = try CallOutcome.sample(charged: true)
        outcome.charge?.reasons = []
        #expect(refusal { try ledger.finish(call: key, outcome) }.contains("CHECK constraint failed"))
        let batch: [CallEntry] = [
            .append(call: key, try events("one"), nil), .finish(call: key, try .sample(charged: true)),
            .append(call: 99, [], nil),
        ]
        #expect(refusal { try ledger.commit(batch) } == "there is no call 99: begin the call first")
        let details = try #require(try ledger.call("call-1"))
        #expect(details.events.isEmpty)
        #expect(details.charge == nil)
        #expect(details.call.state == .inProgress)
        #expect(details.call.decision == nil)
        try ledger.commit(Array(batch.prefix(2)))
        #expect(try ledger.call("call-1")?.events.count == 1)
    }

    @Test("A server that dies leaves what was committed and nothing else") func killed() throws {
        let key = try ledger.begin(.sample())
        try ledger.append(call: key, events: events("committed"))
        let copy = try LedgerFile()
        try ledger.pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA cache_size = 1")
            try database.beginTransaction()
            // Enough to spill into the write-ahead log before the commit.
            try CallWriter(LogAppender(database, tail: LogTail())).append(
                (0..<200).map {
                    CallEvent(
                        at: .distantPast, kind: "lost",
                        payload: [.integer($0), .string(String(repeating: "x", count: 2000))])
                }, decision: nil, to: GoingCall(key: key, isDrill: false))
            for suffix in ["", "-wal"] {
                try FileManager.default.copyItem(atPath: file.path + suffix, toPath: copy.path + suffix)
            }
            try database.rollback()
        }
        let size = try FileManager.default.attributesOfItem(atPath: copy.path + "-wal")[.size] as? Int
        #expect(try #require(size) > 400_000)
        let survivor = try copy.open()
        #expect(try survivor.call("call-1")?.events.map(\.kind) == ["committed"])
        #expect(try survivor.interruptCalls(at: time("2026-03-11T08:00:00Z")) == 1)
    }
}
