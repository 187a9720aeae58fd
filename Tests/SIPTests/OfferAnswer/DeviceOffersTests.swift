import Testing

@testable import SIP

/// An offer as a device writes it, and what becomes of it.
struct DeviceOffer: CustomTestStringConvertible, Sendable {
    let device: String
    let text: String
    let codec: AudioCodec
    let payloadType: UInt8
    let event: TelephoneEventFormat?
    var packetTime = 20
    var rtcpPort: UInt16 = 4001
    /// The media lines of our answer.
    let answer: [String]

    var testDescription: String { device }

    static let pcmaMap = "a=rtpmap:8 PCMA/8000"
    static let pcmuMap = "a=rtpmap:0 PCMU/8000"
    static func eventMap(_ payloadType: Int, _ clock: Int = 8_000) -> [String] {
        ["a=rtpmap:\(payloadType) telephone-event/\(clock)", "a=fmtp:\(payloadType) 0-15"]
    }
    static let end = ["a=ptime:20", "a=sendrecv"]

    static let all: [DeviceOffer] = [
        DeviceOffer(
            device: "a soft phone with video, feedback and network addresses of its own",
            text: """
                m=audio 4000 RTP/AVP 96 97 98 0 8 18 101 99 100
                a=rtpmap:96 opus/48000/2
                a=fmtp:96 useinbandfec=1
                a=rtpmap:97 speex/16000
                a=fmtp:97 vbr=on
                a=rtpmap:98 speex/8000
                a=fmtp:18 annexb=yes
                a=rtpmap:101 telephone-event/48000
                a=rtpmap:99 telephone-event/16000
                a=rtpmap:100 telephone-event/8000
                a=rtcp-fb:* trr-int 5000
                a=rtcp-fb:* ccm tmmbr
                m=video 4002 RTP/AVP 96
                a=rtpmap:96 VP8/90000
                a=rtcp-fb:* nack pli
                """,
            codec: .pcma, payloadType: 8, event: .init(payloadType: 100, clockRate: 8_000),
            answer: ["m=audio 30000 RTP/AVP 8 0 100", pcmaMap, pcmuMap] + eventMap(100) + end
                + ["m=video 0 RTP/AVP 96"]),
        DeviceOffer(
            device: "a small user agent with keys, ssrc and label in plain RTP",
            text: """
                a=tool:phone 1.0.0
                m=audio 4000 RTP/AVP 8 0 101
                b=AS:125
                a=rtpmap:8 PCMA/8000
                a=rtpmap:0 PCMU/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-15
                a=rtcp:4001
                a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd
                a=ssrc:1374563718 cname:sip:tech@198.51.100.7
                a=sendrecv
                a=label:1
                a=rtcp-rsize
                a=ptime:20
                """,
            codec: .pcma, payloadType: 8, event: .init(payloadType: 101, clockRate: 8_000),
            answer: ["m=audio 30000 RTP/AVP 8 0 101", pcmaMap, pcmuMap] + eventMap(101) + end),
        DeviceOffer(
            device: "a library with RTCP elsewhere, an address for each stream, and events at 120",
            text: """
                b=AS:84
                t=0 0
                a=X-nat:0
                m=audio 4000 RTP/AVP 98 97 0 8 3 9 120
                c=IN IP4 198.51.100.7
                b=TIAS:64000
                a=rtcp:4011 IN IP4 198.51.100.7
                a=sendrecv
                a=rtpmap:98 speex/16000
                a=rtpmap:97 speex/8000
                a=rtpmap:0 PCMU/8000
                a=rtpmap:8 PCMA/8000
                a=rtpmap:3 GSM/8000
                a=rtpmap:9 G722/8000
                a=rtpmap:120 telephone-event/8000
                a=fmtp:120 0-16
                a=ssrc:1097441331 cname:3f7c60f85c4d4d03
                """,
            codec: .pcma, payloadType: 8, event: .init(payloadType: 120, clockRate: 8_000), rtcpPort: 4011,
            answer: ["m=audio 30000 RTP/AVP 8 0 120", pcmaMap, pcmuMap] + eventMap(120) + end),
        DeviceOffer(
            device: "an exchange with a largest packet",
            text: """
                m=audio 4000 RTP/AVP 0 8 101
                a=rtpmap:0 PCMU/8000
                a=rtpmap:8 PCMA/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-16
                a=ptime:20
                a=maxptime:140
                a=sendrecv
                """,
            codec: .pcma, payloadType: 8, event: .init(payloadType: 101, clockRate: 8_000),
            answer: ["m=audio 30000 RTP/AVP 8 0 101", pcmaMap, pcmuMap] + eventMap(101) + end),
        DeviceOffer(
            device: "a switch with comfort noise and multiplexed RTCP",
            text: """
                a=msid-semantic: WMS abc
                m=audio 4000 RTP/AVP 0 101 13
                a=rtpmap:0 PCMU/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-15
                a=rtpmap:13 CN/8000
                a=rtcp-mux
                a=ptime:20
                """,
            codec: .pcmu, payloadType: 0, event: .init(payloadType: 101, clockRate: 8_000),
            answer: ["m=audio 30000 RTP/AVP 0 101", pcmuMap] + eventMap(101) + end),
        DeviceOffer(
            device: "a load generator: A-law alone, events at 96",
            text: "m=audio 4000 RTP/AVP 8 96\na=rtpmap:8 PCMA/8000\na=rtpmap:96 telephone-event/8000\na=fmtp:96 0-16",
            codec: .pcma, payloadType: 8, event: .init(payloadType: 96, clockRate: 8_000),
            answer: ["m=audio 30000 RTP/AVP 8 96", pcmaMap] + eventMap(96) + end),
        DeviceOffer(
            device: "a load generator without maps", text: "m=audio 4000 RTP/AVP 0", codec: .pcmu, payloadType: 0,
            event: nil,
            answer: ["m=audio 30000 RTP/AVP 0", pcmuMap] + end),
        DeviceOffer(
            device: "a border controller with wide-band codecs and candidates",
            text: """
                b=CT:4000
                m=audio 4000 RTP/AVP 104 9 103 111 0 8 97 101 13 118
                a=rtcp:4021
                a=candidate:1 1 UDP 2130706431 198.51.100.7 4000 typ host
                a=ice-ufrag:x
                a=rtpmap:104 SILK/16000
                a=rtpmap:8 PCMA/8000
                a=rtpmap:97 RED/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-16
                a=rtpmap:118 CN/16000
                a=ptime:20
                """,
            codec: .pcma, payloadType: 8, event: .init(payloadType: 101, clockRate: 8_000), rtcpPort: 4021,
            answer: ["m=audio 30000 RTP/AVP 8 0 101", pcmaMap, pcmuMap] + eventMap(101) + end),
        DeviceOffer(
            device: "a gateway with packets of 30 ms and A-law under another number",
            text: """
                m=audio 4000 RTP/AVP 18 110 101
                a=rtpmap:110 PCMA/8000/1
                a=rtpmap:101 telephone-event/8000
                a=ptime:30
                """,
            codec: .pcma, payloadType: 110, event: .init(payloadType: 101, clockRate: 8_000), packetTime: 30,
            answer: ["m=audio 30000 RTP/AVP 110 101", "a=rtpmap:110 PCMA/8000"] + eventMap(101)
                + ["a=ptime:30", "a=sendrecv"]),
        DeviceOffer(
            device: "a browser's gateway with feedback and events of one clock only",
            text: "m=audio 4000 RTP/AVPF 8 126\na=rtpmap:126 telephone-event/48000\na=maxptime:10",
            codec: .pcma, payloadType: 8, event: .init(payloadType: 126, clockRate: 48_000), packetTime: 10,
            answer: ["m=audio 30000 RTP/AVPF 8 126", pcmaMap] + eventMap(126, 48_000) + ["a=ptime:10", "a=sendrecv"]),
        DeviceOffer(
            device: "a trunk that offers a facsimile first",
            text: "m=image 4100 udptl t38\na=T38FaxVersion:0\nm=audio 4000 RTP/AVP 8\nm=audio 4200 RTP/AVP 0",
            codec: .pcma, payloadType: 8, event: nil,
            answer: ["m=image 0 udptl t38", "m=audio 30000 RTP/AVP 8", pcmaMap] + end + ["m=audio 0 RTP/AVP 0"]),
    ]
}

