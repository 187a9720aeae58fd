@testable import SIP

/// A user agent with calls in every state, between a peer and a user who do what the input says: what we send can be
/// read, a call ends once and is silent then, and nothing is left when all have hung up.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    var bench = Bench(choices: input.byte())
    bench.begin(as: input.byte())
    while !input.isEmpty { bench.step(&input) }
    bench.finish()
    return 0
}

private struct Bench {
    private var agent: UserAgent
    private let hasTrunk: Bool
    private var peer = Peer()
    private var now = Duration.seconds(1)
    private var legs: [LegID] = []
    private var ended: Set<LegID> = []

    private static let ours = Endpoint(address: .v4(192, 0, 2, 10), port: 5060)
    private static let paths = [
        TransportPath(transport: .udp, local: ours, remote: Endpoint(address: .v4(198, 51, 100, 7), port: 5060)),
        TransportPath(
            transport: .tcp, local: ours, remote: Endpoint(address: .v4(198, 51, 100, 7), port: 5061),
            connection: ConnectionID(number: 1)),
        TransportPath(transport: .udp, local: ours, remote: Endpoint(address: .v4(203, 0, 113, 66), port: 5060)),
        TransportPath(transport: .udp, local: ours, remote: Endpoint(address: .v4(203, 0, 113, 99), port: 5060)),
    ]
    private static let media = LocalMedia(MediaPorts(rtp: Endpoint(address: ours.address, port: 40_000)))

    init(choices: UInt8) {
        hasTrunk = choices & 1 == 1
        var trunk = Trunk(name: "trunk", proxy: .init(host: "198.51.100.7"), domain: "trunk.example", user: "us")
        trunk.inbound.sources = ["198.51.100.0/24"].compactMap { AddressPrefix($0) }
        trunk.inbound.assertsIdentity = true
        trunk.registering = choices & 2 == 2 ? .init() : nil
        trunk.credentials = [DigestCredential(peer: "trunk", username: "us", password: "secret")]
        trunk.requires100rel = choices & 4 == 4
        trunk.sessionTimer = choices & 8 == 8 ? nil : .init()
        var guarded = Trunk(name: "guarded", proxy: .init(host: "203.0.113.66"), domain: "guarded.example", user: "us")
        guarded.inbound.sources = ["203.0.113.66/32"].compactMap { AddressPrefix($0) }
        guarded.inbound.requiresDigest = true
        guarded.keepalive = nil
        let digest = DigestServer(
            realm: "desk", accounts: [DigestCredential(peer: "guarded", username: "them", password: "secret")],
            key: Array(0..<16))
        agent = UserAgent(
            UserAgentSettings(
                leg: LegSettings(requires100rel: choices & 4 == 4), trunks: hasTrunk ? [trunk, guarded] : [guarded],
                admitsStranger: { $0 == .v4(198, 51, 100, 7) }, digestServer: digest,
                limits: TransactionLimits(
                    serverTransactions: .init(40, reserved: 5), earlyInvites: .init(9), clientTransactions: 12)),
            random: Repeatable(), now: now)
        guard hasTrunk else { return }
        act { $0.resolved("trunk", Array(Self.paths.prefix(2)), now: $1, into: &$2) }
    }

    /// Brings a call into a state.
    mutating func begin(as state: UInt8) {
        switch state % 10 {
        case 1, 2, 3, 4, 8:
            deliver(peer.invite(0, headers: "", body: Peer.bodies[1]))
            if state % 10 == 2 { ring(true) }
            if state % 10 >= 3 { answer() }
            if state % 10 >= 4 { deliver(peer.inDialog("ACK", 1, isOurs: false, headers: "", body: "")) }
            if state % 10 == 8 { hangUp() }
        case 5, 6, 7, 9:
            call()
            if state % 10 == 6 { deliver(peer.response(0, 183, tag: 1, headers: "", body: Peer.bodies[1])) }
            if state % 10 == 7 || state % 10 == 9 {
                let timer = "Require: timer\r\nSession-Expires: 1800;refresher=uac\r\n"
                deliver(peer.response(0, 200, tag: 1, headers: timer, body: Peer.bodies[1]))
            }
            // Half of the interval later a refresh of ours is out.
            if state % 10 == 9 { wait(until: 900) }
        default: break
        }
    }

    mutating func step(_ input: inout FuzzInput) {
        switch input.byte() & 15 {
        case 0:
            let kind = input.byte()
            let body = peer.body(&input)
            deliver(peer.invite(kind, headers: peer.headers(&input), body: body), &input)
        case 1, 2, 3:
            let method = input.pick(Peer.methods)
            let number = input.byte()
            let body = peer.body(&input)
            deliver(
                peer.inDialog(
                    method, Int(number & 31), isOurs: number & 32 == 32, headers: peer.headers(&input), body: body),
                &input)
        case 4, 5, 6:
            let place = input.below(6)
            let status = input.pick(Peer.statuses)
            let body = peer.body(&input)
            let tag = input.byte() & 3
            deliver(peer.response(place, status, tag: tag, headers: peer.headers(&input), body: body), &input)
        case 7: deliver(peer.cancel(input.byte()), &input)
        case 8: ring(input.byte() & 1 == 1)
        case 9: answer()
        case 10: hangUp()
        case 11: call()
        case 12: transfer()
        case 13: wait(until: Int(input.byte()))
        case 14: for _ in 0...input.below(8) { wait(until: nil) }
        default:
            let choices = input.byte()
            if choices & 7 == 0 { return act { $0.unregister(now: $1, into: &$2) } }
            let path = Self.paths[Int(choices >> 3) % Self.paths.count]
            act { $0.transportFailed(path, now: $1, into: &$2) }
        }
    }

