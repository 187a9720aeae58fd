import Desk

/// Turns a world file into a world.
package struct WorldReader {
    private let root: YAMLNode
    private let zone: ZoneRules
    private let policy: Policy
    private let hasher: any PasscodeHasher
    private var problems: [Problem] = []

    package static func read(
        _ root: YAMLNode, policy: Policy, hasher: any PasscodeHasher
    ) -> (world: World?, problems: [Problem]) {
        let problems = ShapeCheck.problems(of: root, .record(WorldShapes.world), named: "the file")
        guard problems.isEmpty else { return (nil, problems) }
        var reader = WorldReader(root: root, policy: policy, hasher: hasher)
        let world = reader.world()
        return (reader.problems.isEmpty ? world : nil, reader.problems)
    }

    private init(root: YAMLNode, policy: Policy, hasher: any PasscodeHasher) {
        self.root = root
        self.policy = policy
        self.hasher = hasher
        zone = policy.zone
    }

    private mutating func report(_ place: SourcePlace?, _ message: String, _ mend: String) {
        problems.append(Problem(place ?? root.place, message, mend: mend))
    }

    private mutating func world() -> World {
        let clientNodes = root["clients"]?.items ?? []
        refuseDuplicates(of: "number", in: clientNodes, "the client")
        for client in clientNodes {
            refuseDuplicates(of: "code", in: client["contacts"]?.items ?? [], "the contact")
            refuseDuplicates(of: "name", in: client["services"]?.items ?? [], "the service")
            if let contract = client["contract"], let name = contract.text, policy.contracts[name] == nil {
                let names = policy.contracts.keys.sorted()
                report(contract.place, "the desk has no contract '\(name)'", NearestName.mend(name, among: names))
            }
        }
        let ticketNodes = root["tickets"]?.items ?? []
        refuseDuplicates(of: "id", in: ticketNodes, "the ticket")
        refuseDuplicates(of: "id", in: root["bulletins"]?.items ?? [], "the bulletin")
        let clients = clientNodes.compactMap(client)
        let numbers = Set(clients.map(\.number.description))
        for key in ["tickets", "calls", "passcode_failures"] {
            for node in root[key]?.items ?? [] { expectClient(of: node, among: numbers) }
        }
        for node in ticketNodes {
            expect("responded", notBefore: "opened", in: node)
            expect("closed", notBefore: "opened", in: node)
        }
        for node in root["bulletins"]?.items ?? [] { expect("until", notBefore: "from", in: node, orAt: false) }
        let tickets = ticketNodes.compactMap(ticket)
        for node in root["calls"]?.items ?? [] { expectTicket(of: node, among: tickets) }
        let stores = (root["unavailable"]?.items ?? []).compactMap { $0.text.flatMap(Store.init(rawValue:)) }
        return World(
            at: root.instant("at", in: zone), clients: clients, tickets: tickets,
            calls: (root["calls"]?.items ?? []).compactMap(call),
            passcodeFailures: (root["passcode_failures"]?.items ?? []).compactMap(failure),
            bulletins: (root["bulletins"]?.items ?? []).compactMap(bulletin), unavailable: Set(stores))
    }

    private mutating func refuseDuplicates(of key: String, in nodes: [YAMLNode], _ what: String) {
        var first: [String: SourcePlace] = [:]
        for node in nodes {
            guard let value = node[key], let text = value.text else { continue }
            if let earlier = first[text] {
                report(
                    value.place, "\(what) '\(text)' is already in line \(earlier.line)",
                    "give it another '\(key)' or remove it")
            } else {
                first[text] = value.place
            }
        }
    }

    private mutating func expectClient(of node: YAMLNode, among numbers: Set<String>) {
        guard let client = node["client"], let text = client.text, !numbers.contains(text) else { return }
        report(client.place, "there is no client '\(text)' in this world", "add the client, or correct the number")
    }

    private mutating func expectTicket(of node: YAMLNode, among tickets: [Ticket]) {
        guard let written = node["ticket"], let id = written.text else { return }
        guard let ticket = tickets.first(where: { $0.id == id }) else {
            return report(
                written.place, "there is no ticket '\(id)' in this world", "add the ticket, or correct its id")
        }
        guard let client = node["client"]?.text, ticket.client.description != client else { return }
        report(
            written.place, "the ticket '\(id)' is of client \(ticket.client), not of \(client)", "correct one of them")
    }

    private mutating func expect(_ later: String, notBefore earlier: String, in node: YAMLNode, orAt: Bool = true) {
        guard let from = node.instant(earlier, in: zone), let until = node.instant(later, in: zone),
            until < from || (!orAt && until == from)
        else { return }
        let relation = orAt ? "before" : "not after"
        report(
            node[later]?.place,
            "'\(later)' is \(node[later]?.text ?? ""), \(relation) '\(earlier)', which is \(node[earlier]?.text ?? "")",
            "correct one of them")
    }

    private func client(_ node: YAMLNode) -> Client? {
        guard let number = number(node, "number"), let name = node["name"]?.text else { return nil }
        return Client(
            number: number, name: name, contract: node["contract"]?.text,
            services: (node["services"]?.items ?? []).compactMap { service in
                guard let name = service["name"]?.text, let kind = service.choice("kind", ServiceKind.self) else {
                    return nil
                }
                return Service(name: name, kind: kind)
            },
            contacts: (node["contacts"]?.items ?? []).compactMap { contact($0, of: number) })
    }

    private func contact(_ node: YAMLNode, of client: ClientNumber) -> Contact? {
        guard let code = node["code"]?.text, let name = node["name"]?.text else { return nil }
        let keys = node["passcode"]?.text.flatMap(Passcode.keys(forPassword:))
        return Contact(
            code: code, name: name,
            phones: (node["phones"]?.items ?? []).compactMap { $0.text.flatMap { PhoneNumber($0) } },
            isTechnical: node.boolean("technical") ?? false,
            passcode: keys.map { hasher.hash(keys: $0, client: client, contact: code) },
            language: node.language("language"))
    }

    private func ticket(_ node: YAMLNode) -> Ticket? {
        guard let id = node["id"]?.text, let client = number(node, "client"),
            let channel = node.choice("channel", ChannelName.self), let opened = node.instant("opened", in: zone)
        else { return nil }
        return Ticket(
            id: id, client: client, channel: channel, service: node["service"]?.text,
            priority: node.choice("priority", TicketPriority.self) ?? .normal,
            qualification: node.choice("qualification", TicketQualification.self) ?? .assistance, opened: opened,
            responded: node.instant("responded", in: zone), closed: node.instant("closed", in: zone))
    }

    private func call(_ node: YAMLNode) -> EarlierCall? {
        guard let role = node.choice("number", NumberRole.self), let client = number(node, "client"),
            let at = node.instant("at", in: zone)
        else { return nil }
        return EarlierCall(
            number: role, client: client, ticket: node["ticket"]?.text, at: at, connectedTo: node["connected_to"]?.text,
            verdict: node.choice("verdict", VerdictKind.self) ?? .admitted)
    }

    private func failure(_ node: YAMLNode) -> World.PasscodeFailure? {
        guard let client = number(node, "client"), let at = node.instant("at", in: zone) else { return nil }
        return World.PasscodeFailure(client: client, at: at)
    }

    private func bulletin(_ node: YAMLNode) -> Bulletin? {
        guard let id = node["id"]?.text, let title = node["title"]?.text, let from = node.instant("from", in: zone)
        else {
            return nil
        }
        let covers = (node["covers"]?.items ?? []).compactMap(\.text).map { text -> Bulletin.Scope in
            switch text {
            case "all": .all
            case "network": .network
            default: .service(text)
            }
        }
        return Bulletin(id: id, title: title, covers: covers, from: from, until: node.instant("until", in: zone))
    }

    private func number(_ node: YAMLNode, _ key: String) -> ClientNumber? {
        node[key]?.text.flatMap { ClientNumber($0) }
    }
}
