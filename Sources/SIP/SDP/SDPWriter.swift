extension SessionDescription {
    /// The description as the body of a message, with lines that end in CR LF.
    public func serialized() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        write(into: &bytes)
        return bytes
    }

    /// Adds the description at the end of a body.
    public func write(into bytes: inout [UInt8]) {
        var writer = SDPWriter(bytes: bytes)
        bytes = []
        writer.write(self)
        bytes = writer.bytes
    }
}

/// Writes lines.
///
/// Every text in a description was written by this module or was read from a line, so that none can hold the end of a
/// line.
private struct SDPWriter {
    var bytes: [UInt8]

    mutating func write(_ session: SessionDescription) {
        append("v=0\r\n")
        if let origin = session.origin {
            append("o=", origin.user, " ", origin.sessionID)
            append(" ", origin.version, " ")
            append(origin.address.utf8.contains(Ascii.colon) ? "IN IP6 " : "IN IP4 ", origin.address, "\r\n")
        }
        append("s=-\r\n")
        append(connection: session.connection)
        append("t=0 0\r\n")
        append(direction: session.direction)
        for media in session.media {
            write(media)
        }
    }

    private mutating func write(_ media: MediaDescription) {
        append("m=", media.kind.name, " ")
        append(number: UInt64(media.port))
        if media.portCount > 1 {
            append("/")
            append(number: UInt64(media.portCount))
        }
        append(" ", media.transport.name)
        for format in media.formats {
            append(" ", format.text)
        }
        append("\r\n")
        append(connection: media.connection)
        for format in media.formats {
            write(format)
        }
        append(attribute: "a=ptime:", media.packetTime)
        append(attribute: "a=maxptime:", media.maximumPacketTime)
        if let rtcp = media.rtcp {
            append("a=rtcp:")
            append(number: UInt64(rtcp.port))
            if let address = rtcp.address {
                append(" ")
                append(address)
            }
            append("\r\n")
        }
        if media.multiplexesRTCP { append("a=rtcp-mux\r\n") }
        for crypto in media.crypto {
            append("a=crypto:")
            append(number: UInt64(crypto.tag))
            append(" ", crypto.suite.rawValue, " inline:")
            crypto.key.writeBase64(into: &bytes)
            append("\r\n")
        }
        append(direction: media.direction)
    }

    private mutating func write(_ format: MediaFormat) {
        if let map = format.map {
            append("a=rtpmap:", format.text, " ", map.encoding.name)
            append("/")
            append(number: UInt64(map.clockRate))
            if map.channels != 1 {
                append("/")
                append(number: UInt64(map.channels))
            }
            append("\r\n")
        }
        if let parameters = format.parameters {
            append("a=fmtp:", format.text, " ", parameters)
            append("\r\n")
        }
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func append(_ first: String, _ second: String, _ third: String = "", _ fourth: String = "") {
        append(first)
        append(second)
        append(third)
        append(fourth)
    }

    private mutating func append(number: UInt64) {
        bytes.append(decimal: number)
    }

    private mutating func append(attribute: String, _ value: UInt16?) {
        guard let value else { return }
        append(attribute)
        append(number: UInt64(value))
        append("\r\n")
    }

    private mutating func append(direction: MediaDirection?) {
        guard let direction else { return }
        append("a=", direction.rawValue, "\r\n")
    }

    private mutating func append(connection: ConnectionAddress?) {
        guard let connection else { return }
        append("c=")
        append(connection)
        append("\r\n")
    }

    private mutating func append(_ address: ConnectionAddress) {
        switch address {
        case .address(let address):
            append(address.isIPv6 ? "IN IP6 " : "IN IP4 ", address.sdpText)
        case .name(let name):
            append("IN IP4 ", name)
        }
    }
}

extension IPAddress {
    /// The address as it stands in a description: without brackets.
    var sdpText: String {
        if isIPv6 { return description }
        var text: [UInt8] = []
        text.reserveCapacity(15)
        for shift in [24, 16, 8, 0] as [UInt64] {
            text.append(decimal: low >> shift & 255)
            if shift > 0 { text.append(Ascii.dot) }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Adds a number in decimal digits.
    fileprivate mutating func append(decimal number: UInt64) {
        var power: UInt64 = 1
        while number / power >= 10 { power *= 10 }
        while power > 0 {
            append(Ascii.zero + UInt8(truncatingIfNeeded: number / power % 10))
            power /= 10
        }
    }
}
