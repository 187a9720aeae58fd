import CallFlow
import Desk
import Foundation
import Testing

@testable import DeskFolder

@Suite("The shipped desk") struct ShippedDeskTests {
    @Test("loads without a problem and links both numbers")
    func loads() throws {
        let desk = try DeskFolder.load(at: Repository.root)
        #expect(desk.programs.keys.sorted { $0.rawValue < $1.rawValue } == [.emergency, .managerial])
        #expect(desk.context(for: .emergency)?.program.name == "emergency")
        #expect(desk.name == "DRI")
        #expect(desk.provider.siret == "43953770500022")
        #expect(desk.provider.vat == "FR74439537705")
        #expect(desk.policyHash.utf8.count == 64)
        #expect(desk.rota.problems().isEmpty)
    }

    @Test("says what the procedure says")
    func policy() throws {
        let policy = try DeskFolder.load(at: Repository.root).policy
        let zone = policy.zone
        let now = try #require(Timestamp.parse("2026-03-10T20:30:00+01:00"))
        #expect(policy.tariff(for: .emergency, at: now)?.amount == Money(cents: 35_000))
        #expect(policy.tariff(for: .managerial, at: now)?.amount == Money(cents: 45_000))
        #expect(policy.hours.period(at: now, in: zone) == .onCall)
        #expect(policy.defaultContract.response == .hours(1))
        #expect(policy.passcodeRequiredFor == [.managerial])
        #expect(policy.orderWindow == .hours(24))
        #expect(policy.failsOpen)
        #expect(policy.insisting == .refuseAndBill)
        #expect(policy.languages == [.french, .english])
        #expect(policy.standby.map(\.id) == ["standby"])
        let email = try #require(policy.channel(.email))
        #expect(email.isReadDuringSupportHours)
        #expect(email.ended == Timestamp.parse("2018-06-01T00:00:00+02:00"))
    }

    @Test("has worlds that load")
    func worlds() throws {
        let desk = try DeskFolder.load(at: Repository.root)
        let folder = Repository.root + "/worlds"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }
        #expect(files.contains("evening.yaml"))
        for file in files {
            let world = try desk.world(at: "\(folder)/\(file)", hasher: KeyedPasscodeHasher.ephemeral())
            #expect(!world.clients.isEmpty)
        }
    }

    @Test("has the same hash for the same sources, and another once one of them changes")
    func hashes() throws {
        let desk = try SmallDesk.load()
        let program = try #require(desk.programs[.emergency])
        #expect(program.sources.map(\.name) == ["main", "part"])
        #expect(program.sources.map(\.hash) == [desk.flows["main"]?.hash, desk.flows["part"]?.hash])
        let lines = program.sources.map { "\($0.name):\($0.hash)\n" }.joined()
        #expect(FileBytes.hash(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(program.hash == FileBytes.hash(Array(lines.utf8)))
        #expect(desk.policyHash == FileBytes.hash(Array(SmallDesk.desk.utf8)))
        let changed = try SmallDesk.load(["callflows/part.yaml": SmallDesk.part + "# A comment.\n"])
        #expect(changed.flows["main"]?.hash == desk.flows["main"]?.hash)
        #expect(changed.programs[.emergency]?.hash != program.hash)
    }
}
