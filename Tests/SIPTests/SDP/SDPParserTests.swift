import Testing

@testable import SIP

@Suite("A session description is read")
struct SDPParserTests {
    @Test func readsEveryPartThatMattersOfAnOrdinaryDescription() throws {
        let session = try SDPText.parsed(
            """
            v=0
            o=alice 2890844526 2890844527 IN IP4 host.example.com
            s=A call
            c=IN IP4 192.0.2.1
            t=0 0
            a=tool:something
            m=audio 49170/2 RTP/AVP 8 0 101
            c=IN IP4 192.0.2.2
            a=rtpmap:8 PCMA/8000
            a=rtpmap:0 PCMU/8000/1
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-16
            a=ptime:30
            a=maxptime:60
            a=rtcp:53020 IN IP4 192.0.2.3
            a=rtcp-mux
            a=ssrc:1 cname:x
            a=sendonly
            m=video 0 RTP/AVP 99
            """)
        #expect(session.origin?.user == "alice")
        #expect(session.origin?.sessionID == "2890844526")
        #expect(session.origin?.version == "2890844527")
        #expect(session.origin?.address == "host.example.com")
        #expect(session.connection == .address(.v4(192, 0, 2, 1)))
        #expect(session.direction == nil)
        #expect(session.ignoredAttributes == 2)
        #expect(session.media.map(\.kind) == [.audio, .video])
        let audio = try #require(session.media.first)
        #expect((audio.port, audio.portCount) == (49170, 2))
        #expect(audio.transport == .avp)
        #expect(audio.connection == .address(.v4(192, 0, 2, 2)))
        #expect(audio.formats.map(\.payloadType) == [8, 0, 101])
        #expect(audio.formats.map(\.map?.encoding) == [.pcma, .pcmu, .telephoneEvent])
        #expect(audio.formats.map(\.parameters) == [nil, nil, "0-16"])
        #expect((audio.packetTime, audio.maximumPacketTime) == (30, 60))
        #expect(audio.rtcp == .init(port: 53020, address: .address(.v4(192, 0, 2, 3))))
        #expect(audio.multiplexesRTCP)
        #expect(audio.direction == .sendOnly)
        #expect(session.media.last?.port == 0)
    }

    @Test(
        "Lines may end with LF alone, be empty, and come in another order",
        arguments: [
            "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\nm=audio 4000 RTP/AVP 8\n",
            "v=0\r\nt=0 0\r\nc=IN IP4 192.0.2.1\r\ns=-\r\no=- 1 1 IN IP4 192.0.2.1\r\nm=audio 4000 RTP/AVP 8",
            "v=0\r\n\r\no=- 1 1 IN IP4 x \r\na=sendrecv\r\nc=IN  IP4 192.0.2.1\r\nm=audio  4000 RTP/AVP 8 \r\n\r\n",
            "v=0\nc=IN IP4 192.0.2.1\nb=AS:64\nc=IN IP4 192.0.2.9\nk=x\no=- 1 1 IN IP4 x\nm=AUDIO 4000 rtp/avp 8\n",
        ])
    func toleratesWhatDevicesWrite(_ text: String) throws {
        let session = try SessionDescription(parsing: Array(text.utf8))
        #expect(session.origin?.sessionID == "1")
        #expect(session.connection == .address(.v4(192, 0, 2, 1)))
        #expect(session.media.map(\.kind) == [.audio])
        #expect(session.media.first?.port == 4000)
        #expect(session.media.first?.transport == .avp)
    }

    @Test(
        "Origins",
        arguments: [
            (
                "- 99999999999999999999999999999999 88888888888888888888888 IN IP4 192.0.2.1",
                "-", "99999999999999999999999999999999", "88888888888888888888888"
            ),
            ("Front Desk 5 6 IN IP4 192.0.2.1", "-", "5", "6"),
            ("- -7 0 IN IP6 2001:db8::1", "-", "-7", "0"),
        ])
    func readsOrigins(_ line: String, _ user: String, _ sessionID: String, _ version: String) throws {
        let origin = try #require(try SDPText.parsed("v=0\no=\(line)").origin)
        #expect((origin.user, origin.sessionID, origin.version) == (user, sessionID, version))
    }

