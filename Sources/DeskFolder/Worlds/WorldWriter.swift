import Desk

/// Writes a world as YAML: one record a line, all text that could be misread in quotes.
struct WorldWriter {
    let zone: ZoneRules
    let passcodes: [String: String]
    private var text = ""

    init(zone: ZoneRules, passcodes: [String: String]) {
        self.zone = zone
        self.passcodes = passcodes
    }

    mutating func write(_ world: World) -> String {
        if let at = world.at { text += "at: \(time(at))\n" }
        list("clients", world.clients.map(client))
        list("tickets", world.tickets.map { record(ticket($0)) })
        list("calls", world.calls.map { record(call($0)) })
        list(
            "passcode_failures",
            world.passcodeFailures.map { failure in
                record([("client", quoted(failure.client.description)), ("at", time(failure.at))])
            })
        list("bulletins", world.bulletins.map { record(bulletin($0)) })
        if !world.unavailable.isEmpty {
            let stores = Store.allCases.filter(world.unavailable.contains).map(\.rawValue)
            text += "unavailable: [\(stores.joined(separator: ", "))]\n"
        }
        return text.isEmpty ? "clients: []\n" : text
    }

    private mutating func list(_ name: String, _ items: [String]) {
        guard !items.isEmpty else { return }
        text += "\(name):\n" + items.map { "  - \($0)\n" }.joined()
    }

    private func client(_ client: Client) -> String {
        var lines = ["number: \(quoted(client.number.description))", "name: \(quoted(client.name))"]
        if let contract = client.contract { lines.append("contract: \(quoted(contract))") }
        if !client.services.isEmpty {
            lines.append("services:")
            lines += client.services.map { "  - " + record([("name", quoted($0.name)), ("kind", $0.kind.rawValue)]) }
        }
        if !client.contacts.isEmpty {
            lines.append("contacts:")
            lines += client.contacts.map { "  - " + record(contact($0, of: client.number)) }
        }
        return lines.joined(separator: "\n    ")
    }

    private func contact(_ contact: Contact, of client: ClientNumber) -> [(String, String?)] {
        [
            ("code", quoted(contact.code)), ("name", quoted(contact.name)),
            ("phones", "[" + contact.phones.map { quoted($0.description) }.joined(separator: ", ") + "]"),
            ("technical", String(contact.isTechnical)),
            ("passcode", passcodes["\(client)/\(contact.code)"].map(quoted)),
            ("language", contact.language?.rawValue),
        ]
    }

    private func ticket(_ ticket: Ticket) -> [(String, String?)] {
        [
            ("id", quoted(ticket.id)), ("client", quoted(ticket.client.description)),
            ("channel", ticket.channel.rawValue),
            ("service", ticket.service.map(quoted)), ("priority", ticket.priority.rawValue),
            ("qualification", ticket.qualification.rawValue), ("opened", time(ticket.opened)),
            ("responded", ticket.responded.map(time) ?? "null"), ("closed", ticket.closed.map(time)),
        ]
    }

    private func call(_ call: EarlierCall) -> [(String, String?)] {
        [
            ("number", call.number.rawValue), ("client", quoted(call.client.description)),
            ("ticket", call.ticket.map(quoted)), ("at", time(call.at)),
            ("connected_to", call.connectedTo.map(quoted) ?? "null"), ("verdict", call.verdict.rawValue),
        ]
    }

    private func bulletin(_ bulletin: Bulletin) -> [(String, String?)] {
        let covers = bulletin.covers.map { scope in
            switch scope {
            case .all: "all"
            case .network: "network"
            case .service(let name): quoted(name)
            }
        }
        return [
            ("id", quoted(bulletin.id)), ("covers", "[" + covers.joined(separator: ", ") + "]"),
            ("from", time(bulletin.from)), ("until", bulletin.until.map(time) ?? "null"),
            ("title", quoted(bulletin.title)),
        ]
    }

    private func record(_ fields: [(String, String?)]) -> String {
        "{ " + fields.compactMap { name, value in value.map { "\(name): \($0)" } }.joined(separator: ", ") + " }"
    }

    private func time(_ instant: Instant) -> String { Timestamp.format(instant, in: zone) }

    /// Double quotes: the one form in which every character can be written.
    private func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\" + String(scalar)
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _
            where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x2028
                || scalar.value == 0x2029 || scalar.value == 0xFEFF || scalar.value & 0xFFFE == 0xFFFE:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
