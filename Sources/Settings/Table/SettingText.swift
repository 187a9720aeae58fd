import SIP

/// The texts of settings.
enum SettingText {
    /// The longest path, in bytes.
    static let pathLength = 4_096
    /// The most values of a list.
    static let listLength = 32

    /// What stands between commas, without the blanks around it.
    static func items(_ text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map { item in
            let rest = item.drop { $0 == " " }
            return String(rest.dropLast(rest.reversed().prefix { $0 == " " }.count))
        }
    }

    /// A whole number in decimal digits.
    static func number(_ text: String) -> Int? {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }

    /// Whether it can be a path.
    static func isPath(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= pathLength && !text.utf8.contains { $0 < 0x20 || $0 == 0x7F }
    }

    /// `1.2.3.4:5060`, `[::1]:5060`, `localhost:5060`.
    static func endpoint(_ text: String) -> Endpoint? {
        let name = "localhost:"
        if text.hasPrefix(name) { return Endpoint("127.0.0.1:" + text.dropFirst(name.count)) }
        return Endpoint(text)
    }

    /// `30000-39999`; the first port is at least 1, and not after the last.
    static func ports(_ text: String) -> ClosedRange<UInt16>? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let first = number(String(parts[0])).flatMap({ UInt16(exactly: $0) }),
            let last = number(String(parts[1])).flatMap({ UInt16(exactly: $0) }), first > 0, first <= last
        else { return nil }
        return first...last
    }

    /// `udp:0.0.0.0:5060`; without a transport it is UDP and TCP, without a port the transport's own.
    static func listeners(_ text: String) -> [SIPListener]? {
        for transport in TransportProtocol.allCases {
            let prefix = transport.rawValue.lowercased() + ":"
            guard text.hasPrefix(prefix) else { continue }
            let rest = String(text.dropFirst(prefix.count))
            return place(rest, transport).map { [SIPListener(transport, $0)] }
        }
        return place(text, .udp).map { [SIPListener(.udp, $0), SIPListener(.tcp, $0)] }
    }

    /// A listener as it is written.
    static func text(_ listener: SIPListener) -> String {
        "\(listener.transport.rawValue.lowercased()):\(listener.endpoint)"
    }

    private static func place(_ text: String, _ transport: TransportProtocol) -> Endpoint? {
        if let address = IPAddress(text == "localhost" ? "127.0.0.1" : text) {
            return Endpoint(address: address, port: transport.defaultPort)
        }
        return endpoint(text)
    }
}