    @Test("An origin that cannot be read is none", arguments: ["", "x", "- 1 IN IP4", "-\u{7} \u{1} 2 IN IP4 a"])
    func dropsOrigins(_ line: String) throws {
        #expect(try SDPText.parsed("v=0\no=\(line)").origin == nil)
    }

    @Test(
        "Addresses",
        arguments: [
            ("IN IP4 192.0.2.1", ConnectionAddress.address(.v4(192, 0, 2, 1))),
            ("IN IP4 224.2.1.1/127/3", .address(.v4(224, 2, 1, 1))),
            ("in ip4 0.0.0.0", .address(.v4(0, 0, 0, 0))),
            ("IN IP4 media.example.com", .name("media.example.com")),
            ("IN IP4 010.0.0.1", .name("010.0.0.1")),
            ("IN IP4 999.1.1.1", .name("999.1.1.1")),
            ("TN RFC2543 +1-201-406-4090", .name("+1-201-406-4090")),
        ])
    func readsAddresses(_ value: String, _ address: ConnectionAddress) throws {
        #expect(try SDPText.parsed("v=0\nc=\(value)").connection == address)
    }

    @Test("IPv6 addresses", arguments: ["IN IP6 2001:db8::5", "IN IP6 2001:db8::5/3", "IN IP4 2001:db8::5"])
    func readsIPv6(_ value: String) throws {
        let address = try #require(IPAddress("2001:db8::5"))
        #expect(try SDPText.parsed("v=0\nc=\(value)").connection == .address(address))
    }

