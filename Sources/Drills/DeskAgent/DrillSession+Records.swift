import Desk

/// What a desk agent can look up: the records as the desk knows them, which may differ from what the caller says.
extension DrillSession {
    mutating func lookUp(_ arguments: [String]) {
        guard case .deskAgent(var stage) = stage else { return }
        if let number = arguments.lazy.compactMap({ ClientNumber($0) }).first { stage.open = number }
        guard let record = arguments.lazy.compactMap(DeskRecord.named).first ?? (stage.open == nil ? nil : .client)
        else { return tell(words[.whichRecord]) }
        guard !record.isOfClient || stage.open != nil else { return tell(words[.whichClient]) }
        self.stage = .deskAgent(stage)
        let sheet = RecordSheet(words: words, world: world, now: now)
        let isKnown = stage.open.map { number in world.clients.contains { $0.number == number } } ?? false
        var deeds = ["looked.\(record.rawValue)"]
        if record.isOfClient, let number = stage.open {
            deeds = isKnown ? deeds + ["looked.\(record.rawValue).\(number)"] : ["looked.unknown-client"]
        }
        let text = sheet.text(record, of: stage.open)
        add(.trainee, words[.looksUp(record)], deeds: deeds)
        add(.desk, text)
    }
}

/// A record of the desk.
enum DeskRecord: String, CaseIterable, Hashable, Sendable {
    case client, contacts, tickets, calls, bulletins, rota, tariff

    /// Whether it is that of one client.
    var isOfClient: Bool {
        switch self {
        case .client, .contacts, .tickets, .calls: true
        case .bulletins, .rota, .tariff: false
        }
    }

    /// The store that it comes from; a tariff is in the policy.
    var store: Store? { Store(rawValue: self == .client ? "clients" : rawValue) }

    /// The record that a word names, in either language.
    static func named(_ word: String) -> DeskRecord? {
        switch word {
        case "client", "customer", "compte", "account", "fiche": .client
        case "contacts", "contact", "people": .contacts
        case "tickets", "ticket", "demandes": .tickets
        case "calls", "appels", "appel", "call": .calls
        case "bulletins", "bulletin", "incidents", "incident", "info": .bulletins
        case "rota", "astreinte", "planning", "garde": .rota
        case "tariff", "tarif", "tarifs", "price", "prix": .tariff
        default: nil
        }
    }
}

/// Writes records as a desk agent reads them.
struct RecordSheet {
    let words: DrillWords
    let world: World
    let now: Instant

    func text(_ record: DeskRecord, of number: ClientNumber?) -> String {
        if let store = record.store, world.unavailable.contains(store) { return words[.storeIsDown(store)] }
        let client = number.flatMap { number in world.clients.first { $0.number == number } }
        if record.isOfClient {
            guard let client else { return words[.noSuchClient(number?.description ?? "")] }
            return list(of(client, record))
        }
        switch record {
        case .bulletins: return list(world.bulletins.filter { $0.isActive(at: now) }.map(words.bulletin))
        case .rota: return list(words.rota(at: now))
        default: return list(words.tariffs(at: now))
        }
    }

    private func of(_ client: Client, _ record: DeskRecord) -> [String] {
        switch record {
        case .client: words.client(client)
        case .contacts: client.contacts.map(words.contact)
        case .tickets: world.tickets.filter { $0.client == client.number && $0.opened <= now }.map(words.ticket)
        default: world.calls.filter { $0.client == client.number && $0.at <= now }.map(words.call)
        }
    }

    private func list(_ lines: [String]) -> String {
        lines.isEmpty ? words[.nothingOnRecord] : lines.joined(separator: "\n")
    }
}
