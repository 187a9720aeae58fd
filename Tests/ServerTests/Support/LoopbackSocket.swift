import NIOCore
import NIOPosix

/// A UDP socket at 127.0.0.1.
final class LoopbackSocket: Sendable {
    let port: UInt16
    private let channel: any Channel

    private init(_ channel: any Channel) {
        self.channel = channel
        port = UInt16(clamping: channel.localAddress?.port ?? 0)
    }

    /// Opens a socket at a port that is free.
    ///
    /// - Parameter received: is told of each datagram and the port that it came from, one after the other.
    static func open(_ received: @escaping @Sendable ([UInt8], UInt16) -> Void) async throws -> LoopbackSocket {
        let channel = try await DatagramBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Receiver(received))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return LoopbackSocket(channel)
    }

    func send(_ bytes: [UInt8], to port: UInt16) {
        guard let address = try? SocketAddress(ipAddress: "127.0.0.1", port: Int(port)) else { return }
        channel.writeAndFlush(AddressedEnvelope(remoteAddress: address, data: ByteBuffer(bytes: bytes)), promise: nil)
    }

    func close() { channel.close(promise: nil) }
}

private final class Receiver: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private let received: @Sendable ([UInt8], UInt16) -> Void

    init(_ received: @escaping @Sendable ([UInt8], UInt16) -> Void) { self.received = received }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        received(Array(envelope.data.readableBytesView), UInt16(clamping: envelope.remoteAddress.port ?? 0))
    }
}
