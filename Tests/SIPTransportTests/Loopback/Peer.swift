import NIOCore
import NIOPosix
import SIP
import SIPTransport
import Testing

/// A stranger at the other end of a TCP connection, who writes what a test says.
struct Peer {
    private let inbound: NIOAsyncChannelInboundStream<ByteBuffer>
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>

    static func connect<Result: Sendable>(
        to endpoint: Endpoint, _ body: @Sendable @escaping (Peer) async throws -> Result
    ) async throws -> Result {
        let host = endpoint.address.description
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connect(host: host, port: Int(endpoint.port)) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await body(Peer(inbound: inbound, outbound: outbound))
        }
    }

    func write(_ text: String, piece: Int = .max) async throws {
        var rest = ByteBuffer(string: text)
        while rest.readableBytes > 0, let part = rest.readSlice(length: min(piece, rest.readableBytes)) {
            try await outbound.write(part)
        }
    }

    /// As much as comes until a count of bytes is there.
    func read(_ count: Int) async throws -> String {
        var read = ByteBuffer()
        for try await part in inbound {
            read.writeImmutableBuffer(part)
            if read.readableBytes >= count { break }
        }
        return String(buffer: read)
    }

    /// Everything until the other end closes, by the rules or not.
    func readToEnd() async -> String {
        var read = ByteBuffer()
        do {
            for try await part in inbound { read.writeImmutableBuffer(part) }
        } catch {
            // A reset is an end too.
        }
        return String(buffer: read)
    }
}

/// Messages for the tests of transports, which look no further than framing does.
enum Sample {
    static func message(_ name: String = "OPTIONS", body: String = "") -> String {
        "\(name) sip:a SIP/2.0\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}
