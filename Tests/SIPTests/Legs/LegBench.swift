import Testing

@testable import SIP

/// One leg and its peer on virtual time: each step gives what the leg wants done, in order, as lines.
///
/// A response is `200 INVITE`, a request `send BYE 1`, an ACK `ACK 1`; `sdp` stands behind those with a session
/// description. News for the user are `ringing`, `media PCMA 198.51.100.7:49170 sendrecv`, `answered`, `ended …`.
struct LegBench {
    var leg: Leg
    var now = Duration.seconds(1_000)
    /// The messages of the steps so far.
    var responses: [Response] = []
    var requests: [(request: Request, path: TransportPath)] = []
    var acks: [(request: Request, path: TransportPath)] = []
    private var transactions: UInt32 = 0
    private var sequence: UInt32 = 1

    static let peer = Endpoint(address: .v4(198, 51, 100, 7), port: 5060)
    static let local = Endpoint(address: .v4(192, 0, 2, 10), port: 5060)
    static let path = TransportPath(transport: .udp, local: local, remote: peer)
    static let media = LocalMedia(MediaPorts(rtp: Endpoint(address: .v4(192, 0, 2, 10), port: 30_000)))
    static let names = LegNames(tag: "ours", callID: "call@desk", sessionID: 77, firstRSeq: 100, glare: 10)

    static func transaction(_ number: UInt32) -> ServerTransactionID {
        ServerTransactionID(handle: TransactionHandle(slot: number, generation: 1))
    }

    init(_ leg: Leg) { self.leg = leg }

    // MARK: Beginnings

    /// A call that comes in.
    static func incoming(
        _ headers: [String] = [], sdp: String? = SDPLines.offer(), settings: LegSettings = .test,
        path: TransportPath = path
    ) throws -> LegBench {
        let invite = try PeerText.request("INVITE", 1, headers, sdp: sdp, toTag: nil)
        switch receive(invite, settings: settings, path: path) {
        case .waiting(let leg): return LegBench(leg)
        case .refused(let response): throw Unexpected(text: "refused \(response.status.rawValue)")
        }
    }

    /// What becomes of an INVITE.
    static func receive(
        _ invite: Request, settings: LegSettings = .test, path: TransportPath = path
    ) -> Leg.Reception {
        var names = names
        names.callID = ""
        return Leg.receive(
            invite, in: transaction(0), on: path, settings: settings, names: names, contact: "<sip:desk@192.0.2.10>")
    }

    /// A call of ours.
    static func outgoing(
        settings: LegSettings = .test, headers: [(HeaderName, String)] = [], redirectHosts: Set<String> = [],
        path: TransportPath = path
    ) throws -> (bench: LegBench, lines: [String]) {
        let call = OutgoingCall(
            target: try URI(parsing: "sip:0290920555@trunk.example"),
            from: NameAddress(uri: try URI(parsing: "sip:0290920556@trunk.example")), path: path, headers: headers,
            redirectHosts: redirectHosts)
        var actions: [LegAction] = []
        let leg = Leg.call(
            call, media: media, clientNonce: "cnonce", settings: settings, names: names,
            contact: "<sip:desk@192.0.2.10>", into: &actions)
        var bench = LegBench(leg)
        let lines = bench.take(actions)
        return (bench, lines)
    }

    /// A call that came in and was answered and acknowledged.
    static func established(
        _ headers: [String] = [], sdp: String? = SDPLines.offer(), settings: LegSettings = .test,
        path: TransportPath = path
    ) throws -> LegBench {
        var bench = try incoming(headers, sdp: sdp, settings: settings, path: path)
        _ = bench.answer()
        _ = try bench.ack(1, sdp: sdp == nil ? SDPLines.offer() : nil)
        return bench
    }

    /// A call of ours that was answered.
    static func called(
        _ headers: [String] = [], settings: LegSettings = .test
    ) throws -> LegBench {
        var bench = try outgoing(settings: settings).bench
        _ = try bench.response(200, headers, sdp: SDPLines.offer())
        return bench
    }

    // MARK: What the user does

    mutating func ring(_ media: LocalMedia? = nil) -> [String] { step { $0.ring(media, now: $1, into: &$2) } }

    mutating func answer(_ media: LocalMedia = media) -> [String] { step { $0.answer(media, now: $1, into: &$2) } }

    mutating func hangUp(_ status: StatusCode = .busyHere, cause: Int = 16, retryAfter: Int? = nil) -> [String] {
        step { leg, _, actions in leg.hangUp(status, cause: cause, retryAfter: retryAfter, into: &actions) }
    }

    mutating func transfer(_ target: String) throws -> [String] {
        let target = try URI(parsing: target)
        return step { leg, _, actions in leg.transfer(to: target, into: &actions) }
    }

    // MARK: What the peer does

    /// A request of the peer in the dialog, with the next number unless one is given.
    mutating func peer(
        _ method: String, _ headers: [String] = [], body: String? = nil, sdp: String? = nil, number: UInt32? = nil,
        path: TransportPath = path, fromTag: String = "theirs"
    ) throws -> [String] {
        if number == nil { sequence += 1 }
        let request = try PeerText.request(
            method, number ?? sequence, headers, body: body, sdp: sdp, toTag: "ours", fromTag: fromTag,
            callID: leg.isCalling || leg.firstTransaction == nil ? "call@desk" : "theirs@peer")
        transactions += 1
        let transaction = Self.transaction(transactions)
        return step { $0.received(request, in: transaction, on: path, now: $1, into: &$2) }
    }

