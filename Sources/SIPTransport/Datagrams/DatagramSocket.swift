import Logging
import NIOCore
import NIOPosix
import SIP

/// One UDP socket.
///
/// Datagrams are read several at a time, and what the handler sends meanwhile is written when they are done: a burst
/// of requests costs one call of the system to read and one to write, not one each.
final class DatagramSocket: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias OutboundOut = AddressedEnvelope<ByteBuffer>

    let listener: TransportConfiguration.Listener
    private let loop: SignallingLoop
    private var context: ChannelHandlerContext?
    private var local: Endpoint
    private var isReading = false
    /// Most datagrams answer the last one: its address need not be made again.
    private var lastRemote: (endpoint: Endpoint, address: SocketAddress)?

    init(_ listener: TransportConfiguration.Listener, on loop: SignallingLoop) {
        self.listener = listener
        self.loop = loop
        local = listener.endpoint
    }

    /// The bound end.
    var endpoint: Endpoint { local }

    /// Whether what leaves from an end can leave here.
    func serves(_ end: Endpoint) -> Bool {
        end.port == local.port
            && (end.address == local.address
                || local.address.isUnspecified && local.address.isIPv6 == end.address.isIPv6)
    }

    func bind() throws -> EventLoopFuture<Endpoint> {
        let limits = loop.configuration.limits
        let perRead = max(1, limits.datagramsPerRead)
        let this = NIOLoopBound(self, eventLoop: loop.eventLoop)
        // No SO_REUSEADDR: under Linux it lets a second server take the port, and the datagrams with it, without an
        // error.
        var bootstrap = DatagramBootstrap(group: loop.eventLoop)
            .channelOption(.socketOption(.so_rcvbuf), value: .init(clamping: limits.datagramReceiveBuffer))
            .channelOption(.writeBufferWaterMark, value: .init(limit: limits.writeQueueBytes))
            .channelOption(
                .recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: limits.datagramBytes * perRead)
            )
            .channelOption(.datagramVectorReadMessageCount, value: perRead > 1 ? perRead : 0)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(this.value)
                }
            }
        if listener.endpoint.address.isIPv6 { bootstrap = bootstrap.channelOption(.ipv6Only, value: 1) }
        if listener.endpoint.address.isUnspecified {
            bootstrap = bootstrap.channelOption(.receivePacketInfo, value: true)
        }
        return bootstrap.bind(to: try listener.endpoint.socketAddress()).map { _ in this.value.endpoint }
    }

    func close() -> EventLoopFuture<Void> {
        guard let context else { return loop.eventLoop.makeSucceededVoidFuture() }
        context.close(promise: nil)
        return context.channel.closeFuture
    }

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        if let address = context.localAddress, let endpoint = Endpoint(address) { local = endpoint }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isReading = true
        let envelope = unwrapInboundIn(data)
        let content = envelope.data.readableBytesView.prefix(loop.configuration.limits.datagramBytes)
        guard let remote = endpoint(of: envelope.remoteAddress) else { return }
        // Routers and phones keep their ports open with an empty or blank datagram (RFC 5626 §3.5 names only streams).
        if content.count <= 4, content.allSatisfy({ $0 == 0x0D || $0 == 0x0A || $0 == 0 || $0 == 0x20 }) {
            loop.counters.udp.keepAlives += 1
            return
        }
        var path = TransportPath(transport: .udp, local: local, remote: remote)
        if let info = envelope.metadata?.packetInfo, let destination = Endpoint(info.destinationAddress) {
            path.local.address = destination.address
        }
        loop.received(Array(content), on: path)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        context.flush()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        loop.logger.warning("UDP read failed", metadata: ["local": "\(local)", "error": "\(error)"])
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.context = nil
        loop.socketClosed(self)
    }

    func send(_ bytes: [UInt8], on path: TransportPath, token: SendToken?) {
        guard let context else { return loop.fail(token, path, .noListener(.udp, path.local)) }
        guard context.channel.isWritable else {
            return loop.fail(token, path, .writeQueueFull(limit: loop.configuration.limits.writeQueueBytes))
        }
        let address: SocketAddress
        do {
            address = try socketAddress(of: path.remote)
        } catch {
            return loop.fail(token, path, .writeFailed("\(error)"))
        }
        let envelope = AddressedEnvelope(remoteAddress: address, data: ByteBuffer(bytes: bytes))
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { [loop, count = bytes.count] result in
            switch result {
            case .success: loop.counters.udp.messageSent(count)
            case .failure(let error): loop.fail(token, path, .writeFailed("\(error)"))
            }
        }
        context.write(wrapOutboundOut(envelope), promise: promise)
        if !isReading { context.flush() }
    }

    private func endpoint(of address: SocketAddress) -> Endpoint? {
        guard let endpoint = Endpoint(address) else { return nil }
        lastRemote = (endpoint, address)
        return endpoint
    }

    private func socketAddress(of endpoint: Endpoint) throws -> SocketAddress {
        if let lastRemote, lastRemote.endpoint == endpoint { return lastRemote.address }
        let address = try endpoint.socketAddress()
        lastRemote = (endpoint, address)
        return address
    }
}
