import CallFlow
import CallLedger
import Calls
import Desk
import DeskFolder
import Foundation
import Prompts
import Simulator
import Testing

@testable import Drills
@testable import Ledger

@Suite("A drill of a recorded call") struct FromCallTests {
    /// A ledger with one call in it.
    private func recorded(
        _ keys: String, world name: String, number: NumberRole = .emergency, from: String? = "+33612345678",
        technicians: String = "", unavailable: [String] = [], at: String? = nil
    ) throws -> CallDetails {
        let folder = try ShippedDesk.folder.get()
        let hasher = KeyedPasscodeHasher.ephemeral()
        let world = try folder.world(at: "\(ShippedDesk.root)/worlds/\(name).yaml", hasher: hasher)
        let directory = FileManager.default.temporaryDirectory.appending(path: "drill-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let ledger = try Ledger(path: directory.appending(path: "ledger.sqlite").path)
        defer { try? ledger.close() }
        var behaviour = ScriptedBehaviour()
        try behaviour.readKeys(keys)
        try behaviour.readTechnicians(technicians)
        try behaviour.readUnavailable(unavailable)
        let context = try #require(folder.context(for: number))
        let start = try #require(at.flatMap { Timestamp.parse($0) } ?? world.at)
        let file = CaseFile(number: number, from: from.flatMap { PhoneNumber($0) }, startedAt: start)
        let journal = try LedgerJournal(
            ledger,
            CallHeader(
                id: "C-1", number: number, dialled: try #require(folder.policy.number(number)).phone, from: file.from,
                startedAt: start, flow: context.program.name, flowHash: context.program.hash,
                policyHash: folder.policyHash, source: .simulated))
        var call = ScriptedCall(
            context, rota: folder.rota, facts: WorldFacts(world, hasher: hasher),
            renderer: PromptRenderer(folder.catalogue, zone: folder.policy.zone), file: file, behaviour: behaviour,
            journal: journal)
        _ = try call.run()
        return try #require(try ledger.call("C-1"))
    }

    /// Everything of a world that could tell who somebody is.
    private func personal(_ name: String) throws -> [String] {
        let world = try ShippedDesk.folder.get().world(
            at: "\(ShippedDesk.root)/worlds/\(name).yaml", hasher: KeyedPasscodeHasher.ephemeral())
        let clients = world.clients.flatMap { client -> [String] in
            let people = client.contacts.flatMap { [$0.name] + $0.phones.map { String($0.description.dropFirst(3)) } }
            return [client.number.description, client.name] + client.services.map(\.name) + people
        }
        return clients + world.tickets.map(\.id) + world.bulletins.map(\.title) + ["aB7", "Kx2", "por", "C-1"]
    }

    @Test(
        "holds nothing of the original's people, numbers, services or titles, and decides alike",
        arguments: [
            ("12345 1 1 2 1", "evening", NumberRole.emergency, "route, to: on-call"),
            ("12345 9", "just-opened", .emergency, "refuse, reasons: [guarantee-running]"),
            ("12345 1 1 1 2 1", "incident", .emergency, "route, to: on-call"),
            ("12345 227 1 1 2 1", "escalation", .managerial, "route, to: managers"),
            ("12345 111 222 333", "escalation", .managerial, "refuse, reasons: [passcode-failed]"),
            ("99999", "evening", .emergency, "refuse, reasons: [unknown-client]"),
            ("silence silence silence", "evening", .emergency, "refuse, reasons: [no-client-number]"),
            ("12345 1 2", "evening", .emergency, "refuse, reasons: [not-serious]"),
            ("12345 1 1 2 1", "daytime", .emergency, "route, to: support"),
            ("12345", "stores-down", .emergency, "route, to: standby"),
            ("12345 9", "answered", .emergency, "refuse, reasons: [ticket-answered]"),
        ])
    func anonymous(keys: String, world: String, number: NumberRole, expected: String) throws {
        let details = try recorded(keys, world: world, number: number)
        let text = try FromCall.scenario(details, name: "x", desk: try ShippedDesk.desk())
        #expect(text.contains("expect: { decision: \(expected)"), "\(text)")
        for original in try personal(world) where original != "por" {
            #expect(!text.contains(original), "'\(original)' is still there")
        }
        #expect(!text.contains("99999"))
    }

    @Test("does not know a contact's phone, nor the caller's, whoever calls")
    func phones() throws {
        let details = try recorded("12345 01 1 1 2 1", world: "evening", from: "+33788990011")
        let text = try FromCall.scenario(details, name: "x", desk: try ShippedDesk.desk())
        #expect(!text.contains("788990011") && !text.contains("612345678"))
        #expect(text.contains("+3363998"))
    }

    @Test("moves all times alike, to the same hour of the same weekday")
    func times() throws {
        let details = try recorded("12345 1 1 2 1", world: "evening")
        let scenario = try ScenarioFile.read(
            try FromCall.scenario(details, name: "x", desk: try ShippedDesk.desk()), file: "x.yaml",
            desk: try ShippedDesk.desk())
        let original = try #require(Timestamp.parse("2026-03-10T20:30:00+01:00"))
        #expect(scenario.start == original)
        let summer = try recorded("12345 9", world: "just-opened", at: "2026-07-15T20:01:00+02:00")
        let moved = try ScenarioFile.read(
            try FromCall.scenario(summer, name: "x", desk: try ShippedDesk.desk()), file: "x.yaml",
            desk: try ShippedDesk.desk())
        #expect(Timestamp.format(moved.start, in: try ShippedDesk.desk().policy.zone) == "2026-03-11T20:01:00+01:00")
    }

    @Test("stays where it is in a night in which the clock changes")
    func clockChange() throws {
        let details = try recorded("12345 9", world: "dst-night-spring", at: "2026-03-29T03:20:00+02:00")
        let text = try FromCall.scenario(details, name: "x", desk: try ShippedDesk.desk())
        #expect(text.contains("guarantee-running"))
    }

    @Test("is the same file for the same call")
    func deterministic() throws {
        let details = try recorded("12345 9", world: "just-opened")
        let desk = try ShippedDesk.desk()
        #expect(
            try FromCall.scenario(details, name: "x", desk: desk) == FromCall.scenario(details, name: "x", desk: desk))
    }

    @Test("is refused for a record that lacks its facts")
    func incomplete() throws {
        let details = try recorded("12345 9", world: "just-opened")
        let bare = CallDetails(
            call: details.call,
            events: details.events.map {
                RecordedEvent(
                    id: $0.id, seq: $0.seq, at: $0.at, kind: $0.kind,
                    payload: $0.kind == "checked" ? #"{"topic":"client","outcome":"known"}"# : $0.payload)
            }, charge: nil)
        #expect(throws: FromCallError.incomplete("facts")) {
            try FromCall.scenario(bare, name: "x", desk: try ShippedDesk.desk())
        }
    }
}
