import NIOCore
import NIOPosix
import SIP

/// A peer that a test speaks for: it gets each request, and says what the test wants, in whatever bytes.
final class WirePeer: Sendable {
    let port: UInt16
    private let channel: any Channel

    private init(_ channel: any Channel) {
        self.channel = channel
        port = UInt16(clamping: channel.localAddress?.port ?? 0)
    }

    deinit { channel.close(promise: nil) }

    /// Opens a peer.
    ///
    /// - Parameter reply: gives the datagrams that answer a request.
    static func open(_ reply: @escaping @Sendable (Request) -> [String]) async throws -> WirePeer {
        let channel = try await DatagramBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Replying(reply))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return WirePeer(channel)
    }

    /// A session at a port where nobody listens.
    static let session = """
        v=0\r
        o=- 1 1 IN IP4 127.0.0.1\r
        s=-\r
        c=IN IP4 127.0.0.1\r
        t=0 0\r
        m=audio 9 RTP/AVP 8\r

        """
}

extension Request {
    /// An answer of a peer.
    func response(_ status: String, _ more: [String] = [], body: String = "") -> String {
        var lines = ["SIP/2.0 \(status)"] + fields.values(.via).map { "Via: \($0)" }
        lines += ["From: \(fields.first(.from) ?? "")", "To: \(fields.first(.to) ?? "");tag=t"]
        lines += ["Call-ID: \(callID)", "CSeq: \(cSeq.text)", "Contact: <sip:127.0.0.1:9>"] + more
        if !body.isEmpty { lines.append("Content-Type: application/sdp") }
        lines += ["Content-Length: \(body.utf8.count)", "", body]
        return lines.joined(separator: "\r\n")
    }
}

private final class Replying: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias OutboundOut = AddressedEnvelope<ByteBuffer>

    private let reply: @Sendable (Request) -> [String]

    init(_ reply: @escaping @Sendable (Request) -> [String]) { self.reply = reply }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        guard case .request(let request)? = try? MessageParser.parse(Array(envelope.data.readableBytesView)) else {
            return
        }
        for text in reply(request) {
            let answer = AddressedEnvelope(remoteAddress: envelope.remoteAddress, data: ByteBuffer(string: text))
            context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
        }
    }
}
