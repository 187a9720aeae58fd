@testable import SIP

/// The messages of a peer, written as text and read by our parser.
enum PeerText {
    /// A request; Contact is that of the peer unless the headers name one, and none if they say `Contact:`.
    static func request(
        _ method: String, _ number: UInt32, _ headers: [String] = [], body: String? = nil, sdp: String? = nil,
        toTag: String?, fromTag: String = "theirs", callID: String = "theirs@peer"
    ) throws -> Request {
        var lines = [
            "\(method) sip:desk@192.0.2.10 SIP/2.0",
            "Via: SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bK\(method)\(number)",
        ]
        if !headers.contains(where: { $0.hasPrefix("Contact:") }) {
            lines.append("Contact: <sip:phone@198.51.100.7:5060>")
        }
        lines += [
            "From: <sip:caller@peer.example>\(fromTag.isEmpty ? "" : ";tag=\(fromTag)")",
            "To: <sip:desk@desk.example>\(toTag.map { ";tag=\($0)" } ?? "")", "Call-ID: \(callID)",
            "CSeq: \(number) \(method)", "Max-Forwards: 70",
        ]
        lines += headers.filter { $0 != "Contact:" }
        guard case .request(let request) = try message(lines, body: body, sdp: sdp) else {
            throw Unexpected(text: "no request")
        }
        return request
    }

    /// A response to a request of ours.
    static func response(
        _ status: Int, to request: Request, _ headers: [String] = [], sdp: String? = nil, tag: String?,
        number: UInt32? = nil
    ) throws -> Response {
        var to = request.fields.first(.to) ?? ""
        if request.toTag == nil, let tag { to += ";tag=\(tag)" }
        let cSeq = CSeq(number: number ?? request.cSeq.number, method: request.method)
        let lines = [
            "SIP/2.0 \(status) Whatever", "Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKours",
            "From: \(request.fields.first(.from) ?? "")", "To: \(to)", "Call-ID: \(request.callID)",
            "CSeq: \(cSeq.text)",
        ]
        guard case .response(let response) = try message(lines + headers, body: nil, sdp: sdp) else {
            throw Unexpected(text: "no response")
        }
        return response
    }

    private static func message(_ lines: [String], body: String?, sdp: String?) throws -> Message {
        var lines = lines
        let content = sdp ?? body ?? ""
        if sdp != nil { lines.append("Content-Type: application/sdp") }
        lines.append("Content-Length: \(content.utf8.count)")
        return try MessageParser.parse(Array((lines + ["", content]).joined(separator: "\r\n").utf8))
    }
}

/// Session descriptions of a peer.
enum SDPLines {
    /// Sound at a port, by the payload types given.
    static func offer(
        port: UInt16 = 49_170, types: String = "8 0 101", direction: String? = nil, host: String = "198.51.100.7",
        version: Int = 1
    ) -> String {
        var lines = [
            "v=0", "o=peer 1 \(version) IN IP4 198.51.100.7", "s=-", "c=IN IP4 \(host)", "t=0 0",
            "m=audio \(port) RTP/AVP \(types)", "a=rtpmap:101 telephone-event/8000",
        ]
        if let direction { lines.append("a=\(direction)") }
        return lines.joined(separator: "\r\n") + "\r\n"
    }
}