    @Test func remembersStreamsThatItDoesNotKnow() throws {
        let session = try SDPText.session(
            """
            m=image 5000 udptl t38
            m=audio 5002 UDP/TLS/RTP/SAVPF 111 8
            m=application 5004 UDP/BFCP *
            m=text 5006 RTP/AVPF 98
            m=audio 5008 rtp/savpf 08
            """)
        #expect(session.media.map(\.kind) == [.image, .audio, .other("application"), .text, .audio])
        #expect(
            session.media.map(\.transport) == [
                .other("udptl"), .other("UDP/TLS/RTP/SAVPF"), .other("UDP/BFCP"), .avpf, .savpf,
            ])
        #expect(session.media.map { $0.formats.map(\.text) } == [["t38"], ["111", "8"], ["*"], ["98"], ["08"]])
        #expect(session.media.map { $0.formats.map(\.payloadType) } == [[nil], [111, 8], [nil], [98], [8]])
    }

    @Test func knowsStaticPayloadTypesWithoutMaps() throws {
        let formats = try SDPText.session("m=audio 4000 RTP/AVP 0 8 13 18 101").media[0].formats
        #expect(formats.map(\.meaning?.encoding) == [.pcmu, .pcma, .comfortNoise, nil, nil])
        #expect(formats.map(\.map) == [nil, nil, nil, nil, nil])
    }

    @Test func aMapOutweighsAStaticPayloadTypeAndTheFirstMapCounts() throws {
        let formats = try SDPText.session(
            """
            m=audio 4000 RTP/AVP 8 97 8
            a=rtpmap:8 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:97 pcma/8000/1
            a=rtpmap:98 PCMA/8000
            a=fmtp:97 x=1
            a=fmtp:97 x=2
            """
        ).media[0].formats
        #expect(formats.map(\.payloadType) == [8, 97])
        #expect(formats.map(\.meaning?.encoding) == [.pcmu, .pcma])
        #expect(formats.map(\.parameters) == [nil, "x=1"])
    }

    @Test(
        "An attribute that cannot be read is counted and changes nothing",
        arguments: [
            "rtpmap:", "rtpmap:8", "rtpmap:8 ", "rtpmap:8 PCMA", "rtpmap:8 PCMA/", "rtpmap:8 PCMA/0",
            "rtpmap:8 PCMA/-8000",
            "rtpmap:8 PCMA/99999999999", "rtpmap:8 PCMA/8000/999", "rtpmap:8 /8000", "rtpmap:-8 PCMA/8000",
            "rtpmap:264 PCMA/8000", "rtpmap:9 PCMA/8000", "rtpmap:99999999999999999999999 PCMA/8000", "rtpmap",
            "fmtp:8", "fmtp:8 ", "fmtp:8 a\u{1}b", "fmtp:77 0-15", "ptime:", "ptime:-20", "ptime:20.5", "ptime:70000",
            "ptime:20 30", "maxptime:x", "rtcp:", "rtcp:-1", "rtcp:70000 IN IP4 192.0.2.1", "crypto:1", "SENDRECV", "",
            ":", "candidate:1 1 UDP 2130706431 192.0.2.1 4000 typ host", "ssrc:314159 cname:user@example.com",
            "rtcp-fb:* nack", "rtcp-xr:voip-metrics", "setup:actpass", "\u{0}fmtp:8 x", "an-attribute-with-a-long-name",
        ])
    func countsAttributes(_ attribute: String) throws {
        let plain = try SDPText.session("m=audio 4000 RTP/AVP 8")
        let session = try SDPText.session("m=audio 4000 RTP/AVP 8\na=\(attribute)")
        #expect(session.ignoredAttributes == 1)
        #expect(session.media == plain.media)
    }

    @Test func attributesOfTheSessionAreNotThoseOfAStream() throws {
        let session = try SDPText.parsed(
            "v=0\na=inactive\na=rtpmap:8 PCMU/8000\na=ptime:60\nm=audio 1 RTP/AVP 8\na=sendonly\nm=audio 3 RTP/AVP 8"
        )
        #expect(session.direction == .inactive)
        #expect(session.media.map(\.direction) == [.sendOnly, nil])
        #expect(session.media[0].formats[0].map == nil)
        #expect(session.ignoredAttributes == 2)
    }

    @Test(
        "What an answer depends on must be readable",
        arguments: [
            ("", SDPError.Problem.unknownVersion, 1), ("\n\n", .unknownVersion, 2), ("v=1", .unknownVersion, 1),
            ("v=", .unknownVersion, 1), ("o=- 1 1 IN IP4 x\nv=0", .unknownVersion, 1),
            ("v=0\nnonsense", .malformedLine, 2), ("v=0\n\n=x", .malformedLine, 3), ("v=0\nv", .malformedLine, 2),
            ("v=0\n\u{0}\u{0}", .malformedLine, 2), ("v=0\nc=", .malformedConnection, 2),
            ("v=0\nc=IN IP4", .malformedConnection, 2), ("v=0\nc=IN IP4 /3", .malformedConnection, 2),
            ("v=0\nc=IN IP4 a\u{7}b", .malformedConnection, 2), ("v=0\nm=", .malformedMedia, 2),
            ("v=0\nm=audio", .malformedMedia, 2), ("v=0\nm=audio 4000", .malformedMedia, 2),
            ("v=0\nm=audio 4000 RTP/AVP", .malformedMedia, 2), ("v=0\nm=audio -1 RTP/AVP 8", .malformedMedia, 2),
            ("v=0\nm=audio 65536 RTP/AVP 8", .malformedMedia, 2), ("v=0\nm=audio 4000/0 RTP/AVP 8", .malformedMedia, 2),
            ("v=0\nm=audio 4000/x RTP/AVP 8", .malformedMedia, 2),
            ("v=0\nm=audio 99999999999999999999 RTP/AVP 8", .malformedMedia, 2),
            ("v=0\nm=audio 4000 RTP/AVP 8\u{1}", .malformedMedia, 2),
            ("v=0\nm=\u{1b}[2J 1 RTP/AVP 8", .malformedMedia, 2),
            ("v=0\nm=audio 4000 RTP\u{7f} 8", .malformedMedia, 2),
            ("v=0\nm=audio 4000 RTP/AVP 8\ré", .malformedMedia, 2),
        ])
    func refuses(_ text: String, _ problem: SDPError.Problem, _ line: Int) {
        let error = #expect(throws: SDPError.self) { try SessionDescription(parsing: Array(text.utf8)) }
        #expect(error?.problem == problem)
        #expect(error?.line == line)
    }

    @Test func anErrorShowsTheLineShortenedAndWithoutControlCharacters() {
        let error = #expect(throws: SDPError.self) {
            try SDPText.parsed("v=0\nm=audio \u{1b}[2J é " + String(repeating: "x", count: 100))
        }
        #expect(error?.text == "audio ?[2J ?? " + String(repeating: "x", count: 46))
        #expect(error?.description.hasPrefix("SDP line 2: malformedMedia in \"audio ?[2J") == true)
    }
}