@Suite("Offers as devices write them")
struct DeviceOffersTests {
    @Test(arguments: DeviceOffer.all)
    func isAnswered(_ offer: DeviceOffer) throws {
        var machine = OurSide.machine()
        let (description, audio) = try machine.answer(try SDPText.session(offer.text))
        #expect(audio.remoteRTP == .peer(4000))
        #expect(audio.remoteRTCP == .peer(offer.rtcpPort))
        #expect((audio.codec, audio.payloadType) == (offer.codec, offer.payloadType))
        #expect(audio.telephoneEvent == offer.event)
        #expect(audio.packetTime == offer.packetTime)
        #expect(audio.direction == .sendReceive)
        #expect(!audio.isSecure)
        #expect(SDPText.mediaLines(description) == offer.answer)
        #expect(
            SDPText.lines(description).prefix(5) == [
                "v=0", "o=- 77 1 IN IP4 192.0.2.10", "s=-", "c=IN IP4 192.0.2.10", "t=0 0",
            ])
    }

    @Test func everythingThatWeUnderstandCanBeReceived() throws {
        var machine = OurSide.machine()
        let audio = try machine.answer(
            try SDPText.session(
                """
                m=audio 4000 RTP/AVP 0 8 110 101 100
                a=rtpmap:110 PCMA/8000
                a=rtpmap:101 telephone-event/16000
                a=rtpmap:100 telephone-event/8000
                """)
        ).audio
        #expect(audio.receivable.map(\.payloadType) == [8, 0, 100, 110, 101])
        #expect(audio.content(of: 0) == .audio(.pcmu))
        #expect(audio.content(of: 110) == .audio(.pcma))
        #expect(audio.content(of: 100) == .telephoneEvent(clockRate: 8_000))
        #expect(audio.content(of: 101) == .telephoneEvent(clockRate: 16_000))
        #expect(audio.content(of: 13) == nil)
    }

    @Test(
        "The packet time",
        arguments: [
            ("", 20), ("a=ptime:10", 10), ("a=ptime:40", 40), ("a=ptime:60", 60), ("a=ptime:70", 20),
            ("a=ptime:25", 20),
            ("a=ptime:0", 20), ("a=ptime:5", 20), ("a=ptime:99999999999", 20), ("a=ptime:30\na=maxptime:20", 20),
            ("a=maxptime:15", 10), ("a=maxptime:1", 10), ("a=maxptime:0", 10), ("a=maxptime:200", 20),
            ("a=ptime:60\na=maxptime:60", 60), ("a=ptime:20\na=ptime:60", 20),
        ])
    func packetTime(_ attributes: String, _ time: Int) throws {
        var machine = OurSide.machine()
        let (description, audio) = try machine.answer(try SDPText.session("m=audio 4000 RTP/AVP 8\n\(attributes)"))
        #expect(audio.packetTime == time)
        #expect(SDPText.lines(description).contains("a=ptime:\(time)"))
    }
}

