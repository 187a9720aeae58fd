import Desk

/// Replaces what could tell who somebody is: client numbers, names, phones, ticket ids, services, titles.
///
/// The same original gets the same replacement everywhere. Replacements are invented, and none is an original of the call.
/// Telephone numbers are of the blocks that the French regulator keeps for works of fiction.
struct Disguise {
    private var clients: [ClientNumber: ClientNumber] = [:]
    private var phones: [PhoneNumber: PhoneNumber] = [:]
    private var tickets: [String: String] = [:]
    private var services: [String: String] = [:]
    /// Everything that must not be invented by chance.
    private let originals: Set<String>
    private let delta: Duration

    /// Prepares a disguise.
    ///
    /// - Parameters:
    ///   - originals: names, numbers and ids of the call.
    ///   - delta: by how much all times are moved.
    init(originals: Set<String>, delta: Duration) {
        self.originals = originals
        self.delta = delta
    }

    /// People who do not exist.
    private static let people = [
        "Camille Bertin", "Lucas Morvan", "Sarah Vidal", "Thomas Prigent", "Julie Garnier", "Antoine Le Bihan",
        "Nora Haddad",
        "Mathieu Collet", "Élise Fontaine", "Rémi Jaouen", "Laure Pichon", "Simon Kerbrat",
    ]

    mutating func client(_ number: ClientNumber) -> ClientNumber {
        replaced(number, in: \.clients) { index in ClientNumber(String(70_001 + index * 1_111)) ?? number }
    }

    mutating func phone(_ phone: PhoneNumber) -> PhoneNumber {
        replaced(phone, in: \.phones) { index in PhoneNumber("+3363998\(1_000 + index)") ?? phone }
    }

    mutating func ticket(_ id: String) -> String { replaced(id, in: \.tickets) { "T-\(7_001 + $0)" } }

    mutating func service(_ name: String, _ kind: ServiceKind?) -> String {
        replaced(name, in: \.services) { index in
            switch kind {
            case .dedicatedServer: "serveur-\(index + 1)"
            case .dedicatedService: "service-\(index + 1)"
            case .transit: "transit-\(index + 1)"
            case .shared: "mutualise-\(index + 1)"
            case .domain: "domaine-\(index + 1).example"
            case nil: "autre-\(index + 1)"
            }
        }
    }

    /// A name for the person at a place in a list.
    func person(_ index: Int) -> String {
        let free = Self.people.filter { !originals.contains($0) }
        return free.indices.contains(index) ? free[index] : "Contact \(index + 1)"
    }

    func time(_ instant: Instant) -> Instant { instant.advanced(by: delta) }

    /// The replacement of an original: the one that it has, or the next that is nobody's.
    private mutating func replaced<Value: Hashable & CustomStringConvertible>(
        _ original: Value, in table: WritableKeyPath<Disguise, [Value: Value]>, _ invent: (Int) -> Value
    ) -> Value {
        if let known = self[keyPath: table][original] { return known }
        var index = self[keyPath: table].count
        var invented = invent(index)
        while originals.contains(invented.description) || self[keyPath: table].values.contains(invented), index < 1000 {
            index += 1
            invented = invent(index)
        }
        self[keyPath: table][original] = invented
        return invented
    }
}

/// The world of a recorded call, disguised.
struct DisguisedWorld {
    let world: World
    let truth: Truth
    let start: Instant
    /// The passcodes that the drill's contacts have, by `client/contact`.
    let passcodes: [String: String]
    /// The contact who calls, if it is one.
    let caller: Contact?

    /// The portal password of everybody in a disguised world begins with this; its keys are 3, 7, 3.
    private static let password = "Dre"
    /// What somebody says who does not know it.
    private static let wrongPassword = "xyz"

