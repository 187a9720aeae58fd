import TestSupport

@testable import SIP

/// A client layer and a server layer with a bad network between them and users of modest habits, all in virtual time.
///
/// The network loses, doubles and delays datagrams as a seed says; real bytes travel. The server's user answers every
/// request after a while, repeats a 2xx to an INVITE until its ACK comes, and answers a cancelled INVITE with 487. The
/// client's user acknowledges every 2xx, cancels some INVITEs early and every one that takes longer than a minute.
struct LossyNetwork {
    /// How bad the network is.
    struct Weather: Sendable {
        var loss = 0.0
        var duplication = 0.0
        /// The longest way of a datagram in milliseconds; above T1 datagrams overtake each other a lot.
        var delay = 50
        var transport = TransportProtocol.udp
        /// Whether the way breaks down at some time.
        var breaks = false
    }

    /// What a client transaction came to.
    struct Outcome: Equatable {
        var successes = 0
        var refusals = 0
        var failures = 0
        var ends = 0

        /// Whether it came to exactly one end, with one final outcome.
        var isWhole: Bool { min(successes, 1) + refusals + failures == 1 && ends == 1 }
    }

    private enum Event {
        case datagram([UInt8], toServer: Bool)
        case send(Method, Int)
        case answer(ServerTransactionID, Request, Int)
        case repeatSuccess(ServerTransactionID, Request, interval: Int)
        case cancel(ClientTransactionID)
        case breakDown
    }

    private(set) var client: TransactionLayer
    private(set) var server: TransactionLayer
    private(set) var outcomes: [ClientTransactionID: Outcome] = [:]
    private(set) var serverEnds: [ServerTransactionID: Int] = [:]
    private(set) var now = 0
    private var events: [(time: Int, order: Int, event: Event)] = []
    private var order = 0
    private var answered: Set<ServerTransactionID> = []
    private var acknowledged: Set<String> = []
    private var random: SplitMix64
    private let weather: Weather

    init(seed: UInt64, weather: Weather) {
        random = SplitMix64(seed: seed)
        self.weather = weather
        client = TransactionLayer(secret: TransactionSecret(seed, 1))
        server = TransactionLayer(secret: TransactionSecret(seed, 2))
    }

    /// Sends this many requests within a few seconds, and runs until nothing is left to happen.
    mutating func run(requests: Int) throws {
        for number in 0..<requests {
            let method = [Method.invite, .invite, .bye, .options][Int.random(in: 0..<4, using: &random)]
            add(Int.random(in: 0..<5_000, using: &random), .send(method, number))
        }
        if weather.breaks { add(Int.random(in: 0..<20_000, using: &random), .breakDown) }
        while let next = nextTime(), next < 1_000_000 {
            now = max(now, next)
            var actions: [TransactionAction] = []
            client.deadlineReached(now: .milliseconds(now), into: &actions)
            try perform(actions, atServer: false)
            actions = []
            server.deadlineReached(now: .milliseconds(now), into: &actions)
            try perform(actions, atServer: true)
            while let index = events.indices.min(by: {
                (events[$0].time, events[$0].order) < (events[$1].time, events[$1].order)
            }),
                events[index].time <= now
            { try handle(events.remove(at: index).event) }
        }
    }

    private func nextTime() -> Int? {
        let timers = [client.nextDeadline, server.nextDeadline].compactMap {
            $0.map { Int(($0 / .milliseconds(1)).rounded(.up)) }
        }
        return (timers + events.map(\.time)).min()
    }

    private mutating func add(_ delay: Int, _ event: Event) {
        events.append((now + delay, order, event))
        order += 1
    }

