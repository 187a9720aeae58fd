import CallFlow
import Desk
import DeskFolder
import Foundation
import Ledger
import Logging
import Media
import MediaTerms
import Prompts
import RTP
import RTPTransport
import Recordings
import Replay
import SIP
import SIPTransport
import ServiceLifecycle
import Testing

@testable import Server

/// The server as it is delivered, at ports of its own: the shipped desk with one technician, to whom the test's trunk
/// leads.
///
/// Whatever the hour, the chain is the same: the tests run against the clock on the wall.
final class RunningServer: Sendable {
    let port: UInt16
    let http: UInt16
    let desk: DeskFolder
    let ledger: Ledger
    let folder: URL
    private let group: ServiceGroup
    private let task: Task<Void, any Error>

    private init(
        port: UInt16, http: UInt16, desk: DeskFolder, ledger: Ledger, folder: URL, group: ServiceGroup,
        task: Task<Void, any Error>
    ) {
        (self.port, self.http, self.desk, self.ledger) = (port, http, desk, ledger)
        (self.folder, self.group, self.task) = (folder, group, task)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Starts a server, and waits until it takes calls.
    ///
    /// - Parameters:
    ///   - trunk: the port of the telephone behind the trunk; nothing for no trunk.
    ///   - files: texts in place of files of the desk.
    ///   - found: a ledger that is there already.
    ///   - damaged: what stands in the ledger's file, if it is none.
    static func start(
        trunk: UInt16? = nil, files: [String: String] = [:], found: URL? = nil, damaged: Data? = nil,
        change: (inout ServerPlan) -> Void = { _ in }
    ) async throws -> RunningServer {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("server-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in try found.map({
            try FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil)
        })
            ?? []
        where file.lastPathComponent.hasPrefix("ledger.sqlite") {
            try FileManager.default.copyItem(at: file, to: folder.appendingPathComponent(file.lastPathComponent))
        }
        let database = folder.appendingPathComponent("ledger.sqlite").path
        let desk = try DeskFolder.load(at: root, overlay: ["rota.yaml": rota].merging(files) { $1 })
        let logger = Logger(label: "server") { _ in SwiftLogNoOpLogHandler() }
        try damaged?.write(to: URL(fileURLWithPath: database))
        let opening = try LedgerOpening.open(database, at: Instant(milliseconds: 1_790_000_000_000), logger: logger)
        let ledger = opening.ledger
        let hasher = try KeyedPasscodeHasher(keyFile: database + ".key")
        if found == nil, opening.failure == nil {
            let world = try WorldFile.read(evening(), file: "evening", policy: desk.policy, hasher: hasher)
            _ = try ledger.load(world, named: "evening", hash: "")
        }
        let here = try #require(IPAddress("127.0.0.1"))
        var media = MediaSettings(localAddresses: [try #require(MediaAddress(Endpoint(address: here, port: 0)))])
        media.portRange = 43_000...48_999
        media.portRest = .zero
        media.priority = nil
        var agent = UserAgentSettings(admitsStranger: { _ in true }, retryAfter: 7)
        if let trunk {
            var line = Trunk(
                name: "line", proxy: .init(host: "127.0.0.1", port: trunk), domain: "127.0.0.1", user: "desk")
            line.keepalive = nil
            agent.trunks = [line]
        }
        var plan = ServerPlan(
            transport: TransportConfiguration(listeners: [.init(.udp, Endpoint(address: here, port: 0))]), agent: agent,
            media: media, http: Endpoint(address: here, port: 0),
            messageFolder: folder.appendingPathComponent("voicemail").path)
        change(&plan)
        let ends = Watched<Result<OpenEnds, any Error>?>(nil)
        let server = DeskServer(
            desk, plan: plan, ledger: ledger, ledgerFailure: opening.failure, hasher: hasher, logger: logger,
            voice: try DeskVoice.loaded.get()
        ) { open in
            ends.change { $0 = .success(open) }
        }
        let group = ServiceGroup(services: [server], logger: logger)
        let task = Task {
            do {
                try await group.run()
            } catch {
                ends.change { $0 = .failure(error) }
                throw error
            }
        }
        let open = try await ends.first { $0 }.get()
        return RunningServer(
            port: try #require(open.listeners.first).endpoint.port, http: open.http?.port ?? 0, desk: desk,
            ledger: ledger, folder: folder, group: group, task: task)
    }

    /// Tells the server to end, as SIGTERM does.
    func drain() async { await group.triggerGracefulShutdown() }

    /// Waits until the server has ended.
    func hasEnded() async throws { try await task.value }

    /// Ends the server, and returns the calls that the ledger holds, the latest first.
    ///
    /// Each of them that came to its end has to run again as it was recorded.
    func end() async throws -> [RecordedCall] {
        await drain()
        try await hasEnded()
        let calls = try ledger.calls()
        for call in calls where call.state == .finished {
            let details = try #require(try ledger.call(call.header.id))
            let context = try #require(desk.context(for: call.header.number))
            #expect(try ExactReplay(context).differences(in: details) == [])
        }
        return calls
    }

    /// Copies the ledger as it is at this moment into another folder: what a server leaves behind that is killed.
    func killed() throws -> URL {
        let copy = FileManager.default.temporaryDirectory.appendingPathComponent("killed-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        where file.lastPathComponent.hasPrefix("ledger.sqlite") {
            try FileManager.default.copyItem(at: file, to: copy.appendingPathComponent(file.lastPathComponent))
        }
        return copy
    }

    // MARK: The desk

    /// The folder of the shipped desk: the nearest one above this file that has a `desk.yaml`.
    static let root: String = {
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.path + "/desk.yaml") {
            folder.deleteLastPathComponent()
        }
        return folder.path
    }()

    static let technician = "+33611111101"

    private static let rota = """
        people:
          - { id: alice, name: Alice Martin, phone: "\(technician)", language: fr }
        chains:
          support: [{ person: alice }]
          on-call: [{ person: alice }]
          managers: [{ person: alice }]

        """

    /// The shipped world `evening`, two hours before now.
    private static func evening() throws -> String {
        let text = try String(contentsOfFile: "\(root)/worlds/evening.yaml", encoding: .utf8)
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970) * 1000)
        return text.replacingOccurrences(
            of: "2026-03-10T20:30:00+01:00", with: Timestamp.format(now)
        ).replacingOccurrences(
            of: "2026-03-10T19:02:00+01:00", with: Timestamp.format(now.advanced(by: .seconds(-7200))))
    }
}
