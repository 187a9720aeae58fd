import Testing

@testable import SIP

@Suite("The session changes")
struct ReofferTests {
    private static let first = "m=audio 4000 RTP/AVP 0 101\na=rtpmap:101 telephone-event/8000"

    private func established() throws -> OfferAnswer {
        var machine = OurSide.machine()
        _ = try machine.answer(try SDPText.session(Self.first))
        return machine
    }

    @Test func aChangeOfCodecAndPortIsAnsweredByTheNewOffer() throws {
        var machine = try established()
        let (description, audio) = try machine.answer(
            try SDPText.session("m=audio 6000 RTP/AVP 8 96\na=rtpmap:96 telephone-event/8000"))
        #expect(SDPText.mediaLines(description).first == "m=audio 30000 RTP/AVP 8 96")
        #expect((audio.codec, audio.remoteRTP) == (.pcma, .peer(6000)))
        #expect(audio.content(of: 0) == nil)
        #expect(audio.telephoneEvent?.payloadType == 96)
    }

    @Test func theVersionRisesByOneWhenSomethingChanged() throws {
        var machine = try established()
        var versions: [String?] = []
        for offer in [Self.first, Self.first + "\na=sendonly", Self.first + "\na=sendonly", Self.first] {
            versions.append(try machine.answer(try SDPText.session(offer)).description.origin?.version)
        }
        #expect(versions == ["1", "2", "2", "3"])
        #expect(machine.makeOffer(from: OurSide.local)?.origin?.version == "4")
    }

    @Test func aRefusedOfferOfOursIsNotTakenUpAgainUnderItsVersion() throws {
        var machine = try established()
        let agreed = machine.audio
        #expect(machine.makeOffer(from: OurSide.local, direction: .sendOnly)?.origin?.version == "2")
        machine.rollBack()
        #expect(machine.audio == agreed)
        let (description, audio) = try machine.answer(try SDPText.session(Self.first))
        // The wish for a hold went with its offer.
        #expect(audio.direction == .sendReceive)
        #expect(description.origin?.version == "3")
    }

    @Test func aRefusedOfferOfTheirsChangesNothing() throws {
        var machine = try established()
        let before = machine
        #expect(throws: NegotiationFailure.noAudio) {
            try machine.receiveOffer(try SDPText.session("m=audio 0 RTP/AVP 0\nm=image 4000 udptl t38"))
        }
        #expect(machine == before)
        try machine.receiveOffer(try SDPText.session("m=audio 7000 RTP/AVP 0"))
        machine.rollBack()
        #expect(machine == before)
    }

    @Test(
        "They hold us",
        arguments: [
            ("IN IP4 198.51.100.7", "a=sendonly", MediaDirection.receiveOnly),
            ("IN IP4 198.51.100.7", "a=inactive", .inactive),
            ("IN IP4 198.51.100.7", "a=recvonly", .sendOnly), ("IN IP4 0.0.0.0", "", .receiveOnly),
            ("IN IP4 0.0.0.0", "a=recvonly", .inactive), ("IN IP4 0.0.0.0", "a=inactive", .inactive),
            ("IN IP6 ::", "", .receiveOnly),
        ])
    func heldByThem(_ connection: String, _ attribute: String, _ direction: MediaDirection) throws {
        var machine = try established()
        let offer = try SDPText.session("\(Self.first)\n\(attribute)", connection: connection)
        let (description, audio) = try machine.answer(offer)
        #expect(audio.direction == direction)
        #expect(audio.local == OurSide.ports)
        #expect(SDPText.lines(description).last == "a=\(direction.rawValue)")
        #expect((audio.remoteRTCP == nil) == !connection.hasSuffix("7"))
        // And let go again.
        #expect(try machine.answer(try SDPText.session(Self.first)).audio.direction == .sendReceive)
    }

    @Test func aDirectionOfTheSessionCountsUnlessTheStreamHasItsOwn() throws {
        var machine = try established()
        #expect(try machine.answer(try SDPText.session("a=sendonly\n\(Self.first)")).audio.direction == .receiveOnly)
        let offer = try SDPText.session("a=sendonly\n\(Self.first)\na=sendrecv")
        #expect(try machine.answer(offer).audio.direction == .sendReceive)
    }

    @Test func ourHoldLastsThroughTheirOffersUntilWeResume() throws {
        var machine = try established()
        let hold = try machine.offer(direction: .sendOnly)
        #expect(SDPText.lines(hold).last == "a=sendonly")
        guard
            case .agreed(let held) = try machine.receiveAnswer(
                try SDPText.session(Self.first + "\na=recvonly"), reliably: true)
        else { throw NegotiationFailure.noOffer }
        #expect(held.direction == .sendOnly)
        #expect(try machine.answer(try SDPText.session(Self.first)).audio.direction == .sendOnly)
        // Both hold.
        #expect(try machine.answer(try SDPText.session(Self.first + "\na=sendonly")).audio.direction == .inactive)
        let resume = try machine.offer(direction: .sendReceive)
        #expect(SDPText.lines(resume).last == "a=sendrecv")
        // They still hold.
        guard
            case .agreed(let resumed) = try machine.receiveAnswer(
                try SDPText.session(Self.first + "\na=sendonly"), reliably: true)
        else { throw NegotiationFailure.noOffer }
        #expect(resumed.direction == .receiveOnly)
    }

    @Test("An answer cannot give more than was offered", arguments: ["sendonly", "sendrecv", "inactive", "recvonly"])
    func noMoreThanOffered(_ answered: String) throws {
        var machine = try established()
        _ = machine.makeOffer(from: OurSide.local, direction: .sendOnly)
        _ = try machine.receiveAnswer(try SDPText.session(Self.first + "\na=\(answered)"), reliably: true)
        #expect(machine.audio?.direction == (["sendrecv", "recvonly"].contains(answered) ? .sendOnly : .inactive))
    }

    @Test func refusedStreamsKeepTheirPlacesInOurOffers() throws {
        var machine = OurSide.machine()
        _ = try machine.answer(
            try SDPText.session(
                "m=image 4100 udptl t38\nm=audio 4000 RTP/AVPF 110\na=rtpmap:110 PCMA/8000\nm=video 4200 RTP/AVP 99"))
        let offer = try machine.offer()
        #expect(
            SDPText.mediaLines(offer) == [
                "m=image 0 udptl t38", "m=audio 30000 RTP/AVPF 110 0 101", "a=rtpmap:110 PCMA/8000",
                "a=rtpmap:0 PCMU/8000", "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-15", "a=ptime:20",
                "a=sendrecv", "m=video 0 RTP/AVP 99",
            ])
        _ = try machine.receiveAnswer(
            try SDPText.session("m=image 0 udptl t38\nm=audio 4000 RTP/AVPF 110 0\nm=video 0 RTP/AVP 99"),
            reliably: true)
        // The number that only our offer maps.
        #expect(machine.audio?.payloadType == 110)
        #expect(machine.audio?.codec == .pcma)
    }

    @Test func aNumberKeepsItsMeaningInOurOffers() throws {
        var machine = OurSide.machine()
        _ = try machine.answer(
            try SDPText.session(
                """
                m=audio 4000 RTP/AVP 101 8 96
                a=rtpmap:101 PCMA/8000
                a=rtpmap:8 telephone-event/16000
                a=rtpmap:96 PCMA/8000
                """))
        let offer = try machine.offer()
        #expect(
            SDPText.mediaLines(offer).prefix(4) == [
                "m=audio 30000 RTP/AVP 101 0 8", "a=rtpmap:101 PCMA/8000", "a=rtpmap:0 PCMU/8000",
                "a=rtpmap:8 telephone-event/16000",
            ])
        var swapped = OurSide.machine()
        _ = try swapped.answer(
            try SDPText.session("m=audio 4000 RTP/AVP 101 8\na=rtpmap:101 PCMU/8000\na=rtpmap:8 PCMU/8000"))
        let second = try swapped.offer()
        #expect(SDPText.mediaLines(second).first == "m=audio 30000 RTP/AVP 96 101 97")
    }

    @Test func ourOffersStayInTheFamilyOfTheCall() throws {
        let address = try #require(IPAddress("2001:db8::10"))
        let local = LocalMedia(OurSide.ports, otherFamily: MediaPorts(rtp: Endpoint(address: address, port: 31_000)))
        var machine = OurSide.machine()
        _ = try machine.answer(
            try SDPText.session("m=audio 4000 RTP/AVP 8", connection: "IN IP6 2001:db8::7"), from: local)
        let offer = try machine.offer(from: local)
        #expect(offer.connection == .address(address))
    }
}

