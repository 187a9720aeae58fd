/// The server side of the layer: requests that come in, and the responses to them.
extension TransactionLayer {
    /// Sends a response of the user.
    ///
    /// Nothing happens if the transaction has ended or has its final response; but each 2xx to an INVITE is sent.
    public mutating func respond(
        _ response: Response, to id: ServerTransactionID, now: Duration, into actions: inout [TransactionAction]
    ) {
        let timers = timers
        let bytes = exact(response.serialized())
        advance(server: id.handle, into: &actions) { $0.responded(response.status, bytes, timers: timers, now: now) }
    }

    /// The bytes without the room for more that they were written into: they may linger for half a minute.
    private func exact(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.capacity > bytes.count + 64 else { return bytes }
        var exact: [UInt8] = []
        exact.reserveCapacity(bytes.count)
        exact.append(contentsOf: bytes)
        return exact
    }

    mutating func received(
        _ received: Request, on path: TransportPath, isKnownPeer: Bool, now: Duration,
        into actions: inout [TransactionAction]
    ) {
        let method: Method = received.method == .ack || received.method == .cancel ? .invite : received.method
        guard let via = TopVia(received.fields),
            let key = TransactionKey(received.fields, via, method: method, secret: secret)
        else {
            refuse(received, on: path, into: &actions)
            return
        }
        if received.method == .ack {
            // It is never answered, so its way back does not matter.
            return acknowledged(key, received, on: path, now: now, into: &actions)
        }
        var request = received
        let answer = request.noteSource(path)
        if request.method == .cancel { return cancelled(key, request, on: answer, into: &actions) }
        guard let handle = servers.find(key) else {
            begin(
                request, key, on: answer, sentByPort: via.sentByPort, isKnownPeer: isKnownPeer, now: now, into: &actions
            )
            return
        }
        advance(server: handle, into: &actions) { $0.requestRetransmitted() }
    }

    private mutating func begin(
        _ request: Request, _ key: TransactionKey, on path: TransportPath, sentByPort: UInt16, isKnownPeer: Bool,
        now: Duration,
        into actions: inout [TransactionAction]
    ) {
        let mergeKey = request.toTag == nil ? TransactionKey(mergedRequest: request.fields, secret: secret) : nil
        if let mergeKey, mergeKeys.contains(mergeKey) {
            actions.append(.merged(request, path))
            return
        }
        let isInvite = request.method == .invite
        guard limits.serverTransactions.admits(servers.count, known: isKnownPeer),
            !isInvite || limits.earlyInvites.admits(earlyInvites, known: isKnownPeer)
        else {
            actions.append(.overloaded(request, path))
            return
        }
        let isReliable = path.transport.isReliable
        let machine: ServerTransaction.Machine =
            isInvite
            ? .invite(InviteServerTransaction(request, isReliable: isReliable, timers: timers, now: now))
            : .nonInvite(NonInviteServerTransaction(isReliable: isReliable, timers: timers, now: now))
        let record = ServerTransaction(
            key: key, mergeKey: mergeKey, path: paths.retain(path), sentByPort: sentByPort, machine: machine)
        let handle = servers.insert(record)
        if let mergeKey { mergeKeys.insert(mergeKey) }
        if isInvite {
            earlyInvites += 1
            if timers.trying == .zero {
                let timers = timers
                advance(server: handle, into: &actions) { $0.deadlineReached(timers: timers, now: now) }
            }
        }
        actions.append(.request(ServerTransactionID(handle: handle), request, path))
    }

    private mutating func acknowledged(
        _ key: TransactionKey, _ request: Request, on path: TransportPath, now: Duration,
        into actions: inout [TransactionAction]
    ) {
        let timers = timers
        guard let handle = servers.find(key) else {
            actions.append(.ack(request, path))
            return
        }
        let action = advance(server: handle, into: &actions) { $0.acknowledged(timers: timers, now: now) }
        // A client that gives the ACK to a 2xx the branch of its INVITE is not conforming, but its call is up.
        if action == .pass { actions.append(.ack(request, path)) }
    }

    /// Answers a CANCEL, each time it comes, from what the INVITE transaction says; the CANCEL needs none of its own.
    ///
    /// Only the address that sent the INVITE can cancel it.
    private mutating func cancelled(
        _ key: TransactionKey, _ request: Request, on path: TransportPath, into actions: inout [TransactionAction]
    ) {
        guard let handle = servers.find(key), let record = servers[handle],
            paths[record.path].remote.address == path.remote.address
        else {
            let response = stateless.response(to: request, .callDoesNotExist)
            actions.append(.transmit(response.serialized(), path))
            return
        }
        actions.append(.transmit(stateless.response(to: request, .ok).serialized(), path))
        guard record.isEarly, !record.isCancelled else { return }
        _ = servers.update(handle) { $0.isCancelled = true }
        actions.append(.cancelled(ServerTransactionID(handle: handle)))
    }

    private func refuse(_ request: Request, on path: TransportPath, into actions: inout [TransactionAction]) {
        guard request.method != .ack else { return }
        var request = request
        let answer = request.noteSource(path)
        let response = stateless.response(to: request, .badRequest, reason: "Via Branch Without Magic Cookie")
        actions.append(.transmit(response.serialized(), answer))
    }

    /// Lets a server transaction take an event, and does what follows from it.
    @discardableResult
    mutating func advance(
        server handle: TransactionHandle, into actions: inout [TransactionAction],
        _ event: (inout ServerTransaction) -> InviteServerTransaction.Action
    ) -> InviteServerTransaction.Action {
        let outcome = servers.update(handle) { record in
            let wasEarly = record.isEarly
            let action = event(&record)
            return (action: action, path: record.path, answered: wasEarly && !record.isEarly, over: record.isTerminated)
        }
        guard let outcome else { return .ignore }
        if outcome.answered { earlyInvites -= 1 }
        let id = ServerTransactionID(handle: handle)
        switch outcome.action {
        case .ignore, .pass: break
        case .transmit(let bytes): actions.append(.transmit(bytes, paths[outcome.path]))
        case .acknowledged: actions.append(.acknowledged(id))
        case .unacknowledged: actions.append(.unacknowledged(id))
        }
        if outcome.over, let record = servers.remove(handle) {
            paths.release(record.path)
            if let mergeKey = record.mergeKey { mergeKeys.remove(mergeKey) }
            actions.append(.serverEnded(id))
        }
        return outcome.action
    }
}
