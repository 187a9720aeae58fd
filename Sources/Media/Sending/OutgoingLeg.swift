import Prompts
import RTP

/// What one leg is sent: a packet every 20 ms, for as long as its direction allows.
///
/// Without anything to be heard it is silence, which keeps address translators open and the peer's jitter buffer calm.
/// While nothing may be sent, as in a hold, a prompt waits, so that none of it is missed; only the timestamp goes on
/// (RFC 3550 §5.1). Keys take the place of sound, as RFC 4733 wants it.
struct OutgoingLeg: ~Copyable, Sendable {
    /// The longest packet of sound.
    static let packetLength = RTPHeader.length + FrameStore.frameLength

    /// The synchronisation source.
    let ssrc: UInt32
    private var law: G711
    private var payloadType: UInt8
    private var sequence: UInt16
    private var timestamp: UInt32
    private var isPausing = true
    private var voice = Voice()
    private var keys: TelephoneEventSender?

    init(_ identity: StreamIdentity, _ configuration: MediaConfiguration) {
        ssrc = identity.ssrc
        sequence = identity.sequence
        timestamp = identity.timestamp
        (law, payloadType) = (configuration.law, configuration.payloadType)
        keys = configuration.sentEvents.map(TelephoneEventSender.init)
    }

    /// Takes what was settled anew; keys that wait are lost where the format changes.
    mutating func configure(_ configuration: MediaConfiguration, before: MediaConfiguration) {
        (law, payloadType) = (configuration.law, configuration.payloadType)
        guard configuration.sentEvents != before.sentEvents else { return }
        keys = configuration.sentEvents.map(TelephoneEventSender.init)
    }

    /// Begins a prompt.
    ///
    /// - Returns: the token, if the prompt is empty and so over already.
    mutating func play(_ list: Playlist, from store: FrameStore, _ token: PlayToken) -> PlayToken? {
        voice.play(list, from: store, token)
    }

    /// Cuts off the prompt.
    mutating func stop() { voice.stop() }

    /// Sounds the beep.
    mutating func beep() { voice.sound(.beep) }

    /// Sends keys: as events, or as tones to a peer that takes none.
    ///
    /// Those for which there is no room are left out.
    mutating func press(_ pressed: TelephoneKeys) {
        for key in pressed {
            if keys != nil {
                _ = keys?.send(key)
            } else if let tone = Tone(key: key.character) {
                voice.sound(tone)
                voice.sound(.pauseAfterKey)
            }
        }
    }

    /// What a tick made.
    struct Sent {
        /// The header of the packet that was written.
        let header: RTPHeader
        /// Its bytes without the header.
        let payload: Int
        /// The prompt that is over with this packet.
        let played: PlayToken?
    }

    /// A tick in which nothing may be sent.
    mutating func skip() {
        timestamp &+= UInt32(FrameStore.frameLength)
        isPausing = true
    }

    /// Writes the next packet.
    ///
    /// - Parameters:
    ///   - other: what the other side of a bridge says; nothing where there is no bridge, or nothing has come.
    ///   - packet: at least ``packetLength`` bytes.
    mutating func next(other: BridgedFrame?, into packet: inout [UInt8]) -> Sent {
        var header = RTPHeader(
            payloadType: payloadType, marker: isPausing, sequence: sequence, timestamp: timestamp,
            ssrc: ssrc)
        sequence &+= 1
        timestamp &+= UInt32(FrameStore.frameLength)
        isPausing = false
        if let event = keys?.next(&header) {
            let end = write(header, event, into: &packet)
            return Sent(header: header, payload: end - RTPHeader.length, played: nil)
        }
        write(header, into: &packet)
        let (written, played) = voice.write(law, into: &packet, at: RTPHeader.length)
        if !written { fill(law, other, into: &packet) }
        return Sent(header: header, payload: FrameStore.frameLength, played: played)
    }

    private func fill(_ law: G711, _ other: BridgedFrame?, into packet: inout [UInt8]) {
        let places = RTPHeader.length..<Self.packetLength
        if let other {
            other.copy(to: law, into: &packet, at: places.lowerBound)
        } else {
            for place in places { packet[place] = law.silence }
        }
    }

    private func write(_ header: RTPHeader, into packet: inout [UInt8]) {
        var bytes = packet.mutableSpan
        // The packet has room for more than a header.
        _ = try? header.write(into: &bytes)
    }

    private func write(_ header: RTPHeader, _ event: TelephoneEvent, into packet: inout [UInt8]) -> Int {
        var bytes = packet.mutableSpan
        let end = try? event.write(into: &bytes, at: header.write(into: &bytes))
        return end ?? RTPHeader.length
    }
}

extension TelephoneEventSender {
    init(_ format: MediaConfiguration.EventFormat) {
        self.init(payloadType: format.payloadType, clockRate: Int(format.clockRate))
    }
}

extension Tone {
    /// Silence between two keys: 60 ms, longer than the 40 that ITU-T Q.24 asks for.
    fileprivate static let pauseAfterKey = Tone(Part(frequency: 0, level: -100), length: 480)
}
