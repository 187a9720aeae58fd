import Desk
import Foundation
import GRDB
import TestSupport
import Testing
import TransparencyLog

@testable import Ledger

@Suite("Whatever is altered in a ledger is found") struct AlterationTests {
    /// How many alterations were tried and what came of them.
    private struct Tally {
        var performed = 0
        var byDeed: [Attacker.Deed: Int] = [:]
        var undetected: [String] = []
    }

    /// What the ledger alone does not show.
    ///
    /// All else it does. This needs a checkpoint from outside: whoever computes everything anew, and
    /// takes the file's own checkpoints away or signs them again, leaves a ledger that fits together.
    private static let needsCheckpoint: Set<Attacker.Deed> = [.rewrites, .rewritesAndSigns, .rewritesWithKeysOfItsOwn]

    /// Each is a check of a whole ledger, which takes some 20 ms where nothing is optimised.
    private static let times = ProcessInfo.processInfo.environment["VOICEDESK_ALL_ALTERATIONS"] == nil ? 800 : 10_000

    @Test("Thousands of alterations, none of which passes") func alterations() throws {
        let log = try SampleLog(LedgerFile())
        try log.ledger.close()
        let tally = try attack(log, times: Self.times, seed: 20_261_123)
        #expect(tally.undetected.prefix(20) == [])
        #expect(tally.performed == Self.times)
        #expect(Set(tally.byDeed.keys) == Set(Attacker.Deed.allCases))
        #expect(tally.byDeed.values.allSatisfy { $0 >= 20 }, "\(tally.byDeed)")
    }

    @Test("So it is where the roots of subtrees are kept") func longer() throws {
        let log = try SampleLog(LedgerFile(), furtherEvents: 600)
        try log.ledger.close()
        let tally = try attack(log, times: 40, seed: 7)
        #expect(tally.undetected.prefix(20) == [])
    }

    private func attack(_ log: SampleLog, times: Int, seed: UInt64) throws -> Tally {
        let verifier = LedgerVerifier(outside: [log.checkpoint], trusted: log.firstKey.verifier)
        let deeds = Attacker.Deed.allCases
        var tally = Tally()
        try log.file.stranger().writeWithoutTransaction { database in
            try database.disarm()
            var attacker = Attacker(database: database, random: SplitMix64(seed: seed))
            #expect(verifier.report(database).holds)
            while tally.performed < times {
                let deed = deeds[attacker.number(below: deeds.count)]
                try database.execute(sql: "SAVEPOINT deed")
                if let what = try attacker.perform(deed, key: log.key) {
                    tally.performed += 1
                    tally.byDeed[deed, default: 0] += 1
                    let report = verifier.report(database)
                    let needsCheckpoint = Self.needsCheckpoint.contains(deed)
                    if report.holds || report.integrity.isEmpty != needsCheckpoint {
                        tally.undetected.append("\(what): \(report.integrity.map(\.message))")
                    }
                }
                try database.execute(sql: "ROLLBACK TO deed; RELEASE deed")
            }
            #expect(verifier.report(database).holds)
        }
        return tally
    }
}
