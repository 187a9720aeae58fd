import CallTests
import Calls
import Desk
import DeskFolder
import Foundation
import Ledger
import Logging
import Media
import MediaTerms
import Prompts
import RTPTransport
import SIP
import SIPTransport
import Server
import ServiceLifecycle
import Synchronization

/// The time of every caller, for a desk that is hosted for tests.
public final class StoryClock: Sendable {
    private struct State {
        var offsets: [PhoneNumber: Duration] = [:]
        /// For callers who withhold their number, and for everything else.
        var offset = Duration.zero
    }

    private let state = Mutex(State())

    /// The clock on the wall until it is told otherwise.
    public init() {}

    /// Sets what time it is for a caller now.
    public func set(_ now: Instant, for caller: PhoneNumber?) {
        let offset = DeskClock.wall.now(nil).duration(to: now)
        state.withLock { state in
            if let caller { state.offsets[caller] = offset } else { state.offset = offset }
        }
    }

    /// What time it is for a caller.
    public func now(for caller: PhoneNumber?) -> Instant {
        let offset = state.withLock { state in caller.flatMap { state.offsets[$0] } ?? state.offset }
        return DeskClock.wall.now(nil).advanced(by: offset)
    }

    /// The clock as a server takes it.
    public var deskClock: DeskClock { DeskClock { self.now(for: $0) } }
}

/// A desk that runs in this process for stories: the server as it is delivered, with the facts of all of them, a ledger of its own
/// and the time of each call.
public struct HostedDesk: Sendable {
    /// What it is hosted with.
    public struct Plan: Sendable {
        /// Where it listens for SIP.
        public var transport: TransportProtocol
        /// The same.
        public var endpoint: Endpoint
        /// Over which trunks it rings people.
        public var trunks: [Trunk]
        /// The ports of sound.
        public var ports: ClosedRange<UInt16>
        /// The most calls at once.
        public var calls: Int

        /// Describes a plan.
        public init(
            transport: TransportProtocol = .udp, endpoint: Endpoint, trunks: [Trunk], ports: ClosedRange<UInt16>,
            calls: Int = 1_000
        ) {
            self.transport = transport
            self.endpoint = endpoint
            self.trunks = trunks
            self.ports = ports
            self.calls = calls
        }
    }

    /// Where it is reached.
    public let endpoint: Endpoint
    /// What it writes.
    public let ledger: Ledger
    private let folder: URL
    private let group: ServiceGroup
    private let task: Task<Void, any Error>

    /// Starts a desk, and waits until it takes calls.
    ///
    /// - Parameters:
    ///   - world: the facts of all stories.
    ///   - hasher: the one with which the stories' passcodes were hashed.
    /// - Throws: what keeps it from listening, or from writing.
    public static func start(
        _ desk: DeskFolder, world: World, plan: Plan, clock: StoryClock, voice: PromptVoice,
        hasher: any PasscodeHasher, logger: Logger
    ) async throws -> HostedDesk {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hosted-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let ledger = try Ledger(path: folder.appendingPathComponent("ledger.sqlite").path)
        _ = try ledger.load(world, named: "stories", hash: "stories")
        let opened = AsyncStream<Result<OpenEnds, any Error>>.makeStream()
        let server = DeskServer(
            desk, plan: try serverPlan(plan, desk, folder), ledger: ledger, hasher: hasher, logger: logger,
            voice: voice, clock: clock.deskClock, unavailable: world.unavailable
        ) { opened.continuation.yield(.success($0)) }
        let group = ServiceGroup(services: [server], logger: logger)
        let task = Task {
            do { try await group.run() } catch {
                opened.continuation.yield(.failure(error))
                throw error
            }
        }
        var ends: OpenEnds?
        for await result in opened.stream {
            ends = try result.get()
            break
        }
        guard let listener = ends?.listeners.first else { throw CancellationError() }
        return HostedDesk(endpoint: listener.endpoint, ledger: ledger, folder: folder, group: group, task: task)
    }

    private static func serverPlan(_ plan: Plan, _ desk: DeskFolder, _ folder: URL) throws -> ServerPlan {
        let sound = MediaAddress(Endpoint(address: plan.endpoint.address, port: 0))
        var media = MediaSettings(localAddresses: sound.map { [$0] } ?? [])
        media.portRange = plan.ports
        media.portRest = .zero
        media.priority = nil
        var server = ServerPlan(
            transport: TransportConfiguration(listeners: [.init(plan.transport, plan.endpoint)]),
            agent: UserAgentSettings(
                trunks: plan.trunks, admitsStranger: { _ in true }, numberPlan: desk.telephony.numberPlan),
            admission: Admission.Limits(
                calls: 2 * plan.calls, reservedPercent: 0, perSource: 2 * plan.calls, perCaller: 2 * plan.calls,
                newPerSecond: 10_000),
            media: media, messageFolder: folder.appendingPathComponent("voicemail").path,
            directHosts: desk.telephony.directHosts, drainLimit: .seconds(5))
        server.keepsRetention = false
        return server
    }

    /// Ends it; everything that was to be written is on the disk then.
    public func end() async throws {
        await group.triggerGracefulShutdown()
        try await task.value
    }

    /// Removes its files.
    public func remove() {
        try? ledger.close()
        try? FileManager.default.removeItem(at: folder)
    }
}
