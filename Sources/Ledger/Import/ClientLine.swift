import Desk

/// What a line says of a contact's passcode.
enum PasscodeEntry: Hashable {
    /// Nothing: a known contact keeps the stored one.
    case keep
    /// `-`: the contact has none any more.
    case remove
    /// Its keyed hash.
    case set(PasscodeHash)
}

/// A client as a file describes it, gathered from its lines.
struct ImportedClient {
    let place: SourcePlace
    let number: ClientNumber
    let name: String
    let contract: String?
    let services: [Service]
    var contacts: [(contact: Contact, passcode: PasscodeEntry)] = []
}

/// Reads the lines of a client file.
struct ClientLines {
    static let columns = [
        "client_number", "client_name", "contract", "services", "contact_code", "contact_name", "phones", "technical",
        "passcode", "language",
    ]

    let hasher: any PasscodeHasher
    let contracts: Set<String>?
    var reading = FieldReading()
    private(set) var clients: [ImportedClient] = []
    private var positions: [ClientNumber: Int] = [:]

    init(hasher: any PasscodeHasher, contracts: Set<String>?) {
        self.hasher = hasher
        self.contracts = contracts
    }

    mutating func read(_ row: CSVRow) {
        let number = reading.clientNumber(row["client_number"])
        let name = reading.name(row["client_name"], "client_name")
        let contract = contract(row["contract"])
        let services = services(row["services"])
        let contact = contact(row, of: number)
        guard let number, let name, let services else { return }
        let line = ImportedClient(place: row.place, number: number, name: name, contract: contract, services: services)
        let position = positions[number] ?? clients.count
        if position == clients.count {
            positions[number] = position
            clients.append(line)
        } else {
            requireAgreement(line, clients[position], row)
        }
        guard let contact else { return }
        if let other = clients[position].contacts.first(where: { $0.contact.code == contact.contact.code }) {
            reading.problems.add(
                row["contact_code"].place,
                "client \(number) has two contacts \(contact.contact.code), \(other.contact.name.shown) and "
                    + contact.contact.name.shown, mend: "give one of them another code")
        } else {
            clients[position].contacts.append(contact)
        }
    }

    private mutating func requireAgreement(_ line: ImportedClient, _ first: ImportedClient, _ row: CSVRow) {
        let mend = "write the same on every line of the client"
        if line.name != first.name {
            reading.problems.add(
                row["client_name"].place,
                "client \(line.number) is \(line.name.shown) here and \(first.name.shown) on line \(first.place.line)",
                mend: mend)
        }
        if line.contract != first.contract {
            reading.problems.add(
                row["contract"].place,
                "client \(line.number) has another contract here than on line \(first.place.line)", mend: mend)
        }
        if line.services != first.services {
            reading.problems.add(
                row["services"].place,
                "client \(line.number) has other services here than on line \(first.place.line)", mend: mend)
        }
    }

    private mutating func contract(_ field: CSVField) -> String? {
        guard let name = reading.optionalName(field, "contract") else { return nil }
        if let contracts, !contracts.contains(name) {
            reading.problems.add(
                field.place, "contract \(name.shown) is not in the policy",
                mend: "write one of \(contracts.sorted().joined(separator: ", ")), or nothing for the usual one")
        }
        return name
    }

    /// The services of `name:kind|name:kind`; nothing if one of them is wrong.
    private mutating func services(_ field: CSVField) -> [Service]? {
        guard reading.optionalList(field, "services") else { return nil }
        var services: [Service] = []
        var isRight = true
        for part in field.text.split(separator: "|").map({ String($0).trimmed }) where !part.isEmpty {
            guard let service = service(part, field.place) else {
                isRight = false
                continue
            }
            if services.contains(where: { $0.name == service.name }) {
                reading.problems.add(
                    field.place, "the service \(service.name.shown) comes twice", mend: "remove one of them")
                isRight = false
            }
            services.append(service)
        }
        if services.count > LedgerLimits.servicesPerClient {
            reading.problems.add(
                field.place, "the client has \(services.count) services",
                mend: "list at most \(LedgerLimits.servicesPerClient)")
            isRight = false
        }
        return isRight ? services : nil
    }

    private mutating func service(_ text: String, _ place: SourcePlace) -> Service? {
        guard let colon = text.lastIndex(of: ":") else {
            reading.problems.add(place, "the service \(text.shown) has no kind", mend: "write name:kind")
            return nil
        }
        let name = reading.name(CSVField(text: String(text[..<colon]).trimmed, place: place), "service name")
        let word = CSVField(text: String(text[text.index(after: colon)...]).trimmed, place: place)
        let kind: ServiceKind? = reading.word(word, "service kind")
        guard let name, let kind else { return nil }
        return Service(name: name, kind: kind)
    }
}

extension FieldReading {
    /// Refuses a list that spans lines.
    mutating func optionalList(_ field: CSVField, _ column: String) -> Bool {
        guard field.text.unicodeScalars.contains(where: { $0.value < 0x20 }) else { return true }
        problems.add(field.place, "\(column) \(field.text.shown) holds a line break or tab", mend: "separate with |")
        return false
    }
}
