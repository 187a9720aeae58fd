import SIP

/// The messages of calls as a trunk sends them, and what an agent needs to take them.
struct SIPSamples {
    /// Where everything comes from.
    static let path = TransportPath(
        transport: .udp, local: Endpoint(address: .v4(192, 0, 2, 10), port: 5060),
        remote: Endpoint(address: .v4(198, 51, 100, 7), port: 5060))
    /// Our ports of sound.
    static let media = LocalMedia(MediaPorts(rtp: Endpoint(address: .v4(192, 0, 2, 10), port: 30_000)))

    /// An offer of the usual codecs.
    static let offer = """
        v=0\r
        o=- 3724394400 3724394405 IN IP4 198.51.100.7\r
        s=-\r
        c=IN IP4 198.51.100.7\r
        t=0 0\r
        m=audio 20000 RTP/AVP 8 0 101\r
        a=rtpmap:8 PCMA/8000\r
        a=rtpmap:0 PCMU/8000\r
        a=rtpmap:101 telephone-event/8000\r
        a=fmtp:101 0-15\r
        a=ptime:20\r
        a=sendrecv\r

        """

    /// A call that begins: twelve header fields and the offer.
    static func invite(_ call: Int) -> [UInt8] {
        let text = """
            INVITE sip:+33290920555@192.0.2.10:5060 SIP/2.0\r
            Via: SIP/2.0/UDP 198.51.100.7:5060;rport;branch=z9hG4bK7766\(call)\r
            Max-Forwards: 69\r
            From: "Marie Le Goff" <sip:+33612345678@carrier.example>;tag=1928301774\(call)\r
            To: <sip:+33290920555@carrier.example>\r
            Call-ID: a84b4c76e66710-\(call)@198.51.100.7\r
            CSeq: 314159 INVITE\r
            Contact: <sip:+33612345678@198.51.100.7:5060;transport=udp>\r
            Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK\r
            Supported: replaces, 100rel\r
            P-Asserted-Identity: <sip:+33612345678@carrier.example>\r
            Content-Type: application/sdp\r
            Content-Length: \(offer.utf8.count)\r
            \r
            \(offer)
            """
        return Array(text.utf8)
    }

    /// What follows within a call, by the tag and the contact of its answer.
    static func request(_ method: String, _ number: Int, call: Int, answer: Message) -> [UInt8] {
        guard case .response(let response) = answer else { return [] }
        let text = """
            \(method) sip:voicedesk@192.0.2.10:5060 SIP/2.0\r
            Via: SIP/2.0/UDP 198.51.100.7:5060;rport;branch=z9hG4bK\(method)\(call)\r
            Max-Forwards: 69\r
            From: "Marie Le Goff" <sip:+33612345678@carrier.example>;tag=1928301774\(call)\r
            To: <sip:+33290920555@carrier.example>;tag=\(response.toTag ?? "")\r
            Call-ID: a84b4c76e66710-\(call)@198.51.100.7\r
            CSeq: \(number) \(method)\r
            Content-Length: 0\r
            \r

            """
        return Array(text.utf8)
    }
}

/// Chance that repeats itself (SplitMix64), so that the same calls get the same tags.
struct RepeatedChance: RandomNumberGenerator, Sendable {
    private var state: UInt64 = 1

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
