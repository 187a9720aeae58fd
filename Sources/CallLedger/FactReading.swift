import Desk
import Ledger

/// Facts in a call's record that cannot be read.
public struct FactReadingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of fact, for example `tickets`.
    public let kind: String
    /// What is wrong with it.
    public let description: String

    init(_ kind: String, _ value: CanonicalJSON?) {
        self.kind = kind
        description = "the recorded \(kind) are not as this version writes them: \(value?.text.prefix(80) ?? "missing")"
    }
}

/// Reads what a call's record holds of the facts: the `facts` of its `checked` events.
public struct FactReading: Sendable {
    private let client: ClientNumber?
    private let passcode: PasscodeHash

    /// Prepares to read.
    ///
    /// - Parameters:
    ///   - client: whose facts they are, if that is known already.
    ///   - passcode: what a contact who has a passcode is given for one, as the real hash is not on record.
    public init(of client: ClientNumber?, passcode: PasscodeHash) {
        self.client = client
        self.passcode = passcode
    }

    /// What the record of one check holds.
    public struct Reading: Hashable, Sendable {
        /// The facts.
        public let facts: ConsultedFacts
        /// How many facts had to be left out for want of room.
        public let omitted: Int
        /// How many tickets were left out, because they had been settled and newer ones of their kind are there.
        public let olderTickets: Int?
    }

    /// The facts of one check.
    public func facts(_ json: CanonicalJSON, askedAt: Instant) throws(FactReadingError) -> Reading {
        var facts = ConsultedFacts(askedAt: askedAt)
        if let value = json["client"] { facts.client = try clientAnswer(value) }
        if let value = json["contacts"] { facts.contacts = try list(value, of: "contacts", contact) }
        let owner = facts.client?.number ?? client
        if let value = json["tickets"] {
            facts.tickets = try list(value, of: "tickets") { json in
                owner.flatMap { ticket(json, of: $0) }
            }
        }
        if let value = json["calls"] {
            facts.calls = try asOf(value, "since", of: "calls") { json in
                owner.flatMap { call(json, of: $0) }
            }
        }
        if let value = json["passcode_failures"] {
            facts.passcodeFailures = try asOf(value, "since", of: "passcode failures", instant)
        }
        if let value = json["bulletins"] { facts.bulletins = try asOf(value, "at", of: "bulletins", bulletin) }
        return Reading(
            facts: facts, omitted: json["omitted"]?.integer ?? 0,
            olderTickets: facts.tickets.map { _ in json["older_tickets"]?.integer ?? 0 })
    }

    private func clientAnswer(_ json: CanonicalJSON) throws(FactReadingError) -> ConsultedFacts.OfClient {
        guard let number = json["number"]?.string.flatMap(ClientNumber.init), let known = json["known"] else {
            throw FactReadingError("clients", json)
        }
        switch known {
        case .string("unavailable"): return .init(number: number, answer: .unavailable)
        case .bool(false): return .init(number: number, answer: .answered(nil))
        default:
            guard let name = json["name"]?.string, let services = json["services"] else {
                throw FactReadingError("clients", json)
            }
            let client = Client(
                number: number, name: name, contract: json["contract"]?.string,
                services: try list(services, of: "services", service).value ?? [])
            return .init(number: number, answer: .answered(client))
        }
    }

    private func list<Fact>(
        _ json: CanonicalJSON, of kind: String, _ read: (CanonicalJSON) -> Fact?
    ) throws(FactReadingError) -> StoreAnswer<[Fact]> {
        if json == .string("unavailable") { return .unavailable }
        guard let items = json.items else { throw FactReadingError(kind, json) }
        var facts: [Fact] = []
        facts.reserveCapacity(items.count)
        for item in items {
            guard let fact = read(item) else { throw FactReadingError(kind, item) }
            facts.append(fact)
        }
        return .answered(facts)
    }

    private func asOf<Fact>(
        _ json: CanonicalJSON, _ name: String, of kind: String, _ read: (CanonicalJSON) -> Fact?
    ) throws(FactReadingError) -> ConsultedFacts.AsOf<Fact> {
        guard let moment = json[name].flatMap(instant), let items = json["list"] else {
            throw FactReadingError(kind, json)
        }
        return .init(moment, answer: try list(items, of: kind, read))
    }

    // MARK: The kinds

    private func instant(_ json: CanonicalJSON) -> Instant? {
        json.integer.map { Instant(milliseconds: Int64(clamping: $0)) }
    }

    private func value<Value: RawRepresentable>(_ json: CanonicalJSON?) -> Value? where Value.RawValue == String {
        json?.string.flatMap { Value(rawValue: $0) }
    }

    private func service(_ json: CanonicalJSON) -> Service? {
        guard let name = json["name"]?.string, let kind: ServiceKind = value(json["kind"]) else { return nil }
        return Service(name: name, kind: kind)
    }

    private func contact(_ json: CanonicalJSON) -> Contact? {
        guard let code = json["code"]?.string, let name = json["name"]?.string,
            let technical = json["technical"]?.bool, let hasPasscode = json["has_passcode"]?.bool
        else { return nil }
        return Contact(
            code: code, name: name,
            phones: (json["phones"]?.items ?? []).compactMap { $0.string.flatMap { PhoneNumber($0) } },
            isTechnical: technical, passcode: hasPasscode ? passcode : nil, language: value(json["language"]))
    }

    private func ticket(_ json: CanonicalJSON, of client: ClientNumber) -> Ticket? {
        guard let id = json["id"]?.string, let channel: ChannelName = value(json["channel"]),
            let priority: TicketPriority = value(json["priority"]),
            let qualification: TicketQualification = value(json["qualification"]),
            let opened = json["opened"].flatMap(instant)
        else { return nil }
        return Ticket(
            id: id, client: client, channel: channel, service: json["service"]?.string, priority: priority,
            qualification: qualification, opened: opened, responded: json["responded"].flatMap(instant),
            closed: json["closed"].flatMap(instant))
    }

    private func call(_ json: CanonicalJSON, of client: ClientNumber) -> EarlierCall? {
        guard let number: NumberRole = value(json["number"]), let at = json["at"].flatMap(instant),
            let verdict: VerdictKind = value(json["verdict"])
        else { return nil }
        return EarlierCall(
            number: number, client: client, ticket: json["ticket"]?.string, at: at,
            connectedTo: json["connected_to"]?.string, verdict: verdict)
    }

    private func bulletin(_ json: CanonicalJSON) -> Bulletin? {
        guard let id = json["id"]?.string, let title = json["title"]?.string, let scopes = json["covers"]?.items,
            let from = json["from"].flatMap(instant)
        else { return nil }
        var covers: [Bulletin.Scope] = []
        for scope in scopes {
            switch scope.string {
            case "all": covers.append(.all)
            case "network": covers.append(.network)
            case let text? where text.hasPrefix("service:"): covers.append(.service(String(text.dropFirst(8))))
            default: return nil
            }
        }
        return Bulletin(id: id, title: title, covers: covers, from: from, until: json["until"].flatMap(instant))
    }
}
