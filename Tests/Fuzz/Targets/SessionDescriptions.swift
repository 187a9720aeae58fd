@testable import SIP

/// Session descriptions of a peer, as offers and as answers: what we make of them is a description of its own.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let choices = input.byte()
    // Two descriptions of one peer, one after the other.
    let parts = input.rest().split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false).map(Array.init)
    let descriptions = parts.compactMap { try? SessionDescription(parsing: $0) }
    for description in descriptions { checkWriting(description) }
    guard let first = descriptions.first else { return 0 }
    var session = OfferAnswer(
        capabilities: AudioCapabilities(
            codecs: choices & 1 == 0 ? [.pcma, .pcmu] : [.pcmu], telephoneEventPayloadType: 101,
            security: [.none, .optional, .required, .optional][Int(choices >> 1 & 3)]),
        sessionID: 1)
    if choices & 8 == 0 {
        answer(first, &session)
    } else {
        offer(answeredBy: first, &session, isEarly: choices & 16 != 0)
    }
    if choices & 32 == 0, let second = descriptions.last {
        answer(second, &session)
        offer(answeredBy: first, &session, isEarly: false)
    } else if let second = descriptions.last {
        offer(answeredBy: second, &session, isEarly: choices & 16 == 0)
        answer(second, &session)
    }
    return 0
}

private let generous = SDPLimits(bytes: 1 << 20, lines: 1 << 12, media: 1 << 8, attributes: 1 << 12, formats: 1 << 10)
private let local = LocalMedia(
    MediaPorts(rtp: Endpoint(address: .v4(192, 0, 2, 10), port: 40_000)),
    otherFamily: IPAddress("2001:db8::10").map { MediaPorts(rtp: Endpoint(address: $0, port: 40_000), rtcpPort: 9) },
    key: SRTPMasterKey(Array(repeating: 7, count: SRTPMasterKey.length)))

private func checkWriting(_ description: SessionDescription) {
    let written = description.serialized()
    do {
        let again = try SessionDescription(parsing: written, limits: generous)
        expect(again.serialized() == written, "what was written is written otherwise")
        expect(again.media.count == description.media.count, "streams got lost")
        for (stream, other) in zip(description.media, again.media) {
            expect(stream.port == other.port && stream.kind == other.kind, "another stream")
            expect(stream.formats.map(\.text) == other.formats.map(\.text), "other formats")
            expect(stream.direction == other.direction, "another direction")
            _ = (stream.kind.name, stream.transport.name, stream.transport.isSecure, stream.formats.map(\.meaning))
        }
    } catch {
        fatalError("what was written cannot be read: \(error)")
    }
}

private func answer(_ offer: SessionDescription, _ session: inout OfferAnswer) {
    guard session.state == .stable else { return session.rollBack() }
    do {
        try session.receiveOffer(offer)
        let (description, audio) = try session.makeAnswer(from: local)
        expect(description.media.count == offer.media.count, "an answer with other streams")
        expect(description.media.contains { $0.port != 0 }, "an answer that refuses all")
        checkWriting(description)
        check(audio)
    } catch {
        expect((300...399).contains(error.warningCode) && !error.warningText.isEmpty, "no reason")
        session.rollBack()
    }
    expect(session.state == .stable, "a pending exchange")
}

private func offer(answeredBy answer: SessionDescription, _ session: inout OfferAnswer, isEarly: Bool) {
    guard let offer = session.makeOffer(from: local) else { return }
    checkWriting(offer)
    do {
        let outcome = try session.receiveAnswer(answer, reliably: !isEarly)
        switch outcome {
        case .agreed(let audio), .early(let audio): check(audio)
        case .ignored: fatalError("an answer was ignored")
        }
        if isEarly { expect(session.adoptEarlyAnswer() != nil, "no early answer to adopt") }
    } catch {
        expect(!error.warningText.isEmpty, "no reason")
        session.rollBack()
    }
    expect(session.state == .stable, "a pending exchange")
}

private func check(_ audio: NegotiatedAudio) {
    expect(audio.payloadType < 128, "payload type \(audio.payloadType)")
    expect((10...60).contains(audio.packetTime), "packet time \(audio.packetTime)")
    expect(audio.telephoneEvent.map { $0.payloadType < 128 && $0.clockRate > 0 } ?? true, "telephone-event")
    expect(audio.receivable.contains { $0.content == .audio(audio.codec) }, "what is agreed cannot be received")
    expect(audio.remoteRTP.port != 0, "no port")
    _ = audio.content(of: audio.payloadType)
}