@Suite("Offers that are refused")
struct RefusedOffersTests {
    @Test(
        "Each has its Warning",
        arguments: [
            ("", NegotiationFailure.noAudio, 304), ("m=video 4000 RTP/AVP 99", .noAudio, 304),
            ("m=audio 0 RTP/AVP 8", .noAudio, 304), ("m=audio 0 RTP/AVP 8\nm=image 4000 udptl t38", .noAudio, 304),
            ("m=audio 4000 RTP/AVP 18 9", .noCommonCodec(["18", "9"]), 305),
            ("m=audio 4000 RTP/AVP 101\na=rtpmap:101 telephone-event/8000", .noCommonCodec(["101"]), 305),
            ("m=audio 4000 RTP/AVP 8\na=rtpmap:8 PCMA/16000", .noCommonCodec(["8"]), 305),
            ("m=audio 4000 RTP/AVP 8\na=rtpmap:8 PCMA/8000/2", .noCommonCodec(["8"]), 305),
            ("m=audio 4000 UDP/TLS/RTP/SAVPF 8", .transport("UDP/TLS/RTP/SAVPF"), 302),
            ("m=audio 4000 RTP/SAVP 8", .transport("RTP/SAVP"), 302),
            ("m=audio 4000 RTP/AVP 8\nc=IN IP4 media.example.com", .hostName("media.example.com"), 301),
            ("m=audio 4000 RTP/AVP 8\nc=IN IP4 239.1.2.3/8", .groupAddress(.v4(239, 1, 2, 3)), 330),
            ("m=audio 4000 RTP/AVP 8\nc=IN IP4 255.255.255.255", .groupAddress(.v4(255, 255, 255, 255)), 330),
            ("m=audio 4000 UDP/TLS/RTP/SAVP 8\nm=audio 4000 RTP/AVP 18", .transport("UDP/TLS/RTP/SAVP"), 302),
        ])
    func isRefused(_ media: String, _ failure: NegotiationFailure, _ code: Int) throws {
        var machine = OurSide.machine()
        let offer = try SDPText.session(media)
        #expect(throws: failure) { try machine.receiveOffer(offer) }
        #expect(machine == OurSide.machine())
        #expect(failure.warningCode == code)
        #expect(!failure.warningText.contains("example"))
    }

