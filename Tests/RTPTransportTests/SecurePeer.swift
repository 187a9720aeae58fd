import Media
import RTP
import SRTP

@testable import RTPTransport

/// A phone on the same machine that speaks SRTP and nothing else.
final class SecurePeer {
    let line: LoopbackPeer
    /// Its keys, as the leg has them.
    let keys: MediaKeys
    private let context: SRTPContext

    init(_ suite: MediaKeys.Suite = .aes128SHA1Tag80, at line: LoopbackPeer? = nil) throws {
        self.line = try line ?? LoopbackPeer()
        keys = try MediaKeys(suite: suite, local: SRTPContext.makeKey(), remote: SRTPContext.makeKey())
        context = try SRTPContext(
            localKey: keys.remote, remoteKey: keys.local,
            profile: suite == .aes128SHA1Tag80 ? .aesCM128HMACSHA1Tag80 : .aesCM128HMACSHA1Tag32)
    }

    /// The configuration of a leg to it.
    func configuration(_ change: (inout MediaConfiguration) -> Void = { _ in }) -> MediaConfiguration {
        var configuration = MediaConfiguration(
            sentEvents: .init(payloadType: 101), receivedEvents: .init(payloadType: 101), remote: line.address,
            security: keys)
        change(&configuration)
        return configuration
    }

    /// The next packet of sound as it came, and what it says; throws if it was not protected with our key.
    func next() throws -> (raw: [UInt8], header: RTPHeader, payload: [UInt8]) {
        let raw = try line.datagram(of: line.sockets.media).bytes
        let bytes = try run(context.unprotect, raw)
        let packet = try RTPPacket(parsing: bytes.span)
        return (raw, packet.header, Array(bytes[packet.payload]))
    }

    /// The next report.
    ///
    /// - Parameter byMediaPort: whether to wait for it among the packets of sound.
    func nextReport(byMediaPort: Bool = false) throws -> [RTCPPacket] {
        while true {
            let raw = try line.datagram(of: byMediaPort ? line.sockets.media : line.sockets.control).bytes
            guard PacketKind(of: raw.span) == .rtcp else { continue }
            let bytes = try run(context.unprotectControl, raw)
            return try RTCPPacket.parse(bytes.span)
        }
    }

    /// The first packet of a key's event, protected.
    func sealed(_ key: TelephoneKey, number: UInt16) throws -> [UInt8] {
        let header = RTPHeader(
            payloadType: 101, marker: true, sequence: number, timestamp: UInt32(number) * 160, ssrc: 5)
        var bytes = [UInt8](repeating: 0, count: RTPHeader.length)
        var span = bytes.mutableSpan
        _ = try header.write(into: &span)
        return try run(context.protect, bytes + [key.rawValue, 10, 0, 160])
    }

    /// A receiver report, protected.
    func sealedReport() throws -> [UInt8] {
        var bytes: [UInt8] = []
        ReceiverReport(ssrc: 5, blocks: []).append(to: &bytes)
        return try run(context.protectControl, bytes)
    }

    /// Presses a key.
    func press(_ key: TelephoneKey, number: UInt16, to port: UInt16) throws {
        send(try sealed(key, number: number), to: port)
    }

    /// Sends bytes as they are.
    func send(_ bytes: [UInt8], to port: UInt16, byMediaPort: Bool = true) {
        (byMediaPort ? line.sockets.media : line.sockets.control).send(
            bytes, count: bytes.count, to: line.address.with(port: port))
    }

    private func run(
        _ operation: (inout MutableSpan<UInt8>, Int) throws(SRTPError) -> Int, _ bytes: [UInt8]
    ) throws(SRTPError) -> [UInt8] {
        var buffer = bytes + [UInt8](repeating: 0, count: SRTPContext.trailerRoom)
        var span = buffer.mutableSpan
        let length = try operation(&span, bytes.count)
        return Array(buffer.prefix(length))
    }
}
