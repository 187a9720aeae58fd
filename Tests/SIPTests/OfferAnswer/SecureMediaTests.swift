import Testing

@testable import SIP

@Suite("Keys for SRTP are agreed")
struct SecureMediaTests {
    private static let theirKeyText = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd"
    private static let tag80 = "AES_CM_128_HMAC_SHA1_80 inline:\(theirKeyText)"
    private static let tag32 = "AES_CM_128_HMAC_SHA1_32 inline:\(theirKeyText)"

    private func local(_ first: UInt8 = 100) throws -> LocalMedia {
        LocalMedia(OurSide.ports, key: try OurSide.key(first))
    }

    @Test(
        "The answer takes the first usable key under its tag",
        arguments: [
            ("RTP/SAVP", "a=crypto:1 \(tag80)\na=crypto:2 \(tag32)", UInt32(1), SRTPSuite.aes128SHA1Tag80),
            ("RTP/SAVPF", "a=crypto:7 AES_256_CM_HMAC_SHA1_80 inline:x\na=crypto:2 \(tag32)", 2, .aes128SHA1Tag32),
            ("RTP/SAVP", "a=crypto:1 \(tag80)|2^20|1:4\na=crypto:2 \(tag80)|2^31", 2, .aes128SHA1Tag80),
        ])
    func answers(_ transport: String, _ crypto: String, _ tag: UInt32, _ suite: SRTPSuite) throws {
        for security in [MediaSecurity.optional, .required] {
            var machine = OurSide.machine(security)
            let offer = try SDPText.session("m=audio 4000 \(transport) 8\n\(crypto)")
            let (description, audio) = try machine.answer(offer, from: try local())
            #expect(
                audio.security == SRTPKeys(suite: suite, local: try OurSide.key(100), remote: try OurSide.key(0)))
            #expect(audio.isSecure)
            #expect(description.media[0].transport.name == transport)
            #expect(description.media[0].crypto == [.init(tag: tag, suite: suite, key: try OurSide.key(100))])
        }
    }

    @Test(
        "Offers that the policy refuses",
        arguments: [
            (
                MediaSecurity.none, "m=audio 4000 RTP/SAVP 8\na=crypto:1 \(tag80)",
                NegotiationFailure.transport("RTP/SAVP")
            ),
            (.optional, "m=audio 4000 RTP/SAVP 8", .noUsableKey),
            (.optional, "m=audio 4000 RTP/SAVP 8\na=crypto:1 \(tag80) UNENCRYPTED_SRTP", .noUsableKey),
            (.required, "m=audio 4000 RTP/AVP 8\na=crypto:1 \(tag80)", .encryptionRequired),
            (.required, "m=audio 4000 UDP/TLS/RTP/SAVP 8", .transport("UDP/TLS/RTP/SAVP")),
        ])
    func refuses(_ security: MediaSecurity, _ media: String, _ failure: NegotiationFailure) throws {
        var machine = OurSide.machine(security)
        let offer = try SDPText.session(media)
        #expect(throws: failure) { try machine.receiveOffer(offer) }
    }

    @Test func ofTwoStreamsTheFirstThatWeCanTakeIsTaken() throws {
        let offer = try SDPText.session(
            "m=audio 4000 RTP/SAVP 8\na=crypto:1 \(Self.tag80)\nm=audio 4000 RTP/AVP 8")
        for (security, ports) in [(MediaSecurity.none, [0, 30_000]), (.optional, [30_000, 0])] as [(_, [UInt16])] {
            var machine = OurSide.machine(security)
            #expect(try machine.answer(offer, from: try local()).description.media.map(\.port) == ports)
        }
    }

    @Test func withoutAKeyOfOursNothingIsSecret() throws {
        var machine = OurSide.machine(.required)
        #expect(machine.makeOffer(from: OurSide.local) == nil)
        let offer = try SDPText.session("m=audio 4000 RTP/SAVP 8\na=crypto:1 \(Self.tag80)")
        #expect(throws: NegotiationFailure.noUsableKey) { try machine.answer(offer) }
        #expect(machine.state == .stable)
    }

    @Test func weOfferOneKeyAndTakeTheAnswerToIt() throws {
        var machine = OurSide.machine(.required)
        let offer = try machine.offer(from: try local())
        #expect(offer.media[0].transport == .savp)
        #expect(offer.media[0].crypto == [.init(tag: 1, suite: .aes128SHA1Tag80, key: try OurSide.key(100))])
        _ = try machine.receiveAnswer(
            try SDPText.session("m=audio 4000 RTP/SAVP 8\na=crypto:1 \(Self.tag80)"), reliably: true)
        #expect(machine.audio?.security?.remote == (try OurSide.key(0)))
        // A refresh of the session changes nothing.
        #expect(machine.makeOffer(from: try local()) == offer)
    }

    @Test(
        "An answer never lowers the protection",
        arguments: [
            ("m=audio 4000 RTP/AVP 8", NegotiationFailure.transport("RTP/AVP")),
            ("m=audio 4000 RTP/SAVP 8", .noUsableKey),
            ("m=audio 4000 RTP/SAVP 8\na=crypto:2 \(tag80)", .noUsableKey),
            ("m=audio 4000 RTP/SAVP 8\na=crypto:1 \(tag32)", .noUsableKey),
        ])
    func refusesAnswers(_ media: String, _ failure: NegotiationFailure) throws {
        var machine = OurSide.machine(.required)
        _ = machine.makeOffer(from: try local())
        let answer = try SDPText.session(media)
        #expect(throws: failure) { try machine.receiveAnswer(answer, reliably: true) }
    }

    @Test func anOptionalProtectionOffersPlainRTPAndKeepsWhatWasAgreed() throws {
        var machine = OurSide.machine(.optional)
        #expect(machine.makeOffer(from: try local())?.media[0].transport == .avp)
        machine.rollBack()
        _ = try machine.answer(
            try SDPText.session("m=audio 4000 RTP/SAVP 8\na=crypto:4 \(Self.tag32)"), from: try local())
        let offer = try machine.offer(from: try local(), direction: .sendOnly)
        #expect(offer.media[0].transport == .savp)
        #expect(offer.media[0].crypto.map(\.suite) == [.aes128SHA1Tag32])
    }
}
