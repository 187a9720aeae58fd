import CallFlow
import Calls
import Desk
import DeskFolder
import Foundation
import Prompts
import Replay
import Simulator
import Synchronization
import Testing

@testable import Ledger

/// The shipped desk with a ledger of its own, into which calls are recorded.
final class RecordedDesk: Sendable {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    static let shipped = Result { () throws(Problems) in try DeskFolder.load(at: root) }

    let desk: DeskFolder
    let ledger: Ledger
    let hasher = KeyedPasscodeHasher.ephemeral()
    private let directory: URL
    private let count = Mutex(0)

    init(desk: DeskFolder? = nil) throws {
        self.desk = try desk ?? Self.shipped.get()
        directory = FileManager.default.temporaryDirectory.appending(path: "replay-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        ledger = try Ledger(path: directory.appending(path: "ledger.sqlite").path)
    }

    deinit {
        try? ledger.close()
        try? FileManager.default.removeItem(at: directory)
    }

    /// The shipped desk with other texts.
    static func changed(_ path: String, _ old: String, _ new: String) throws -> DeskFolder {
        let text = try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
        try #require(text.contains(old), "\(path) has no '\(old)'")
        return try DeskFolder.load(at: root, overlay: [path: text.replacing(old, with: new)])
    }

    func world(_ name: String) throws -> World {
        try desk.world(at: "\(Self.root)/worlds/\(name).yaml", hasher: hasher)
    }

    /// A journal of a call in the ledger.
    func journal(_ file: CaseFile, _ context: FlowContext) throws -> (id: String, journal: LedgerJournal) {
        let number = count.withLock { count in
            count += 1
            return count
        }
        let id = "C-\(number)"
        let header = CallHeader(
            id: id, number: file.number, dialled: try #require(desk.policy.number(file.number)).phone, from: file.from,
            startedAt: file.startedAt, flow: context.program.name, flowHash: context.program.hash,
            policyHash: desk.policyHash, source: .simulated, isDrill: file.isDrill)
        return (id, try LedgerJournal(ledger, header))
    }

    /// Records a scripted call.
    func record(
        _ keys: String, number: NumberRole = .emergency, from: String? = "+33612345678", world name: String = "evening",
        technicians: String = "", unavailable: [String] = [], hangsUpAfter: Duration? = nil, isDrill: Bool = false,
        changing change: (inout World) -> Void = { _ in }
    ) throws -> CallDetails {
        var world = try world(name)
        change(&world)
        var behaviour = ScriptedBehaviour()
        try behaviour.readKeys(keys)
        try behaviour.readTechnicians(technicians)
        try behaviour.readUnavailable(unavailable)
        behaviour.hangsUpAfter = hangsUpAfter
        let context = try #require(desk.context(for: number))
        let file = CaseFile(
            number: number, from: from.flatMap { PhoneNumber($0) }, startedAt: try #require(world.at), isDrill: isDrill)
        let (id, journal) = try journal(file, context)
        var call = ScriptedCall(
            context, rota: desk.rota, facts: WorldFacts(world, hasher: hasher),
            renderer: PromptRenderer(desk.catalogue, zone: desk.policy.zone), file: file, behaviour: behaviour,
            journal: journal)
        _ = try call.run()
        return try #require(try ledger.call(id))
    }

    func differences(_ details: CallDetails) throws -> [ReplayDifference] {
        let context = try #require(desk.context(for: details.call.header.number))
        return try ExactReplay(context).differences(in: details)
    }
}

extension CallDetails {
    /// The same call with an event written otherwise.
    func changing(_ seq: Int, kind: String? = nil, payload: String) -> CallDetails {
        CallDetails(
            call: call,
            events: events.map {
                $0.seq == seq
                    ? RecordedEvent(id: $0.id, seq: $0.seq, at: $0.at, kind: kind ?? $0.kind, payload: payload) : $0
            }, charge: charge)
    }

    /// The first event of a kind whose payload contains a text.
    func event(_ kind: String, _ text: String = "") throws -> RecordedEvent {
        let event = events.first { $0.kind == kind && (text.isEmpty || $0.payload.contains(text)) }
        return try #require(event, "no \(kind) \(text)")
    }
}