@Suite("A session description has limits")
struct SDPLimitsTests {
    private static let small = SDPLimits(bytes: 200, lines: 8, media: 2, attributes: 3, formats: 4)

    @Test(
        "Each limit holds, and what just reaches it is read",
        arguments: [
            ("v=0\ns=" + String(repeating: "x", count: 193), "x", SDPError.Problem.tooManyBytes(limit: 200)),
            ("v=0\n" + String(repeating: "t=0 0\n", count: 7), "t=0 0\n", .tooManyLines(limit: 8)),
            ("v=0\nm=audio 1 RTP/AVP 8\nm=audio 1 RTP/AVP 8\n", "m=audio 1 RTP/AVP 8\n", .tooManyMedia(limit: 2)),
            ("v=0\na=x\nm=audio 1 RTP/AVP 8\na=x\na=x\n", "a=x\n", .tooManyAttributes(limit: 3)),
            ("v=0\nm=audio 1 RTP/AVP 1 2 3 4", " 5", .tooManyFormats(limit: 4)),
        ])
    func holds(_ text: String, _ more: String, _ problem: SDPError.Problem) throws {
        let limits = Self.small
        _ = try SessionDescription(parsing: Array((text + (text.count == 199 ? "x" : "")).utf8), limits: limits)
        let error = #expect(throws: SDPError.self) {
            try SessionDescription(parsing: Array((text + more + (text.count == 199 ? "x" : "")).utf8), limits: limits)
        }
        #expect(error?.problem == problem)
    }

    @Test func tenThousandAttributesAreRefused() {
        let text = "v=0\nm=audio 4000 RTP/AVP 8\n" + String(repeating: "a=x\n", count: 10_000)
        let limits = SDPLimits(bytes: 100_000, lines: 100_000)
        let error = #expect(throws: SDPError.self) {
            try SessionDescription(parsing: Array(text.utf8), limits: limits)
        }
        #expect(error?.problem == .tooManyAttributes(limit: 512))
        #expect(error?.line == 515)
    }

    @Test func everyCutAndEveryWrongByteOfADescriptionIsSurvived() throws {
        let text = SDPText.bytes(
            """
            v=0
            o=- 1 1 IN IP4 192.0.2.1
            c=IN IP4 192.0.2.1
            m=audio 4000/2 RTP/SAVP 8 101
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=rtcp:4001 IN IP4 192.0.2.1
            a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd|2^20
            """)
        var (read, refused) = (0, 0)
        for index in text.indices {
            var changes = [Array(text[..<index])]
            for byte in [0, 9, 10, 13, 32, 47, 58, 61, 127, 128, 255] as [UInt8] {
                var changed = text
                changed[index] = byte
                changes.append(changed)
            }
            for change in changes {
                do {
                    let session = try SessionDescription(parsing: change)
                    // What was read can be written, and what was written reads the same.
                    var again = try SessionDescription(parsing: session.serialized())
                    again.ignoredAttributes = session.ignoredAttributes
                    #expect(again == session)
                    read += 1
                } catch {
                    refused += 1
                }
            }
        }
        #expect(read > 1_000 && refused > 100)
    }
}