@Suite("The exchanges of RFC 4317, as far as they have audio for us")
struct OfferAnswerExampleTests {
    @Test func aSecondAudioStreamIsRefusedAndTheFirstStays() throws {
        var machine = OurSide.machine()
        _ = try machine.answer(try SDPText.session("m=audio 4000 RTP/AVP 0 97\na=rtpmap:97 iLBC/8000"))
        let (description, audio) = try machine.answer(
            try SDPText.session(
                """
                m=audio 4000 RTP/AVP 0 97
                a=rtpmap:97 iLBC/8000
                m=audio 4004 RTP/AVP 98
                a=rtpmap:98 telephone-event/8000
                """
            ))
        #expect(audio.codec == .pcmu)
        #expect(description.media.map(\.port) == [30_000, 0])
        #expect(description.media.map { $0.formats.map(\.text) } == [["0"], ["98"]])
    }

    @Test func videoIsRefusedAndAudioGoesOn() throws {
        var machine = OurSide.machine()
        let description = try machine.answer(
            try SDPText.session(
                "m=video 4002 RTP/AVP 31 32\na=rtpmap:31 H261/90000\nm=audio 4000 RTP/AVP 0 8 97\na=rtpmap:97 iLBC/8000"
            )
        ).description
        #expect(SDPText.mediaLines(description).first == "m=video 0 RTP/AVP 31 32")
        #expect(description.media.last?.formats.map(\.text) == ["8", "0"])
    }

    @Test func aThirdPartyOffersLater() throws {
        // An INVITE without an offer: ours goes out in the 200, the answer comes in the ACK.
        var machine = OurSide.machine()
        #expect(machine.makeOffer(from: OurSide.local) != nil)
        #expect(try machine.receiveAnswer(try SDPText.session("m=audio 4000 RTP/AVP 8"), reliably: true) != .ignored)
        #expect(machine.audio?.codec == .pcma)
        // And an ACK without an answer.
        var silent = OurSide.machine()
        #expect(silent.makeOffer(from: OurSide.local) != nil)
        silent.rollBack()
        #expect(silent.audio == nil)
        #expect(silent.state == .stable)
    }
}
