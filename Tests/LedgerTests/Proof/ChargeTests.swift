import Desk
import GRDB
import Testing
import TransparencyLog

@testable import Ledger

@Suite("The life of a charge") struct ChargeTests {
    let file: LedgerFile
    let ledger: Ledger
    let now = SampleLog.now

    init() throws {
        file = try LedgerFile()
        ledger = try file.open()
        for id in ["a", "b"] {
            let call = try ledger.begin(.sample(id))
            try ledger.finish(call: call, .sample(charged: true))
        }
    }

    private func proposal(_ cents: Int = 30_000, by proposer: String = "bob") -> ChargeProposal {
        ChargeProposal(
            amount: Money(cents: cents), tariffFrom: Instant(milliseconds: 0), reasons: [.notUrgent], proposer: proposer
        )
    }

    @Test("From the proposal to the credit note, and anew") func life() throws {
        #expect(try ledger.charge(1).status == .proposed)
        try ledger.confirm(charge: 1, by: "alice", reason: "clear", fourEyes: true, at: now)
        #expect(try ledger.charge(1).decided == .init(at: now, actor: "alice", reason: "clear"))
        try ledger.issue("F-1", for: 1, .invoiced)
        #expect(try ledger.charge(1).invoice == .init(at: now, number: "F-1", reason: nil))
        try ledger.issue("A-1", for: 1, .credited)
        #expect(try ledger.charge(1).creditNote == .init(at: now, number: "A-1", reason: "wrong price"))
        let anew = try ledger.proposeAnew(replacing: 1, proposal(), why: "at the right price", at: now)
        let charge = try ledger.charge(anew)
        #expect(charge.replaces == 1 && charge.status == .proposed && charge.proposal == proposal())
        #expect(try ledger.charges(of: 1).map(\.id) == [1, anew])
        #expect(ledger.verified().integrity == [])
    }

    /// Brings the charge 1 as far as told.
    private func bring(to status: RecordedCharge.Status) throws {
        if status == .waived { return try ledger.waive(charge: 1, by: "alice", reason: "first time", at: now) }
        guard status != .proposed else { return }
        try ledger.confirm(charge: 1, by: "alice", fourEyes: true, at: now)
        guard status != .confirmed else { return }
        try ledger.issue("F-1", for: 1, .invoiced)
        if status == .credited { try ledger.issue("A-1", for: 1, .credited) }
    }

    @Test("No step back, no step twice, none left out", arguments: RecordedCharge.Status.allCases)
    func illegalSteps(from status: RecordedCharge.Status) throws {
        try bring(to: status)
        let mend =
            [
                .proposed: "it can only become confirmed or waived",
                .confirmed: "it can only become invoiced or waived",
                .invoiced: "it can only become credited",
            ][status] ?? "nothing more can become of it"
        for next in RecordedCharge.Status.allCases where next != .proposed && !status.next.contains(next) {
            let before = try ledger.charge(1)
            let size = try ledger.read { try LogReading(database: $0).size() }
            let text = refusal {
                switch next {
                case .confirmed: try ledger.confirm(charge: 1, by: "alice", fourEyes: true, at: now)
                case .waived: try ledger.waive(charge: 1, by: "alice", reason: "x", at: now)
                default:
                    try ledger.append {
                        try ChargeWriter($0).document(1, next, number: "F-9", .init(at: now, actor: "a", reason: "x"))
                    }
                }
            }
            #expect(text == "the charge 1 is \(status.rawValue) and cannot become \(next.rawValue): \(mend)")
            #expect(try ledger.charge(1) == before)
            #expect(try ledger.read { try LogReading(database: $0).size() } == size)
        }
        #expect(ledger.verified().integrity == [])
    }

