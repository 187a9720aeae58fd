extension SessionDescription {
    /// Reads a description.
    ///
    /// Lines may end with LF alone, empty lines are skipped, and lines of the session may come in any order after `v=`,
    /// as devices write them so. What an answer must mirror (`m=`) or depends on (`c=`) has to be readable; any other
    /// line that cannot be read is ignored.
    /// - Throws: what is wrong, with the line.
    public init(parsing bytes: [UInt8], limits: SDPLimits = .standard) throws(SDPError) {
        guard bytes.count <= limits.bytes else {
            throw SDPError(.tooManyBytes(limit: limits.bytes), line: 1, bytes[...])
        }
        var parser = SDPParser(limits: limits)
        var rest = SDPField(bytes)
        while !rest.isEmpty {
            var line = rest.take(upTo: Ascii.lineFeed)
            line.trimEnd()
            try parser.read(line)
        }
        self = try parser.finish()
    }
}

/// Reads line by line; what follows an `m=` line belongs to it.
struct SDPParser {
    let limits: SDPLimits
    private var session = SessionDescription(origin: nil)
    private var media: MediaDescription?
    private var lineNumber = 0
    private var lines = 0
    private var attributes = 0

    init(limits: SDPLimits) {
        self.limits = limits
    }

    mutating func read(_ line: SDPField) throws(SDPError) {
        lineNumber += 1
        if line.isEmpty { return }
        lines += 1
        guard lines <= limits.lines else { throw failure(.tooManyLines(limit: limits.lines), line) }
        var value = line
        guard let type = value.takeType() else { throw failure(.malformedLine, line) }
        if lines == 1 {
            guard type == UInt8(ascii: "v"), value.number(as: UInt8.self) == 0 else {
                throw failure(.unknownVersion, line)
            }
            return
        }
        switch type {
        case UInt8(ascii: "a"): try readAttribute(value)
        case UInt8(ascii: "m"): try beginMedia(value)
        case UInt8(ascii: "c"): try readConnection(value)
        case UInt8(ascii: "o") where session.origin == nil && media == nil: session.origin = Self.origin(value)
        default: break
        }
    }

    mutating func finish() throws(SDPError) -> SessionDescription {
        guard lines > 0 else { throw failure(.unknownVersion, SDPField([])) }
        endMedia()
        return session
    }

    private func failure(_ problem: SDPError.Problem, _ field: SDPField) -> SDPError {
        SDPError(problem, line: max(1, lineNumber), field.bytes)
    }

    /// Reads from the end, as some devices write a user name with spaces.
    private static func origin(_ value: SDPField) -> SessionDescription.Origin? {
        var rest = value
        guard let address = rest.takeLastWord()?.token, rest.takeLastWord() != nil, rest.takeLastWord() != nil,
            let version = rest.takeLastWord()?.token, let sessionID = rest.takeLastWord()?.token
        else { return nil }
        var user = rest
        user.trimEnd()
        return .init(user: user.token ?? "-", sessionID: sessionID, version: version, address: address)
    }

    /// The first counts: several lines are the addresses of one layered multicast session (RFC 8866 §5.7).
    private mutating func readConnection(_ value: SDPField) throws(SDPError) {
        guard let address = ConnectionAddress(value) else { throw failure(.malformedConnection, value) }
        if media == nil {
            session.connection = session.connection ?? address
        } else if media?.connection == nil {
            media?.connection = address
        }
    }

    private mutating func endMedia() {
        if let media = media.take() { session.media.append(media) }
    }

    /// Reads `audio 5004/2 RTP/AVP 8 0 101`.
    private mutating func beginMedia(_ value: SDPField) throws(SDPError) {
        endMedia()
        guard session.media.count < limits.media else { throw failure(.tooManyMedia(limit: limits.media), value) }
        var rest = value
        guard let kind = rest.takeWord().flatMap(MediaKind.init), var ports = rest.takeWord(),
            let port = ports.take(upTo: Ascii.slash).number(as: UInt16.self),
            let portCount = ports.isEmpty ? 1 : ports.number(as: UInt16.self), portCount > 0,
            let transport = rest.takeWord().flatMap(MediaTransport.init)
        else { throw failure(.malformedMedia, value) }
        var formats: [MediaFormat] = []
        while let word = rest.takeWord() {
            guard formats.count < limits.formats else {
                throw failure(.tooManyFormats(limit: limits.formats), value)
            }
            guard let text = word.token else { throw failure(.malformedMedia, value) }
            let payloadType = word.number(as: UInt8.self).flatMap { $0 < 128 ? $0 : nil }
            // A format that is named twice counts at its first place.
            if let payloadType, formats.contains(where: { $0.payloadType == payloadType }) { continue }
            formats.append(MediaFormat(text: text, payloadType: payloadType))
        }
        guard !formats.isEmpty else { throw failure(.malformedMedia, value) }
        media = MediaDescription(
            kind: kind, port: port, portCount: portCount, transport: transport, formats: formats)
    }

    private mutating func readAttribute(_ value: SDPField) throws(SDPError) {
        attributes += 1
        guard attributes <= limits.attributes else {
            throw failure(.tooManyAttributes(limit: limits.attributes), value)
        }
        var rest = value
        let name = rest.take(upTo: Ascii.colon)
        let isRead: Bool
        if media != nil {
            isRead = media?.read(attribute: name.key, rest) ?? false
        } else if let direction = MediaDirection(attribute: name.key) {
            session.direction = direction
            isRead = true
        } else {
            isRead = false
        }
        if !isRead { session.ignoredAttributes += 1 }
    }
}
