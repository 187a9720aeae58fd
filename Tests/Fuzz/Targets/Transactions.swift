@testable import SIP

/// The transaction layer between a peer, a network and a user that do what the input says: every transaction has one
/// outcome and one end, and nothing is left when the last timer has run.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    var bench = Bench()
    while !input.isEmpty { bench.step(&input) }
    bench.finish()
    return 0
}

private struct Bench {
    private var layer = TransactionLayer(
        secret: TransactionSecret(1, 2),
        limits: TransactionLimits(
            serverTransactions: .init(12, reserved: 3), earlyInvites: .init(5, reserved: 2), clientTransactions: 6))
    private var now = Duration.zero
    private var servers: [(id: ServerTransactionID, request: Request)] = []
    private var liveServers: Set<ServerTransactionID> = []
    private var clients: [(id: ClientTransactionID, request: Request)] = []
    private var liveClients: [ClientTransactionID: Client] = [:]
    private var ended: Set<ClientTransactionID> = []
    private var endedServers: Set<ServerTransactionID> = []
    /// What went out last.
    private var sent: [Request] = []

    private struct Client {
        let isInvite: Bool
        var hasOutcome = false
        var isAccepted = false
    }

    private static let paths: [TransportPath] = {
        let ours = Endpoint(address: .v4(192, 0, 2, 10), port: 5060)
        let theirs = [IPAddress.v4(198, 51, 100, 7), .v4(198, 51, 100, 8)].map { Endpoint(address: $0, port: 5062) }
        return [
            TransportPath(transport: .udp, local: ours, remote: theirs[0]),
            TransportPath(transport: .udp, local: ours, remote: theirs[1]),
            TransportPath(transport: .tcp, local: ours, remote: theirs[0], connection: ConnectionID(number: 1)),
            TransportPath(transport: .tls, local: ours, remote: theirs[1], connection: ConnectionID(number: 2)),
            TransportPath(transport: .tcp, local: ours, remote: theirs[1]),
        ]
    }()
    private static let methods: [Method] = [
        .invite, .ack, .cancel, .invite, .bye, .options, .info, .prack, .update, .other("ODD"), .register,
    ]
    private static let statuses = [100, 180, 183, 199, 200, 202, 301, 401, 487, 503, 603, 699]

    mutating func step(_ input: inout FuzzInput) {
        var actions: [TransactionAction] = []
        switch input.byte() % 10 {
        case 0, 1: receiveRequest(&input, &actions)
        case 2: respond(&input, &actions)
        case 3: send(&input, &actions)
        case 4, 5: receiveResponse(&input, &actions)
        case 6: if !clients.isEmpty { layer.cancel(input.pick(clients.map(\.id)), now: now, into: &actions) }
        case 7: wait(&input, &actions)
        case 8: fail(&input, &actions)
        default: receiveBytes(&input, &actions)
        }
        note(actions)
    }

    private mutating func receiveRequest(_ input: inout FuzzInput, _ actions: inout [TransactionAction]) {
        let method = input.pick(Self.methods)
        let names = input.byte()
        let path = input.pick(Self.paths)
        var request = Request(method: method, uri: URI(user: "1", host: "192.0.2.10"))
        let cookie = names & 0xC0 == 0xC0 ? "" : "z9hG4bK"
        let host = names & 16 == 0 ? "198.51.100.7:5062" : "h.example"
        request.fields.append(.via, "SIP/2.0/UDP \(host);rport;branch=\(cookie)\(names & 3)")
        if names & 32 != 0 { request.fields.append(.via, "SIP/2.0/UDP g.example;branch=z9hG4bKg") }
        request.fields.append(.from, "<sip:a@b>;tag=f")
        request.fields.append(.to, "<sip:1@c>" + (names & 8 == 0 ? "" : ";tag=t"))
        request.fields.append(.callID, "c\(names >> 2 & 1)")
        request.fields.append(.cSeq, "\(names & 4) \(method.text)")
        layer.received(.request(request), on: path, isKnownPeer: names & 0xC0 == 0x40, now: now, into: &actions)
    }

    private mutating func respond(_ input: inout FuzzInput, _ actions: inout [TransactionAction]) {
        guard !servers.isEmpty, let status = StatusCode(rawValue: input.pick(Self.statuses)) else { return }
        let (id, request) = servers[input.below(servers.count)]
        layer.respond(Response(to: request, status, toTag: "ours"), to: id, now: now, into: &actions)
    }

    private mutating func send(_ input: inout FuzzInput, _ actions: inout [TransactionAction]) {
        var method = input.pick(Self.methods)
        if method == .cancel { method = .invite }
        let path = input.pick(Self.paths)
        var request = Request(method: method, uri: URI(user: "2", host: "198.51.100.7"))
        request.fields.append(.from, "<sip:us@b>;tag=u")
        request.fields.append(.to, "<sip:2@c>")
        request.fields.append(.callID, "ours")
        request.fields.append(.cSeq, "1 \(method.text)")
        let sentBy = SentBy(path.local)
        if method == .ack { return _ = layer.sendAck(request, over: path, sentBy: sentBy, into: &actions) }
        guard let id = try? layer.send(request, over: path, sentBy: sentBy, now: now, into: &actions) else {
            expect(layer.clientTransactionCount >= 6, "refused below the limit")
            return
        }
        clients.append((id, request))
        liveClients[id] = Client(isInvite: method == .invite)
    }

