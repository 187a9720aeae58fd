import Glibc
import Synchronization
import Testing

/// Ports of this machine that nobody uses; none is given out twice.
///
/// They lie below those that the system gives to programs which ask for any port.
enum FreePorts {
    private static let range: Range<UInt16> = 16_000..<31_000
    private static let next = Mutex(UInt16.random(in: 16_000..<30_000) & ~1)

    /// The first of as many ports in a row, even.
    static func block(of count: UInt16) throws -> UInt16 {
        try next.withLock { next in
            for _ in 0..<2_000 {
                if next > range.upperBound - count { next = range.lowerBound }
                let first = next
                next += (count + 1) & ~1
                if (first..<first + count).allSatisfy({ isFree($0) }) { return first }
            }
            throw NeverHappened(what: "\(count) free ports in a row")
        }
    }

    /// One port, free for UDP and TCP.
    static func one() throws -> UInt16 { try block(of: 2) }

    private static func isFree(_ port: UInt16) -> Bool {
        [SOCK_DGRAM, SOCK_STREAM].allSatisfy { kind in
            let descriptor = socket(AF_INET, Int32(kind.rawValue | SOCK_CLOEXEC.rawValue), 0)
            guard descriptor >= 0 else { return false }
            defer { close(descriptor) }
            var address = loopback(port)
            return withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
        }
    }
}

/// The address of a port of this machine.
func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
}

/// A TCP connection to a program on this machine.
final class Connection {
    private let descriptor: Int32

    /// Connects; nothing if nobody listens.
    init?(to port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        var address = loopback(port)
        let isConnected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Sends a text.
    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    /// What has come within some milliseconds; nothing once the other side has closed.
    func receive(within milliseconds: Int32) -> [UInt8]? {
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, milliseconds) > 0 else { return [] }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer[..<count]) : nil
    }
}
