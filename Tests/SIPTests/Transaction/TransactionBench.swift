import Testing

@testable import SIP

/// A layer with a clock of its own, whose actions are written down in short words.
struct TransactionBench {
    var layer: TransactionLayer
    var now = Duration.zero
    /// The server transactions and the client transactions, in the order they began.
    private(set) var servers: [ServerTransactionID] = []
    private(set) var clients: [ClientTransactionID] = []
    /// All that was handed out, in order.
    private(set) var sent: [(bytes: [UInt8], path: TransportPath)] = []
    private(set) var requests: [Request] = []

    init(timers: TransactionTimers = .standard, limits: TransactionLimits = .standard) {
        layer = TransactionLayer(secret: TransactionSamples.secret, timers: timers, limits: limits)
    }

    mutating func receive(
        _ request: Request, on path: TransportPath = TransactionSamples.path(), isKnownPeer: Bool = false
    ) -> [String] {
        note { $0.layer.received(.request(request), on: path, isKnownPeer: isKnownPeer, now: $0.now, into: &$1) }
    }

    mutating func receive(_ response: Response, on path: TransportPath = TransactionSamples.wayOut()) -> [String] {
        note { $0.layer.received(.response(response), on: path, now: $0.now, into: &$1) }
    }

    /// Answers the server transaction with this number.
    mutating func respond(_ status: Int, to number: Int = 0, tag: String? = "desk") throws -> [String] {
        let response = try TransactionSamples.response(status, to: requests[number], toTag: tag)
        let id = servers[number]
        return note { $0.layer.respond(response, to: id, now: $0.now, into: &$1) }
    }

    mutating func send(_ request: Request, over path: TransportPath = TransactionSamples.wayOut()) throws -> [String] {
        var actions: [TransactionAction] = []
        clients.append(
            try layer.send(request, over: path, sentBy: TransactionSamples.sentBy, now: now, into: &actions))
        return note { $1 += actions }
    }

    mutating func cancel(_ number: Int = 0) -> [String] {
        let id = clients[number]
        return note { $0.layer.cancel(id, now: $0.now, into: &$1) }
    }

    /// Lets time pass, and runs the timers at their times.
    mutating func pass(_ time: Duration) -> [String] {
        let end = now + time
        var notes: [String] = []
        while let next = layer.nextDeadline, next <= end {
            now = max(now, next)
            notes += note { $0.layer.deadlineReached(now: $0.now, into: &$1) }
        }
        now = end
        return notes
    }

    mutating func fail(_ path: TransportPath) -> [String] {
        note { $0.layer.transportFailed(path, now: $0.now, into: &$1) }
    }

    /// The last message that was sent, as its receiver reads it.
    func lastRequest() throws -> Request {
        let bytes = try #require(sent.last).bytes
        guard case .request(let request) = try MessageParser.parse(bytes) else {
            throw TransactionSamples.Missing.request
        }
        return request
    }

    func lastResponse() throws -> Response {
        let bytes = try #require(sent.last).bytes
        guard case .response(let response) = try MessageParser.parse(bytes) else {
            throw TransactionSamples.Missing.response
        }
        return response
    }

    private mutating func note(_ event: (inout Self, inout [TransactionAction]) -> Void) -> [String] {
        var actions: [TransactionAction] = []
        event(&self, &actions)
        return actions.map { write(down: $0) }
    }

    private mutating func write(down action: TransactionAction) -> String {
        switch action {
        case .transmit(let bytes, let path):
            sent.append((bytes, path))
            let line = startLine(bytes).split(separator: " ")
            return "send \(line[0] == "SIP/2.0" ? line[1] : line[0])"
        case .request(let id, let request, _):
            servers.append(id)
            requests.append(request)
            return "request \(request.method)"
        case .cancelled(let id): return "cancelled \(number(id))"
        case .ack: return "ack"
        case .acknowledged(let id): return "acknowledged \(number(id))"
        case .unacknowledged(let id): return "unacknowledged \(number(id))"
        case .merged(let request, _): return "merged \(request.method)"
        case .overloaded(let request, _): return "overloaded \(request.method)"
        case .response(let id, let response): return "response \(number(id)) \(response.status)"
        case .strayResponse(let response, _): return "stray \(response.status)"
        case .timedOut(let id): return "timedOut \(number(id))"
        case .unreachable(let id): return "unreachable \(number(id))"
        case .serverEnded(let id): return "serverEnded \(number(id))"
        case .clientEnded(let id): return "clientEnded \(number(id))"
        }
    }

    private func number(_ id: ServerTransactionID) -> Int { servers.firstIndex(of: id) ?? -1 }
    private func number(_ id: ClientTransactionID) -> Int { clients.firstIndex(of: id) ?? -1 }
}
