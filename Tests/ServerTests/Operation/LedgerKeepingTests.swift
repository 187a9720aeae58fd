import Desk
import Foundation
import Ledger
import Settings
import Testing
import TransparencyLog

@testable import Server

@Suite("The server and its ledger", .timeLimit(.minutes(2)))
struct LedgerKeepingTests {
    @Test(
        "With a ledger that cannot be used a caller is connected unchecked, never billed, and all of it is written elsewhere"
    )
    func emergency() async throws {
        let trunk = try await Telephone.open()
        let telephone = try await Telephone.open()
        let garbage = Data("no database at all".utf8)
        let server = try await RunningServer.start(trunk: trunk.port, damaged: garbage)
        let metrics = try await StatusClient.get("/metrics", at: "127.0.0.1:\(server.http)")
        #expect(metrics.contains("voicedesk_ledger_emergency 1"))
        let caller = try await Caller.call(at: server.port, with: telephone)
        telephone.sound.press("12345")
        let technician = try await Technician.called(on: trunk, by: server.port)
        try await technician.pickUp()
        try await caller.hangUp()

        let call = try #require(try await server.end().first)
        #expect(call.decision?.client == nil)
        #expect(call.decision?.verdict == Verdict(kind: .admitted, reasons: [.deskUnavailable]))
        #expect(try server.ledger.charges().isEmpty)
        #expect(server.ledger.path.contains("ledger.sqlite.emergency-1790000000000"))
        let database = server.folder.appendingPathComponent("ledger.sqlite")
        #expect(try Data(contentsOf: database) == garbage)
        telephone.close()
        trunk.close()
    }

    @Test("A checkpoint is signed at the start and written where it is told, and proves the ledger afterwards")
    func checkpoints() async throws {
        let outside = FileManager.default.temporaryDirectory.appendingPathComponent("checkpoints-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: outside) }
        let server = try await RunningServer.start { $0.checkpoints.outlets = [.file(outside.path)] }
        // The first is signed as soon as the server runs; nothing tells when it is written.
        var notes: [SignedNote] = []
        while notes.isEmpty {
            try Task.checkCancellation()
            notes = (try? String(contentsOf: outside, encoding: .utf8)).flatMap { SignedNote.list($0) } ?? []
            await Task.yield()
        }
        _ = try await server.end()
        #expect(notes.count == 1)
        let size = try #require(Checkpoint(notes[0].text)).size
        #expect(size > 0)
        let report = LedgerVerifier(outside: notes).verify(path: server.ledger.path)
        #expect(report.integrity == [])
        #expect(report.completeness == .shown(upTo: size))
    }
}
