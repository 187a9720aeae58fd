import Glibc
import Media
import RTP

@testable import RTPTransport

/// A phone on the same machine: a pair of sockets that waits for packets, not for the clock.
final class LoopbackPeer: Sendable {
    static let v4 = MediaAddress.v4(0x7F00_0001, port: 0)
    static let v6 = MediaAddress.v6(high: 0, low: 1, port: 0)

    let address: MediaAddress
    let sockets: LegSockets

    struct Silent: Error {}

    init(_ local: MediaAddress = LoopbackPeer.v4) throws {
        var bound: LegSockets?
        for _ in 0..<100 where bound == nil {
            bound = try? LegSockets(local, port: UInt16.random(in: 20_000..<25_000) * 2)
        }
        guard let bound else { throw Silent() }
        sockets = bound
        address = local.with(port: bound.port)
    }

    deinit { sockets.close() }

    /// The next packet of sound, and where it came from.
    func next() throws -> (header: RTPHeader, payload: [UInt8], from: MediaAddress) {
        let (bytes, from) = try datagram(of: sockets.media)
        let packet = try RTPPacket(parsing: bytes.span)
        return (packet.header, Array(bytes[packet.payload]), from)
    }

    /// The next report.
    func nextReport() throws -> [RTCPPacket] {
        let bytes = try datagram(of: sockets.control).bytes
        return try RTCPPacket.parse(bytes.span)
    }

    /// The next datagram of a socket.
    func datagram(of socket: RTPSocket) throws -> (bytes: [UInt8], from: MediaAddress) {
        var bytes = [UInt8](repeating: 0, count: RTPSocket.longestDatagram)
        while true {
            if case .datagram(let arrival) = socket.receive(into: &bytes, stamped: true) {
                return (Array(bytes.prefix(arrival.count)), arrival.from)
            }
            var waiting = pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 10_000) > 0 else { throw Silent() }
        }
    }

    /// Presses a key.
    func press(_ key: TelephoneKey, number: UInt16, to port: UInt16) {
        send(
            RTPHeader(payloadType: 101, marker: true, sequence: number, timestamp: UInt32(number) * 160, ssrc: 5),
            [key.rawValue, 10, 0, 160], to: port)
    }

    /// Says a frame.
    func say(_ byte: UInt8, number: UInt16, to port: UInt16) {
        send(
            RTPHeader(payloadType: 8, sequence: number, timestamp: UInt32(number) * 160, ssrc: 5),
            Array(repeating: byte, count: 160), to: port)
    }

    private func send(_ header: RTPHeader, _ payload: [UInt8], to port: UInt16) {
        var bytes = [UInt8](repeating: 0, count: RTPHeader.length)
        var span = bytes.mutableSpan
        _ = try? header.write(into: &span)
        bytes += payload
        sockets.media.send(bytes, count: bytes.count, to: address.with(port: port))
    }
}
