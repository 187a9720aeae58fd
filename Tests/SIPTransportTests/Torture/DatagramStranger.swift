import NIOCore
import NIOPosix
import SIP

/// A stranger at an address of the loopback net that nobody else has, who listens at each port that the Via of a
/// torture message names.
final class DatagramStranger: Sendable {
    /// 5060 where a Via has no port.
    static let ports: [UInt16] = [5060, 6050, 19_823]

    private let channels: [any Channel]
    private let received: AsyncStream<String>

    private init(_ channels: [any Channel], _ received: AsyncStream<String>) {
        (self.channels, self.received) = (channels, received)
    }

    /// Whoever listens at one of the ports at all IPv4 addresses, such as a desk at work, has 127.0.0.0/8 too: then it
    /// is ::1.
    static func open() async throws -> DatagramStranger {
        let hosts = (0..<3).map { _ in
            (0..<3).reduce("127") { host, _ in "\(host).\(UInt8.random(in: 1...254))" }
        }
        for host in hosts {
            if let stranger = try? await open(at: host) { return stranger }
        }
        return try await open(at: "::1")
    }

    private static func open(at host: String) async throws -> DatagramStranger {
        let (stream, continuation) = AsyncStream<String>.makeStream()
        var channels: [any Channel] = []
        do {
            for port in ports { channels.append(try await bind(host, port, continuation)) }
        } catch {
            for channel in channels { try? await channel.close() }
            throw error
        }
        return DatagramStranger(channels, stream)
    }

    /// Where a server has to listen that it can speak to.
    var serverAddress: IPAddress? {
        IPAddress(channels.first?.localAddress?.protocol == .inet6 ? "::1" : "127.0.0.1")
    }

    private static func bind(
        _ host: String, _ port: UInt16, _ received: AsyncStream<String>.Continuation
    ) async throws -> any Channel {
        try await DatagramBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            // Answers repeat the Via of requests, however long they are.
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 65_536))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Reader(received))
                }
            }
            .bind(host: host, port: Int(port)).get()
    }

    func send(_ bytes: [UInt8], to end: Endpoint) async throws {
        let address = try SocketAddress(ipAddress: end.address.description, port: Int(end.port))
        try await channels[0].writeAndFlush(AddressedEnvelope(remoteAddress: address, data: ByteBuffer(bytes: bytes)))
    }

    /// Everything that comes until all of some texts have come, each in one of the datagrams.
    func read(until wanted: [String]) async -> [String] {
        var missing = Set(wanted)
        var read: [String] = []
        for await datagram in received {
            read.append(datagram)
            missing = missing.filter { !datagram.contains($0) }
            if missing.isEmpty { break }
        }
        return read
    }

    func close() async throws { for channel in channels { try await channel.close() } }
}

private final class Reader: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private let received: AsyncStream<String>.Continuation

    init(_ received: AsyncStream<String>.Continuation) { self.received = received }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received.yield(String(buffer: unwrapInboundIn(data).data))
    }
}
