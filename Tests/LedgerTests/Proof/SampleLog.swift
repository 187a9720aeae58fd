import Desk
import Foundation
import GRDB
import Testing
import TransparencyLog

@testable import Ledger

/// A small ledger in which everything happened that the log can tell of.
struct SampleLog {
    let file: LedgerFile
    let ledger: Ledger
    /// The key in use; the first one was replaced, and revoked.
    let key: NoteSigner
    let firstKey: NoteSigner
    /// A checkpoint of all there is, as an auditor keeps it.
    let checkpoint: SignedNote

    /// What is personal about the client who was erased.
    static let erasedTexts = ["54321", "+33699887766", "Yvonne Kermarrec", "T-7777", "54321 8## 9", "mail-yvonne"]

    static let now = Instant(milliseconds: 1_773_200_000_000)

    static func key(_ name: String = "desk.example/log") throws -> NoteSigner { try #require(NoteSigner(name: name)) }

    /// - Parameter furtherEvents: so many events of one call more, so that there are kept roots.
    init(_ file: LedgerFile, furtherEvents: Int = 0) throws {
        self.file = file
        ledger = try file.open()
        firstKey = try Self.key()
        key = try Self.key()
        let texts = [
            DeskText(path: "desk.yaml", text: "name: Étoile\n"),
            DeskText(path: "callflows/emergency.yaml", text: "steps: []\n"),
        ]
        let desk = try ledger.keep(texts, at: SampleLog.now)
        try ledger.adopt(firstKey.verifier, at: SampleLog.now)
        let story = Story(ledger: ledger)
        try story.writeCalls(desk: desk)
        _ = try ledger.checkpoint(by: firstKey, at: Self.now)
        try story.settle()
        try ledger.rotate(from: firstKey, to: key.verifier, by: "ops", at: SampleLog.now)
        try story.eraseOne(desk: desk)
        _ = try ledger.checkpoint(by: key, at: SampleLog.now)
        try ledger.revoke(firstKey.verifier, reason: "its disk was sold", by: "ops", at: SampleLog.now)
        try story.writeOpenCalls()
        try story.practise()
        let call = try ledger.begin(.sample("long"))
        let events = (0..<furtherEvents).map { CallEvent(at: Self.now, kind: "tick", payload: ["n": .integer($0)]) }
        try ledger.append(call: call, events: events)
        checkpoint = try ledger.checkpoint(by: key, at: SampleLog.now)
    }

}

/// What happens in the sample.
private struct Story {
    let ledger: Ledger

    func writeCalls(desk: String) throws {
        for id in ["charged", "credited", "waived"] {
            var header = try CallHeader.sample(id)
            header.deskHash = desk
            let call = try ledger.begin(header)
            let outcome = try CallOutcome.sample(charged: true)
            let events = ["answered", "keys"].map {
                CallEvent(at: header.startedAt, kind: $0, payload: ["step": "é\"\n"])
            }
            try ledger.append(call: call, events: events, decision: outcome.decision)
            try ledger.finish(call: call, outcome)
        }
        let call = try ledger.begin(.sample("admitted"))
        try ledger.finish(call: call, .sample(charged: false))
        try ledger.leaveMessage("admitted.wav", call: call)
        try ledger.leaveMessage("kept.wav", call: call)
        try ledger.noteRemoval(of: "admitted.wav", at: SampleLog.now)
    }

    /// One charge is credited and written anew, one is waived.
    func settle() throws {
        try ledger.waive(charge: 3, by: "bob", reason: "first call ever", at: SampleLog.now)
        try ledger.confirm(charge: 2, by: "alice", fourEyes: true, at: SampleLog.now)
        try ledger.issue("F-1", for: 2, .invoiced)
        try ledger.openDispute(charge: 2, by: "client", reason: "it was urgent", at: SampleLog.now)
        try ledger.answerDispute(charge: 2, by: "alice", answer: "it was not", at: SampleLog.now)
        try ledger.closeDispute(charge: 2, .granted, by: "bob", reason: "the price was wrong", at: SampleLog.now)
        try ledger.issue("A-1", for: 2, .credited)
        let proposal = ChargeProposal(
            amount: Money(cents: 30_000), tariffFrom: Instant(milliseconds: 0), reasons: [.notUrgent], proposer: "bob")
        try ledger.proposeAnew(replacing: 2, proposal, why: "at the right price", at: SampleLog.now)
    }