    @Test("Four eyes where the desk asks for them") func fourEyes() throws {
        try bring(to: .credited)
        let anew = try ledger.proposeAnew(replacing: 1, proposal(by: "alice"), why: "right price", at: now)
        #expect(
            refusal { try ledger.confirm(charge: anew, by: "alice", fourEyes: true, at: now) }
                == "alice proposed the charge \(anew) and may not confirm it: let somebody else confirm it; "
                + "'billing: four_eyes' in desk.yaml asks for it")
        try ledger.confirm(charge: anew, by: "alice", fourEyes: false, at: now)
        #expect(try ledger.charge(anew).status == .confirmed)
    }

    @Test("What is not complete is refused") func incomplete() throws {
        let nobody = "nobody is named who does it: give a name of 1 to 200 characters"
        for name in ["", "a\u{7}", String(repeating: "a", count: 201)] {
            #expect(refusal { try ledger.confirm(charge: 1, by: name, fourEyes: true, at: now) } == nobody)
        }
        #expect(
            refusal { try ledger.waive(charge: 1, by: "a", reason: "", at: now) }
                == "a waiver has no reason: say why, in a sentence")
        #expect(
            refusal { try ledger.confirm(charge: 9, by: "a", fourEyes: true, at: now) }
                == "there is no charge 9: list them with 'voicedesk billing review'")
        #expect(
            refusal { try ledger.proposeAnew(replacing: 1, proposal(), why: "x", at: now) }
                == "the charge 1 is proposed: credit it first; a charge is never edited")
        try bring(to: .credited)
        #expect(
            refusal { try ledger.proposeAnew(replacing: 1, proposal(), why: "", at: now) }
                == "a new charge has no reason: say why, in a sentence")
        #expect(
            refusal { try ledger.proposeAnew(replacing: 1, proposal(0), why: "x", at: now) }
                .hasSuffix("give an amount above zero, and why the call was abusive"))
        try ledger.proposeAnew(replacing: 1, proposal(), why: "x", at: now)
        #expect(
            refusal { try ledger.proposeAnew(replacing: 1, proposal(), why: "x", at: now) }
                == "the charge 1 has been written anew already: see 'voicedesk billing review'")
    }

    @Test("A dispute holds the charge up; granted before the invoice it waives it") func disputes() throws {
        let id = try ledger.openDispute(charge: 1, by: "client", reason: "it was urgent", at: now)
        #expect(
            refusal { try ledger.confirm(charge: 1, by: "alice", fourEyes: true, at: now) }
                == "the charge 1 is disputed: close the dispute first: 'voicedesk billing dispute close'")
        #expect(
            refusal { try ledger.openDispute(charge: 1, by: "client", reason: "again", at: now) }
                == "the charge 1 is disputed already: answer or close that dispute")
        try ledger.answerDispute(charge: 1, by: "alice", answer: "see the call", at: now)
        #expect(
            refusal { try ledger.answerDispute(charge: 1, by: "alice", answer: "more", at: now) }
                == "the dispute of charge 1 is answered: close it")
        #expect(
            refusal {
                try ledger.closeDispute(
                    charge: 1, .granted, by: "bob", reason: "y", at: Instant(milliseconds: now.milliseconds - 1))
            } == "the dispute of charge 1 was opened later: give a later time")
        try ledger.closeDispute(charge: 1, .granted, by: "bob", reason: "you are right", at: now)
        #expect(try ledger.charge(1).status == .waived)
        let dispute = try #require(try ledger.disputes(of: 1).first)
        #expect(dispute.id == id && dispute.outcome == .granted && dispute.answered?.reason == "see the call")
        #expect(try ledger.openDisputes() == [])
        #expect(
            refusal { try ledger.openDispute(charge: 1, by: "client", reason: "again", at: now) }
                == "the charge 1 is waived: nothing is left to dispute")
        #expect(
            refusal { try ledger.closeDispute(charge: 2, .rejected, by: "bob", reason: "n", at: now) }
                == "the charge 2 is not disputed: open a dispute: 'voicedesk billing dispute open'")
        #expect(ledger.verified().integrity == [])
    }

    @Test("A drill, an admitted call, one of nobody, and one of which the desk could not know all are never charged")
    func never() throws {
        let stranger = try file.stranger()
        for (id, isDrill) in [("drill", true), ("unknown", false), ("admitted", false), ("nobody", false)] {
            let call = try ledger.begin(.sample(id, isDrill: isDrill))
            var outcome = try CallOutcome.sample(charged: true, client: id == "nobody" ? nil : "12345")
            if id == "unknown" { outcome.statuses = "svu" }
            if id == "admitted" { outcome.decision.verdict = Verdict(kind: .admitted, reasons: []) }
            #expect(throws: LedgerError.self) { try ledger.finish(call: call, outcome) }
            outcome.charge = nil
            try ledger.finish(call: call, outcome)
            #expect(try ledger.charges(of: call) == [])
            // Whatever is tried first with the row of the call, the charge is refused.
            let charge = """
                INSERT INTO charge (call, client, status, amount, currency, tariff_from, reasons, proposed, proposed_by)
                VALUES (\(call), '12345', 'proposed', 1, 'EUR', 0, '["x"]', 0, 'me')
                """
            let row = "FROM call WHERE key = \(call)"
            let copy = """
                REPLACE INTO call (key, id, number, dialled, started, flow, flow_hash, policy_hash, source, drill, language,
                state, client, verdict, reasons) SELECT key, id, number, dialled, started, flow, flow_hash, policy_hash, source, 0,
                language, 'in-progress', '12345', 'abusive', '[]' \(row)
                """
            for first in [
                "UPDATE call SET drill = 0 WHERE key = \(call)", "UPDATE call SET statuses = 's' WHERE key = \(call)",
                "UPDATE call SET verdict = 'abusive' WHERE key = \(call)",
                "UPDATE call SET client = '12345' WHERE key = \(call)",
                "UPDATE call SET state = 'in-progress' WHERE key = \(call)",
                "DELETE \(row)", copy,
            ] {
                #expect(throws: DatabaseError.self, "\(first)") { try stranger.write { try $0.execute(sql: first) } }
                #expect(throws: DatabaseError.self) { try stranger.write { try $0.execute(sql: charge) } }
            }
        }
        #expect(try ledger.charges().map(\.id) == [2, 1])
        #expect(ledger.verified().integrity == [])
    }
}
