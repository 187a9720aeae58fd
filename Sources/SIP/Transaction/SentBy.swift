/// Where responses are to reach us, as our Via says it (RFC 3261 §18.1.1).
public struct SentBy: Hashable, Sendable {
    /// A host name, an IPv4 address, or an IPv6 address in brackets.
    public let host: String
    /// The port; nil means the transport's own.
    public let port: UInt16?

    /// Names a host; nothing if the text is none.
    public init?(host: String, port: UInt16? = nil) {
        let bytes = Array(host.utf8)
        var index = 0
        guard (try? Scan.host(bytes.span, &index, bytes.count)) != nil, index == bytes.count else { return nil }
        self.host = host
        self.port = port
    }

    /// Names one of our ends.
    public init(_ endpoint: Endpoint) {
        host = endpoint.address.hostText
        port = endpoint.port
    }
}
