/// The client side of the layer: requests that go out, and the responses to them.
extension TransactionLayer {
    /// Sends a request of the user in a transaction of its own.
    ///
    /// The layer puts its Via on top. The request is no ACK and no CANCEL: those are ``sendAck(_:over:sentBy:into:)``
    /// and ``cancel(_:now:into:)``.
    ///
    /// - Parameter sentBy: the host, and the port unless it is the transport's own, that responses are to reach us at.
    /// - Throws: ``TransactionLimits/Exceeded`` if there are too many client transactions; nothing was sent then.
    public mutating func send(
        _ request: Request, over path: TransportPath, sentBy: SentBy, now: Duration,
        into actions: inout [TransactionAction]
    ) throws(TransactionLimits.Exceeded) -> ClientTransactionID {
        precondition(request.method != .ack && request.method != .cancel, "\(request.method.text) has no transaction")
        guard clients.count < limits.clientTransactions else { throw .init(limit: limits.clientTransactions) }
        let request = stamped(request, path, sentBy)
        return ClientTransactionID(handle: begin(request, over: path, isCancel: false, now: now, into: &actions))
    }

    /// Sends the ACK to a 2xx, which is no part of a transaction (RFC 3261 §13.2.2.4).
    ///
    /// - Returns: the bytes that were sent, to be sent again for every 2xx that comes again.
    @discardableResult
    public mutating func sendAck(
        _ ack: Request, over path: TransportPath, sentBy: SentBy, into actions: inout [TransactionAction]
    ) -> [UInt8] {
        let bytes = stamped(ack, path, sentBy).serialized()
        actions.append(.transmit(bytes, path))
        return bytes
    }

    /// Cancels an INVITE (RFC 3261 §9.1).
    ///
    /// The CANCEL goes out at once if there was a provisional response, and with the first one otherwise. A final
    /// response still comes: 487 in most cases, and a 2xx if it was faster. Nothing happens if there was a final
    /// response already.
    public mutating func cancel(_ id: ClientTransactionID, now: Duration, into actions: inout [TransactionAction]) {
        let timers = timers
        advance(client: id.handle, now: now, into: &actions) { $0.cancelled(timers: timers, now: now) }
    }

    /// The request of this transaction could not be sent.
    public mutating func transportFailed(
        _ id: ClientTransactionID, now: Duration, into actions: inout [TransactionAction]
    ) {
        advance(client: id.handle, now: now, into: &actions) { $0.transportFailed() }
    }

    mutating func received(
        _ response: Response, on path: TransportPath, now: Duration, into actions: inout [TransactionAction]
    ) {
        // With a second Via it was meant for somebody else (RFC 3261 §8.1.3.3).
        guard let via = TopVia(response.fields), via.isOnly else { return }
        let method = response.cSeq.method
        if let key = TransactionKey(response.fields, via, method: method, secret: secret),
            let handle = clients.find(key)
        {
            let timers = timers
            advance(client: handle, now: now, response: (response, path), into: &actions) {
                $0.received(response, timers: timers, now: now)
            }
        } else if method == .invite, response.status.isSuccess {
            actions.append(.strayResponse(response, path))
        }
    }

    /// The request with our Via on top, whose branch is new: one part makes it unique, the other hard to guess.
    private mutating func stamped(_ request: Request, _ path: TransportPath, _ sentBy: SentBy) -> Request {
        var hash = KeyedHash(secret)
        hash.add("branch")
        hash.add(branches)
        let branch = "\(TopVia.magicCookie)\(String(hash.finalized(), radix: 36)).\(String(branches, radix: 36))"
        branches &+= 1
        var request = request
        let via = Via(transport: path.transport, host: sentBy.host, port: sentBy.port, branch: branch)
        request.fields.prepend(.via, via.text)
        return request
    }

    private mutating func begin(
        _ request: Request, over path: TransportPath, isCancel: Bool, now: Duration,
        into actions: inout [TransactionAction]
    ) -> TransactionHandle {
        guard let via = TopVia(request.fields),
            let key = TransactionKey(request.fields, via, method: request.method, secret: secret)
        else { preconditionFailure("the layer's own Via cannot be read") }
        let bytes = request.serialized()
        let isReliable = path.transport.isReliable
        let machine: ClientTransaction.Machine =
            request.method == .invite
            ? .invite(InviteClientTransaction(request, isReliable: isReliable, timers: timers, now: now))
            : .nonInvite(NonInviteClientTransaction(bytes, isReliable: isReliable, timers: timers, now: now))
        actions.append(.transmit(bytes, path))
        return clients.insert(
            ClientTransaction(key: key, path: paths.retain(path), isCancel: isCancel, machine: machine))
    }

    /// Lets a client transaction take an event, and does what follows from it.
    mutating func advance(
        client handle: TransactionHandle, now: Duration, response: (Response, TransportPath)? = nil,
        into actions: inout [TransactionAction], _ event: (inout ClientTransaction) -> InviteClientTransaction.Action
    ) {
        let outcome = clients.update(handle) { record in
            (action: event(&record), path: record.path, silent: record.isCancel, over: record.isTerminated)
        }
        guard let outcome else { return }
        let id = ClientTransactionID(handle: handle)
        let path = paths[outcome.path]
        var news: TransactionAction?
        var cancels = false
        switch outcome.action {
        case .ignore: break
        case .transmit(let bytes): actions.append(.transmit(bytes, path))
        case .pass: news = response.map { .response(id, $0.0) }
        case .acknowledge(let ack):
            actions.append(.transmit(ack, path))
            news = response.map { .response(id, $0.0) }
        case .passAndCancel:
            news = response.map { .response(id, $0.0) }
            cancels = true
        case .cancel: cancels = true
        case .stray: news = response.map { .strayResponse($0.0, $0.1) }
        case .timeOut: news = .timedOut(id)
        case .unreachable: news = .unreachable(id)
        }
        if let news, !outcome.silent { actions.append(news) }
        if cancels, let invite = clients[handle]?.invite {
            _ = begin(.cancelling(invite), over: path, isCancel: true, now: now, into: &actions)
        }
        if outcome.over, let record = clients.remove(handle) {
            paths.release(record.path)
            if !record.isCancel { actions.append(.clientEnded(id)) }
        }
    }
}