    @Test func anAddressMustBeThere() throws {
        var machine = OurSide.machine()
        let offer = try SDPText.parsed("v=0\nm=audio 4000 RTP/AVP 8")
        #expect(throws: NegotiationFailure.noAddress) { try machine.receiveOffer(offer) }
    }

    @Test func anAddressOfTheStreamAloneIsEnough() throws {
        var machine = OurSide.machine()
        let offer = try SDPText.parsed("v=0\nm=audio 4000 RTP/AVP 8\nc=IN IP4 198.51.100.7")
        #expect(try machine.answer(offer).audio.remoteRTP == .peer(4000))
    }

    @Test(
        "Where RTCP goes",
        arguments: [
            ("m=audio 65535 RTP/AVP 8", nil as UInt16?), ("m=audio 4000 RTP/AVP 8\na=rtcp:0", nil),
            ("m=audio 4000 RTP/AVP 8\na=rtcp:5000 IN IP4 a.example", nil),
            ("m=audio 4000 RTP/AVP 8\na=rtcp:5000", 5000),
            ("m=audio 4000 RTP/AVP 8\na=rtcp:5000 IN IP4 224.0.0.1", nil), ("m=audio 4001 RTP/AVP 8", 4002),
        ])
    func rtcp(_ media: String, _ port: UInt16?) throws {
        var machine = OurSide.machine()
        #expect(try machine.answer(try SDPText.session(media)).audio.remoteRTCP == port.map { .peer($0) })
    }

    @Test func theAnswerComesFromTheFamilyOfTheOffer() throws {
        let address = try #require(IPAddress("2001:db8::10"))
        let six = MediaPorts(rtp: Endpoint(address: address, port: 31_000), rtcpPort: 31_007)
        let offer = try SDPText.session("m=audio 4000 RTP/AVP 8", connection: "IN IP6 2001:db8::7")
        var machine = OurSide.machine()
        let (description, audio) = try machine.answer(offer, from: LocalMedia(OurSide.ports, otherFamily: six))
        #expect(audio.local == six)
        #expect(SDPText.lines(description).contains("c=IN IP6 2001:db8::10"))
        #expect(SDPText.lines(description).contains("o=- 77 1 IN IP6 2001:db8::10"))
        #expect(SDPText.lines(description).contains("a=rtcp:31007"))

        var narrow = OurSide.machine()
        let failure = #expect(throws: NegotiationFailure.self) { try narrow.answer(offer) }
        #expect(failure?.warningCode == 300)
        #expect(narrow == OurSide.machine())
    }
}
