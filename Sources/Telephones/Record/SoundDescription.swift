import SIP

/// What a session description says of its sound, as it went over the wire.
public struct SoundDescription: Hashable, Sendable {
    /// The codecs in their order, as `PCMA/8000`; the bare payload type where the description names none.
    public let codecs: [String]
    /// The payload types of telephone-events.
    public let eventPayloadTypes: [UInt8]
    /// Which way sound goes, as its sender sees it.
    public let direction: MediaDirection
    /// Where its sender receives; nothing for a host name.
    public let address: Endpoint?
    /// Whether the sound is to be encrypted.
    public let isSecure: Bool

    /// Reads the first stream of sound in a message; nothing if there is none, or none that can be read.
    init?(of message: some MessageContent) {
        guard let body = message.sessionDescription, let session = try? SessionDescription(parsing: body),
            let stream = session.media.first(where: { $0.kind == .audio })
        else { return nil }
        var (codecs, events): ([String], [UInt8]) = ([], [])
        for format in stream.formats {
            guard let meaning = format.meaning else {
                codecs.append(format.text)
                continue
            }
            if meaning.encoding == .telephoneEvent {
                if let number = format.payloadType { events.append(number) }
            } else {
                codecs.append("\(meaning.encoding.name)/\(meaning.clockRate)")
            }
        }
        self.codecs = codecs
        eventPayloadTypes = events
        direction = stream.direction ?? session.direction ?? .sendReceive
        if case .address(let address)? = stream.connection ?? session.connection {
            self.address = Endpoint(address: address, port: stream.port)
        } else {
            address = nil
        }
        isSecure = stream.transport.isSecure
    }
}

/// What an offer and its answer agreed on.
public struct SoundTerms: Hashable, Sendable {
    /// The codec that we send.
    public let codec: AudioCodec
    /// How the peer takes keys; nothing where it takes no telephone-events.
    public let keys: TelephoneEventFormat?
    /// Which way sound goes, as we see it: `receiveOnly` while the peer holds us.
    public let direction: MediaDirection
    /// Where our sound goes.
    public let remote: Endpoint
    /// Milliseconds of sound in a packet, as the peer wants it.
    public let packetTime: Int
    /// Whether the sound is encrypted.
    public let isSecure: Bool
    /// Whether it was agreed before the call was taken, and may still change.
    public let isEarly: Bool

    init(_ audio: NegotiatedAudio, isEarly: Bool) {
        codec = audio.codec
        keys = audio.telephoneEvent
        direction = audio.direction
        remote = audio.remoteRTP
        packetTime = audio.packetTime
        isSecure = audio.isSecure
        self.isEarly = isEarly
    }
}
