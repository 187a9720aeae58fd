import NIOCore
import SIP

extension Endpoint {
    /// The end that the system means, if it is one of IP.
    init?(_ address: SocketAddress) {
        let port = UInt16(truncatingIfNeeded: address.port ?? 0)
        switch address {
        case .v4(let address):
            // A `sockaddr_in`: family, port, and the four octets of the address. It comes from the system, not from a
            // peer.
            let word = withUnsafeBytes(of: address.address) { $0.load(fromByteOffset: 4, as: UInt32.self).bigEndian }
            let octet = { (shift: UInt32) in UInt8(truncatingIfNeeded: word >> shift) }
            self.init(address: .v4(octet(24), octet(16), octet(8), octet(0)), port: port)
        case .v6(let address):
            // A `sockaddr_in6`: family, port, flow, and the sixteen octets of the address.
            let octets = withUnsafeBytes(of: address.address) { Array($0.dropFirst(8).prefix(16)) }
            guard let ip = IPAddress(networkOrder: octets) else { return nil }
            self.init(address: ip, port: port)
        case .unixDomainSocket:
            return nil
        }
    }

    /// The end as the system takes it.
    func socketAddress() throws -> SocketAddress {
        try SocketAddress(packedIPAddress: ByteBuffer(bytes: address.networkOrder), port: Int(port))
    }
}
