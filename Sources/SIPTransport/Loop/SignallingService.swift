import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import SIP

/// The transports of SIP, on one thread of their own.
///
/// The handler is made and called on that thread, and gets a ``SignallingLoop`` to answer with. Others reach the loop
/// through ``execute(_:)`` and ``perform(_:)``.
public final class SignallingService: Sendable {
    /// The listeners with the ends that they are bound to, in the order of the configuration.
    public let listeners: [TransportConfiguration.Listener]
    private let group: MultiThreadedEventLoopGroup
    private let eventLoop: any EventLoop
    private let loop: NIOLoopBound<SignallingLoop>
    private let configuration: TransportConfiguration
    /// A loop that has ended never runs what it is given: nothing is given to it once this is false.
    private let isOpen = NIOLockedValueBox(true)

    private init(
        _ configuration: TransportConfiguration, group: MultiThreadedEventLoopGroup, loop: NIOLoopBound<SignallingLoop>,
        listeners: [TransportConfiguration.Listener]
    ) {
        self.configuration = configuration
        self.group = group
        self.loop = loop
        self.listeners = listeners
        eventLoop = loop.eventLoop
    }

    /// Reads the certificates, opens the listeners and begins to call the handler.
    ///
    /// - Parameters:
    ///   - configuration: what to listen on.
    ///   - logger: where to log.
    ///   - makeHandler: makes the handler, on the loop, before anything is received.
    /// - Throws: ``TransportError``, with nothing left open.
    public static func start(
        _ configuration: TransportConfiguration, logger: Logger,
        makeHandler: @escaping @Sendable (SignallingLoop) -> any SignallingHandler
    ) async throws -> SignallingService {
        for listener in configuration.listeners where listener.transport == .tls && configuration.serverTLS == nil {
            throw TransportError.certificateMissing(listener.endpoint)
        }
        let tls = try TLSContexts(configuration)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let eventLoop = group.any()
        let loop = try await eventLoop.submit {
            let loop = SignallingLoop(configuration, tls: tls, logger: logger, eventLoop: eventLoop)
            return NIOLoopBound(loop, eventLoop: eventLoop)
        }.get()
        do {
            let listeners = try await eventLoop.flatSubmit { loop.value.open(makeHandler(loop.value)) }.get()
            return SignallingService(configuration, group: group, loop: loop, listeners: listeners)
        } catch {
            try? await eventLoop.flatSubmit { loop.value.close() }.get()
            try? await group.shutdownGracefully()
            throw error
        }
    }

    /// Does something on the loop; nothing once the service has shut down.
    public func execute(_ body: @escaping @Sendable (SignallingLoop) -> Void) {
        isOpen.withLockedValue { [loop] isOpen in
            if isOpen { eventLoop.execute { body(loop.value) } }
        }
    }

    /// Does something on the loop and gives back what came of it.
    ///
    /// - Throws: what `body` throws, or ``TransportError/shutDown``.
    public func perform<Result: Sendable>(
        _ body: @escaping @Sendable (SignallingLoop) throws -> Result
    ) async throws -> Result {
        let result = isOpen.withLockedValue { [loop] isOpen in
            isOpen ? eventLoop.submit { try body(loop.value) } : nil
        }
        guard let result else { throw TransportError.shutDown }
        return try await result.get()
    }

    /// What the transports did since the start; nothing once the service has shut down.
    public func counters() async -> SignallingCounters? {
        try? await perform(\.counters)
    }

    /// Reads the certificates again; new connections use the new ones, open ones keep theirs.
    ///
    /// - Throws: ``TransportError/certificateRefused(_:)``; the old ones stay in use.
    public func reloadCertificates() async throws {
        let tls = try TLSContexts(configuration)
        try await perform { $0.tls = tls }
    }

    /// Closes the listeners and every connection, and ends the thread; the handler hears nothing of it.
    public func shutdown() async {
        let closed = isOpen.withLockedValue { [loop] isOpen in
            guard isOpen else { return EventLoopFuture<Void>?.none }
            isOpen = false
            return eventLoop.flatSubmit { loop.value.close() }
        }
        try? await closed?.get()
        try? await group.shutdownGracefully()
    }
}
