/// A SIP user agent without its sockets: all legs, all trunks, and the transactions under them (RFC 3261 §8).
///
/// Bytes go in with the path on which they came; out come bytes to send, and news of legs and trunks. The user of the agent decides what
/// becomes of a call: the agent knows no flow and no media, only who speaks to whom by which rules.
///
/// What is asked is answered by the same rule whether a number exists here or not: who may not call learns nothing of what there is.
public struct UserAgent: Sendable {
    /// How the agent sees its surroundings.
    public let settings: UserAgentSettings

    var transactions: TransactionLayer
    var tokens: TokenSource
    let trust: InboundTrust
    var legs = LegTable()
    /// The legs of dialogs by Call-ID and our tag.
    var dialogs: [LocalDialog: LegID] = [:]
    /// Which leg an INVITE that came in made.
    var invites: [ServerTransactionID: LegID] = [:]
    /// Who asked in a transaction of ours.
    var askers: [ClientTransactionID: Asker] = [:]
    /// The trunks by name; changed by ``withTrunk(_:_:)`` alone.
    private(set) var trunks: [String: TrunkLine] = [:]
    /// What calls over a trunk have in common, by its name.
    let terms: [String: TrunkTerms]
    var legDeadlines = DeadlineQueue<LegID>()
    private var trunkDeadlines: [String: Duration] = [:]
    private var trunkDeadline: Duration?

    /// A dialog as far as our side names it: all that a request of the peer is looked up by.
    struct LocalDialog: Hashable, Sendable {
        let callID: String
        let tag: String
    }

    /// Who a response is for.
    enum Asker: Hashable, Sendable {
        case leg(LegID, CSeq)
        /// The registration at a trunk, and the place that was asked.
        case registration(String, Endpoint)
        /// The keepalive of a trunk, and the place that was asked.
        case probe(String, Endpoint)
    }

    /// Begins without any call.
    ///
    /// - Parameter random: where names and branches come from.
    public init(
        _ settings: UserAgentSettings, random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
        now: Duration
    ) {
        self.settings = settings
        tokens = TokenSource(random)
        transactions = TransactionLayer(
            secret: TransactionSecret(tokens.word(), tokens.word()), timers: settings.leg.timers,
            limits: settings.limits)
        trust = InboundTrust(settings.trunks)
        var terms: [String: TrunkTerms] = [:]
        for trunk in settings.trunks {
            trunks[trunk.name] = TrunkLine(trunk, now: now)
            terms[trunk.name] = TrunkTerms(trunk, settings.leg)
        }
        self.terms = terms
    }

    /// How many legs there are.
    public var legCount: Int { legs.count }
    /// How many transactions there are, on both sides, with those that linger.
    public var transactionCount: Int { transactions.serverTransactionCount + transactions.clientTransactionCount }

    // MARK: From the transport

    /// Bytes came in: one datagram, or one message of a stream.
    public mutating func received(
        _ bytes: [UInt8], on path: TransportPath, now: Duration, into actions: inout [UserAgentAction]
    ) {
        let message: Message
        do {
            message = try MessageParser.parse(bytes, limits: settings.messageLimits)
        } catch {
            return turnAway(error, path, into: &actions)
        }
        let standing = trust.standing(of: path.remote.address, over: path.transport)
        if standing == nil, case .request(let request) = message, request.toTag == nil, request.method != .ack,
            request.method != .cancel, !settings.admitsStranger(path.remote.address)
        {
            return receivedFromStranger(request, path, into: &actions)
        }
        var news: [TransactionAction] = []
        transactions.received(message, on: path, isKnownPeer: standing != nil, now: now, into: &news)
        follow(news, now: now, into: &actions)
    }

    /// A stream can no longer be cut into messages.
    ///
    /// A request that could be read so far is refused, whatever it asks: nobody knows what belongs to it, and its connection
    /// is about to close (RFC 3261 §18.3).
    ///
    /// - Parameter bytes: the header section of the message at fault, or as much of it as was read.
    public func refused(_ bytes: [UInt8], on path: TransportPath, into actions: inout [UserAgentAction]) {
        do {
            guard case .request(let request) = try MessageParser.parse(bytes, limits: settings.messageLimits),
                request.method != .ack
            else { return }
            turnAway(request, .malformed, path, into: &actions)
        } catch {
            turnAway(error, path, into: &actions)
        }
    }

