/// Where the parts of the top Via of a message are: it names the transaction and the way back.
struct TopVia {
    let layout: ViaLayout
    /// The line among the fields.
    let line: Int
    /// The first value of the line, in the fields' bytes.
    let value: Range<Int>
    /// The branch after its magic cookie; nil if it does not begin with one, or consists of nothing else.
    let branch: Range<Int>?
    /// The port that the client listens at, by its own word.
    let sentByPort: UInt16
    /// Whether there is no other Via.
    let isOnly: Bool

    /// What the branch of every transaction since RFC 3261 begins with (§8.1.1.7).
    static let magicCookie = "z9hG4bK"

    /// Reads the top Via; nothing if there is none, which no parsed message lacks.
    init?(_ fields: Fields) {
        guard let line = fields.firstIndex(.via) else { return nil }
        let range = fields.slots[line].value
        let bytes = fields.bytes.span
        var end = range.lowerBound
        guard let layout = try? ViaLayout(bytes, &end, range.upperBound) else { return nil }
        self.layout = layout
        self.line = line
        value = range.lowerBound..<end
        isOnly = end == range.upperBound && !fields.slots[(line + 1)...].contains { fields.isNamed($0, .via) }
        let isTLS = fields.bytes[layout.transport].elementsEqual("TLS".utf8) {
            Ascii.lowercased($0) == Ascii.lowercased($1)
        }
        sentByPort = layout.port ?? (isTLS ? TransportProtocol.tls : .udp).defaultPort
        let cookie = Self.magicCookie.utf8
        branch = layout.branch.flatMap { branch in
            guard branch.count > cookie.count, fields.bytes[branch].starts(with: cookie) else { return nil }
            return branch.dropFirst(cookie.count)
        }
    }
}

extension Request {
    /// Writes into the top Via where the request came from, and says where its responses go (RFC 3261 §18.2, RFC 3581
    /// §4).
    ///
    /// Over a connection they go back over it. A datagram is answered to the address it came from: to its port if the
    /// client asked so with `rport`, and to the port in sent-by otherwise. `maddr` is not followed, since it would send
    /// our answers to any third party. Doing this twice changes nothing.
    mutating func noteSource(_ path: TransportPath) -> TransportPath {
        guard let via = TopVia(fields) else { return path }
        let bytes = fields.bytes
        let parameters = ViaParameters(bytes, via.layout.parameters)
        if parameters.hasResponsePort || IPAddress(bytes: bytes[via.layout.host]) != path.remote.address {
            var text = Array(bytes[via.value.lowerBound..<via.layout.parameters.lowerBound])
            text.append(contentsOf: parameters.others)
            if parameters.hasResponsePort { text.append(contentsOf: ";rport=\(path.remote.port)".utf8) }
            text.append(contentsOf: ";received=\(path.remote.address)".utf8)
            fields.replace(via.value, ofLine: via.line, with: text)
        }
        guard !path.transport.isReliable, !parameters.hasResponsePort else { return path }
        var answer = path
        answer.remote.port = via.sentByPort
        return answer
    }
}

/// The parameters of a Via without those that the receiver writes.
private struct ViaParameters {
    var hasResponsePort = false
    var others: [UInt8] = []

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        let span = bytes.span
        var index = range.lowerBound
        var start = index
        while let parameter = (try? Scan.parameter(span, &index, range.upperBound)) ?? nil {
            switch parameter.packedName(in: span) {
            case Self.rport: hasResponsePort = true
            case Self.received: break
            default: others.append(contentsOf: bytes[start..<index])
            }
            start = index
        }
    }

    /// The letters of "rport".
    private static let rport: UInt64 = 0x72_706F_7274
    /// The letters of "received".
    private static let received: UInt64 = 0x7265_6365_6976_6564
}

extension Fields {
    /// Puts text in the place of a part of a line, which may go on after it.
    fileprivate mutating func replace(_ part: Range<Int>, ofLine line: Int, with text: [UInt8]) {
        let end = slots[line].value.upperBound
        let start = bytes.count
        bytes.append(contentsOf: text)
        bytes.append(contentsOf: bytes[part.upperBound..<end])
        slots[line].valueStart = UInt32(clamping: start)
        slots[line].valueEnd = UInt32(clamping: bytes.count)
        // The name of an unregistered header would be left behind, but Via is registered.
    }
}