    init(_ call: CallExtract, delta: Duration, policy: Policy, hasher: any PasscodeHasher) {
        var disguise = Disguise(originals: Self.originals(call), delta: delta)
        let original = call.facts.client?.answer.value ?? nil
        let number = call.client.map { disguise.client($0) }
        let listed = original?.contacts ?? []
        let contacts = (call.facts.contacts?.value ?? listed).enumerated().map { index, contact in
            Contact(
                code: contact.code, name: disguise.person(index), phones: contact.phones.map { disguise.phone($0) },
                isTechnical: contact.isTechnical,
                passcode: contact.passcode == nil
                    ? nil
                    : number.map {
                        hasher.hash(
                            keys: Passcode.keys(forPassword: Self.password) ?? "", client: $0, contact: contact.code)
                    }, language: nil)
        }
        let services = (original?.services ?? []).map {
            Service(name: disguise.service($0.name, $0.kind), kind: $0.kind)
        }
        let contract = original?.contract.flatMap { policy.contracts[$0] == nil ? nil : $0 }
        let isKnown = original != nil || call.unavailable.contains(.clients)
        var clients: [Client] = []
        if let number, isKnown {
            clients = [
                Client(
                    number: number, name: "Client exemple", contract: contract, services: services, contacts: contacts)
            ]
        }
        let tickets = (call.facts.tickets?.value ?? []).compactMap { disguise.ticket($0, of: number) }
        // An earlier call for a ticket that is not on record says nothing of those that are.
        let ids = Set((call.facts.tickets?.value ?? []).map(\.id))
        let calls = (call.facts.calls?.answer.value ?? []).filter { $0.ticket.map(ids.contains) ?? true }
            .compactMap { disguise.call($0, of: number) }
        let failures = (call.facts.passcodeFailures?.answer.value ?? []).compactMap { at in
            number.map { World.PasscodeFailure(client: $0, at: disguise.time(at)) }
        }
        let bulletins = (call.facts.bulletins?.answer.value ?? []).enumerated().map {
            disguise.bulletin($0.element, $0.offset)
        }
        start = disguise.time(call.startedAt)
        world = World(
            at: start, clients: clients, tickets: isKnown ? tickets : [], calls: isKnown ? calls : [],
            passcodeFailures: isKnown ? failures : [], bulletins: bulletins, unavailable: call.unavailable)
        let password = call.passcodeIsRight ? Self.password : Self.wrongPassword
        truth = Truth(
            number: call.number, from: call.from.map { disguise.phone($0) }, client: number, contact: call.contact,
            passcode: Passcode.keys(forPassword: password), isUrgent: call.isUrgent, isSerious: call.isSerious,
            nature: call.nature, testedSites: call.testedSites)
        passcodes = Dictionary(
            contacts.filter { $0.passcode != nil }.compactMap { contact in
                number.map { ("\($0)/\(contact.code)", Self.password) }
            }
        ) { first, _ in first }
        let phone = truth.from
        caller =
            contacts.first { contact in phone.map(contact.phones.contains) ?? false }
            ?? contacts.first { $0.code == call.contact }
    }

    /// How the caller's password begins, for the file.
    var password: String {
        truth.passcode == Passcode.keys(forPassword: Self.password) ? Self.password : Self.wrongPassword
    }

    /// Everything of the call that must not be invented anew.
    private static func originals(_ call: CallExtract) -> Set<String> {
        var names: Set<String> = []
        if let client = call.client { names.insert(client.description) }
        if let from = call.from { names.insert(from.description) }
        if let client = call.facts.client?.answer.value ?? nil {
            names.insert(client.name)
            names.formUnion(client.services.map(\.name))
        }
        for contact in call.facts.contacts?.value ?? [] {
            names.insert(contact.name)
            names.formUnion(contact.phones.map(\.description))
        }
        names.formUnion((call.facts.tickets?.value ?? []).map(\.id))
        names.formUnion((call.facts.calls?.answer.value ?? []).compactMap(\.ticket))
        return names
    }
}

extension Disguise {
    fileprivate mutating func ticket(_ ticket: Ticket, of client: ClientNumber?) -> Ticket? {
        guard let client else { return nil }
        return Ticket(
            id: self.ticket(ticket.id), client: client, channel: ticket.channel,
            service: ticket.service.map { service($0, nil) }, priority: ticket.priority,
            qualification: ticket.qualification, opened: time(ticket.opened), responded: ticket.responded.map(time),
            closed: ticket.closed.map(time))
    }

    fileprivate mutating func call(_ call: EarlierCall, of client: ClientNumber?) -> EarlierCall? {
        guard let client else { return nil }
        return EarlierCall(
            number: call.number, client: client, ticket: call.ticket.map { ticket($0) }, at: time(call.at),
            connectedTo: call.connectedTo.map { _ in "technicien" }, verdict: call.verdict)
    }

    fileprivate mutating func bulletin(_ bulletin: Bulletin, _ index: Int) -> Bulletin {
        Bulletin(
            id: "B-\(index + 1)", title: "Incident publié n° \(index + 1)",
            covers: bulletin.covers.map { scope in
                if case .service(let name) = scope { return .service(service(name, nil)) }
                return scope
            }, from: time(bulletin.from), until: bulletin.until.map(time))
    }
}
