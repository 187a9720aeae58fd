import Media
import RTP
import SIP

extension MediaConfiguration {
    /// What offer and answer agreed on, as the media engine takes it.
    ///
    /// - Parameter mustBeSecure: whether the leg may never carry plain sound; so once it was encrypted.
    public init(_ audio: NegotiatedAudio, mustBeSecure: Bool) {
        var received: [UInt8: G711] = [:]
        var events: [EventFormat] = []
        for payload in audio.receivable {
            switch payload.content {
            case .audio(let codec): received[payload.payloadType] = G711(codec)
            case .telephoneEvent(let clockRate):
                events.append(EventFormat(payloadType: payload.payloadType, clockRate: clockRate))
            }
        }
        self.init(
            law: G711(audio.codec), sentPayloadType: audio.payloadType, receivedPayloadTypes: received,
            sentEvents: audio.telephoneEvent.map {
                EventFormat(payloadType: $0.payloadType, clockRate: $0.clockRate)
            },
            receivedEvents: events.first, remote: MediaAddress(audio.remoteRTP),
            remoteControl: audio.remoteRTCP.flatMap { MediaAddress($0) }, direction: Direction(audio.direction),
            hearsTones: audio.telephoneEvent == nil)
        otherEventPayloadType = events.dropFirst().first { $0.clockRate == events.first?.clockRate }?.payloadType
        security = audio.security.flatMap { MediaKeys($0) }
        self.mustBeSecure = mustBeSecure || audio.isSecure
    }
}

extension MediaKeys {
    /// The keys of both sides; nothing if they are none, and a leg that must be secure then stays silent.
    public init?(_ keys: SRTPKeys) {
        try? self.init(
            suite: keys.suite == .aes128SHA1Tag80 ? .aes128SHA1Tag80 : .aes128SHA1Tag32, local: keys.local.bytes,
            remote: keys.remote.bytes)
    }
}

extension MediaConfiguration.Direction {
    /// The same direction in the media engine's form.
    public init(_ direction: MediaDirection) {
        switch direction {
        case .sendReceive: self = .sendReceive
        case .sendOnly: self = .sendOnly
        case .receiveOnly: self = .receiveOnly
        case .inactive: self = .inactive
        }
    }
}

extension MediaAddress {
    /// The same end in the media engine's form.
    public init?(_ endpoint: Endpoint) { self.init(networkOrder: endpoint.address.networkOrder, port: endpoint.port) }
}

extension G711 {
    /// The law of a codec.
    public init(_ codec: AudioCodec) { self = codec == .pcma ? .aLaw : .muLaw }
}