    private mutating func handle(_ event: Event) throws {
        let time = Duration.milliseconds(now)
        var actions: [TransactionAction] = []
        switch event {
        case .datagram(let bytes, let toServer):
            let message = try MessageParser.parse(bytes)
            if toServer {
                server.received(message, on: TransactionSamples.path(weather.transport), now: time, into: &actions)
            } else {
                client.received(message, on: TransactionSamples.wayOut(weather.transport), now: time, into: &actions)
            }
            try perform(actions, atServer: toServer)
        case .send(let method, let number):
            let request = try TransactionSamples.outgoing(method, callID: "call-\(number)")
            let id = try client.send(
                request, over: TransactionSamples.wayOut(weather.transport), sentBy: TransactionSamples.sentBy,
                now: time,
                into: &actions)
            outcomes[id] = Outcome()
            if method == .invite {
                add(Bool.random(using: &random) ? Int.random(in: 0..<3_000, using: &random) : 60_000, .cancel(id))
            }
            try perform(actions, atServer: false)
        case .answer(let id, let request, let status):
            guard !answered.contains(id) else { return }
            if status >= 200 { answered.insert(id) }
            server.respond(try TransactionSamples.response(status, to: request), to: id, now: time, into: &actions)
            try perform(actions, atServer: true)
            if request.method == .invite, status == 200 { add(500, .repeatSuccess(id, request, interval: 1_000)) }
        case .repeatSuccess(let id, let request, let interval):
            guard !acknowledged.contains(request.callID), interval < 20_000 else { return }
            server.respond(try TransactionSamples.response(200, to: request), to: id, now: time, into: &actions)
            try perform(actions, atServer: true)
            add(interval, .repeatSuccess(id, request, interval: min(interval * 2, 4_000)))
        case .cancel(let id):
            client.cancel(id, now: time, into: &actions)
            try perform(actions, atServer: false)
        case .breakDown:
            client.transportFailed(TransactionSamples.wayOut(weather.transport), now: time, into: &actions)
            try perform(actions, atServer: false)
        }
    }

    private mutating func perform(_ actions: [TransactionAction], atServer: Bool) throws {
        for action in actions {
            switch action {
            case .transmit(let bytes, _): transmit(bytes, toServer: !atServer)
            case .request(let id, let request, _):
                serverEnds[id] = 0
                let finals = request.method == .invite ? [200, 200, 302, 486, 603] : [200, 404]
                if request.method == .invite, Bool.random(using: &random) {
                    add(Int.random(in: 0..<1_000, using: &random), .answer(id, request, 180))
                }
                let wait = Int.random(in: 0..<(request.method == .invite ? 8_000 : 300), using: &random)
                add(wait, .answer(id, request, finals[Int.random(in: 0..<finals.count, using: &random)]))
                invites[id] = request
            case .cancelled(let id): if let request = invites[id] { add(0, .answer(id, request, 487)) }
            case .ack(let request, _): acknowledged.insert(request.callID)
            case .response(let id, let response):
                guard response.status.isFinal else { continue }
                if response.status.isSuccess { outcomes[id]?.successes += 1 } else { outcomes[id]?.refusals += 1 }
                if response.status.isSuccess, response.cSeq.method == .invite { try acknowledge(response) }
            case .strayResponse(let response, _): try acknowledge(response)
            case .timedOut(let id), .unreachable(let id): outcomes[id]?.failures += 1
            case .clientEnded(let id): outcomes[id]?.ends += 1
            case .serverEnded(let id): serverEnds[id, default: 0] += 1
            case .acknowledged, .unacknowledged, .merged, .overloaded: break
            }
        }
    }

    private var invites: [ServerTransactionID: Request] = [:]

    private mutating func acknowledge(_ response: Response) throws {
        var actions: [TransactionAction] = []
        client.sendAck(
            try TransactionSamples.outgoing(.ack, callID: response.callID),
            over: TransactionSamples.wayOut(weather.transport),
            sentBy: TransactionSamples.sentBy, into: &actions)
        try perform(actions, atServer: false)
    }

    private mutating func transmit(_ bytes: [UInt8], toServer: Bool) {
        guard !weather.transport.isReliable else { return add(20, .datagram(bytes, toServer: toServer)) }
        let copies = Double.random(in: 0..<1, using: &random) < weather.duplication ? 2 : 1
        for _ in 0..<copies where Double.random(in: 0..<1, using: &random) >= weather.loss {
            add(Int.random(in: 0...weather.delay, using: &random), .datagram(bytes, toServer: toServer))
        }
    }
}