    /// A call of another client, with everything personal that a call can have, which is then erased.
    func eraseOne(desk: String) throws {
        var header = try CallHeader.sample("erased")
        header.from = try phone("+33699887766")
        let call = try ledger.begin(header)
        var outcome = try CallOutcome.sample(charged: true, client: "54321")
        outcome.decision.contact = "Yvonne Kermarrec"
        outcome.decision.ticket = "T-7777"
        outcome.keys = "54321 8## 9"
        outcome.assessment = [["evidence": "Yvonne Kermarrec"]]
        let heard = CallEvent(
            at: header.startedAt, kind: "keys", payload: ["keys": "54321", "name": "Yvonne Kermarrec"])
        try ledger.append(call: call, events: [heard], decision: outcome.decision)
        try ledger.finish(call: call, outcome)
        try ledger.leaveMessage("mail-yvonne.wav", call: call)
        let charge = try #require(try ledger.charges(of: call).first).id
        try ledger.openDispute(charge: charge, by: "Yvonne Kermarrec", reason: "T-7777 was urgent", at: SampleLog.now)
        try ledger.closeDispute(charge: charge, .granted, by: "bob", reason: "for Yvonne Kermarrec", at: SampleLog.now)
        let summary = try ledger.erase(
            client("54321"), withFacts: true, reason: "asked by post", by: "ops", at: SampleLog.now)
        #expect(summary.calls == 1 && summary.files == ["mail-yvonne.wav"])
    }

    /// Two who practised, one of whom was erased since.
    func practise() throws {
        try ledger.add([.sample("kept", person: "Bruno"), .sample("gone")])
        #expect(try ledger.eraseDrills(of: "Yvonne Kermarrec", reason: "asked", by: "ops", at: SampleLog.now) == 1)
    }

    func writeOpenCalls() throws {
        let cut = try ledger.begin(.sample("cut off"))
        try ledger.append(call: cut, events: [], decision: CallOutcome.sample(charged: false).decision)
        #expect(try ledger.interruptCalls(at: SampleLog.now) == 1)
        let going = try ledger.begin(.sample("going"))
        try ledger.append(call: going, events: [], decision: CallOutcome.sample(charged: false).decision)
        _ = try ledger.begin(.sample("begun"))
    }
}

extension Ledger {
    func leaveMessage(_ name: String, call: Int64) throws {
        try append { log in
            let sha256 = Array(repeating: UInt8(7), count: 32)
            try CallWriter(log).add(
                Voicemail(file: name, length: .milliseconds(900), sha256: sha256, at: SampleLog.now), to: call)
        }
    }

    /// Issues an invoice or a credit note of one charge.
    func issue(_ number: String, for charge: Int64, _ status: RecordedCharge.Status) throws {
        let text = "{\"number\":\"\(number)\"}"
        let isCredit = status == .credited
        try append { log in
            let recorded = try ChargeReading(database: log.database).charge(charge)
            try log.database.execute(
                sql: "INSERT INTO invoice VALUES (?, ?, 2026, ?, ?, ?, 'EUR', ?, 'S', 2000, 7000, ?, ?)",
                arguments: [
                    number, isCredit ? 381 : 380, charge, recorded.client?.description, SampleLog.now.milliseconds,
                    recorded.proposal.amount.cents, isCredit ? recorded.invoice?.number : nil, text,
                ])
            try log.append(
                LogKind.invoiceIssued, at: SampleLog.now,
                open: [
                    "credits": .optional(isCredit ? recorded.invoice?.number : nil), "issued": .instant(SampleLog.now),
                    "kind": .integer(isCredit ? 381 : 380), "number": .string(number), "place": .integer(Int(charge)),
                    "sha256": .string(DeskText(path: "", text: text).hash), "vat": 7000, "vat_category": "S",
                    "vat_rate": 2000, "year": 2026,
                ])
            let deed = RecordedCharge.Deed(at: SampleLog.now, actor: "alice", reason: isCredit ? "wrong price" : "")
            try ChargeWriter(log).document(charge, status, number: number, deed)
        }
    }

    func verified(outside: [SignedNote] = [], trusted: NoteVerifier? = nil) -> VerificationReport {
        LedgerVerifier(outside: outside, trusted: trusted).verify(path: path)
    }
}
