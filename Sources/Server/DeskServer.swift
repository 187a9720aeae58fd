import CMalloc
import CallFlow
import CallLedger
import Calls
import Desk
import DeskFolder
import Foundation
import Ledger
import Logging
import Prompts
import RTPTransport
import Recordings
import SIP
import SIPTransport
import ServiceLifecycle
import Synchronization
import UnixSignals

/// What a server that runs is reached at.
public struct OpenEnds: Sendable {
    /// Where calls are taken, with the ports that were given.
    public let listeners: [TransportConfiguration.Listener]
    /// Where the pages for machines are; nothing for nowhere.
    public let http: Endpoint?
}

/// The server: a desk that real telephones call.
///
/// Joins the parts and runs them until it is told to end. Then it takes no new call, gives up its registrations, lets the calls that go on
/// finish within the limit, and brings everything that is still to be written to the disk.
public struct DeskServer: ServiceLifecycle.Service {
    private let folder: DeskFolder
    private let plan: ServerPlan
    private let ledger: Ledger
    private let hasher: any PasscodeHasher
    private let logger: Logger
    private let voice: PromptVoice
    private let clock: DeskClock
    private let unavailable: Set<Store>
    private let ledgerFailure: LedgerError?
    private let started: @Sendable (OpenEnds) -> Void

    /// Prepares a server.
    ///
    /// - Parameters:
    ///   - folder: the desk, checked.
    ///   - ledgerFailure: why the desk's own ledger cannot be used, if `ledger` is an emergency one.
    ///   - voice: the desk's recordings.
    ///   - clock: what time it is.
    ///   - unavailable: stores that are held not to answer; tests of a desk that cannot know name some.
    ///   - started: is told what is listened on once calls are taken and the pages answer.
    public init(
        _ folder: DeskFolder, plan: ServerPlan, ledger: Ledger, ledgerFailure: LedgerError? = nil,
        hasher: any PasscodeHasher, logger: Logger, voice: PromptVoice, clock: DeskClock = .wall,
        unavailable: Set<Store> = [], started: @escaping @Sendable (OpenEnds) -> Void = { _ in }
    ) {
        self.folder = folder
        self.plan = plan
        self.ledger = ledger
        self.ledgerFailure = ledgerFailure
        self.hasher = hasher
        self.logger = logger
        self.voice = voice
        self.clock = clock
        self.unavailable = unavailable
        self.started = started
    }

