import TestSupport

@testable import SIP

/// Two user agents with a network between them and users of all habits, in virtual time.
///
/// The network loses, doubles and delays datagrams as a seed says. The caller calls a few times; the called rings,
/// answers, refuses or does nothing; both hang up when they like, before or after the answer. Sessions are refreshed, so
/// that a side whose far end is gone notices it.
struct AgentNetwork {
    /// How bad the network is.
    struct Weather: Sendable, CustomStringConvertible {
        var loss = 0.0
        var duplication = 0.0
        /// The longest way of a datagram in milliseconds.
        var delay = 40
        var transport = TransportProtocol.udp
        /// Whether connections close, or the way fails, in the middle.
        var breaks = false
        /// Whether provisional responses are reliable.
        var reliable = false

        var description: String { "loss \(loss), \(transport.rawValue)\(breaks ? ", breaks" : "")" }
    }

    /// What one side's user saw of one leg.
    struct Story: Equatable {
        var answers = 0
        var ends: [LegEnd] = []
        /// Events after the end.
        var late = 0
    }

    private enum Event {
        case datagram([UInt8], to: Int)
        case call
        case ring(LegID, early: Bool)
        case answer(LegID)
        case hangUp(LegID, side: Int)
        case breakDown
    }

    private(set) var agents: [UserAgent]
    private(set) var stories: [[LegID: Story]] = [[:], [:]]
    private(set) var now = 0
    private(set) var isStuck = false
    private var events: [(time: Int, order: Int, event: Event)] = []
    private var order = 0
    private var random: SplitMix64
    private let weather: Weather
    /// The connection at hand.
    private var connection: UInt64 = 1

    /// The longest time that a schedule may take, in milliseconds.
    static let end = 20_000_000
    private static let ends = [
        Endpoint(address: .v4(192, 0, 2, 10), port: 5060), Endpoint(address: .v4(198, 51, 100, 7), port: 5060),
    ]
    private static let media = (0..<2).map { side in
        LocalMedia(MediaPorts(rtp: Endpoint(address: ends[side].address, port: 30_000)))
    }

    init(seed: UInt64, weather: Weather) {
        random = SplitMix64(seed: seed)
        self.weather = weather
        agents = (0..<2).map { side in
            var trunk = Trunk(name: "other", proxy: .init(host: "other.example"), domain: "other.example", user: "us")
            trunk.inbound.sources = [AddressPrefix(Self.ends[1 - side].address.description)].compactMap { $0 }
            trunk.keepalive = nil
            trunk.requires100rel = weather.reliable
            trunk.sessionTimer = .init(interval: 300, prefersRefreshing: side == 0)
            let settings = UserAgentSettings(trunks: [trunk])
            return UserAgent(settings, random: SplitMix64(seed: seed &* 2 &+ UInt64(side)), now: .zero)
        }
        for side in 0..<2 {
            var actions: [UserAgentAction] = []
            agents[side].resolved("other", [path(from: side)], now: .zero, into: &actions)
        }
    }

    private func path(from side: Int) -> TransportPath {
        TransportPath(
            transport: weather.transport, local: Self.ends[side], remote: Self.ends[1 - side],
            connection: weather.transport.isReliable ? ConnectionID(number: connection) : nil)
    }

    /// Makes a number of calls within a few seconds, and runs until nothing is left to happen.
    mutating func run(calls: Int) {
        for _ in 0..<calls { add(chance(5_000), .call) }
        if weather.breaks { add(chance(20_000), .breakDown) }
        var steps = 0
        while let next = nextTime(), next < Self.end {
            now = max(now, next)
            for side in 0..<2 { act(side) { $0.deadlineReached(now: $1, into: &$2) } }
            while let index = events.indices.min(by: {
                (events[$0].time, events[$0].order) < (events[$1].time, events[$1].order)
            }), events[index].time <= now {
                handle(events.remove(at: index).event)
            }
            steps += 1
            guard steps < 100_000 else {
                isStuck = true
                return
            }
        }
    }

    private func nextTime() -> Int? {
        let timers = agents.compactMap { $0.nextDeadline.map { Int(($0 / .milliseconds(1)).rounded(.up)) } }
        return (timers + events.map(\.time)).min()
    }

    private mutating func chance(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

    private mutating func add(_ delay: Int, _ event: Event) {
        events.append((now + delay, order, event))
        order += 1
    }

    private mutating func handle(_ event: Event) {
        switch event {
        case .datagram(let bytes, let side):
            let path = path(from: side)
            act(side) { $0.received(bytes, on: path, now: $1, into: &$2) }
        case .call:
            var leg: LegID?
            act(0) {
                leg = $0.call(
                    "+33290920555", over: "other", presenting: "+33290920556", diverted: nil, media: Self.media[0],
                    now: $1, into: &$2)
            }
            guard let leg else { return }
            stories[0][leg, default: Story()].answers += 0
            add([chance(300), chance(5_000), chance(60_000), chance(700_000)][chance(4)], .hangUp(leg, side: 0))
        case .ring(let leg, let early):
            act(1) { $0.ring(leg, media: early ? Self.media[1] : nil, now: $1, into: &$2) }
        case .answer(let leg): act(1) { $0.answer(leg, media: Self.media[1], now: $1, into: &$2) }
        case .hangUp(let leg, let side): act(side) { $0.hangUp(leg, now: $1, into: &$2) }
        case .breakDown:
            for side in 0..<2 {
                let path = path(from: side)
                act(side) { $0.transportFailed(path, now: $1, into: &$2) }
            }
            connection += 1
        }
    }

    private mutating func act(
        _ side: Int, _ body: (inout UserAgent, Duration, inout [UserAgentAction]) -> Void
    ) {
        var actions: [UserAgentAction] = []
        body(&agents[side], .milliseconds(now), &actions)
        for action in actions {
            switch action {
            case .transmit(let bytes, _): transmit(bytes, from: side)
            case .incoming(let leg, _): incoming(leg)
            case .leg(let leg, let event): note(event, of: leg, side)
            case .trunk, .turnedAway: break
            }
        }
    }

    private mutating func incoming(_ leg: LegID) {
        stories[1][leg] = Story()
        if Bool.random(using: &random) { add(chance(2_000), .ring(leg, early: Bool.random(using: &random))) }
        if chance(4) > 0 { add(chance(6_000), .answer(leg)) }
        add([chance(5_000), chance(50_000), chance(700_000)][chance(3)], .hangUp(leg, side: 1))
    }

    private mutating func note(_ event: LegEvent, of leg: LegID, _ side: Int) {
        var story = stories[side][leg] ?? Story()
        if !story.ends.isEmpty { story.late += 1 }
        switch event {
        case .answered: story.answers += 1
        case .ended(let end): story.ends.append(end)
        case .ringing, .media, .info, .transferred: break
        }
        stories[side][leg] = story
    }

    private mutating func transmit(_ bytes: [UInt8], from side: Int) {
        guard !weather.transport.isReliable else { return add(20, .datagram(bytes, to: 1 - side)) }
        let copies = Double.random(in: 0..<1, using: &random) < weather.duplication ? 2 : 1
        for _ in 0..<copies where Double.random(in: 0..<1, using: &random) >= weather.loss {
            add(chance(weather.delay + 1), .datagram(bytes, to: 1 - side))
        }
    }
}
