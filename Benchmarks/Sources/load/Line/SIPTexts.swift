/// The SIP messages that the load sends, as telephones and trunks write them.
enum SIPTexts {
    /// A session of A-law and keys at a port.
    static func session(_ port: UInt16) -> String {
        """
        v=0\r
        o=- 3724394400 3724394400 IN IP4 127.0.0.1\r
        s=-\r
        c=IN IP4 127.0.0.1\r
        t=0 0\r
        m=audio \(port) RTP/AVP 8 101\r
        a=rtpmap:8 PCMA/8000\r
        a=rtpmap:101 telephone-event/8000\r
        a=fmtp:101 0-15\r
        a=ptime:20\r
        a=sendrecv\r

        """
    }

    /// A call that begins: twelve header fields and a session.
    static func invite(
        _ number: String, from caller: String, call: String, ours: UInt16, server: UInt16, session: String
    ) -> String {
        """
        INVITE sip:\(number)@127.0.0.1:\(server) SIP/2.0\r
        Via: SIP/2.0/UDP 127.0.0.1:\(ours);rport;branch=z9hG4bKi\(call)\r
        Max-Forwards: 70\r
        From: <sip:\(caller)@127.0.0.1>;tag=f\(call)\r
        To: <sip:\(number)@127.0.0.1>\r
        Call-ID: \(call)\r
        CSeq: 1 INVITE\r
        Contact: <sip:caller@127.0.0.1:\(ours)>\r
        Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO\r
        Supported: replaces\r
        User-Agent: load\r
        Content-Type: application/sdp\r
        Content-Length: \(session.utf8.count)\r
        \r
        \(session)
        """
    }

    /// A request within a call.
    static func request(
        _ method: String, _ number: Int, to contact: String, branch: String, from: String, recipient: String,
        call: String, ours: UInt16
    ) -> String {
        """
        \(method) \(contact) SIP/2.0\r
        Via: SIP/2.0/UDP 127.0.0.1:\(ours);rport;branch=z9hG4bK\(branch)\r
        Max-Forwards: 70\r
        From: \(from)\r
        To: \(recipient)\r
        Call-ID: \(call)\r
        CSeq: \(number) \(method)\r
        Content-Length: 0\r
        \r

        """
    }

    /// An answer to a request.
    static func answer(
        _ request: SIPMessage, _ status: String, tag: String? = nil, session: String? = nil, ours: UInt16
    )
        -> String
    {
        let to = request.text("To") + (tag.map { ";tag=\($0)" } ?? "")
        let body = session ?? ""
        let about =
            session == nil
            ? "" : "Contact: <sip:technician@127.0.0.1:\(ours)>\r\nContent-Type: application/sdp\r\n"
        return "SIP/2.0 \(status)\r\n" + request.lines("Via") + request.lines("Record-Route") + request.lines("From")
            + "To: \(to)\r\n" + request.lines("Call-ID") + request.lines("CSeq") + about
            + "Content-Length: \(body.utf8.count)\r\n\r\n" + body
    }
}
