/// All transactions of a server (RFC 3261 §17, RFC 6026), between the transport and their user.
///
/// Messages that came in go to ``received(_:on:isKnownPeer:now:into:)``, which finds the transaction or begins one; the
/// user answers with ``respond(_:to:now:into:)`` and asks with ``send(_:over:sentBy:now:into:)``. What follows is
/// appended to the caller's actions, in order. Whoever drives the layer calls ``deadlineReached(now:into:)`` when
/// ``nextDeadline`` has come.
///
/// A request without a branch that begins with the magic cookie is refused with 400. RFC 2543 told transactions apart
/// by comparing whole headers and the Request-URI, which would have to be kept for every transaction that lingers; no
/// peer of this century needs it.
public struct TransactionLayer: Sendable {
    /// The layer's timers.
    public let timers: TransactionTimers
    /// The layer's limits.
    public let limits: TransactionLimits
    /// Answers requests without keeping anything of them.
    public let stateless: StatelessReply

    let secret: TransactionSecret
    var branches: UInt64
    var servers = TransactionTable<ServerTransaction>()
    var clients = TransactionTable<ClientTransaction>()
    var paths = PathTable()
    /// What merged requests are recognized by: one key for each server transaction outside dialogs.
    var mergeKeys: Set<TransactionKey> = []
    /// How many INVITE server transactions have no final response.
    var earlyInvites = 0

    /// Begins without any transaction.
    ///
    /// - Parameters:
    ///   - secret: random bits of this process.
    ///   - firstBranch: where the count of branches begins.
    public init(
        secret: TransactionSecret, timers: TransactionTimers = .standard, limits: TransactionLimits = .standard,
        firstBranch: UInt64 = 0
    ) {
        self.secret = secret
        self.timers = timers
        self.limits = limits
        branches = firstBranch
        stateless = StatelessReply(secret: secret)
    }

    /// How many server transactions there are, with those that linger.
    public var serverTransactionCount: Int { servers.count }
    /// How many client transactions there are, with those that linger and the CANCELs.
    public var clientTransactionCount: Int { clients.count }
    /// How many INVITEs wait for the user's final response.
    public var earlyInviteCount: Int { earlyInvites }

    /// The time at which to run the timers; nil if none runs.
    ///
    /// ``deadlineReached(now:into:)`` may also be called at any other time.
    public var nextDeadline: Duration? {
        guard let server = servers.nextDeadline else { return clients.nextDeadline }
        guard let client = clients.nextDeadline else { return server }
        return min(server, client)
    }

    /// Runs the timers whose time has come.
    public mutating func deadlineReached(now: Duration, into actions: inout [TransactionAction]) {
        let timers = timers
        while let handle = servers.popDeadline(until: now) {
            advance(server: handle, into: &actions) { $0.deadlineReached(timers: timers, now: now) }
        }
        while let handle = clients.popDeadline(until: now) {
            advance(client: handle, now: now, into: &actions) { $0.deadlineReached(timers: timers, now: now) }
        }
    }

    /// A message came in.
    ///
    /// - Parameter isKnownPeer: whether it comes from a peer that may use the reserved part of the limits.
    public mutating func received(
        _ message: Message, on path: TransportPath, isKnownPeer: Bool = false, now: Duration,
        into actions: inout [TransactionAction]
    ) {
        switch message {
        case .request(let request): received(request, on: path, isKnownPeer: isKnownPeer, now: now, into: &actions)
        case .response(let response): received(response, on: path, now: now, into: &actions)
        }
    }

    /// Nothing can be sent on this path any more, or its connection was closed.
    ///
    /// Client transactions that wait for a response on it fail. Server transactions whose connection is gone answer
    /// over a new one to the port that the client named; others end.
    public mutating func transportFailed(_ path: TransportPath, now: Duration, into actions: inout [TransactionAction])
    {
        guard let failed = paths.find(path) else { return }
        for handle in servers.all where servers[handle]?.path == failed {
            if path.connection != nil {
                reroute(handle, from: path)
            } else {
                advance(server: handle, into: &actions) {
                    $0.transportFailed()
                    return .ignore
                }
            }
        }
        for handle in clients.all where clients[handle]?.path == failed {
            advance(client: handle, now: now, into: &actions) { $0.transportFailed() }
        }
    }

    private mutating func reroute(_ handle: TransactionHandle, from path: TransportPath) {
        guard let record = servers[handle] else { return }
        var next = path
        next.connection = nil
        next.remote.port = record.sentByPort
        let index = paths.retain(next)
        _ = servers.update(handle) { $0.path = index }
        paths.release(record.path)
    }
}
