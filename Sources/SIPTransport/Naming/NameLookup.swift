import CNetwork
import Glibc
import SIP

/// Asks for names, and waits for the answer: never on the loop.
protocol NameLookup: Sendable {
    /// The addresses of a host.
    func addresses(of host: String) throws(LookupFailure) -> [IPAddress]
    /// The SRV records of a service, and how many seconds they hold; none where the name has none.
    func services(of name: String) throws(LookupFailure) -> (records: [ServiceRecord], secondsToLive: UInt32?)
}

/// Why a name was not answered.
public struct LookupFailure: Error, Hashable, Sendable {
    /// What the system said.
    public let text: String
}

/// The system's resolver: `getaddrinfo` for addresses, which also reads the hosts file, and libresolv for SRV.
struct SystemNameLookup: NameLookup {
    private let nameServer: Endpoint?
    private let limits: NameLimits

    init(_ configuration: TransportConfiguration) {
        (nameServer, limits) = (configuration.nameServer, configuration.limits.names)
    }

    func addresses(of host: String) throws(LookupFailure) -> [IPAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
        // Only families that this machine has an address of.
        hints.ai_flags = AI_ADDRCONFIG
        var first: UnsafeMutablePointer<addrinfo>?
        let outcome = getaddrinfo(host, nil, &hints, &first)
        guard outcome == 0 else { throw LookupFailure(text: String(cString: gai_strerror(outcome))) }
        defer { freeaddrinfo(first) }
        var addresses: [IPAddress] = []
        var next = first
        while let info = next, addresses.count < limits.endpoints {
            if let address = Self.address(info.pointee), !addresses.contains(address) { addresses.append(address) }
            next = info.pointee.ai_next
        }
        return addresses
    }

    private static func address(_ info: addrinfo) -> IPAddress? {
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let outcome = getnameinfo(
            info.ai_addr, info.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
        guard outcome == 0 else { return nil }
        return IPAddress(bytes: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
    }

    func services(of name: String) throws(LookupFailure) -> (records: [ServiceRecord], secondsToLive: UInt32?) {
        var answer = [UInt8](repeating: 0, count: 16_384)
        var length = Int32(answer.count)
        let seconds = Int32(clamping: max(1, limits.lookupTime.components.seconds))
        let outcome = query_srv(
            name, nameServer?.address.networkOrder, nameServer?.port ?? 0, seconds, 2, &answer, &length)
        switch outcome {
        case Int32(QUERY_ANSWERED):
            break
        case Int32(QUERY_NO_DATA), Int32(QUERY_NO_SUCH_NAME):
            return ([], nil)
        default:
            throw LookupFailure(text: "name server failed (\(outcome))")
        }
        do {
            let answer = try DNSAnswer(Array(answer.prefix(Int(max(0, length)))))
            return (answer.services, answer.secondsToLive)
        } catch {
            throw LookupFailure(text: "answer of the name server: \(error)")
        }
    }
}
