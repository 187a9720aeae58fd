/// Messages that tests take apart.
enum SampleMessages {
    static let invite = Array(
        """
        INVITE sip:0800123456@192.0.2.10:5060;user=phone SIP/2.0\r
        Via: SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bK776asdhds;rport\r
        Max-Forwards: 70\r
        To: <sip:0800123456@192.0.2.10>\r
        From: "Zoé, at the office" <sip:+41215550101@198.51.100.7>;tag=1928301774\r
        Call-ID: a84b4c76e66710@pc33.example.com\r
        CSeq: 314159 INVITE\r
        Contact: <sip:+41215550101@198.51.100.7:5060;transport=udp>\r
        Allow: INVITE, ACK, BYE, CANCEL, OPTIONS\r
        Supported: timer, 100rel, replaces\r
        User-Agent: Trunk/4.2 (build 1017)\r
        Content-Type: application/sdp\r
        Content-Length: 144\r
        \r
        v=0\r
        o=- 2890844526 2890844526 IN IP4 198.51.100.7\r
        s=-\r
        c=IN IP4 198.51.100.7\r
        t=0 0\r
        m=audio 49170 RTP/AVP 8 0 101\r
        a=rtpmap:101 telephone-event/8000\r

        """.utf8)

    /// An OPTIONS request.
    /// - Parameters:
    ///   - changes: replaces the line that begins like the text before the colon, or adds one; an empty value removes it.
    ///   - extra: stands behind the other lines, as it is.
    static func options(_ changes: [String] = [], extra: String = "", start: String = "", body: String = "") -> [UInt8]
    {
        var lines = [
            "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1", "From: <sip:a@example.net>;tag=f", "To: <sip:b@example.org>",
            "Call-ID: c@example.net", "CSeq: 1 OPTIONS", "Max-Forwards: 70",
        ]
        for change in changes {
            let name = change.prefix { $0 != ":" } + ":"
            let isEmpty = change.count == name.count
            if let index = lines.firstIndex(where: { $0.hasPrefix(name) }) {
                if isEmpty { lines.remove(at: index) } else { lines[index] = change }
            } else {
                lines.append(change)
            }
        }
        let head = start.isEmpty ? "OPTIONS sip:b@example.org SIP/2.0" : start
        return Array(([head] + lines).map { $0 + "\r\n" }.joined().utf8) + Array("\(extra)\r\n\(body)".utf8)
    }
}
