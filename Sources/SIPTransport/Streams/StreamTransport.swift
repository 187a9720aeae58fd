import Logging
import NIOCore
import NIOPosix
import NIOSSL
import SIP

/// TCP and TLS: the listeners, and the connections of both directions.
///
/// A message without a connection goes over one that we opened to the same end, and never over one that a peer
/// opened: who holds a source port has not proved to be the trunk behind it (RFC 5923).
final class StreamTransport {
    private unowned let loop: SignallingLoop
    private let limits: TransportLimits
    private var admission: ConnectionAdmission
    private var listeners: [any Channel] = []
    private var connections: [ConnectionID: StreamConnection] = [:]
    /// The connections of our own that take messages.
    private var outbound: [Destination: StreamConnection] = [:]
    private var lastNumber: UInt64 = 0

    init(on loop: SignallingLoop) {
        self.loop = loop
        limits = loop.configuration.limits
        admission = ConnectionAdmission(limits)
    }

    // MARK: Listening

    func bind(_ listener: TransportConfiguration.Listener) throws -> EventLoopFuture<TransportConfiguration.Listener> {
        let this = NIOLoopBound(self, eventLoop: loop.eventLoop)
        var bootstrap = ServerBootstrap(group: loop.eventLoop)
            .serverChannelOption(.backlog, value: .init(clamping: limits.acceptBacklog))
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    // A process without free descriptors accepts again later, and does not spin meanwhile.
                    try channel.pipeline.syncOperations.addHandler(
                        AcceptBackoffHandler(shouldForwardIOErrorCaught: false))
                }
            }
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.writeBufferWaterMark, value: .init(limit: limits.writeQueueBytes))
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try this.value.accept(channel, listener.transport) }
            }
        if listener.endpoint.address.isIPv6 { bootstrap = bootstrap.serverChannelOption(.ipv6Only, value: 1) }
        return bootstrap.bind(to: try listener.endpoint.socketAddress()).assumeIsolated().map { [loop] channel in
            self.listeners.append(channel)
            channel.closeFuture.assumeIsolated().whenComplete { _ in loop.lost(listener) }
            let endpoint = channel.localAddress.flatMap { Endpoint($0) }
            return TransportConfiguration.Listener(listener.transport, endpoint ?? listener.endpoint)
        }.nonisolated()
    }

    private struct Refused: Error {}

    private func accept(_ channel: any Channel, _ transport: TransportProtocol) throws {
        guard let remote = channel.remoteAddress.flatMap({ Endpoint($0) }),
            let local = channel.localAddress.flatMap({ Endpoint($0) })
        else { throw Refused() }
        guard admission.admit(remote.address) else {
            loop.counters[transport].connectionsRefused += 1
            loop.logger.notice("connection refused: too many", metadata: ["remote": "\(remote)"])
            throw Refused()
        }
        let path = TransportPath(transport: transport, local: local, remote: remote, connection: nextID())
        let connection = StreamConnection(path, destination: nil, on: loop)
        do {
            if transport == .tls {
                guard let context = loop.tls.server else { throw Refused() }
                try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
            }
            try channel.pipeline.syncOperations.addHandler(connection)
        } catch {
            admission.release(remote.address)
            throw error
        }
        connections[connection.id] = connection
    }

    // MARK: Sending

    func send(_ message: Outgoing, serverName: String?) {
        if let id = message.path.connection {
            guard let connection = connections[id] else {
                return loop.fail(message.token, message.path, .connectionClosed(id, nil))
            }
            return connection.send(message)
        }
        let destination = Destination(message.path, serverName: serverName)
        if let connection = outbound[destination] { return connection.send(message) }
        guard outbound.count < limits.outboundConnections else {
            return loop.fail(message.token, message.path, .tooManyConnections(limit: limits.outboundConnections))
        }
        connect(destination, for: message)
    }

    private func connect(_ destination: Destination, for message: Outgoing) {
        var path = message.path
        path.connection = nextID()
        let connection = StreamConnection(path, destination: destination, on: loop)
        connections[connection.id] = connection
        outbound[destination] = connection
        connection.send(message)
        let opening = NIOLoopBound((connection, loop.tls.client), eventLoop: loop.eventLoop)
        var bootstrap = ClientBootstrap(group: loop.eventLoop)
            .connectTimeout(TimeAmount(held: limits.connectTime))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.writeBufferWaterMark, value: .init(limit: limits.writeQueueBytes))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let (connection, context) = opening.value
                    if destination.transport == .tls {
                        try channel.pipeline.syncOperations.addHandler(
                            NIOSSLClientHandler(context: context, serverHostname: destination.serverName))
                    }
                    try channel.pipeline.syncOperations.addHandler(connection)
                }
            }
        do {
            if !path.local.address.isUnspecified {
                bootstrap = bootstrap.bind(to: try Endpoint(address: path.local.address, port: 0).socketAddress())
            }
            bootstrap.connect(to: try destination.remote.socketAddress()).assumeIsolated().whenFailure { error in
                connection.openingFailed(error)
            }
        } catch {
            connection.openingFailed(error)
        }
    }

    private func nextID() -> ConnectionID {
        lastNumber += 1
        return ConnectionID(number: lastNumber)
    }

    // MARK: Closing

    func close(_ id: ConnectionID) {
        connections[id]?.drain(.requested)
    }

    /// Takes no more messages without a connection to one that is about to close.
    func retire(_ connection: StreamConnection) {
        guard let destination = connection.destination, outbound[destination] === connection else { return }
        outbound[destination] = nil
    }

    func remove(_ connection: StreamConnection) {
        retire(connection)
        guard connections.removeValue(forKey: connection.id) != nil, connection.destination == nil else { return }
        admission.release(connection.path.remote.address)
    }

    func closeAll() -> [EventLoopFuture<Void>] {
        for listener in listeners { listener.close(promise: nil) }
        let open = Array(connections.values)
        return listeners.map(\.closeFuture) + open.compactMap { $0.closeNow(.requested) }
    }
}