    private mutating func receiveResponse(_ input: inout FuzzInput, _ actions: inout [TransactionAction]) {
        guard !sent.isEmpty, let status = StatusCode(rawValue: input.pick(Self.statuses)) else { return }
        let request = sent[sent.count - 1 - input.below(min(16, sent.count))]
        let choices = input.byte()
        var response = Response(to: request, status, toTag: "t\(choices & 3)")
        if choices & 0xF0 == 0xF0 { response.fields.append(.via, "SIP/2.0/UDP g.example;branch=z9hG4bKg") }
        if choices & 0xF0 == 0xE0 { response.fields.replace(.cSeq, "1 CANCEL") }
        layer.received(.response(response), on: input.pick(Self.paths), now: now, into: &actions)
    }

    private mutating func wait(_ input: inout FuzzInput, _ actions: inout [TransactionAction]) {
        let choices = input.byte()
        if choices & 0x80 == 0 {
            now += .milliseconds(Int(choices) * 100)
        } else if let deadline = layer.nextDeadline {
            now = max(now, deadline)
        }
        layer.deadlineReached(now: now, into: &actions)
        expect(layer.nextDeadline.map { $0 > now } ?? true, "a timer is due still")
    }

    private mutating func fail(_ input: inout FuzzInput, _ actions: inout [TransactionAction]) {
        if input.byte() & 1 == 1, !clients.isEmpty {
            layer.transportFailed(input.pick(clients.map(\.id)), now: now, into: &actions)
        } else {
            layer.transportFailed(input.pick(Self.paths), now: now, into: &actions)
        }
    }

    private mutating func receiveBytes(_ input: inout FuzzInput, _ actions: inout [TransactionAction]) {
        let path = input.pick(Self.paths)
        guard let message = try? MessageParser.parse(input.chunk()) else { return }
        layer.received(message, on: path, now: now, into: &actions)
    }

    // MARK: What always holds

    private mutating func note(_ actions: [TransactionAction]) {
        for action in actions {
            switch action {
            case .transmit(let bytes, _):
                guard let message = try? MessageParser.parse(bytes) else { fatalError("unreadable bytes were sent") }
                if case .request(let request) = message { sent.append(request) }
            case .request(let id, let request, _):
                expect(liveServers.insert(id).inserted && !endedServers.contains(id), "a request came twice")
                expect(request.method != .ack && request.method != .cancel, "\(request.method) has no transaction")
                servers.append((id, request))
            case .cancelled(let id), .acknowledged(let id), .unacknowledged(let id):
                expect(liveServers.contains(id), "news of a transaction that is over")
            case .serverEnded(let id):
                expect(liveServers.remove(id) != nil && endedServers.insert(id).inserted, "a second end")
                servers.removeAll { $0.id == id }
            case .response(let id, let response): noteResponse(id, response.status)
            case .timedOut(let id), .unreachable(let id): noteOutcome(id)
            case .clientEnded(let id):
                expect(liveClients.removeValue(forKey: id) != nil || !ended.contains(id), "a second end")
                expect(ended.insert(id).inserted, "a second end")
            case .ack, .merged, .overloaded, .strayResponse: break
            }
        }
        expect(layer.serverTransactionCount == liveServers.count, "servers: \(layer.serverTransactionCount)")
        expect(layer.clientTransactionCount >= liveClients.count, "clients: \(layer.clientTransactionCount)")
        expect(layer.serverTransactionCount <= 12 && layer.earlyInviteCount <= 5, "over the limits")
    }

    private mutating func noteResponse(_ id: ClientTransactionID, _ status: StatusCode) {
        // A request that fails while it is sent tells so before its number is known here.
        guard let client = liveClients[id] else { return expect(!ended.contains(id), "a response after the end") }
        guard status.isFinal else { return expect(!client.hasOutcome, "a provisional response after the outcome") }
        if client.isInvite, status.isSuccess {
            expect(!client.hasOutcome || client.isAccepted, "a 2xx after another outcome")
            liveClients[id]?.hasOutcome = true
            liveClients[id]?.isAccepted = true
        } else {
            noteOutcome(id)
        }
    }

    private mutating func noteOutcome(_ id: ClientTransactionID) {
        guard let client = liveClients[id] else { return expect(!ended.contains(id), "an outcome after the end") }
        expect(!client.hasOutcome, "a second outcome")
        liveClients[id]?.hasOutcome = true
    }

    /// The user answers what waits and gives up what it asked; then time runs out.
    mutating func finish() {
        var actions: [TransactionAction] = []
        for (id, request) in servers {
            layer.respond(Response(to: request, .serverInternalError, toTag: "ours"), to: id, now: now, into: &actions)
        }
        for (id, _) in clients { layer.cancel(id, now: now, into: &actions) }
        note(actions)
        var steps = 0
        while let deadline = layer.nextDeadline {
            actions = []
            now = max(now, deadline)
            layer.deadlineReached(now: now, into: &actions)
            note(actions)
            // An INVITE whose CANCEL waited for a provisional response is given up by its own timer.
            steps += 1
            expect(steps < 5_000, "timers without end")
        }
        let pending = liveClients.values.contains { _ in true }
        expect(!pending && layer.clientTransactionCount == 0, "\(layer.clientTransactionCount) clients are left")
        expect(liveServers.isEmpty && layer.serverTransactionCount == 0, "\(liveServers.count) servers are left")
        expect(layer.earlyInviteCount == 0 && layer.mergeKeys.isEmpty, "counts are left")
    }
}
