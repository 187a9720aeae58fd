/// An address of SIP (RFC 3261 §19.1) or of the telephone network (RFC 3966).
///
/// Escapes are kept as they came, so that a URI is sent on as it was received; a password is dropped, as it has no use but to
/// leak.
public struct URI: Hashable, Sendable, CustomStringConvertible {
    /// What stands before the colon.
    public enum Scheme: Hashable, Sendable {
        /// A SIP address.
        case sip
        /// A SIP address that must be reached over TLS.
        case sips
        /// A telephone number.
        case tel
        /// Anything else, in lower case: to be answered with 416 where a request is meant for it.
        case other(String)

        /// The scheme as it is written.
        public var text: String {
            switch self {
            case .sip: "sip"
            case .sips: "sips"
            case .tel: "tel"
            case .other(let name): name
            }
        }
    }

    /// The scheme.
    public var scheme: Scheme
    /// The user part with its escapes; the number of a tel URI; all that follows any other scheme.
    public private(set) var escapedUser: String?
    /// A host name, an IPv4 address, or an IPv6 address in brackets; empty unless the scheme is sip or sips.
    public var host: String
    /// The port, where one is given.
    public var port: UInt16?
    /// What follows semicolons.
    public var parameters: Parameters
    /// What follows the question mark, names and values with their escapes.
    public var headers: Parameters

    /// Builds a SIP URI.
    /// - Parameter user: unescaped.
    public init(
        scheme: Scheme = .sip, user: String? = nil, host: String, port: UInt16? = nil,
        parameters: Parameters = Parameters()
    ) {
        (self.scheme, self.host, self.port, self.parameters) = (scheme, host, port, parameters)
        headers = Parameters()
        self.user = user
    }

    /// Builds the SIP URI of an end, as a Contact needs it.
    public init(user: String? = nil, endpoint: Endpoint, transport: TransportProtocol = .udp) {
        var parameters = Parameters()
        if transport != .udp { parameters["transport"] = transport.rawValue.lowercased() }
        self.init(user: user, host: endpoint.address.hostText, port: endpoint.port, parameters: parameters)
    }

    /// The user part without escapes; bytes that are no UTF-8 read as U+FFFD.
    ///
    /// Set to an empty text, there is none: a user part has at least one character (RFC 3261 §25.1).
    public var user: String? {
        get { escapedUser.map(Escaping.unescape) }
        set {
            escapedUser = newValue.flatMap { $0.isEmpty ? nil : Escaping.escape($0, allowed: .user) }
        }
    }

    /// The address that the host is, unless it is a name.
    public var hostAddress: IPAddress? {
        IPAddress(host)
    }

    /// The URI as it is written.
    public var text: String {
        var text = scheme.text + ":"
        switch scheme {
        case .sip, .sips:
            if let escapedUser { text += escapedUser + "@" }
            text += host
            if let port { text += ":\(port)" }
        case .tel, .other:
            text += escapedUser ?? ""
        }
        text += parameters.uriText
        guard !headers.isEmpty else { return text }
        let pairs = headers.items.map { item in
            let escape = { Escaping.escape($0, allowed: .uriHeader, keepsEscapes: true) }
            return escape(item.name) + "=" + escape(item.value ?? "")
        }
        return text + "?" + pairs.joined(separator: "&")
    }

    /// The URI as it is written.
    public var description: String { text }
}

extension URI {
    /// Reads a URI, without angle brackets.
    /// - Throws: `SIPError` for anything that is not a URI.
    public init(parsing text: String) throws(SIPError) {
        try self.init(parsing: Array(text.utf8)[...])
    }

    /// Reads a URI from bytes.
    init(parsing bytes: ArraySlice<UInt8>) throws(SIPError) {
        let bytes = Array(bytes)
        do {
            self.init(bytes, try URILayout(bytes.span, 0, bytes.count))
        } catch {
            throw SIPError(error, in: bytes[...])
        }
    }

    /// Decodes what was found well-formed.
    init(_ bytes: [UInt8], _ layout: URILayout) {
        switch layout.kind {
        case .sip: scheme = .sip
        case .sips: scheme = .sips
        case .tel: scheme = .tel
        case .other: scheme = .other(Ascii.lowercased(Decoding.text(bytes[layout.scheme])))
        }
        escapedUser = layout.user.map { Decoding.text(bytes[$0]) }
        host = layout.host.map { Decoding.text(bytes[$0]) } ?? ""
        port = layout.port
        parameters = Parameters(uri: bytes[layout.parameters], separator: Ascii.semicolon)
        headers = layout.headers.map { Parameters(uri: bytes[$0], separator: UInt8(ascii: "&")) } ?? Parameters()
    }

    /// What stands for the URI of a header that was never set: RFC 3323 §4.1.1.3's anonymous address.
    static let anonymous = URI(user: "anonymous", host: "anonymous.invalid")
}
