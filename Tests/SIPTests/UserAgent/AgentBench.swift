import TestSupport
import Testing

@testable import SIP

/// A user agent and its peers, who speak by text, on virtual time: each step gives what the agent does, in order, as
/// lines.
///
/// A response is `200 INVITE`, a request `BYE`; `sdp` stands behind those with a session description, and the place
/// where they go unless it is that of the carrier. News are `incoming +33290920555 over carrier`, `answered`, `ended …`,
/// `carrier up`, and `turned away: stranger`.
struct AgentBench {
    var agent: UserAgent
    var now = Duration.seconds(1_000)
    /// The messages that were sent, and where.
    private(set) var sent: [(message: Message, path: TransportPath)] = []
    /// The calls that came in.
    private(set) var calls: [(id: LegID, call: IncomingCall)] = []

    static let local = Endpoint(address: .v4(192, 0, 2, 10), port: 5060)
    static let carrier = path(.v4(198, 51, 100, 7))
    /// Another address of the same carrier.
    static let carrierToo = path(.v4(198, 51, 100, 8))
    /// An address of a trunk that must prove who it is.
    static let office = path(.v4(203, 0, 113, 5))
    static let stranger = path(.v4(192, 0, 2, 66))
    static let media = LocalMedia(MediaPorts(rtp: Endpoint(address: .v4(192, 0, 2, 10), port: 30_000)))

    static func path(
        _ address: IPAddress, _ transport: TransportProtocol = .udp, connection: UInt64? = nil
    ) -> TransportPath {
        TransportPath(
            transport: transport, local: local, remote: Endpoint(address: address, port: 5060),
            connection: connection.map { ConnectionID(number: $0) })
    }

    /// An agent with a trunk that is known by its addresses, and one that needs a digest besides.
    init(_ change: (inout UserAgentSettings) -> Void = { _ in }, resolved: Bool = false) throws {
        var settings = UserAgentSettings(
            leg: .test, trunks: [try Self.carrierTrunk(), try Self.officeTrunk()],
            digestServer: DigestServer(
                realm: "desk.example",
                accounts: [DigestCredential(peer: "office", username: "office", password: "key")],
                key: [UInt8](repeating: 7, count: 16)))
        change(&settings)
        agent = UserAgent(settings, random: SplitMix64(seed: 1), now: now)
        guard resolved else { return }
        _ = step { $0.resolved("carrier", [Self.carrier], now: $1, into: &$2) }
    }

