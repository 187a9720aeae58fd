/// What the description of the other side says about an audio stream.
struct RemoteAudio: Hashable, Sendable {
    let rtp: Endpoint
    let rtcp: Endpoint?
    /// As the other side sees it.
    let direction: MediaDirection
    let packetTime: Int
    /// The codec to send with: the first of `codecs`.
    let codec: CodecFormat
    /// The codecs that both sides know, each once.
    let codecs: [CodecFormat]
    /// The telephone-events to use: those of our audio's clock (RFC 4733 §2.1), or else the first.
    let event: TelephoneEventFormat?
    /// Everything listed that we understand, what is used first.
    let receivable: [ReceivablePayload]

    /// A codec under the payload type of the other side.
    struct CodecFormat: Hashable, Sendable {
        let codec: AudioCodec
        let payloadType: UInt8
    }

    /// Whose order of codecs counts.
    enum Preference: Sendable {
        case ours
        case theirs
    }

    /// - Parameter offered: what our offer listed: an answer may name its payload types without a map.
    init(
        _ media: MediaDescription, in session: SessionDescription, capabilities: AudioCapabilities,
        preference: Preference, offered: [ReceivablePayload] = []
    ) throws(NegotiationFailure) {
        guard media.kind == .audio, media.port != 0 else { throw .noAudio }
        let address = try Self.address(media.connection ?? session.connection)
        rtp = Endpoint(address: address, port: media.port)
        rtcp = Self.rtcp(of: media, at: address)
        let direction = media.direction ?? session.direction ?? .sendReceive
        // The hold of RFC 2543: no address to send to (RFC 3264 §8.4).
        self.direction = address.isUnspecified ? direction.limited(to: .sendOnly) : direction
        packetTime = Self.packetTime(of: media)

        let known = capabilities.codecs
        let (listed, heard) = Self.understood(media.formats, known, offered)
        let events = capabilities.telephoneEventPayloadType == nil ? [] : heard
        let order = preference == .ours ? known : listed.map(\.codec)
        var codecs: [CodecFormat] = []
        for codec in order where !codecs.contains(where: { $0.codec == codec }) {
            if let format = listed.first(where: { $0.codec == codec }) { codecs.append(format) }
        }
        guard let codec = codecs.first else { throw .noCommonCodec(media.formats.map(\.text)) }
        (self.codec, self.codecs) = (codec, codecs)
        let event = events.first { $0.clockRate == 8_000 } ?? events.first
        self.event = event

        var receivable: [ReceivablePayload] = []
        receivable.reserveCapacity(listed.count + events.count)
        for format in codecs { receivable.append(ReceivablePayload(format)) }
        if let event { receivable.append(ReceivablePayload(event)) }
        for format in listed where !codecs.contains(format) { receivable.append(ReceivablePayload(format)) }
        for other in events where other != event { receivable.append(ReceivablePayload(other)) }
        self.receivable = receivable
    }

    private static func understood(
        _ formats: [MediaFormat], _ known: [AudioCodec], _ offered: [ReceivablePayload]
    ) -> ([CodecFormat], [TelephoneEventFormat]) {
        var (codecs, events): ([CodecFormat], [TelephoneEventFormat]) = ([], [])
        for format in formats {
            guard let payloadType = format.payloadType else { continue }
            let content =
                format.meaning.map { ReceivablePayload.Content($0) }
                ?? offered.first { $0.payloadType == payloadType }?.content
            switch content {
            case .audio(let codec) where known.contains(codec):
                codecs.append(CodecFormat(codec: codec, payloadType: payloadType))
            case .telephoneEvent(let clockRate):
                events.append(TelephoneEventFormat(payloadType: payloadType, clockRate: clockRate))
            default: break
            }
        }
        return (codecs, events)
    }

    private static func address(_ connection: ConnectionAddress?) throws(NegotiationFailure) -> IPAddress {
        switch connection {
        case nil: throw .noAddress
        case .name(let name): throw .hostName(name)
        case .address(let address):
            guard !address.isGroup else { throw .groupAddress(address) }
            return address
        }
    }

    private static func rtcp(of media: MediaDescription, at address: IPAddress) -> Endpoint? {
        let (next, tooLarge) = media.port.addingReportingOverflow(1)
        var target = Endpoint(address: address, port: tooLarge ? 0 : next)
        if let place = media.rtcp {
            target.port = place.port
            switch place.address {
            case nil: break
            case .address(let other): target.address = other
            case .name: return nil
            }
        }
        return target.port == 0 || target.address.isUnspecified || target.address.isGroup ? nil : target
    }

    /// What the other side asks for (`ptime`) if it is a multiple of 10 from 10 to 60 ms, otherwise the usual 20 ms; in
    /// either case not more than it takes at most (`maxptime`), and not less than 10 ms.
    private static func packetTime(of media: MediaDescription) -> Int {
        var time = Int(media.packetTime ?? 0)
        if !(10...60).contains(time) || time % 10 != 0 { time = AudioCapabilities.usualPacketTime }
        guard let limit = media.maximumPacketTime else { return time }
        return max(10, min(time, Int(limit) / 10 * 10))
    }
}

extension ReceivablePayload {
    init(_ format: RemoteAudio.CodecFormat) {
        self.init(payloadType: format.payloadType, content: .audio(format.codec))
    }

    init(_ event: TelephoneEventFormat) {
        self.init(payloadType: event.payloadType, content: .telephoneEvent(clockRate: event.clockRate))
    }

    /// The format as a description of ours lists it.
    var format: MediaFormat {
        switch content {
        case .audio(let codec):
            MediaFormat(payloadType: payloadType, map: PayloadMap(encoding: codec.encoding))
        case .telephoneEvent(let clockRate):
            // The keys of a telephone; flash (16) means nothing to us.
            MediaFormat(
                payloadType: payloadType, map: PayloadMap(encoding: .telephoneEvent, clockRate: clockRate),
                parameters: "0-15")
        }
    }
}

extension ReceivablePayload.Content {
    /// What a map means; nothing for what we do not understand.
    init?(_ map: PayloadMap) {
        if let codec = AudioCodec(map) {
            self = .audio(codec)
        } else if map.encoding == .telephoneEvent, map.channels == 1 {
            self = .telephoneEvent(clockRate: map.clockRate)
        } else {
            return nil
        }
    }
}

extension IPAddress {
    /// Whether it is multicast, broadcast or reserved: 224.0.0.0 and above, or ff00::/8.
    fileprivate var isGroup: Bool {
        isIPv6 ? high >> 56 == 0xFF : low >> 28 >= 0xE
    }
}
