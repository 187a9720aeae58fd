/// An offer of the other side, with the stream of it that we take.
struct RemoteOffer: Hashable, Sendable {
    let media: [MediaDescription]
    /// The place of the stream that we take.
    let index: Int
    let stream: MediaDescription
    let audio: RemoteAudio
    /// The key on offer that we take.
    let crypto: CryptoAttribute?

    private init(
        media: [MediaDescription], index: Int, stream: MediaDescription, audio: RemoteAudio, crypto: CryptoAttribute?
    ) {
        (self.media, self.index, self.stream) = (media, index, stream)
        (self.audio, self.crypto) = (audio, crypto)
    }

    /// Takes the first audio stream that we can; when there is none, the first audio stream says why.
    init(_ offer: SessionDescription, capabilities: AudioCapabilities) throws(NegotiationFailure) {
        var failure: NegotiationFailure?
        for (index, stream) in offer.media.enumerated() where stream.kind == .audio && stream.port != 0 {
            do throws(NegotiationFailure) {
                let crypto = try Self.crypto(of: stream, capabilities.security)
                let audio = try RemoteAudio(stream, in: offer, capabilities: capabilities, preference: .ours)
                self.init(media: offer.media, index: index, stream: stream, audio: audio, crypto: crypto)
                return
            } catch {
                failure = failure ?? error
            }
        }
        throw failure ?? .noAudio
    }

    /// The formats of our answer, numbered as in the offer (RFC 3264 §6.1).
    var answeredFormats: [MediaFormat] {
        var formats = audio.codecs.map { ReceivablePayload($0).format }
        if let event = audio.event { formats.append(ReceivablePayload(event).format) }
        return formats
    }

    /// The keys of both sides; nil for plain RTP.
    func keys(local: SRTPMasterKey?) throws(NegotiationFailure) -> SRTPKeys? {
        guard let crypto else { return nil }
        guard let local else { throw .noUsableKey }
        return SRTPKeys(suite: crypto.suite, local: local, remote: crypto.key)
    }

    /// The key to take: the first that can be used, as the offer puts the preferred one first (RFC 4568 §5.1.2).
    ///
    /// Keys in a stream of plain RTP are ignored.
    private static func crypto(
        of stream: MediaDescription, _ security: MediaSecurity
    ) throws(NegotiationFailure) -> CryptoAttribute? {
        switch stream.transport {
        case .other(let name): throw .transport(name)
        case .avp, .avpf:
            guard security != .required else { throw .encryptionRequired }
            return nil
        case .savp, .savpf:
            guard security != .none else { throw .transport(stream.transport.name) }
            guard let crypto = stream.crypto.first else { throw .noUsableKey }
            return crypto
        }
    }
}