    mutating func ack(_ number: UInt32? = nil, sdp: String? = nil) throws -> [String] {
        let ack = try PeerText.request("ACK", number ?? sequence, sdp: sdp, toTag: "ours")
        return step { $0.acknowledged(ack, now: $1, into: &$2) }
    }

    mutating func cancel() -> [String] { step { leg, _, actions in leg.cancelled(into: &actions) } }

    /// A response to our INVITE; its tag is `theirs` unless the headers say otherwise.
    mutating func response(
        _ status: Int, _ headers: [String] = [], sdp: String? = nil, tag: String? = "theirs",
        contact: String? = "<sip:phone@198.51.100.7:5060>", number: UInt32? = nil
    ) throws -> [String] {
        let invite = try #require(requests.last { $0.request.method == .invite }).request
        let response = try PeerText.response(
            status, to: invite, headers + (contact.map { ["Contact: \($0)"] } ?? []), sdp: sdp, tag: tag,
            number: number)
        return step { $0.received(response, now: $1, into: &$2) }
    }

    /// The final answer to the last request of ours, or its time-out.
    mutating func reply(
        _ status: Int?, _ headers: [String] = [], sdp: String? = nil, to index: Int? = nil
    ) throws -> [String] {
        let request = try #require(index.map { requests[$0] } ?? requests.last).request
        let response = try status.map { status in
            try PeerText.response(status, to: request, headers, sdp: sdp, tag: "theirs")
        }
        return step {
            $0.answered(request.cSeq, response?.status ?? .requestTimeout, response, now: $1, into: &$2)
        }
    }

    // MARK: Time

    /// Lets time pass up to the leg's deadline, if it is not later than that.
    mutating func wait(_ duration: Duration) -> [String] {
        let end = now + duration
        var lines: [String] = []
        while let deadline = leg.deadline, deadline <= end {
            now = max(now, deadline)
            let done = step { $0.deadlineReached(now: $1, into: &$2) }
            lines += done.map { "\(Self.seconds(now - .seconds(1_000))) \($0)" }
            guard leg.deadline.map({ $0 > now }) ?? true else {
                lines.append("stuck")
                break
            }
        }
        now = end
        return lines
    }

    private static func seconds(_ duration: Duration) -> String {
        let parts = duration.components
        let tenths = parts.attoseconds / 100_000_000_000_000_000
        return tenths == 0 ? "\(parts.seconds)" : "\(parts.seconds).\(tenths)"
    }

    // MARK: Lines

    mutating func step(_ body: (inout Leg, Duration, inout [LegAction]) -> Void) -> [String] {
        var actions: [LegAction] = []
        body(&leg, now, &actions)
        return take(actions)
    }

    private mutating func take(_ actions: [LegAction]) -> [String] {
        for action in actions {
            switch action {
            case .respond(let response, _): responses.append(response)
            case .send(let request, let path): requests.append((request, path))
            case .acknowledge(let ack, let path): acks.append((ack, path))
            case .cancel, .report: break
            }
        }
        return actions.map(Self.line)
    }

    private static func line(_ action: LegAction) -> String {
        switch action {
        case .respond(let response, _):
            "\(response.status.rawValue) \(response.cSeq.method.text)\(response.body.isEmpty ? "" : " sdp")"
        case .send(let request, _):
            "send \(request.method.text) \(request.cSeq.number)\(request.body.isEmpty ? "" : " sdp")"
        case .acknowledge(let ack, _): "ACK \(ack.cSeq.number)"
        case .cancel: "CANCEL"
        case .report(let event): line(event)
        }
    }

    private static func line(_ event: LegEvent) -> String {
        switch event {
        case .ringing: "ringing"
        case .media(let audio, let isEarly):
            "\(isEarly ? "early media" : "media") \(audio.codec.rawValue) \(audio.remoteRTP) \(audio.direction.rawValue)"
        case .answered: "answered"
        case .info(let type, let body): "info \(type) \(String(decoding: body, as: UTF8.self))"
        case .transferred(let accepted): accepted ? "transfer accepted" : "transfer refused"
        case .ended(let how): "ended \(line(how))"
        }
    }

    private static func line(_ end: LegEnd) -> String {
        switch end {
        case .byPeer(let cause): cause.map { "by peer, cause \($0)" } ?? "by peer"
        case .byUs: "by us"
        case .failed(let outcome, let rang): "\(line(outcome))\(rang ? ", rang" : "")"
        case .unacknowledged: "unacknowledged"
        case .lost: "lost"
        case .noCommonMedia: "without common media"
        }
    }

    private static func line(_ outcome: AttemptOutcome) -> String {
        switch outcome {
        case .response(let status, let cause): "\(status.rawValue)\(cause.map { ", cause \($0)" } ?? "")"
        case .timeout: "time-out"
        case .transportFailure: "unreachable"
        case .cancelled: "cancelled"
        }
    }
}

/// Something that a test did not expect.
struct Unexpected: Error {
    let text: String
}

extension LegSettings {
    /// Settings without session timers, so that tests see them only where they ask.
    static let test = LegSettings(sessionTimer: nil)
    /// Settings with session timers.
    static let timed = LegSettings(sessionTimer: .init(interval: 1_800))

    /// Settings of a trunk that wants digests.
    static func trunk(sessionTimer: SessionTimer.Policy? = nil) -> LegSettings {
        var settings = LegSettings(sessionTimer: sessionTimer)
        settings.peer = "carrier"
        settings.credentials = CredentialStore([
            DigestCredential(peer: "carrier", realm: "trunk.example", username: "desk", password: "secret")
        ])
        return settings
    }
}
