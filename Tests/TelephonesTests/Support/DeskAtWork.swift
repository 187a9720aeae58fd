import CallFlow
import Desk
import DeskFolder
import Foundation
import Ledger
import Logging
import Media
import MediaTerms
import Prompts
import RTPTransport
import Recordings
import SIP
import SIPTransport
import Server
import ServiceLifecycle
import Testing

/// The shipped desk, served in this process at a port of its own, with one technician behind its trunk.
final class DeskAtWork: Sendable {
    static let emergency = "+33290920555"
    static let technician = "+33611111101"

    let port: UInt16
    private let folder: URL
    private let ledger: Ledger
    private let group: ServiceGroup
    private let task: Task<Void, any Error>

    private init(port: UInt16, folder: URL, ledger: Ledger, group: ServiceGroup, task: Task<Void, any Error>) {
        (self.port, self.folder, self.ledger, self.group, self.task) = (port, folder, ledger, group, task)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Starts the desk, and waits until it takes calls.
    ///
    /// - Parameters:
    ///   - trunk: the port of the telephones behind its trunk.
    ///   - files: texts in place of files of the desk.
    static func start(trunk: UInt16, files: [String: String] = [:]) async throws -> DeskAtWork {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("desk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let rota = """
            people:
              - { id: alice, name: Alice Martin, phone: "\(technician)", language: fr }
            chains:
              support: [{ person: alice }]
              on-call: [{ person: alice }]
              managers: [{ person: alice }]

            """
        let desk = try DeskFolder.load(at: root, overlay: ["rota.yaml": rota].merging(files) { $1 })
        let logger = Logger(label: "desk") { _ in SwiftLogNoOpLogHandler() }
        let database = folder.appendingPathComponent("ledger.sqlite").path
        let ledger = try Ledger(path: database)
        let here = try TestBank.loopback(0)
        var media = MediaSettings(localAddresses: [try #require(MediaAddress(here))])
        media.portRange = 30_000...35_997
        media.priority = nil
        var line = Trunk(name: "line", proxy: .init(host: "127.0.0.1", port: trunk), domain: "127.0.0.1", user: "desk")
        line.keepalive = nil
        let plan = ServerPlan(
            transport: TransportConfiguration(listeners: [.init(.udp, here)]),
            agent: UserAgentSettings(trunks: [line], admitsStranger: { _ in true }), media: media, http: here,
            messageFolder: folder.appendingPathComponent("voicemail").path)
        let (ends, told) = AsyncStream.makeStream(of: UInt16.self)
        let server = DeskServer(
            desk, plan: plan, ledger: ledger, hasher: try KeyedPasscodeHasher(keyFile: database + ".key"),
            logger: logger, voice: try VoiceLoader(DeskRecordings(desk)).load().voice
        ) { open in
            if let port = open.listeners.first?.endpoint.port { told.yield(port) }
        }
        let group = ServiceGroup(services: [server], logger: logger)
        let task = Task {
            defer { told.finish() }
            try await group.run()
        }
        var iterator = ends.makeAsyncIterator()
        let port = try #require(await iterator.next())
        return DeskAtWork(port: port, folder: folder, ledger: ledger, group: group, task: task)
    }

    /// Ends the desk, and returns the calls that its ledger holds.
    func end() async throws -> [RecordedCall] {
        await group.triggerGracefulShutdown()
        try await task.value
        return try ledger.calls()
    }

    /// The folder of the shipped desk: the nearest one above this file that has a `desk.yaml`.
    private static let root: String = {
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.path + "/desk.yaml") {
            folder.deleteLastPathComponent()
        }
        return folder.path
    }()
}
