/// The names of attributes that mean something here; all have at most eight characters.
private enum AttributeKey {
    static let rtpmap = SDPField.key("rtpmap")
    static let fmtp = SDPField.key("fmtp")
    static let ptime = SDPField.key("ptime")
    static let maxptime = SDPField.key("maxptime")
    static let rtcp = SDPField.key("rtcp")
    static let rtcpMux = SDPField.key("rtcp-mux")
    static let crypto = SDPField.key("crypto")
    static let sendrecv = SDPField.key("sendrecv")
    static let sendonly = SDPField.key("sendonly")
    static let recvonly = SDPField.key("recvonly")
    static let inactive = SDPField.key("inactive")
}

extension MediaDescription {
    /// Takes in an attribute.
    ///
    /// - Returns: whether it meant anything.
    mutating func read(attribute key: UInt64, _ value: SDPField) -> Bool {
        switch key {
        case AttributeKey.rtpmap: return readMap(value)
        case AttributeKey.fmtp: return readParameters(value)
        case AttributeKey.ptime: return Self.readPacketTime(value, into: &packetTime)
        case AttributeKey.maxptime: return Self.readPacketTime(value, into: &maximumPacketTime)
        case AttributeKey.rtcp: return readRTCP(value)
        case AttributeKey.rtcpMux: multiplexesRTCP = true
        case AttributeKey.crypto:
            guard let attribute = CryptoAttribute(value) else { return false }
            crypto.append(attribute)
        default:
            guard let direction = MediaDirection(attribute: key) else { return false }
            self.direction = direction
        }
        return true
    }

    /// The first map of a payload type counts.
    private mutating func readMap(_ value: SDPField) -> Bool {
        var rest = value
        guard let index = takeFormat(&rest), formats[index].map == nil, let word = rest.takeWord(),
            let map = PayloadMap(word)
        else { return false }
        formats[index].map = map
        return true
    }

    private mutating func readParameters(_ value: SDPField) -> Bool {
        var rest = value
        guard let index = takeFormat(&rest), formats[index].parameters == nil else { return false }
        rest.trimStart()
        guard !rest.isEmpty, !rest.bytes.contains(where: Ascii.isControl) else { return false }
        formats[index].parameters = rest.text
        return true
    }

    private func takeFormat(_ rest: inout SDPField) -> Int? {
        guard let payloadType = rest.takeWord()?.number(as: UInt8.self) else { return nil }
        return formats.firstIndex { $0.payloadType == payloadType }
    }

    private static func readPacketTime(_ value: SDPField, into time: inout UInt16?) -> Bool {
        guard time == nil, let number = value.number(as: UInt16.self) else { return false }
        time = number
        return true
    }

    private mutating func readRTCP(_ value: SDPField) -> Bool {
        var rest = value
        guard rtcp == nil, let port = rest.takeWord()?.number(as: UInt16.self) else { return false }
        let address = ConnectionAddress(rest)
        rtcp = RTCPPlace(port: port, address: address)
        return true
    }
}

extension MediaDirection {
    init?(attribute key: UInt64) {
        switch key {
        case AttributeKey.sendrecv: self = .sendReceive
        case AttributeKey.sendonly: self = .sendOnly
        case AttributeKey.recvonly: self = .receiveOnly
        case AttributeKey.inactive: self = .inactive
        default: return nil
        }
    }
}

extension MediaKind {
    private static let audioKey = SDPField.key("audio")
    private static let videoKey = SDPField.key("video")
    private static let imageKey = SDPField.key("image")
    private static let textKey = SDPField.key("text")

    init?(_ field: SDPField) {
        switch field.lowercasedKey {
        case Self.audioKey: self = .audio
        case Self.videoKey: self = .video
        case Self.imageKey: self = .image
        case Self.textKey: self = .text
        default:
            guard let name = field.token else { return nil }
            self = .other(name)
        }
    }
}

extension MediaTransport {
    private static let avpKey = SDPField.key("rtp/avp")
    private static let avpfKey = SDPField.key("rtp/avpf")
    private static let savpKey = SDPField.key("rtp/savp")
    private static let savpfWord = Array("rtp/savpf".utf8)

    init?(_ field: SDPField) {
        switch field.lowercasedKey {
        case Self.avpKey: self = .avp
        case Self.avpfKey: self = .avpf
        case Self.savpKey: self = .savp
        default:
            if field.matches(Self.savpfWord) {
                self = .savpf
            } else if let name = field.token {
                self = .other(name)
            } else {
                return nil
            }
        }
    }
}
