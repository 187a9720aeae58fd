import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import SIP
import SIPTransport
import Testing

/// A stranger at the other end of a connection, who writes what a test says.
struct Peer {
    private let inbound: NIOAsyncChannelInboundStream<ByteBuffer>
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>

    /// Connects, over TLS if an authority is named.
    static func connect<Result: Sendable>(
        to endpoint: Endpoint, trusting authority: String? = nil,
        _ body: @Sendable @escaping (Peer) async throws -> Result
    ) async throws -> Result {
        let host = endpoint.address.description
        let tls = try authority.map { authority in
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.trustRoots = .file(authority)
            return try NIOSSLContext(configuration: configuration)
        }
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connect(host: host, port: Int(endpoint.port)) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        try channel.pipeline.syncOperations.addHandler(
                            NIOSSLClientHandler(context: tls, serverHostname: nil))
                    }
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await body(Peer(inbound: inbound, outbound: outbound))
        }
    }

    func write(_ text: String, piece: Int = .max) async throws { try await write(Array(text.utf8), piece: piece) }

    func write(_ bytes: [UInt8], piece: Int) async throws {
        var rest = ByteBuffer(bytes: bytes)
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
    func readToEnd() async -> String { await read(until: nil) }

    /// Everything until an answer came that holds a text, or the other end closes, by the rules or not.
    func read(until text: String?) async -> String {
        var read = ByteBuffer()
        do {
            for try await part in inbound {
                read.writeImmutableBuffer(part)
                let sofar = String(buffer: read)
                if let text, let found = sofar.range(of: text), sofar[found.upperBound...].contains("\r\n\r\n") {
                    break
                }
            }
        } catch {
            // A reset is an end too.
        }
        return String(buffer: read)
    }

    /// Writes nothing more, and says so.
    func finish() { outbound.finish() }
}

/// Messages for the tests of transports, which look no further than framing does.
enum Sample {
    static func message(_ name: String = "OPTIONS", body: String = "") -> String {
        "\(name) sip:a SIP/2.0\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}
