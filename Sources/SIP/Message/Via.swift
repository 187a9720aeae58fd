/// Where the parts of a Via value are, after it was found well-formed (RFC 3261 §20.42).
struct ViaLayout {
    let transport: Range<Int>
    let host: Range<Int>
    let port: UInt16?
    /// From the first `;` on.
    let parameters: Range<Int>
    let branch: Range<Int>?

    /// Reads one value; the index ends at the comma behind it, or at the end.
    init(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) throws(Flaw) {
        Scan.skipSpace(bytes, &index, end)
        // Protocol and version are not looked at: a request of another version is answered too, with 505.
        _ = try Scan.token(bytes, &index, end)
        try Self.slash(bytes, &index, end)
        _ = try Scan.token(bytes, &index, end)
        try Self.slash(bytes, &index, end)
        transport = try Scan.token(bytes, &index, end)
        let space = index
        Scan.skipSpace(bytes, &index, end)
        guard index > space else { throw Flaw(.token, index) }
        host = try Scan.host(bytes, &index, end)
        Scan.skipSpace(bytes, &index, end)
        if Scan.at(Ascii.colon, bytes, index, end) {
            index &+= 1
            Scan.skipSpace(bytes, &index, end)
            port = try Scan.port(bytes, &index, end)
        } else {
            port = nil
        }
        let parametersStart = index
        var branch: Range<Int>?
        while let parameter = try Scan.parameter(bytes, &index, end) {
            guard branch == nil, parameter.packedName(in: bytes) == ParameterLayout.branch else { continue }
            guard let value = parameter.value, !parameter.isQuoted else { throw Flaw(.parameter, index) }
            branch = value
        }
        guard index == end || bytes[index] == Ascii.comma else { throw Flaw(.trailing, index) }
        (self.branch, parameters) = (branch, parametersStart..<index)
    }

    @inline(__always)
    private static func slash(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) throws(Flaw) {
        Scan.skipSpace(bytes, &index, end)
        guard Scan.at(Ascii.slash, bytes, index, end) else { throw Flaw(.token, index) }
        index &+= 1
        Scan.skipSpace(bytes, &index, end)
    }
}

/// One hop that a request took, and the way back for its response (RFC 3261 §20.42).
public struct Via: Hashable, Sendable, CustomStringConvertible {
    /// The `rport` parameter of RFC 3581.
    public enum ResponsePort: Hashable, Sendable {
        /// The client asks for a response to the port that its request comes from.
        case requested
        /// The port that the request came from.
        case port(UInt16)
    }

    /// The transport as written, `UDP` for example.
    public var transportText: String
    /// A host name, an IPv4 address, or an IPv6 address in brackets.
    public var host: String
    /// The port, where one is given.
    public var port: UInt16?
    /// What follows semicolons.
    public var parameters: Parameters

    /// Builds the Via of a request of ours; it asks for `rport`.
    public init(transport: TransportProtocol, host: String, port: UInt16?, branch: String) {
        (transportText, self.host, self.port) = (transport.rawValue, host, port)
        parameters = Parameters()
        parameters.append("rport")
        parameters.append("branch", branch)
    }

    /// The transport; nil for one that is not ours, as SCTP.
    public var transport: TransportProtocol? {
        TransportProtocol.allCases.first { Ascii.equalIgnoringCase($0.rawValue, transportText) }
    }

    /// The branch, which names a transaction; before RFC 3261 there was none.
    public var branch: String? {
        get { parameters["branch"] }
        set { parameters["branch"] = newValue }
    }

    /// The address that the request came from, if it differs from the host (RFC 3261 §18.2.1).
    public var received: String? {
        get { parameters["received"] }
        set { parameters["received"] = newValue }
    }

    /// The port to respond to (RFC 3581); a value that is no port reads as a mere request for one.
    public var rport: ResponsePort? {
        get {
            guard parameters.contains("rport") else { return nil }
            return parameters["rport"].flatMap { Ascii.port(Array($0.utf8)[...]) }.map { .port($0) } ?? .requested
        }
        set {
            switch newValue {
            case nil: parameters.remove("rport")
            case .requested: parameters.set("rport", nil)
            case .port(let port): parameters.set("rport", String(port))
            }
        }
    }

    /// The value as it is written.
    public var text: String {
        "SIP/2.0/\(QuotedString.token(transportText)) \(host)\(port.map { ":\($0)" } ?? "")\(parameters.headerText)"
    }

    /// The value as it is written.
    public var description: String { text }
}

extension Via {
    /// Reads one value of a Via.
    /// - Throws: `SIPError` for anything that is not one.
    public init(parsing text: String) throws(SIPError) {
        let bytes = Array(text.utf8)
        do throws(Flaw) {
            var index = 0
            let layout = try ViaLayout(bytes.span, &index, bytes.count)
            guard index == bytes.count else { throw Flaw(.trailing, index) }
            self.init(bytes, layout)
        } catch {
            throw SIPError(error, in: bytes[...])
        }
    }

    /// Reads the first value of a line; nothing if it is not well-formed.
    init?(first bytes: ArraySlice<UInt8>) {
        let bytes = Array(bytes)
        var index = 0
        guard let layout = try? ViaLayout(bytes.span, &index, bytes.count) else { return nil }
        self.init(bytes, layout)
    }

    private init(_ bytes: [UInt8], _ layout: ViaLayout) {
        transportText = Decoding.text(bytes[layout.transport])
        host = Decoding.text(bytes[layout.host])
        port = layout.port
        parameters = Parameters(header: bytes, layout.parameters.lowerBound, layout.parameters.upperBound)
    }

    /// What stands for the Via of a message that has none yet: a host that nothing can be sent to.
    static let missing = Via(transport: .udp, host: "invalid.invalid", port: nil, branch: "")
}
