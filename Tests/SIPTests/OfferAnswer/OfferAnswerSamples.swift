import Testing

@testable import SIP

/// Our side of the tests: 192.0.2.10 and 2001:db8::10.
enum OurSide {
    static let ports = MediaPorts(rtp: Endpoint(address: .v4(192, 0, 2, 10), port: 30_000))
    static let local = LocalMedia(ports)

    static func key(_ first: UInt8) throws -> SRTPMasterKey {
        try #require(SRTPMasterKey((0..<30).map { $0 &+ first }))
    }

    static func machine(_ security: MediaSecurity = .none) -> OfferAnswer {
        OfferAnswer(capabilities: AudioCapabilities(security: security), sessionID: 77)
    }
}

extension OfferAnswer {
    /// Answers an offer at once.
    mutating func answer(
        _ offer: SessionDescription, from local: LocalMedia = OurSide.local, direction: MediaDirection? = nil
    ) throws(NegotiationFailure) -> (description: SessionDescription, audio: NegotiatedAudio) {
        try receiveOffer(offer)
        return try makeAnswer(from: local, direction: direction)
    }

    /// Makes an offer, which must be possible.
    mutating func offer(
        from local: LocalMedia = OurSide.local, direction: MediaDirection? = nil
    ) throws -> SessionDescription {
        let offer = makeOffer(from: local, direction: direction)
        return try #require(offer)
    }

    /// Offers, and takes an answer that comes reliably.
    mutating func agree(on answer: SessionDescription) throws -> NegotiatedAudio {
        _ = makeOffer(from: OurSide.local)
        guard case .agreed(let audio) = try receiveAnswer(answer, reliably: true) else {
            throw NegotiationFailure.noOffer
        }
        return audio
    }
}

extension Endpoint {
    /// The other side's host.
    static func peer(_ port: UInt16) -> Endpoint { Endpoint(address: .v4(198, 51, 100, 7), port: port) }
}
