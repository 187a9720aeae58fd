import Synchronization
import Testing

/// A telephone of the test's own: SIP in plain text on UDP, as the test says it.
///
/// By itself it only answers BYE and OPTIONS, and acknowledges an answer that is repeated.
final class Telephone: Sendable {
    let sound: SoundEnd
    let port: UInt16
    private let socket: LoopbackSocket
    private let inbox: Watched<[SIPText]>
    private let lastNumber = Mutex(0)

    private init(_ socket: LoopbackSocket, _ sound: SoundEnd, _ inbox: Watched<[SIPText]>) {
        (self.socket, self.sound, self.inbox) = (socket, sound, inbox)
        port = socket.port
    }

    static func open() async throws -> Telephone {
        let inbox = Watched<[SIPText]>([])
        let answering = Watched<LoopbackSocket?>(nil)
        let socket = try await LoopbackSocket.open { bytes, port in
            guard let message = SIPText(bytes) else { return }
            if message.isRequest, ["BYE", "OPTIONS"].contains(message.method) {
                answering.value?.send(Array(Self.answer(message, 200, "OK").utf8), to: port)
            }
            inbox.change { $0.append(message) }
        }
        answering.change { $0 = socket }
        return Telephone(socket, try await SoundEnd.open(), inbox)
    }

    func send(_ text: String, to port: UInt16) { socket.send(Array(text.utf8), to: port) }

    /// Takes the next message that is wanted out of those that came.
    func message(_ wants: @escaping @Sendable (SIPText) -> Bool) async throws -> SIPText {
        try await inbox.first { messages in
            messages.firstIndex(where: wants).map { messages.remove(at: $0) }
        }
    }

    /// The next request of that method.
    func request(_ method: String) async throws -> SIPText {
        try await message { $0.isRequest && $0.method == method }
    }

    /// Whether any request of that method has come.
    func hasRequest(_ method: String) -> Bool { inbox.value.contains { $0.isRequest && $0.method == method } }

    /// A number that was not used before.
    func number() -> Int {
        lastNumber.withLock { last in
            last += 1
            return last
        }
    }

    /// The session that it offers and answers with.
    var session: String {
        """
        v=0\r
        o=- 1 1 IN IP4 127.0.0.1\r
        s=-\r
        c=IN IP4 127.0.0.1\r
        t=0 0\r
        m=audio \(sound.port) RTP/AVP 8 101\r
        a=rtpmap:8 PCMA/8000\r
        a=rtpmap:101 telephone-event/8000\r
        a=fmtp:101 0-15\r
        a=sendrecv\r

        """
    }

    /// An answer to a request.
    static func answer(
        _ request: SIPText, _ status: Int, _ words: String, tag: String = "t", more: [String] = [], body: String = ""
    )
        -> String
    {
        let to = request["To"] ?? ""
        let lines =
            ["SIP/2.0 \(status) \(words)"] + request.lines("Via") + request.lines("Record-Route")
            + ["From: \(request["From"] ?? "")", "To: \(to.contains(";tag=") ? to : "\(to);tag=\(tag)")"]
            + request.lines("Call-ID") + request.lines("CSeq") + more
            + (body.isEmpty ? [] : ["Content-Type: application/sdp"]) + ["Content-Length: \(body.utf8.count)"]
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    func close() {
        socket.close()
        sound.close()
    }
}
