import CallFlow
import CallLedger
import Desk
import DeskFolder
import Foundation
import Simulator
import Testing

@testable import Ledger
@testable import Replay

/// A month of the shipped desk, made once for all tests that only read it.
private enum Shared {
    static let month = Result { try made(calls: 4_000, seed: 7) }
    /// A smaller one, for what asks much of each call.
    static let quietMonth = Result { try made(calls: 1_200, seed: 11) }

    static func made(calls: Int, seed: UInt64, clients: Int = 300) throws -> (RecordedDesk, MonthSummary) {
        let desk = try RecordedDesk()
        let parameters = try MonthParameters(year: 2026, month: 10, seed: seed, calls: calls, clients: clients)
        let summary = try SampleMonth(desk.desk, parameters, hasher: desk.hasher).write(into: desk.ledger)
        return (desk, summary)
    }
}

@Suite("A month that is made up", .serialized) struct SampleMonthTests {
    @Test("The same seed gives the same calls, another one others") func deterministic() throws {
        func lines(_ seed: UInt64) throws -> [String] {
            let (desk, _) = try Shared.made(calls: 250, seed: seed, clients: 40)
            var lines: [String] = []
            for place in try desk.ledger.calls(after: 0, limit: 1000) {
                let call = try #require(try desk.ledger.call(place.id))
                let events = call.events.map { "\($0.at.milliseconds) \($0.kind) \($0.payload)" }
                lines.append("\(call.call.header.id) \(String(describing: call.call.decision)) \(events)")
            }
            return lines
        }
        let first = try lines(3)
        #expect(first.count == 250)
        #expect(try lines(3) == first)
        #expect(try lines(4) != first)
    }

