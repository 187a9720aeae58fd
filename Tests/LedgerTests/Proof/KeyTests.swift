import Desk
import Foundation
import Testing
import TransparencyLog

@testable import Ledger

@Suite("The keys of the log") struct KeyTests {
    let file: LedgerFile
    let ledger: Ledger
    let now = SampleLog.now
    let first: NoteSigner
    let second: NoteSigner

    init() throws {
        file = try LedgerFile()
        ledger = try file.open()
        (first, second) = (try SampleLog.key(), try SampleLog.key())
    }

    @Test("A key is made known once; another one is refused") func adopted() throws {
        #expect(try ledger.keys().current == nil)
        for _ in 0..<2 { try ledger.adopt(first.verifier, at: now) }
        #expect(try ledger.keys().keys.map(\.verifier) == [first.verifier])
        #expect(
            refusal { try ledger.adopt(second.verifier, at: now) }
                == "the log is signed by the key \(first.verifier.hash), not by \(second.verifier.hash): name that key's file "
                + "with --signing-key, or change keys with 'voicedesk ledger key rotate'")
        #expect(refusal { _ = try ledger.checkpoint(by: second, at: now) }.hasPrefix("the log is signed by the key"))
    }

    @Test("A key hands over to the next one, and signs no more") func rotated() throws {
        try ledger.adopt(first.verifier, at: now)
        let old = try ledger.checkpoint(by: first, at: now)
        #expect(
            refusal { try ledger.rotate(from: second, to: first.verifier, by: "ops", at: now) }
                == "the key \(second.verifier.hash) is not the one in use: name the file of the key in use")
        let other = try SampleLog.key("elsewhere")
        #expect(
            refusal { try ledger.rotate(from: first, to: other.verifier, by: "ops", at: now) }
                == "the new key is named \"elsewhere\", the old one \"desk.example/log\": make a new key with the same name"
        )
        try ledger.rotate(from: first, to: second.verifier, by: "ops", at: now)
        let new = try ledger.checkpoint(by: second, at: now)
        #expect(try ledger.keys().keys.map(\.replacedAt) == [3, nil])
        #expect(ledger.verified(outside: [old, new], trusted: first.verifier).holds)
        #expect(!ledger.verified(outside: [old], trusted: second.verifier).holds)
        // The old key's signature under what came later counts for nothing.
        let size = try #require(Checkpoint(new.text))
        let late = try size.signed(by: first)
        #expect(ledger.verified(outside: [late]).disagreements.map(\.kind) == [.signature])
        #expect(ledger.verified(outside: [late], trusted: first.verifier).disagreements.map(\.kind) == [.signature])
    }

    @Test("A revoked key counts no more, whatever it signed") func revoked() throws {
        #expect(
            refusal { try ledger.revoke(first.verifier, reason: "lost", by: "ops", at: now) }
                == "the log does not know the key \(first.verifier.hash), or it is revoked: "
                + "list the keys with 'voicedesk ledger key list'")
        try ledger.adopt(first.verifier, at: now)
        let note = try ledger.checkpoint(by: first, at: now)
        #expect(
            refusal { try ledger.revoke(first.verifier, reason: "", by: "ops", at: now) }
                == "a revocation has no reason: say why, in a sentence")
        try ledger.revoke(first.verifier, reason: "lost", by: "ops", at: now)
        #expect(try ledger.keys().current == nil)
        #expect(try ledger.keys().keys.first?.revoked?.reason == "lost")
        #expect(ledger.verified(outside: [note]).disagreements.map(\.kind) == [.signature])
        // The checkpoint that the file itself holds of it is no fault of the file.
        #expect(ledger.verified().integrity == [])
        #expect(
            refusal { try ledger.revoke(first.verifier, reason: "lost", by: "ops", at: now) }.contains("is revoked"))
    }

    @Test("A handover that the old key did not sign, or a second key, is a flaw") func forged() throws {
        try ledger.adopt(first.verifier, at: now)
        let thief = try SampleLog.key()
        for forged in [
            try SignedNote(LogKeys.handover(to: second.verifier), by: [thief]),
            try SignedNote(LogKeys.handover(to: thief.verifier), by: [first]),
        ] {
            let body: CanonicalJSON = [
                "handover": .string(forged.description), "key": .string(second.verifier.description),
            ]
            var keys = try ledger.keys()
            let entry = LogEntry(seq: 9, at: now, kind: LogKind.keyRotated, call: nil, content: .open(body: body.text))
            #expect(throws: LogKeys.Flaw.self) { try keys.receive(entry) }
        }
        try ledger.append { log in
            _ = try log.append(
                LogKind.keyCreated, at: now, open: ["key": .string(thief.verifier.description)])
        }
        #expect(ledger.verified().integrity.map(\.kind) == [.key])
    }

    @Test("The file of a key is its owner's alone, and made once") func keyFile() throws {
        let key = SigningKeyFile(path: file.directory.appendingPathComponent("log.key").path)
        #expect(refusal { _ = try key.load() }.hasPrefix("the signing key \(key.path) cannot be read: make one with"))
        let made = try key.create(name: "desk.example/log")
        #expect(try key.load().verifier == made.verifier)
        let mode = try FileManager.default.attributesOfItem(atPath: key.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(
            refusal { _ = try key.create(name: "desk.example/log") }
                == "the signing key \(key.path) cannot be created: a key is there already; name another file")
        #expect(refusal { _ = try key.create(name: "a b") }.hasPrefix("\"a b\" is no name for a key"))
    }
}