    /// Nothing can be sent on a path, or its connection was closed.
    public mutating func transportFailed(
        _ path: TransportPath, now: Duration, into actions: inout [UserAgentAction]
    ) {
        if let connection = path.connection {
            for id in legs.ids { legs.update(id) { $0.connectionClosed(connection) } }
        }
        var news: [TransactionAction] = []
        transactions.transportFailed(path, now: now, into: &news)
        follow(news, now: now, into: &actions)
    }

    // MARK: Time

    /// When ``deadlineReached(now:into:)`` is to be called next; it may turn out that nothing is due.
    public var nextDeadline: Duration? {
        Self.earlier(trunkDeadline, Self.earlier(legDeadlines.earliest, transactions.nextDeadline))
    }

    private static func earlier(_ one: Duration?, _ other: Duration?) -> Duration? {
        guard let one, let other else { return one ?? other }
        return min(one, other)
    }

    /// Does what has fallen due.
    public mutating func deadlineReached(now: Duration, into actions: inout [UserAgentAction]) {
        var news: [TransactionAction] = []
        transactions.deadlineReached(now: now, into: &news)
        follow(news, now: now, into: &actions)
        while let entry = legDeadlines.pop(until: now) {
            guard legs.wake(entry.handle, at: entry.deadline) else { continue }
            change(entry.handle, now: now, into: &actions) { leg, wanted in
                leg.deadlineReached(now: now, into: &wanted)
            }
        }
        guard let trunkDeadline, trunkDeadline <= now else { return }
        for name in trunks.keys.sorted() { advanceTrunk(name, now: now, into: &actions) }
    }

    // MARK: Trunks

    /// Lets a trunk take something; nothing if there is no such trunk, or nothing comes of it.
    @discardableResult
    mutating func withTrunk<Outcome>(_ name: String, _ change: (inout TrunkLine) -> Outcome?) -> Outcome? {
        guard let index = trunks.index(forKey: name) else { return nil }
        let outcome = change(&trunks.values[index])
        trunkDeadlines[name] = trunks.values[index].deadline
        trunkDeadline = trunkDeadlines.values.min()
        return outcome
    }

    // MARK: Legs

    /// No entry of the queue lies further ahead, so that those of legs that are over do not pile up.
    private static let longestWait = Duration.seconds(60)
    /// No leg is woken twice at the same moment, whatever it wants.
    private static let shortestWait = Duration.milliseconds(1)

    /// Begins to keep a leg; requests of the peer find it by the Call-ID and our tag, which it never changes.
    mutating func add(_ leg: Leg, callID: String) -> LegID {
        let dialog = LocalDialog(callID: callID, tag: leg.names.tag)
        let id = legs.insert(leg)
        dialogs[dialog] = id
        if let transaction = leg.firstTransaction { invites[transaction] = id }
        return id
    }

    /// Lets a leg take something, and does what it wants done.
    mutating func change(
        _ id: LegID, now: Duration, into actions: inout [UserAgentAction],
        _ body: (inout Leg, inout [LegAction]) -> Void
    ) {
        var wanted: [LegAction] = []
        guard legs.update(id, { body(&$0, &wanted) }) != nil else { return }
        perform(wanted, of: id, now: now, into: &actions)
        settle(id, now: now, into: &actions)
    }

    /// Files a leg by its deadline, or forgets it when it is over.
    mutating func settle(_ id: LegID, now: Duration, into actions: inout [UserAgentAction]) {
        guard let (isOver, deadline) = legs.update(id, { ($0.isOver, $0.deadline) }) else { return }
        guard !isOver else { return forget(id, now: now, into: &actions) }
        guard let deadline else { return }
        let wake = min(max(deadline, now + Self.shortestWait), now + Self.longestWait)
        if legs.schedule(id, at: wake) { legDeadlines.push(wake, of: id) }
    }

    private mutating func forget(_ id: LegID, now: Duration, into actions: inout [UserAgentAction]) {
        let names = legs.update(id) { leg in
            let callID = leg.dialog?.id.callID ?? leg.names.callID
            let dialog = LocalDialog(callID: callID, tag: leg.names.tag)
            return (dialog: dialog, came: leg.firstTransaction, went: leg.inviteTransaction)
        }
        guard let names else { return }
        dialogs[names.dialog] = nil
        if let came = names.came { invites[came] = nil }
        legs.remove(id)
        // A re-INVITE that only got a provisional response would wait for ever.
        guard let went = names.went else { return }
        var news: [TransactionAction] = []
        transactions.cancel(went, now: now, into: &news)
        follow(news, now: now, into: &actions)
    }
}
