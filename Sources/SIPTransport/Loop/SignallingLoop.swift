import Logging
import NIOCore
import SIP

/// Everything of signalling that lives on one event loop: sockets, connections, the deadline, names.
///
/// Nothing here is locked, and nothing here may be used from elsewhere: ``SignallingService`` gives it to a closure
/// on the loop. Inputs are told to the ``SignallingHandler`` as they come, one after the other.
public final class SignallingLoop {
    /// What the transports were started with.
    public let configuration: TransportConfiguration
    /// Where the transports log.
    public let logger: Logger
    /// Finds the ends of names.
    public let resolver: NameResolver
    let eventLoop: any EventLoop
    /// What new connections are secured with.
    var tls: TLSContexts
    /// What the transports did since the start.
    public internal(set) var counters = SignallingCounters()
    private(set) lazy var streams = StreamTransport(on: self)
    private var handler: (any SignallingHandler)?
    private var sockets: [DatagramSocket] = []
    private var isClosing = false
    private let start: NIODeadline
    private lazy var timer = LoopTimer(on: eventLoop) { [weak self] in self?.handler?.deadlineReached() }

    init(_ configuration: TransportConfiguration, tls: TLSContexts, logger: Logger, eventLoop: any EventLoop) {
        self.configuration = configuration
        self.tls = tls
        self.logger = logger
        self.eventLoop = eventLoop
        start = eventLoop.now
        resolver = NameResolver(
            SystemNameLookup(configuration), limits: configuration.limits.names, eventLoop: eventLoop, start: start)
    }

    /// The time since the start; it never goes back.
    public var now: Duration { .nanoseconds((eventLoop.now - start).nanoseconds) }

    /// Sets when ``SignallingHandler/deadlineReached()`` is called, in place of any earlier deadline; nil for never.
    ///
    /// Moving the deadline away costs nothing.
    public func setDeadline(_ deadline: Duration?) {
        timer.set(deadline.map { start + TimeAmount(held: $0) })
    }

    /// Sends a message.
    ///
    /// Over UDP it leaves from the path's local end. Over TCP and TLS it takes the path's connection; without one it
    /// takes the connection that is open, or opening, to the remote end, and else opens one from the path's local
    /// address.
    ///
    /// - Parameters:
    ///   - bytes: the message, as it goes over the wire.
    ///   - path: where it goes.
    ///   - serverName: the name that the peer's certificate must have; a certificate with the peer's address is
    ///     taken too, and without a name it must have that. Connections that were verified for one name are not used for
    ///     another.
    ///   - token: told back with ``SignallingHandler/failed(_:on:_:)``, if the message cannot be sent.
    public func send(_ bytes: [UInt8], on path: TransportPath, serverName: String? = nil, token: SendToken? = nil) {
        guard !isClosing else { return fail(token, path, .shutDown) }
        guard path.transport == .udp else {
            return streams.send(Outgoing(bytes: bytes, path: path, token: token), serverName: serverName)
        }
        guard let socket = sockets.first(where: { $0.serves(path.local) }) else {
            return fail(token, path, .noListener(.udp, path.local))
        }
        socket.send(bytes, on: path, token: token)
    }

    /// Closes a connection, once what was sent on it has been written; ``SignallingHandler/closed(_:_:)`` follows.
    public func close(_ connection: ConnectionID) {
        streams.close(connection)
    }

    // MARK: What sockets tell

    func received(_ bytes: [UInt8], on path: TransportPath) {
        counters[path.transport].messageReceived(bytes.count)
        handler?.received(bytes, on: path)
    }

    func refused(_ failure: FramingFailure, on path: TransportPath) {
        counters[path.transport].malformed += 1
        handler?.refused(failure, on: path)
    }

    /// Tells of a failure after the call that caused it has returned.
    func fail(_ token: SendToken?, _ path: TransportPath, _ error: TransportError) {
        counters[path.transport].sendFailures += 1
        eventLoop.assumeIsolated().execute { [weak self] in self?.handler?.failed(token, on: path, error) }
    }

    func closed(_ path: TransportPath, _ reason: CloseReason) {
        handler?.closed(path, reason)
    }

    func socketClosed(_ socket: DatagramSocket) {
        sockets.removeAll { $0 === socket }
        lost(socket.listener)
    }

    func lost(_ listener: TransportConfiguration.Listener) {
        guard !isClosing else { return }
        logger.critical(
            "a listener is lost",
            metadata: ["transport": "\(listener.transport.rawValue)", "local": "\(listener.endpoint)"])
        handler?.lost(listener)
    }

    // MARK: Start and end

    /// Opens the listeners, in their order.
    func open(_ handler: any SignallingHandler) -> EventLoopFuture<[TransportConfiguration.Listener]> {
        self.handler = handler
        let bound = configuration.listeners.map { listener in
            bind(listener).flatMapErrorThrowing { error in
                throw TransportError.bindFailed(listener.transport, listener.endpoint, "\(error)")
            }
        }
        // All of them have an end before one failure closes the others.
        return EventLoopFuture.whenAllComplete(bound, on: eventLoop).flatMapThrowing { try $0.map { try $0.get() } }
    }

    private func bind(_ listener: TransportConfiguration.Listener) -> EventLoopFuture<TransportConfiguration.Listener> {
        do {
            guard listener.transport == .udp else { return try streams.bind(listener) }
            let socket = DatagramSocket(listener, on: self)
            return try socket.bind().assumeIsolated().map { endpoint in
                self.sockets.append(socket)
                return TransportConfiguration.Listener(.udp, endpoint)
            }.nonisolated()
        } catch {
            return eventLoop.makeFailedFuture(error)
        }
    }

    /// Closes everything; the handler hears nothing any more.
    func close() -> EventLoopFuture<Void> {
        isClosing = true
        handler = nil
        timer.cancel()
        resolver.close()
        let closed = sockets.map { $0.close() } + streams.closeAll()
        return EventLoopFuture.andAllComplete(closed, on: eventLoop)
    }
}