    static func carrierTrunk() throws -> Trunk {
        var trunk = Trunk(
            name: "carrier", proxy: .init(host: "sip.carrier.example"), domain: "carrier.example", user: "desk")
        trunk.credentials = [DigestCredential(peer: "carrier", username: "desk", password: "secret")]
        trunk.inbound = .init(sources: [try #require(AddressPrefix("198.51.100.0/28"))], assertsIdentity: true)
        trunk.keepalive = nil
        trunk.sessionTimer = nil
        return trunk
    }

    private static func officeTrunk() throws -> Trunk {
        var trunk = Trunk(
            name: "office", proxy: .init(host: "sip.office.example"), domain: "office.example", user: "desk")
        trunk.inbound = .init(sources: [try #require(AddressPrefix("203.0.113.5"))], requiresDigest: true)
        trunk.keepalive = nil
        trunk.sessionTimer = nil
        return trunk
    }

    // MARK: What peers send

    /// A request by text; in a dialog it takes up our tag of the last response to the same call.
    static func request(
        _ method: String, _ number: Int = 1, _ headers: [String] = [], uri: String = "sip:+33290920555@192.0.2.10",
        call: String = "call-1", toTag: String? = nil, fromTag: String = "theirs", branch: String? = nil,
        sdp: String? = nil
    ) -> [UInt8] {
        var lines = [
            "\(method) \(uri) SIP/2.0",
            "Via: SIP/2.0/UDP 198.51.100.7:5060;rport;branch=\(branch ?? "z9hG4bK\(call)\(method)\(number)")",
            "Max-Forwards: 70", "From: <sip:0612345678@carrier.example>;tag=\(fromTag)",
            "To: <sip:+33290920555@desk.example>\(toTag.map { ";tag=\($0)" } ?? "")", "Call-ID: \(call)",
            "CSeq: \(number) \(method)",
        ]
        if !headers.contains(where: { $0.hasPrefix("Contact:") }) {
            lines.append("Contact: <sip:phone@198.51.100.7:5060>")
        }
        lines += headers
        if sdp != nil { lines.append("Content-Type: application/sdp") }
        lines += ["Content-Length: \(sdp?.utf8.count ?? 0)", "", sdp ?? ""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    /// An INVITE with an offer comes in.
    mutating func invite(
        _ headers: [String] = [], number: Int = 1, uri: String = "sip:+33290920555@192.0.2.10", call: String = "call-1",
        branch: String? = nil, sdp: String? = SDPLines.offer(), from path: TransportPath = carrier
    ) -> [String] {
        receive(
            Self.request("INVITE", number, headers, uri: uri, call: call, branch: branch, sdp: sdp), from: path)
    }

    /// A request comes in within the dialog of a call.
    mutating func peer(
        _ method: String, _ number: Int, _ headers: [String] = [], call: String = "call-1", toTag: String? = nil,
        fromTag: String = "theirs", sdp: String? = nil, from path: TransportPath = carrier
    ) -> [String] {
        let tag = toTag ?? tag(of: call)
        return receive(
            Self.request(method, number, headers, call: call, toTag: tag, fromTag: fromTag, sdp: sdp), from: path)
    }

    /// The CANCEL of an INVITE.
    mutating func cancel(call: String = "call-1", from path: TransportPath = carrier) -> [String] {
        receive(Self.request("CANCEL", call: call, branch: "z9hG4bK\(call)INVITE1"), from: path)
    }

    /// The ACK to a refusal, which has the branch of its INVITE.
    mutating func acknowledgeRefusal(call: String = "call-1", number: Int = 1) -> [String] {
        receive(
            Self.request("ACK", number, call: call, toTag: tag(of: call), branch: "z9hG4bK\(call)INVITE\(number)"),
            from: Self.carrier)
    }

    /// A response to a request of ours, the last one unless told otherwise.
    mutating func reply(
        _ status: Int, _ headers: [String] = [], sdp: String? = nil, tag: String? = "theirs",
        to request: Request? = nil,
        contact: String = "<sip:phone@198.51.100.7:5060>", from path: TransportPath = carrier
    ) throws -> [String] {
        let request = try #require(request ?? requests.last)
        var lines = ["SIP/2.0 \(status) Whatever"]
        lines += request.fields.values(.via).map { "Via: \($0)" }
        lines.append("From: \(request.fields.first(.from) ?? "")")
        lines.append(
            "To: \(request.fields.first(.to) ?? "")\(request.toTag == nil ? tag.map { ";tag=\($0)" } ?? "" : "")")
        lines += ["Call-ID: \(request.callID)", "CSeq: \(request.cSeq.text)"]
        if !headers.contains(where: { $0.hasPrefix("Contact:") }) { lines.append("Contact: \(contact)") }
        lines += headers
        if sdp != nil { lines.append("Content-Type: application/sdp") }
        lines += ["Content-Length: \(sdp?.utf8.count ?? 0)", "", sdp ?? ""]
        return receive(Array(lines.joined(separator: "\r\n").utf8), from: path)
    }

    mutating func receive(_ bytes: [UInt8], from path: TransportPath = carrier) -> [String] {
        step { $0.received(bytes, on: path, now: $1, into: &$2) }
    }

    /// A stream cannot be cut into messages any more after these bytes.
    mutating func streamBroke(_ bytes: [UInt8]) -> [String] {
        step { agent, _, actions in agent.refused(bytes, on: Self.carrier, into: &actions) }
    }

    // MARK: What was sent

    var requests: [Request] {
        sent.compactMap { if case .request(let request) = $0.message { request } else { nil } }
    }

    var responses: [Response] {
        sent.compactMap { if case .response(let response) = $0.message { response } else { nil } }
    }

    /// Our tag in a call of the peer.
    func tag(of call: String) -> String? { responses.last { $0.callID == call && $0.toTag != nil }?.toTag }

    /// The leg of the last call that came in.
    func leg() throws -> LegID { try #require(calls.last).id }

    // MARK: What our user does

    mutating func ring(_ media: LocalMedia? = nil) throws -> [String] {
        let id = try leg()
        return step { $0.ring(id, media: media, now: $1, into: &$2) }
    }

    mutating func answer() throws -> [String] {
        let id = try leg()
        return step { $0.answer(id, media: Self.media, now: $1, into: &$2) }
    }

    mutating func hangUp(_ leg: LegID? = nil, status: StatusCode = .busyHere, retryAfter: Int? = nil) throws -> [String]
    {
        let id = try leg ?? self.leg()
        return step { $0.hangUp(id, status: status, retryAfter: retryAfter, now: $1, into: &$2) }
    }

    /// A call that was answered and acknowledged.
    mutating func establish(_ headers: [String] = [], call: String = "call-1", from path: TransportPath = carrier)
        throws
    {
        _ = invite(headers, call: call, from: path)
        _ = try answer()
        try #require(peer("ACK", 1, call: call, from: path).contains("answered"))
    }

    // MARK: Time

    /// Lets time pass; every line begins with the second in which it happened.
    mutating func wait(_ duration: Duration) -> [String] {
        let (start, end) = (now, now + duration)
        var lines: [String] = []
        var wakes = 0
        while let deadline = agent.nextDeadline, deadline <= end {
            now = max(now, deadline)
            let seconds = Double((now - start) / .milliseconds(100)).rounded(.down) / 10
            lines += step { $0.deadlineReached(now: $1, into: &$2) }.map { "\(seconds) \($0)" }
            wakes += 1
            guard wakes < 100_000 else { return lines + ["stuck"] }
        }
        now = end
        return lines
    }

    /// What is left of calls: legs, dialogs, transactions, askers, and times to wake up for.
    var leftovers: [String] { agent.leftovers }

    // MARK: Lines

    mutating func step(_ body: (inout UserAgent, Duration, inout [UserAgentAction]) -> Void) -> [String] {
        var actions: [UserAgentAction] = []
        body(&agent, now, &actions)
        return actions.map { take($0) }
    }

    private mutating func take(_ action: UserAgentAction) -> String {
        switch action {
        case .transmit(let bytes, let path):
            guard let message = try? MessageParser.parse(bytes) else { return "unreadable" }
            sent.append((message, path))
            let place = path.remote == Self.carrier.remote ? "" : " to \(path.remote)"
            return Self.line(message) + place
        case .incoming(let id, let call):
            calls.append((id, call))
            return "incoming \(call.dialled ?? call.requestURI)\(call.trunk.map { " over \($0)" } ?? "")"
        case .leg(_, let event): return Self.line(event)
        case .trunk(let name, let event): return "\(name) \(Self.line(event))"
        case .turnedAway(let why, _): return "turned away: \(why.rawValue)"
        }
    }

    static func line(_ message: Message) -> String {
        switch message {
        case .request(let request): request.method.text + (request.body.isEmpty ? "" : " sdp")
        case .response(let response):
            "\(response.status.rawValue) \(response.cSeq.method.text)\(response.body.isEmpty ? "" : " sdp")"
        }
    }

    private static func line(_ event: LegEvent) -> String {
        switch event {
        case .ringing: "ringing"
        case .media(let audio, let isEarly): "\(isEarly ? "early media" : "media") \(audio.remoteRTP)"
        case .answered: "answered"
        case .info(let type, _): "info \(type)"
        case .transferred(let accepted): accepted ? "transfer accepted" : "transfer refused"
        case .ended(.byPeer): "ended by peer"
        case .ended(.byUs): "ended by us"
        case .ended(.failed(let outcome, _)): "ended: \(line(outcome))"
        case .ended(.unacknowledged): "ended: unacknowledged"
        case .ended(.lost): "ended: lost"
        case .ended(.noCommonMedia): "ended: without common media"
        }
    }

    private static func line(_ outcome: AttemptOutcome) -> String {
        switch outcome {
        case .response(let status, _): "\(status.rawValue)"
        case .timeout: "time-out"
        case .transportFailure: "unreachable"
        case .cancelled: "cancelled"
        }
    }

    private static func line(_ event: TrunkEvent) -> String {
        switch event {
        case .registered: "registered"
        case .registrationFailed(let words): "not registered: \(words)"
        case .unregistered: "unregistered"
        case .up: "up"
        case .down(let words): "down: \(words)"
        }
    }
}

extension UserAgent {
    /// What is left of calls: legs, dialogs, transactions, askers, and times to wake up for.
    var leftovers: [String] {
        let counts = [
            ("legs", legCount), ("dialogs", dialogs.count), ("invites", invites.count), ("askers", askers.count),
            ("leg deadlines", legDeadlines.count), ("transactions", transactionCount),
            ("early INVITEs", transactions.earlyInviteCount), ("paths", transactions.paths.count),
            ("server deadlines", transactions.servers.queued), ("client deadlines", transactions.clients.queued),
            ("merge keys", transactions.mergeKeys.count),
        ]
        return counts.filter { $0.1 != 0 }.map { "\($0.1) \($0.0)" }
    }
}
