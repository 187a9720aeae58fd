/// The offer/answer model (RFC 3264) for the one audio stream of a dialog.
///
/// **Purpose.** It makes our offers and answers, reads those of the other side, and says what was agreed. It knows no
/// messages: the dialog says whether a description is an offer or an answer (RFC 3261 §13.2.1, RFC 6337), and whether
/// it came reliably.
///
/// **States.** *Stable*: nothing is open. *Local offer*: ours is out; an answer, or `rollBack`, ends it. *Remote
/// offer*: theirs is in; `makeAnswer`, or `rollBack`, ends it. Whatever fails leaves the last agreement in force.
///
/// - Glare is the dialog's matter: an offer that crosses ours is `offerPending` here.
/// - An answer in a provisional response that is not acknowledged (183 without 100rel) is early: media may begin with
///   it, but the answer in the 200 counts, even with other ports. Once an answer came reliably, its repetitions are
///   ignored.
/// - The machine is a value. When a request forks, every early dialog takes a copy of the one with the offer, and goes
///   on with the answers of its own branch.
/// - An answer is always made of the offer at hand, never of an earlier one. Streams that we refuse stay in their place
///   with port 0.
/// - In answers our order of codecs counts: it lets two bridged calls meet in one law. RFC 3264 §6.1 allows it for such
///   a reason.
/// - The version of our descriptions rises by one when anything in them changed since the one sent last, even if that
///   was refused.
public struct OfferAnswer: Hashable, Sendable {
    /// Where the exchange stands.
    public enum State: Hashable, Sendable {
        /// Nothing is open.
        case stable
        /// Our offer waits for its answer.
        case localOffer
        /// An offer waits for our answer.
        case remoteOffer
    }

    /// What an answer led to.
    public enum Outcome: Hashable, Sendable {
        /// Agreed.
        case agreed(NegotiatedAudio)
        /// It may still change: media can begin (early media).
        case early(NegotiatedAudio)
        /// A repetition.
        case ignored
    }

    /// What we can do.
    public let capabilities: AudioCapabilities
    /// What was agreed last; nil before the first agreement.
    public private(set) var audio: NegotiatedAudio?
    /// What we sent last; a 200 repeats the answer of its 183 with it.
    public private(set) var localDescription: SessionDescription?

    private let sessionID: String
    private var version: UInt64 = 1
    /// What we wish for, as last agreed: a hold of ours lasts through the offers of the other side.
    private var direction = MediaDirection.sendReceive
    /// The media of our last agreed description, and which of them is ours.
    private var streams: [MediaDescription] = []
    private var audioIndex = 0
    private var exchange = Exchange.none

    private enum Exchange: Hashable, Sendable {
        case none
        case local(LocalOffer, early: NegotiatedAudio?)
        case remote(RemoteOffer)
    }

    /// Begins without an agreement.
    /// - Parameter sessionID: unique for this machine's address (RFC 8866 §5.2), from outside; its two highest bits are
    ///   dropped, as some devices take it for a signed number.
    public init(capabilities: AudioCapabilities, sessionID: UInt64) {
        self.capabilities = capabilities
        self.sessionID = String(sessionID & (UInt64.max >> 2))
    }

    /// Where the exchange stands.
    public var state: State {
        switch exchange {
        case .none: .stable
        case .local: .localOffer
        case .remote: .remoteOffer
        }
    }

    /// Makes an offer: for an INVITE, a 200 to an INVITE without one, a re-INVITE or an UPDATE.
    ///
    /// - Parameter direction: what we wish for from now on; `sendOnly` is our hold. Without it the last wish stands.
    /// - Returns: the offer; nil when an exchange is open, or when SRTP is wanted and there is no key.
    public mutating func makeOffer(
        from local: LocalMedia, direction wish: MediaDirection? = nil
    ) -> SessionDescription? {
        guard case .none = exchange else { return nil }
        let transport = streams.indices.contains(audioIndex) ? streams[audioIndex].transport : initialTransport
        if transport.isSecure && local.key == nil { return nil }
        let ports = audio.flatMap { local.ports(forIPv6: $0.local.rtp.address.isIPv6) } ?? local.ports
        let (wish, payloads) = (wish ?? direction, offeredPayloads)
        var stream = MediaDescription(
            audioAt: ports, over: transport, formats: payloads.map(\.format),
            packetTime: audio?.packetTime ?? AudioCapabilities.usualPacketTime, direction: wish)
        if transport.isSecure, let key = local.key {
            stream.crypto = [CryptoAttribute(tag: 1, suite: audio?.security?.suite ?? .aes128SHA1Tag80, key: key)]
        }
        var offered = streams.map(\.refused)
        if offered.indices.contains(audioIndex) { offered[audioIndex] = stream } else { offered = [stream] }
        let offer = LocalOffer(
            media: offered, index: audioIndex, stream: stream, payloads: payloads, ports: ports, direction: wish)
        exchange = .local(offer, early: nil)
        return describe(offered, at: ports.rtp.address)
    }

    /// Takes an answer to our offer.
    ///
    /// - Parameter reliably: whether it came in a 2xx, an ACK, a PRACK or an acknowledged provisional response.
    /// - Throws: why it is of no use. One that came reliably ends the exchange: the session is then as before, and the
    ///   other side believes otherwise, so that the dialog should end.
    public mutating func receiveAnswer(
        _ answer: SessionDescription, reliably: Bool
    ) throws(NegotiationFailure) -> Outcome {
        guard case .local(let offer, _) = exchange else { return .ignored }
        if reliably { exchange = .none }
        let agreed = try offer.agreement(with: answer, capabilities: capabilities)
        if !reliably {
            exchange = .local(offer, early: agreed)
            return .early(agreed)
        }
        accept(agreed, offer)
        return .agreed(agreed)
    }