    /// Runs until the service is shut down gracefully.
    public func run() async throws {
        let interrupted = try ledger.interruptCalls(at: clock.now(nil))
        if interrupted > 0 { logger.warning("\(interrupted) calls were interrupted when the server last ended") }
        try FileManager.default.createDirectory(atPath: plan.messageFolder, withIntermediateDirectories: true)
        let relay = ExchangeRelay()
        let end = ServerEnd()
        let surroundings = try surroundings(relay, end)
        let signalling = try await SignallingService.start(plan.transport, logger: logger) { [logger] loop in
            let exchange = Exchange(surroundings, on: loop, logger: logger)
            relay.open(loop.gate(to: exchange))
            return exchange
        }
        // Reading the desk and its recordings took several times the memory that they keep.
        malloc_trim(0)
        let listeners = signalling.listeners
        relay.onLoop { $0.started(listeners) }
        for listener in listeners {
            logger.info(
                "listening",
                metadata: ["transport": "\(listener.transport.rawValue)", "end": "\(listener.endpoint)"])
        }
        let pages = Pages(relay, at: plan.http, logger: logger) { [started] in
            started(OpenEnds(listeners: listeners, http: $0))
        }
        let keeper = LedgerKeeper(
            ledger: ledger, checkpoints: plan.checkpoints, retention: folder.retention, messages: plan.messagesKept,
            messageFolder: plan.messageFolder, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pages.run() }
            group.addTask { try await keepUp(relay, surroundings.knownPhones) }
            group.addTask { try await speak(surroundings.desk) }
            group.addTask { try await renewCertificates(of: signalling) }
            group.addTask { try await keeper.keepCheckpoints() }
            if plan.keepsRetention { group.addTask { try await keeper.keepRetention() } }
            if let ledgerFailure { group.addTask { try await complain(of: ledgerFailure) } }
            group.addTask {
                try await gracefulShutdown()
                await drain(relay, end)
            }
            try await group.next()
            // Who watches messages would keep the pages open.
            relay.onLoop { $0.traces.closeAll() }
            // The pages do not end by being cancelled, and the group waits for all that is in it.
            await pages.close()
            group.cancelAll()
        }
        surroundings.media.stop()
        await signalling.shutdown()
        relay.close()
        surroundings.facts.close()
        surroundings.messages.close()
        surroundings.book.close()
        logger.info("the server has ended")
    }

    // MARK: Parts

    private func surroundings(
        _ relay: ExchangeRelay, _ end: ServerEnd
    ) throws -> Surroundings {
        let known = KnownPhones(ledger)
        try known.refresh()
        // Of an emergency ledger nothing may be concluded: the clients are not in it.
        let silent = ledgerFailure == nil ? unavailable : Set(Store.allCases).subtracting([.rota])
        let facts = try FactDesk(
            ledger, hasher: hasher, unavailable: silent,
            report: { [logger] store, error in
                logger.error("\(store.rawValue) cannot be read: \(error.message)")
            }, answers: { answers in relay.onLoop { $0.found(answers) } })
        let texts = folder.texts.map { DeskText(path: $0.key, text: $0.value) }
        let book = CallBook(
            ledger, isEmergency: ledgerFailure != nil, policyHash: folder.policyHash,
            deskHash: try ledger.keep(texts, at: clock.now(nil)), relay: relay,
            queueLimit: plan.ledgerQueue, gathering: plan.gathering, logger: logger)
        return Surroundings(
            agent: plan.agent, admission: plan.admission,
            desk: ServedDesk(folder, voice: voice, rotaIsUnavailable: unavailable.contains(.rota)),
            media: try MediaEngine(plan.media) { relay.media($0) }, book: book,
            facts: facts,
            messages: MessageStore(folder: plan.messageFolder, logger: logger), relay: relay,
            directHosts: plan.directHosts, longestMessage: plan.longestMessage, longestCall: plan.longestCall,
            commitPatience: plan.commitPatience, retryAfter: plan.agent.retryAfter,
            clock: clock, knownPhones: known,
            lostListener: { [logger] in logger.critical("a listener is lost", metadata: ["end": "\($0.endpoint)"]) },
            lastCallEnded: { end.lastCallEnded() })
    }

    /// Looks names of trunks and numbers of clients up anew from time to time.
    private func keepUp(_ relay: ExchangeRelay, _ known: KnownPhones) async throws {
        while true {
            try await Task.sleep(for: Exchange.resolveInterval)
            relay.onLoop { $0.resolveTrunks() }
            do throws(LedgerError) {
                try known.refresh()
            } catch {
                logger.warning("the clients' numbers cannot be read anew: \(error.message)")
            }
        }
    }

    /// Says again and again that the desk connects callers unchecked, until somebody mends it.
    private func complain(of failure: LedgerError) async throws {
        while true {
            try await Task.sleep(for: Self.complaintInterval)
            logger.critical(
                "the ledger cannot be used: callers are connected unchecked and nothing is billed",
                metadata: ["reason": "\(failure.message)", "mend": "\(failure.mend)"])
        }
    }

    private static let complaintInterval = Duration.seconds(60)

    /// Reads the certificates anew at SIGHUP: who renews them does not end the calls.
    private func renewCertificates(of signalling: SignallingService) async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup) {
            do {
                try await signalling.reloadCertificates()
                logger.info("the certificates were read anew")
            } catch {
                logger.error("the certificates stay as they were: \(error)")
            }
        }
        // Without the signal nothing else ends.
        while true { try await Task.sleep(for: .seconds(3600)) }
    }

    /// Speaks the titles of bulletins as they are published.
    private func speak(_ desk: ServedDesk) async throws {
        let titles = try BulletinTitles(ledger, DeskRecordings(folder), desk: desk, logger: logger)
        while true {
            await titles.refresh(at: clock.now(nil))
            try await Task.sleep(for: BulletinTitles.interval)
        }
    }

    /// Takes no new call, and waits for those that go on.
    private func drain(_ relay: ExchangeRelay, _ end: ServerEnd) async {
        logger.info("no new calls are taken; waiting for those that go on", metadata: ["limit": "\(plan.drainLimit)"])
        relay.onLoop { $0.drain() }
        let limit = plan.drainLimit
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await end.wait() }
            group.addTask {
                // With the last call's end the other task ends too; waiting for that end cannot be cancelled.
                do { try await Task.sleep(for: limit) } catch { return }
                relay.onLoop { $0.hangUpAll() }
            }
            await group.next()
            group.cancelAll()
        }
    }
}

extension DeskServer: CustomStringConvertible {
    /// The desk's name alone: who runs the service logs its description, which would hold the whole desk.
    public var description: String { "desk \(folder.name)" }
}