    // MARK: The user

    private mutating func ring(_ isEarly: Bool) {
        guard let leg = legs.last else { return }
        act { $0.ring(leg, media: isEarly ? Self.media : nil, now: $1, into: &$2) }
    }

    private mutating func answer() {
        guard let leg = legs.last else { return }
        act { $0.answer(leg, media: Self.media, now: $1, into: &$2) }
    }

    private mutating func hangUp() {
        guard let leg = legs.last else { return }
        act { $0.hangUp(leg, now: $1, into: &$2) }
    }

    private mutating func transfer() {
        guard let leg = legs.last else { return }
        act { $0.transfer(leg, to: URI(user: "3", host: "198.51.100.7"), now: $1, into: &$2) }
    }

    private mutating func call() {
        var leg: LegID?
        act { agent, now, actions in
            leg = agent.call(
                "+33140000001", over: "trunk", presenting: "+33800123456",
                diverted: Diversion(caller: "+33140000002", called: "+33800123456"), media: Self.media, now: now,
                into: &actions)
            if leg == nil {
                leg = agent.call(
                    URI(user: "2", host: "198.51.100.7"), at: Self.paths[0], presenting: "1", media: Self.media,
                    now: now, into: &actions)
            }
        }
        if let leg { legs.append(leg) }
    }

    // MARK: The network

    private mutating func deliver(_ bytes: [UInt8]?) {
        guard let bytes else { return }
        act { $0.received(bytes, on: Self.paths[0], now: $1, into: &$2) }
    }

    /// Delivers a message with something in it replaced by bytes of the input, at times.
    private mutating func deliver(_ bytes: [UInt8]?, _ input: inout FuzzInput) {
        let choices = input.byte()
        guard var bytes else { return }
        if choices & 0xE0 == 0xE0 {
            let place = min(Int(input.short() & 0x3FF), bytes.count)
            let end = min(bytes.count, place + Int(choices & 15))
            bytes.replaceSubrange(place..<end, with: input.chunk())
        }
        let path = choices & 16 == 0 ? Self.paths[0] : input.pick(Self.paths)
        act { $0.received(bytes, on: path, now: $1, into: &$2) }
    }

    private mutating func wait(until seconds: Int?) {
        if let seconds { now += .seconds(seconds) } else { now = max(now, agent.nextDeadline ?? now) }
        act { $0.deadlineReached(now: $1, into: &$2) }
    }

    // MARK: What always holds

    private mutating func act(_ body: (inout UserAgent, Duration, inout [UserAgentAction]) -> Void) {
        var actions: [UserAgentAction] = []
        body(&agent, now, &actions)
        expect(actions.count < 2_000, "\(actions.count) actions at once")
        // The refusal of a broken request lacks what the request lacks.
        let isBroken = actions.contains { if case .turnedAway(.malformed, _) = $0 { true } else { false } }
        for action in actions {
            switch action {
            case .transmit(let bytes, _):
                guard let message = try? MessageParser.parse(bytes) else {
                    if isBroken { continue }
                    fatalError("unreadable bytes were sent: \(String(decoding: bytes, as: UTF8.self))")
                }
                peer.take(message)
            case .incoming(let id, _):
                expect(!legs.contains(id), "a call came twice")
                legs.append(id)
            case .leg(let id, let event):
                expect(!ended.contains(id), "\(event) after the end")
                if case .ended = event { ended.insert(id) }
            case .trunk, .turnedAway: break
            }
        }
    }

    /// All hang up; minutes later nothing is left of any call.
    mutating func finish() {
        for leg in legs { act { $0.hangUp(leg, now: $1, into: &$2) } }
        let end = now + .seconds(300)
        var steps = 0
        while let deadline = agent.nextDeadline, deadline <= end {
            now = max(now, deadline)
            act { $0.deadlineReached(now: $1, into: &$2) }
            steps += 1
            expect(steps < 20_000, "timers without end")
        }
        expect(agent.legCount == 0, "\(agent.legCount) legs are left")
        expect(legs.allSatisfy(ended.contains), "a leg went without an end")
        expect(agent.dialogs.isEmpty, "\(agent.dialogs.count) dialogs are left")
        expect(agent.invites.isEmpty, "\(agent.invites.count) INVITEs are left")
        guard !hasTrunk else { return }
        expect(agent.askers.isEmpty && agent.transactionCount == 0, "\(agent.transactionCount) transactions are left")
    }
}

/// Chance that repeats itself.
private struct Repeatable: RandomNumberGenerator {
    private var state: UInt64 = 1

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        let mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        return mixed ^ mixed >> 31
    }
}