    @Test("Every verdict and every reason occurs, and both sides are held to account") func complete() throws {
        let (desk, summary) = try Shared.month.get()
        #expect(summary.calls == 4_000)
        #expect(try desk.ledger.callCount() == 4_000)
        for verdict in VerdictKind.allCases { #expect(summary.verdicts[verdict, default: 0] > 50, "\(verdict)") }
        for reason in Reason.allCases { #expect(summary.reasons[reason, default: 0] >= 5, "\(reason)") }
        #expect(summary.charges > 100)
        #expect(try desk.ledger.charges(limit: 10_000).count == summary.charges)
        #expect(summary.missedGuarantees > 1_000 && summary.missedGuarantees < summary.tickets)
        #expect(summary.drills > 20)
        // Every call lies in the month, and no two begin under one name.
        let zone = desk.desk.policy.zone
        let first = try #require(LocalDate(year: 2026, month: 10, day: 1))
        let next = try #require(LocalDate(year: 2026, month: 11, day: 1))
        // The second call of somebody may come a few hours after the last day.
        let month = zone.start(of: first)..<zone.start(of: next).advanced(by: .hours(8))
        #expect(try desk.ledger.callCount(during: month) == 4_000)
    }

    @Test("Every call runs again as it was recorded") func exact() throws {
        let (desk, _) = try Shared.month.get()
        var first: ReplayedCall<[ReplayDifference]>?
        let summary = try LedgerReplay(desk.ledger).exact(DeskLibrary(desk.desk)) { call in
            if case .success([]) = call.result { return }
            first = first ?? call
        }
        #expect(first == nil)
        #expect(summary.agreeing == 4_000)
        #expect(summary.differing == 0)
        #expect(summary.obstacles == [:])
    }

    @Test("At the same desk every call ends the same") func sameDesk() throws {
        let (desk, summary) = try Shared.month.get()
        var first: ReplayedCall<WhatIfAnswer>?
        let same = try LedgerReplay(desk.ledger).whatIf(desk.desk) { call in
            if case .success(.same) = call.result { return }
            first = first ?? call
        }
        #expect(first == nil)
        #expect(same.same == 4_000)
        #expect(same.money.before == same.money.after)
        #expect(same.money.before.cents == summary.cents)
    }

    @Test("Neither keys of passcodes nor hashes are on record") func nothingSensitive() throws {
        let (desk, _) = try Shared.quietMonth.get()
        let details = try desk.ledger.calls(after: 0, limit: 10_000).compactMap { try desk.ledger.call($0.id) }
        var sensitive = 0
        for call in details {
            var isSensitive = false
            for event in call.events {
                #expect(!event.payload.contains("hash"))
                if event.kind == "step" { isSensitive = event.payload == #"{"name":"passcode/ask"}"# }
                guard isSensitive, event.kind == "keyed" || event.kind == "collected" else { continue }
                sensitive += 1
                let isHidden =
                    event.payload == #"{"key":"•"}"# || event.payload == #"{"keys":"***","step":"passcode/ask"}"#
                #expect(isHidden, "\(call.call.header.id) \(event.payload)")
            }
        }
        #expect(sensitive > 150, "\(sensitive)")
    }

    @Test("A database with calls is left as it is") func refused() throws {
        let (desk, _) = try Shared.made(calls: 5, seed: 1, clients: 5)
        let parameters = try MonthParameters(year: 2026, month: 11, seed: 1, calls: 5)
        #expect(throws: MonthError.self) {
            try SampleMonth(desk.desk, parameters, hasher: desk.hasher).write(into: desk.ledger)
        }
        #expect(try desk.ledger.callCount() == 5)
    }

    @Test("Whoever decides on charges is handed all of them, when they are on the disk") func decisions() throws {
        let desk = try RecordedDesk()
        let parameters = try MonthParameters(year: 2026, month: 2, seed: 5, calls: 200, clients: 30)
        var decided: [ProposedCharge] = []
        let summary = try SampleMonth(desk.desk, parameters, hasher: desk.hasher).write(
            into: desk.ledger,
            decide: { ledger, charges, _ in
                let written = try ledger.charges(limit: 1000).count
                #expect(written == charges.count)
                decided = charges
            })
        #expect(decided.count == summary.charges && summary.charges > 0)
        #expect(decided.map(\.amount.cents).reduce(0, +) == summary.cents["EUR"])
    }

    @Test("Nonsense is refused", arguments: [(0, 1, 1), (13, 1, 1), (1, 0, 1), (1, 1, 0), (1, 200_001, 1)])
    func nonsense(month: Int, calls: Int, clients: Int) {
        #expect(throws: MonthError.self) {
            try MonthParameters(year: 2026, month: month, seed: 1, calls: calls, clients: clients)
        }
    }
}

@Suite("What a month would have been at another desk", .serialized) struct WhatIfMonthTests {
    @Test("With a guarantee of two hours, calls in the second hour come too early") func guarantee() throws {
        let (desk, _) = try Shared.quietMonth.get()
        let other = try RecordedDesk.changed("desk.yaml", "standard: { response: 1h", "standard: { response: 2h")
        var (early, wrong): (Int, [String]) = (0, [])
        var (recognised, severalWait): (Set<String>, Set<String>) = ([], [])
        for place in try desk.ledger.calls(after: 0, limit: 10_000) {
            guard let call = try desk.ledger.call(place.id) else { continue }
            let now = call.call.header.startedAt
            let tickets = try call.call.decision?.client.map { try desk.ledger.tickets(client: $0) } ?? []
            let waiting = tickets.count {
                $0.opened <= now && $0.responded.map { $0 > now } ?? true && $0.closed.map { $0 > now } ?? true
            }
            if waiting > 1 { severalWait.insert(place.id) }
            // Nor is anybody asked who may have missed an announcement.
            if call.events.contains(where: { $0.payload == #"{"name":"incidents/bulletins-unknown"}"# }) { continue }
            // By telephone number, or by the passcode.
            if call.call.header.number == .managerial
                || call.events.contains(where: { $0.payload == #"{"name":"identify/recognise"}"# })
            {
                recognised.insert(place.id)
            }
        }
        let summary = try LedgerReplay(desk.ledger).whatIf(other) { call in
            guard case .success(.otherwise(let before, let after)) = call.result else { return }
            if before.verdict.reasons.isEmpty, before.verdict.kind == .admitted {
                early += 1
                // Whether the caller would have insisted is not known; who was chosen by code is not asked.
                let isAsked = recognised.contains(call.id)
                // Of two tickets that wait, the other one may now be the one that justifies the call best.
                let reasons = after.verdict.reasons
                let isEarly = reasons == [.guaranteeRunning] || severalWait.contains(call.id) && !reasons.isEmpty
                let isExpected =
                    after.verdict.kind == .refused && isEarly && after.charge == nil
                    && after.openAt == (isAsked ? "refuse/insist" : nil) && after.connectedTo == nil
                if !isExpected { wrong.append("\(call.id) \(before) \(after)") }
            }
        }
        #expect(wrong == [])
        #expect(severalWait.count < 300, "\(severalWait.count)")
        #expect(early > 60, "\(early)")
        #expect(early == (try admitted(desk, in: .minutes(60)..<(.minutes(120) + .milliseconds(1)))))
        #expect(summary.same + summary.otherwise + summary.obstacles.values.reduce(0, +) == 1_200)
    }

    /// How many calls by the standard contract were admitted by the rules when their ticket was that old.
    private func admitted(_ desk: RecordedDesk, in ages: Range<Duration>) throws -> Int {
        var tickets: [String: Ticket] = [:]
        var contracts: [ClientNumber: String] = [:]
        let facts = LedgerFacts(desk.ledger, hasher: desk.hasher) { _, error in Issue.record("\(error)") }
        var count = 0
        for place in try desk.ledger.calls(after: 0, limit: 10_000) {
            guard let call = try desk.ledger.call(place.id)?.call, let decision = call.decision,
                decision.verdict == Verdict(kind: .admitted, reasons: []), let client = decision.client,
                let id = decision.ticket
            else { continue }
            if tickets[id] == nil {
                for ticket in try desk.ledger.tickets(client: client) { tickets[ticket.id] = ticket }
            }
            if contracts[client] == nil { contracts[client] = facts.client(client).value??.contract ?? "standard" }
            guard contracts[client] == "standard", let ticket = tickets[id] else { continue }
            if ages.contains(ticket.opened.duration(to: call.header.startedAt)) { count += 1 }
        }
        return count
    }

    @Test("With another tariff only the amounts are others") func tariff() throws {
        let (desk, summary) = try Shared.quietMonth.get()
        let other = try RecordedDesk.changed("desk.yaml", "amount: 350.00", "amount: 400.00")
        var charged = 0
        let answer = try LedgerReplay(desk.ledger).whatIf(other) { call in
            guard case .success(.otherwise(let before, let after)) = call.result else { return }
            charged += 1
            #expect(before.charge == Money(cents: 35_000) && after.charge == Money(cents: 40_000))
            #expect(before.verdict == after.verdict && before.connectedTo == after.connectedTo && after.openAt == nil)
        }
        #expect(charged > 15)
        #expect(answer.otherwise == charged && answer.same == 1_200 - charged && answer.obstacles == [:])
        let cents = try #require(summary.cents["EUR"])
        #expect(answer.money.before.cents == ["EUR": cents])
        #expect(answer.money.after.cents == ["EUR": cents + charged * 5_000])
    }

    @Test("Where a flow gives one try only, those who needed two are turned away") func flow() throws {
        let (desk, _) = try Shared.quietMonth.get()
        let old = """
                  finish_on_key: "#"
                  max_attempts: 3
                  into: client_number
            """
        let other = try RecordedDesk.changed(
            "callflows/identify.yaml", old, old.replacing("max_attempts: 3", with: "max_attempts: 1"))
        var changed: Set<String> = []
        let answer = try LedgerReplay(desk.ledger).whatIf(other) { call in
            guard case .success(.otherwise(_, let after)) = call.result else { return }
            changed.insert(call.id)
            #expect(after.verdict == Verdict(kind: .refused, reasons: [.noClientNumber]), "\(call.id)")
            #expect(after.openAt == nil)
        }
        #expect(answer.obstacles == [:])
        let expected = try neededTwo(desk)
        #expect(changed.subtracting(expected).sorted() == [])
        #expect(expected.subtracting(changed).sorted() == [])
        #expect(changed.count > 30)
    }

    /// The calls whose caller was asked for the number again and then was known, or left.
    private func neededTwo(_ desk: RecordedDesk) throws -> Set<String> {
        var ids: Set<String> = []
        for place in try desk.ledger.calls(after: 0, limit: 10_000) {
            guard let call = try desk.ledger.call(place.id) else { continue }
            var (step, prompts) = ("", 0)
            for event in call.events {
                if event.kind == "step" { step = event.payload }
                if event.kind == "play", step == #"{"name":"identify/ask-client-number"}"# { prompts += 1 }
            }
            let isRefused = call.call.decision?.verdict.reasons == [.noClientNumber]
            // Where nobody answered, the number was of no use in the first place.
            let isLate = call.events.contains {
                $0.kind == "checked" && $0.payload.contains(#""answered":false"#) && $0.payload.contains(#""client""#)
            }
            if prompts > 1, !isRefused, !isLate { ids.insert(place.id) }
        }
        return ids
    }

    @Test("What the record cannot tell is not guessed") func obstacles() throws {
        let desk = try RecordedDesk()
        let early = try desk.record("12345 9", world: "just-opened")
        let shorter = WhatIf(
            try RecordedDesk.changed("desk.yaml", "standard: { response: 1h", "standard: { response: 1m"))
        #expect(throws: ReplayObstacle.neverAsked(step: "grounds/ask-urgent")) { try shorter.answer(early) }
        let admitted = try desk.record("12345 1 1 2 1")
        let asking = WhatIf(
            try RecordedDesk.changed("desk.yaml", "required_for: [managerial]", "required_for: [managerial, emergency]")
        )
        // The policy asks for it, the flow does not: the people are rung all the same, as the desk could not know.
        guard case .otherwise(_, let after) = try asking.answer(admitted) else {
            Issue.record("nothing changed")
            return
        }
        #expect(after.verdict.kind == .admitted && after.verdict.reasons == [.deskUnavailable])
        let managerial = try desk.record("12345 227 9", number: .managerial)
        let longer = WhatIf(
            try RecordedDesk.changed("desk.yaml", "order:\n  window: 24h", "order:\n  window: 48h"))
        #expect(throws: ReplayObstacle.factsNotRecorded(.calls)) { try longer.answer(managerial) }
    }
}
