import CRTPSockets
import Glibc
import Media

/// A bound UDP socket of one leg; whoever holds it closes it.
struct RTPSocket: Sendable {
    /// Expedited forwarding (RFC 3246) in the upper six bits of the traffic class.
    static let trafficClass: Int32 = 46 << 2
    /// Room for about a dozen packets, as the kernel counts: what a flood brings beyond is dropped there.
    static let receiveBuffer: Int32 = 16_384
    /// No packet of sound is longer.
    static let longestDatagram = 1_500

    let descriptor: Int32

    /// Binds a socket.
    ///
    /// - Throws: the system's error number.
    init(_ local: MediaAddress) throws(SystemError) {
        var address = crtp_address(local)
        let descriptor = crtp_open(&address, Self.receiveBuffer, Self.trafficClass)
        guard descriptor >= 0 else { throw SystemError(number: -descriptor) }
        self.descriptor = descriptor
    }

    func close() { crtp_close(descriptor) }

    /// Lets the socket hear and speak to one address alone, or to all again.
    ///
    /// - Returns: whether the system has done it.
    func connect(to remote: MediaAddress?) -> Bool {
        guard let remote else { return crtp_connect(descriptor, nil) == 0 }
        var address = crtp_address(remote)
        return crtp_connect(descriptor, &address) == 0
    }

    /// Sends the first bytes of a packet; what the system cannot send now is lost, as on any line.
    ///
    /// - Parameter remote: nothing if the socket is connected.
    func send(_ packet: [UInt8], count: Int, to remote: MediaAddress?) {
        packet.withUnsafeBufferPointer { bytes in
            guard let remote else {
                _ = crtp_send(descriptor, bytes.baseAddress, min(count, bytes.count), nil)
                return
            }
            var address = crtp_address(remote)
            _ = crtp_send(descriptor, bytes.baseAddress, min(count, bytes.count), &address)
        }
    }

    /// A datagram that came in.
    struct Arrival {
        var count: Int
        var from: MediaAddress
        /// By the clock of the day, in nanoseconds; nothing if it was not asked for, or the system did not tell.
        var stamp: Int64?
    }

    /// What a look at the socket brought.
    enum Reception {
        case none
        /// A datagram that does not fit, or a message that an earlier one could not be delivered.
        case unusable
        case datagram(Arrival)
    }

    /// Receives a datagram.
    ///
    /// - Parameter stamped: whether the moment of its arrival is wanted, which costs a tenth of all that a leg costs.
    func receive(into packet: inout [UInt8], stamped: Bool) -> Reception {
        var address = crtp_address()
        var stamp: Int64 = 0
        let count = packet.withUnsafeMutableBufferPointer { bytes in
            stamped
                ? crtp_receive(descriptor, bytes.baseAddress, bytes.count, &address, &stamp)
                : crtp_receive(descriptor, bytes.baseAddress, bytes.count, &address, nil)
        }
        guard count >= 0 else { return count == -Int(EAGAIN) ? .none : .unusable }
        guard count <= packet.count else { return .unusable }
        return .datagram(Arrival(count: count, from: MediaAddress(address), stamp: stamp == 0 ? nil : stamp))
    }
}

/// The number of an error of the operating system.
struct SystemError: Error, Hashable, Sendable {
    let number: Int32
}

extension crtp_address {
    init(_ address: MediaAddress) {
        self.init(high: address.high, low: address.low, port: address.port, is_v6: address.family == .v6 ? 1 : 0)
    }
}

extension MediaAddress {
    init(_ address: crtp_address) {
        self =
            address.is_v6 == 1
            ? .v6(high: address.high, low: address.low, port: address.port)
            : .v4(UInt32(truncatingIfNeeded: address.low), port: address.port)
    }
}
