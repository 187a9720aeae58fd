import Desk

/// Puts the facts that a check rests on into the call's record: each kind once a call, and again only where it changed.
///
/// Nothing sensitive is among them: of a passcode only whether the contact has one, of phones only those that are the
/// caller's own number. Of the tickets that were settled when the call came in only the newest are written, as only
/// those can matter; how many others there were is counted.
public struct FactRecorder: Sendable {
    /// The most bytes of one check's facts, well within what the ledger takes for an event.
    public static let byteLimit = 48 << 10

    private let writer: FactWriter
    private var written = ConsultedFacts(askedAt: .distantPast)

    /// Begins the record of a call.
    ///
    /// - Parameters:
    ///   - caller: the caller's number.
    ///   - startedAt: when the call came in.
    public init(caller: PhoneNumber?, startedAt: Instant) {
        writer = FactWriter(caller: caller, startedAt: startedAt)
    }

    /// The fields that a check's event gets beside its outcome: what was learnt, or that nobody answered in time.
    public mutating func fields(_ facts: ConsultedFacts?, of finding: Finding) -> [(String, JSON)] {
        guard let facts else { return finding.outcome == .unavailable ? [("answered", .bool(false))] : [] }
        let topic = finding.topic
        var fields: [(String, JSON)] = []
        // Only these two go by the moment of the question; the others count as of the call's start.
        if topic == .hours || topic == .passcode {
            fields.append(("asked", .int(Int(clamping: facts.askedAt.milliseconds))))
        }
        let news = news(in: facts)
        guard !news.isEmpty else { return fields }
        written.take(news)
        fields.append(("facts", writer.json(news)))
        return fields
    }

    private func news(in facts: ConsultedFacts) -> ConsultedFacts {
        var news = ConsultedFacts(askedAt: facts.askedAt)
        if facts.client != written.client { news.client = facts.client }
        if facts.contacts != written.contacts { news.contacts = facts.contacts }
        if facts.tickets != written.tickets { news.tickets = facts.tickets }
        if facts.calls != written.calls { news.calls = facts.calls }
        if facts.passcodeFailures != written.passcodeFailures { news.passcodeFailures = facts.passcodeFailures }
        if facts.bulletins != written.bulletins { news.bulletins = facts.bulletins }
        return news
    }
}

/// Writes facts as values: instants in milliseconds since 1970, what a store did not answer as `unavailable`.
struct FactWriter: Sendable {
    /// How many settled tickets of a kind are written.
    static let settledTickets = 5

    /// By which the caller's own phone is told from others of a contact.
    let caller: PhoneNumber?
    /// The moment as of which tickets count.
    let startedAt: Instant

    /// The facts within ``FactRecorder/byteLimit``: where they are too large the newest are kept, and `omitted` counts the others.
    func json(_ facts: ConsultedFacts) -> JSON {
        var most = 1000
        while most > 0 {
            let json = json(facts, most: most)
            // What is certain at a glance is not written out to be measured.
            if json.largestByteCount <= FactRecorder.byteLimit
                || json.description.utf8.count <= FactRecorder.byteLimit
            {
                return json
            }
            most /= 2
        }
        return .object([("omitted", .int(Int.max))])
    }

    private func json(_ facts: ConsultedFacts, most: Int) -> JSON {
        var omitted = 0
        var members: [(String, JSON)] = []
        if let client = facts.client { members.append(("client", json(client, most: most, &omitted))) }
        if let contacts = facts.contacts {
            members.append(("contacts", list(contacts, most: most, &omitted, describe)))
        }
        if let tickets = facts.tickets {
            let (kept, older) = withoutOld(tickets)
            members.append(("tickets", list(kept, most: most, &omitted, newest: { (0, $0.opened) }, describe)))
            if older > 0 { members.append(("older_tickets", .int(older))) }
        }
        if let calls = facts.calls {
            members.append(
                ("calls", since(calls, list(calls.answer, most: most, &omitted, newest: { (0, $0.at) }, describe))))
        }
        if let failures = facts.passcodeFailures {
            let times = list(failures.answer, most: most, &omitted, newest: { (0, $0) }) { Self.time($0) }
            members.append(("passcode_failures", since(failures, times)))
        }
        if let bulletins = facts.bulletins {
            let list = list(bulletins.answer, most: most, &omitted, newest: { (0, $0.from) }, describe)
            members.append(("bulletins", .object([("at", Self.time(bulletins.instant)), ("list", list)])))
        }
        if omitted > 0 { members.append(("omitted", .int(omitted))) }
        return .object(members)
    }

