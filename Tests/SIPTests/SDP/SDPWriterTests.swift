import Testing

@testable import SIP

@Suite("A session description is written")
struct SDPWriterTests {
    @Test func everyPartHasItsLine() throws {
        let text = """
            v=0
            o=- 18446744073709551615 7 IN IP6 2001:db8::1
            s=-
            c=IN IP6 2001:db8::1
            t=0 0
            a=recvonly
            m=audio 4000/2 RTP/AVPF 8 96 97
            c=IN IP4 192.0.2.1
            a=rtpmap:8 PCMA/8000
            a=rtpmap:96 opus/48000/2
            a=rtpmap:97 telephone-event/16000
            a=fmtp:97 0-15
            a=ptime:10
            a=maxptime:255
            a=rtcp:65535 IN IP4 192.0.2.255
            a=rtcp-mux
            a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd
            a=inactive
            m=image 0 udptl t38
            """
        let session = try SDPText.parsed(text)
        #expect(SDPText.lines(session) == text.split(separator: "\n").map(String.init))
        #expect(session.ignoredAttributes == 0)
        #expect(session.serialized().suffix(2) == [13, 10])
    }

    @Test func addsItselfToWhatIsThere() throws {
        var bytes = Array("head".utf8)
        try SDPText.parsed("v=0").write(into: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "headv=0\r\ns=-\r\nt=0 0\r\n")
    }

    @Test(
        "Directions",
        arguments: [
            (MediaDirection.sendReceive, true, true, MediaDirection.sendReceive),
            (.sendOnly, true, false, .receiveOnly),
            (.receiveOnly, false, true, .sendOnly), (.inactive, false, false, .inactive),
        ])
    func directions(_ direction: MediaDirection, _ sends: Bool, _ receives: Bool, _ reversed: MediaDirection) {
        #expect((direction.sends, direction.receives, direction.reversed) == (sends, receives, reversed))
        #expect(direction.limited(to: .sendReceive) == direction)
        #expect(direction.limited(to: .inactive) == .inactive)
    }
}
