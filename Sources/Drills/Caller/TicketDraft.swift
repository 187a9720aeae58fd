import Desk

/// A ticket as a trainee fills it in.
struct TicketDraft: Hashable, Sendable {
    var channel = ChannelName.portal
    var service: Service?
    var priority = TicketPriority.normal
    var qualification = TicketQualification.assistance

    /// Reads words in any order, such as `portal srv-web-01 urgent blocking`; nothing if one of them means nothing.
    init?(_ words: [String], client: Client) {
        for word in words {
            if let service = client.services.first(where: { TraineeLine.words(of: $0.name) == [word] }) {
                self.service = service
                continue
            }
            switch word {
            case "portal", "portail", "produhost": channel = .portal
            case "email", "e-mail", "mail", "mel", "courriel": channel = .email
            case "urgent", "urgente": priority = .urgent
            case "normal", "normale": priority = .normal
            case "blocking", "bloquant", "bloquante": qualification = .blocking
            case "non-blocking", "non-bloquant", "non-bloquante": qualification = .nonBlocking
            case "assistance": qualification = .assistance
            case "ticket", "un", "a", "par", "by", "on", "sur", "pour", "for": continue
            default: return nil
            }
        }
        if words.isEmpty { return nil }
    }

    /// The deeds of opening it.
    var deeds: [String] {
        var deeds = ["ticket.opened", "ticket.\(channel.rawValue)"]
        if let service { deeds.append("ticket.on.\(service.name)") }
        if priority == .urgent { deeds.append("ticket.urgent") }
        if qualification == .blocking { deeds.append("ticket.blocking") }
        return deeds
    }

    func ticket(id: String, client: ClientNumber, opened: Instant) -> Ticket {
        Ticket(
            id: id, client: client, channel: channel, service: service?.name, priority: priority,
            qualification: qualification, opened: opened)
    }
}

/// Durations as trainees write them: `40m`, `40 min`, `1h 5m`, `90`, which are minutes.
enum WaitText {
    static func duration(_ text: String) -> Duration? {
        var total = 0
        var digits = ""
        var unit = ""
        func seconds() -> Int? {
            guard let count = Int(digits), count <= 100_000 else { return nil }
            switch unit {
            case "s", "sec", "seconde", "secondes", "second", "seconds": return count
            case "", "m", "min", "mn", "minute", "minutes": return count * 60
            case "h", "heure", "heures", "hour", "hours": return count * 3600
            default: return nil
            }
        }
        for character in text {
            if character.isASCII, character.isNumber {
                if !unit.isEmpty {
                    guard let part = seconds() else { return nil }
                    total += part
                    (digits, unit) = ("", "")
                }
                digits.append(character)
            } else {
                unit.append(character)
            }
        }
        guard let part = seconds(), total <= 1_000_000 else { return nil }
        return .seconds(total + part)
    }
}