    /// A ticket that was answered or closed can matter only as the newest of its kind: those that wait come first.
    private func withoutOld(_ answer: StoreAnswer<[Ticket]>) -> (StoreAnswer<[Ticket]>, older: Int) {
        guard case .answered(let tickets) = answer, tickets.count > Self.settledTickets else { return (answer, 0) }
        var settled: [String: [Int]] = [:]
        for (index, ticket) in tickets.enumerated() {
            let isClosed = ticket.closed.map { $0 <= startedAt } ?? false
            guard isClosed || ticket.responded.map({ $0 <= startedAt }) ?? false else { continue }
            settled["\(ticket.channel) \(isClosed)", default: []].append(index)
        }
        var old: Set<Int> = []
        for indices in settled.values where indices.count > Self.settledTickets {
            let newest = indices.sorted { (tickets[$0].opened, $0) > (tickets[$1].opened, $1) }
            old.formUnion(newest.dropFirst(Self.settledTickets))
        }
        if old.isEmpty { return (answer, 0) }
        return (.answered(tickets.indices.filter { !old.contains($0) }.map { tickets[$0] }), old.count)
    }

    private func since<Fact>(_ facts: ConsultedFacts.AsOf<Fact>, _ list: JSON) -> JSON {
        .object([("since", Self.time(facts.instant)), ("list", list)])
    }

    /// The newest facts in their order; of facts without a time the first.
    private func list<Fact>(
        _ answer: StoreAnswer<[Fact]>, most: Int, _ omitted: inout Int, newest: ((Fact) -> (Int, Instant))? = nil,
        _ describe: (Fact) -> JSON
    ) -> JSON {
        guard case .answered(let facts) = answer else { return .string("unavailable") }
        guard facts.count > most else { return .array(facts.map(describe)) }
        omitted += facts.count - most
        guard let newest else { return .array(facts.prefix(most).map(describe)) }
        let kept = facts.indices.sorted { newest(facts[$0]) > newest(facts[$1]) }.prefix(most).sorted()
        return .array(kept.map { describe(facts[$0]) })
    }

    // MARK: The kinds

    private func json(_ client: ConsultedFacts.OfClient, most: Int, _ omitted: inout Int) -> JSON {
        let number = ("number", JSON.string(client.number.description))
        switch client.answer {
        case .unavailable: return .object([number, ("known", .string("unavailable"))])
        case .answered(nil): return .object([number, ("known", .bool(false))])
        case .answered(let known?):
            let services = list(.answered(known.services), most: most, &omitted) {
                .object([("name", .string($0.name)), ("kind", .string($0.kind.rawValue))])
            }
            return .object(
                [number, ("known", .bool(true)), ("name", .string(known.name))]
                    + member("contract", known.contract.map(JSON.string)) + [("services", services)])
        }
    }

    private func describe(_ contact: Contact) -> JSON {
        let phones = contact.phones.filter { $0 == caller }
        return .object(
            [("code", .string(contact.code)), ("name", .string(contact.name))]
                + [("technical", .bool(contact.isTechnical)), ("has_passcode", .bool(contact.passcode != nil))]
                + member("phones", phones.isEmpty ? nil : .array(phones.map { .string($0.description) }))
                + member("language", contact.language.map { .string($0.rawValue) }))
    }

    private func describe(_ ticket: Ticket) -> JSON {
        .object(
            [("id", .string(ticket.id)), ("channel", .string(ticket.channel.rawValue))]
                + member("service", ticket.service.map(JSON.string))
                + [("priority", .string(ticket.priority.rawValue))]
                + [("qualification", .string(ticket.qualification.rawValue)), ("opened", Self.time(ticket.opened))]
                + member("responded", ticket.responded.map(Self.time)) + member("closed", ticket.closed.map(Self.time)))
    }

    private func describe(_ call: EarlierCall) -> JSON {
        .object(
            [("number", .string(call.number.rawValue)), ("at", Self.time(call.at))]
                + member("ticket", call.ticket.map(JSON.string))
                + member("connected_to", call.connectedTo.map(JSON.string))
                + [("verdict", .string(call.verdict.rawValue))])
    }

    private func describe(_ bulletin: Bulletin) -> JSON {
        let scopes = bulletin.covers.map { scope in
            switch scope {
            case .all: JSON.string("all")
            case .network: JSON.string("network")
            case .service(let name): JSON.string("service:" + name)
            }
        }
        return .object(
            [("id", .string(bulletin.id)), ("title", .string(bulletin.title)), ("covers", .array(scopes))]
                + [("from", Self.time(bulletin.from))] + member("until", bulletin.until.map(Self.time)))
    }

    private func member(_ name: String, _ value: JSON?) -> [(String, JSON)] { value.map { [(name, $0)] } ?? [] }

    private static func time(_ instant: Instant) -> JSON { .int(Int(clamping: instant.milliseconds)) }
}

extension JSON {
    /// Bytes that the value has at most when it is written: a byte of text may become six.
    fileprivate var largestByteCount: Int {
        switch self {
        case .null, .bool: 5
        case .int: 20
        case .number(let text): text.utf8.count
        case .string(let text): text.utf8.count * 6 + 2
        case .array(let items): items.reduce(2) { $0 + $1.largestByteCount + 1 }
        case .object(let members):
            members.reduce(2) { $0 + $1.0.utf8.count + 4 + $1.1.largestByteCount }
        }
    }
}