    /// Takes the last early answer for the final one: some devices leave it out of the 200 (against RFC 3261 §13.2.1).
    ///
    /// - Returns: what is agreed now; nil, and nothing changes, when there was no early answer.
    public mutating func adoptEarlyAnswer() -> NegotiatedAudio? {
        guard case .local(let offer, let early?) = exchange else { return nil }
        exchange = .none
        accept(early, offer)
        return early
    }

    /// Where the other side offers to receive sound, while its offer waits for our answer.
    var offeredAddress: IPAddress? { if case .remote(let offer) = exchange { offer.audio.rtp.address } else { nil } }

    /// Takes an offer; `makeAnswer` answers it, now or when the call is taken.
    ///
    /// - Throws: why it is refused.
    public mutating func receiveOffer(_ offer: SessionDescription) throws(NegotiationFailure) {
        guard case .none = exchange else { throw .offerPending }
        exchange = .remote(try RemoteOffer(offer, capabilities: capabilities))
    }

    /// Makes the answer to the offer that came in; from here on it is agreed.
    ///
    /// - Parameter direction: what we wish for from now on; without it the last wish stands.
    /// - Throws: why the offer is refused; the exchange is over then.
    public mutating func makeAnswer(
        from local: LocalMedia, direction wish: MediaDirection? = nil
    ) throws(NegotiationFailure) -> (description: SessionDescription, audio: NegotiatedAudio) {
        guard case .remote(let offer) = exchange else { throw .noOffer }
        exchange = .none
        let remote = offer.audio
        let ports = try self.ports(of: local, for: remote.rtp.address)
        let security = try offer.keys(local: local.key)
        direction = wish ?? direction
        let agreed = NegotiatedAudio(
            at: ports, remote, receivable: remote.receivable,
            direction: direction.limited(to: remote.direction.reversed), security: security)
        var stream = MediaDescription(
            audioAt: ports, over: offer.stream.transport, formats: offer.answeredFormats,
            packetTime: agreed.packetTime, direction: agreed.direction)
        if let crypto = offer.crypto, let security {
            stream.crypto = [CryptoAttribute(tag: crypto.tag, suite: crypto.suite, key: security.local)]
        }
        streams = offer.media.enumerated().map { $0.offset == offer.index ? stream : $0.element.refused }
        audioIndex = offer.index
        audio = agreed
        return (describe(streams, at: ports.rtp.address), agreed)
    }

    /// Ends an open exchange without an answer: a re-INVITE that failed, an ACK without the answer, a cancelled
    /// request.
    public mutating func rollBack() {
        exchange = .none
    }

    private mutating func accept(_ agreed: NegotiatedAudio, _ offer: LocalOffer) {
        (streams, audioIndex, direction) = (offer.media, offer.index, offer.direction)
        audio = agreed
    }

    /// Makes a description of media, with the version that it deserves.
    private mutating func describe(_ media: [MediaDescription], at address: IPAddress) -> SessionDescription {
        var description = SessionDescription(
            origin: .init(sessionID: sessionID, version: String(version), address: address.sdpText),
            connection: .address(address), media: media)
        if let localDescription, localDescription != description {
            version &+= 1
            description.origin?.version = String(version)
        }
        localDescription = description
        return description
    }
}

extension OfferAnswer {
    private var initialTransport: MediaTransport {
        capabilities.security == .required ? .savp : .avp
    }

    /// The ports of the other side's family; the unspecified address (hold) says nothing about families.
    private func ports(of local: LocalMedia, for remote: IPAddress) throws(NegotiationFailure) -> MediaPorts {
        if let audio, remote.isUnspecified, let ports = local.ports(forIPv6: audio.local.rtp.address.isIPv6) {
            return ports
        }
        guard let ports = local.ports(forIPv6: remote.isIPv6) else { throw .addressFamily(remote) }
        return ports
    }

    /// Our codecs and telephone-events, by the numbers agreed before: within a session a number keeps its meaning (RFC
    /// 3264 §8.3.2).
    private var offeredPayloads: [ReceivablePayload] {
        var known = audio?.receivable ?? []
        var offered: [ReceivablePayload] = []
        let usual: [ReceivablePayload] =
            capabilities.codecs.map { ReceivablePayload(payloadType: $0.payloadType, content: .audio($0)) }
            + (capabilities.telephoneEventPayloadType.map {
                [ReceivablePayload(payloadType: $0, content: .telephoneEvent(clockRate: 8_000))]
            } ?? [])
        for payload in usual {
            let agreed = known.first { $0.content.isAlike(payload.content) }
            let number =
                known.contains { $0.payloadType == payload.payloadType }
                ? (96...127).first { number in !known.contains { $0.payloadType == number } } : payload.payloadType
            guard let choice = agreed ?? number.map({ ReceivablePayload(payloadType: $0, content: payload.content) })
            else { continue }
            offered.append(choice)
            known.append(choice)
        }
        return offered
    }
}

extension ReceivablePayload.Content {
    /// Whether both are the same codec, or telephone-events of any clock.
    fileprivate func isAlike(_ other: Self) -> Bool {
        switch (self, other) {
        case (.audio(let codec), .audio(let otherCodec)): codec == otherCodec
        case (.telephoneEvent, .telephoneEvent): true
        default: false
        }
    }
}
