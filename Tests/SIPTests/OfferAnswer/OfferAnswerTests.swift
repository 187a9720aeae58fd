import Testing

@testable import SIP

@Suite("Our offer and its answer")
struct OfferAnswerTests {
    @Test func theFirstOfferListsWhatWeCanDo() throws {
        var machine = OurSide.machine()
        let offer = try machine.offer()
        #expect(
            SDPText.lines(offer) == [
                "v=0", "o=- 77 1 IN IP4 192.0.2.10", "s=-", "c=IN IP4 192.0.2.10", "t=0 0",
                "m=audio 30000 RTP/AVP 8 0 101", "a=rtpmap:8 PCMA/8000", "a=rtpmap:0 PCMU/8000",
                "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-15", "a=ptime:20", "a=sendrecv",
            ])
        #expect(machine.state == .localOffer)
        #expect(machine.audio == nil)
        #expect(machine.makeOffer(from: OurSide.local) == nil)
    }

    @Test func theOrderOfTheAnswerSaysWhatToSend() throws {
        var machine = OurSide.machine()
        let audio = try machine.agree(
            on: try SDPText.session(
                "m=audio 4000 RTP/AVP 0 8 96\na=rtpmap:96 telephone-event/8000\na=ptime:30\na=rtcp:4100"))
        #expect((audio.codec, audio.payloadType, audio.packetTime) == (.pcmu, 0, 30))
        #expect(audio.remoteRTP == .peer(4000))
        #expect(audio.remoteRTCP == .peer(4100))
        #expect(audio.telephoneEvent == TelephoneEventFormat(payloadType: 96, clockRate: 8_000))
        // Our numbers, as the other side should send, and its own.
        #expect(audio.receivable.map(\.payloadType) == [8, 0, 101, 96])
        #expect(machine.state == .stable)
        #expect(machine.audio == audio)
    }

    @Test("An answer may leave out the map of a number that we offered", arguments: ["8 101", "8"])
    func mapsOfTheOffer(_ formats: String) throws {
        var machine = OurSide.machine()
        let audio = try machine.agree(on: try SDPText.session("m=audio 4000 RTP/AVP \(formats)"))
        #expect(audio.telephoneEvent?.payloadType == (formats == "8" ? nil : 101))
        #expect(audio.content(of: 101) == .telephoneEvent(clockRate: 8_000))
        #expect(audio.content(of: 0) == .audio(.pcmu))
    }

    @Test(
        "An answer that is of no use ends the exchange",
        arguments: [
            ("", NegotiationFailure.noAudio), ("m=audio 0 RTP/AVP 8", .noAudio), ("m=video 4000 RTP/AVP 8", .noAudio),
            ("m=audio 4000 RTP/AVP 18", .noCommonCodec(["18"])), ("m=audio 4000 RTP/SAVP 8", .transport("RTP/SAVP")),
            ("m=audio 4000 udp 8", .transport("udp")),
            ("m=audio 4000 RTP/AVP 8\nc=IN IP4 a.example", .hostName("a.example")),
        ])
    func uselessAnswers(_ media: String, _ failure: NegotiationFailure) throws {
        let answer = try SDPText.session(media)
        var machine = OurSide.machine()
        _ = machine.makeOffer(from: OurSide.local)
        #expect(throws: failure) { try machine.receiveAnswer(answer, reliably: false) }
        #expect(machine.state == .localOffer)
        #expect(throws: failure) { try machine.receiveAnswer(answer, reliably: true) }
        #expect(machine.state == .stable)
        #expect(machine.audio == nil)
    }

    @Test func anAnswerWithFeedbackIsTolerated() throws {
        var machine = OurSide.machine()
        #expect(try machine.agree(on: try SDPText.session("m=audio 4000 RTP/AVPF 8")).codec == .pcma)
    }

    @Test func anAnswerWithoutAnOfferIsIgnored() throws {
        let answer = try SDPText.session("m=audio 4000 RTP/AVP 8")
        var machine = OurSide.machine()
        #expect(try machine.receiveAnswer(answer, reliably: true) == .ignored)
        #expect(machine == OurSide.machine())
        #expect(throws: NegotiationFailure.noOffer) { try machine.makeAnswer(from: OurSide.local) }
    }

    @Test func theAnswerOfThe200CountsWhereItsPortsAreNotThoseOfThe183() throws {
        var machine = OurSide.machine()
        _ = machine.makeOffer(from: OurSide.local)
        let early = try machine.receiveAnswer(try SDPText.session("m=audio 4000 RTP/AVP 0"), reliably: false)
        guard case .early(let first) = early else { throw NegotiationFailure.noOffer }
        #expect(first.remoteRTP == .peer(4000))
        #expect(machine.audio == nil)
        let final = try machine.receiveAnswer(try SDPText.session("m=audio 5000 RTP/AVP 8"), reliably: true)
        guard case .agreed(let audio) = final else { throw NegotiationFailure.noOffer }
        #expect((audio.remoteRTP, audio.codec) == (.peer(5000), .pcma))
        #expect(machine.audio == audio)
    }

    @Test func onceAnAnswerCameReliablyItsRepetitionsAreIgnored() throws {
        var machine = OurSide.machine()
        let audio = try machine.agree(on: try SDPText.session("m=audio 4000 RTP/AVP 8"))
        #expect(try machine.receiveAnswer(try SDPText.session("m=audio 5000 RTP/AVP 0"), reliably: true) == .ignored)
        #expect(machine.audio == audio)
    }

    @Test func a200WithoutAnAnswerTakesThatOfThe183() throws {
        var machine = OurSide.machine()
        _ = machine.makeOffer(from: OurSide.local)
        #expect(machine.adoptEarlyAnswer() == nil)
        #expect(machine.state == .localOffer)
        _ = try machine.receiveAnswer(try SDPText.session("m=audio 4000 RTP/AVP 8"), reliably: false)
        #expect(machine.adoptEarlyAnswer()?.remoteRTP == .peer(4000))
        #expect(machine.state == .stable)
        #expect(machine.audio?.remoteRTP == .peer(4000))
    }

    @Test func eachBranchOfAForkGoesOnWithACopy() throws {
        var trunk = OurSide.machine()
        _ = trunk.makeOffer(from: OurSide.local)
        var (left, right) = (trunk, trunk)
        _ = try left.receiveAnswer(try SDPText.session("m=audio 4000 RTP/AVP 8"), reliably: false)
        _ = try right.receiveAnswer(try SDPText.session("m=audio 5000 RTP/AVP 0"), reliably: true)
        #expect(left.state == .localOffer)
        #expect(right.audio?.remoteRTP == .peer(5000))
        #expect(left.adoptEarlyAnswer()?.remoteRTP == .peer(4000))
        #expect(trunk.audio == nil)
    }

    @Test func anOfferThatCrossesOursIsPending() throws {
        let offer = try SDPText.session("m=audio 4000 RTP/AVP 8")
        var machine = OurSide.machine()
        _ = machine.makeOffer(from: OurSide.local)
        #expect(throws: NegotiationFailure.offerPending) { try machine.receiveOffer(offer) }
        #expect(machine.state == .localOffer)
        machine.rollBack()
        try machine.receiveOffer(offer)
        #expect(machine.state == .remoteOffer)
        #expect(throws: NegotiationFailure.offerPending) { try machine.receiveOffer(offer) }
        #expect(machine.makeOffer(from: OurSide.local) == nil)
        #expect(try machine.receiveAnswer(offer, reliably: true) == .ignored)
    }

    @Test func anAnswerIsRepeatedAsItWasSent() throws {
        var machine = OurSide.machine()
        let answer = try machine.answer(try SDPText.session("m=audio 4000 RTP/AVP 8")).description
        #expect(machine.localDescription == answer)
    }
}
