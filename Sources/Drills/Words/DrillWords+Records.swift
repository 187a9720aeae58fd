import Desk

/// The desk's records as lines.
extension DrillWords {
    func client(_ client: Client) -> [String] {
        let contract = desk.policy.contract(of: client)
        return [
            "\(client.number) \(client.name)",
            choose("contrat", "contract") + " \(contract.name), GTI \(span(contract.response))",
        ] + client.services.map { "\($0.name) (\(kind($0.kind)))" }
    }

    private func kind(_ kind: ServiceKind) -> String {
        switch kind {
        case .dedicatedServer: choose("serveur dédié", "dedicated server")
        case .dedicatedService: choose("service dédié", "dedicated service")
        case .transit: "transit"
        case .shared: choose("mutualisé", "shared")
        case .domain: choose("nom de domaine", "domain")
        }
    }

    func contact(_ contact: Contact) -> String {
        let technical =
            contact.isTechnical
            ? choose("contact technique", "technical contact")
            : choose("PAS contact technique", "NOT a technical contact")
        let phones = contact.phones.map(\.description).joined(separator: ", ")
        return "\(contact.code) \(contact.name) · \(technical) · \(phones.isEmpty ? "–" : phones)"
    }

    func ticket(_ ticket: Ticket) -> String {
        let answered =
            ticket.responded.map { choose("répondu le ", "answered on ") + moment($0) }
            ?? choose("sans réponse", "unanswered")
        let closed = ticket.closed.map { " · " + choose("clos le ", "closed on ") + moment($0) } ?? ""
        let channel = ticket.channel == .portal ? "Produhost" : "e-mail"
        return "\(ticket.id) · \(channel) · \(ticket.service ?? "–") · \(name(ticket.priority)), "
            + "\(name(ticket.qualification)) · \(choose("ouvert le ", "opened on "))\(moment(ticket.opened)) · \(answered)\(closed)"
    }

    func call(_ call: EarlierCall) -> String {
        let who =
            call.connectedTo.map { choose("pris par ", "taken by ") + $0 } ?? choose("personne joint", "nobody reached")
        return
            "\(moment(call.at)) · \(choose("numéro ", ""))\(name(call.number))\(choose("", " number")) · \(call.ticket ?? "–") · \(name(call.verdict)) · \(who)"
    }

    func bulletin(_ bulletin: Bulletin) -> String {
        let scopes = bulletin.covers.map { scope in
            switch scope {
            case .all: choose("tout", "everything")
            case .network: choose("le réseau", "the network")
            case .service(let name): name
            }
        }
        return "\(bulletin.id) · \(bulletin.title) · \(scopes.joined(separator: ", ")) · "
            + choose("depuis le ", "since ") + moment(bulletin.from)
    }

    /// Who is in each chain, and when the team changes.
    func rota(at now: Instant) -> [String] {
        let hours = desk.policy.hours
        let head = choose(
            "support de \(time(hours.opens)) à \(time(hours.closes)), astreinte ensuite",
            "support from \(time(hours.opens)) to \(time(hours.closes)), on call after that")
        return [head]
            + [ChainName.support, .onCall, .managers].map { chain in
                switch desk.rota.people(in: chain, at: now) {
                case .people(let people): "\(name(chain))\(colon)\(people.people.map(\.name).joined(separator: ", "))"
                case .unavailable: "\(name(chain))\(colon)" + choose("PERSONNE à cette heure", "NOBODY at this hour")
                }
            }
            + ["\(name(.standby))\(colon)\(desk.policy.standby.map(\.name).joined(separator: ", "))"]
    }

    func tariffs(at now: Instant) -> [String] {
        NumberRole.allCases.compactMap { role in
            desk.policy.tariff(for: role, at: now).map {
                "\(choose("numéro ", ""))\(name(role))\(choose("", " number"))\(colon)\(price($0.amount))"
            }
        }
    }

    /// What a technician hears before the call is put through; it says first that this is an exercise.
    func whisper(_ file: CaseFile) -> String {
        var parts = [
            choose("Ceci est un exercice.", "This is a drill."),
            file.number == .emergency
                ? choose("Appel d'urgence \(desk.policy.provider).", "\(desk.policy.provider) emergency call.")
                : choose(
                    "Escalade managériale \(desk.policy.provider).", "\(desk.policy.provider) managerial escalation."),
        ]
        if let client = file.client { parts.append(choose("Client", "Client") + " \(client.number).") }
        if let ticket = file.ticket {
            let since = file.deadline.map {
                choose(", réponse attendue depuis ", ", answer expected since ") + time($0)
            }
            parts.append("Ticket \(ticket.id)\(since ?? "").")
        }
        parts.append(
            choose(
                "Pour accepter, appuyez sur 1. Pour refuser, appuyez sur 2.", "To accept, press 1. To decline, press 2."
            ))
        return parts.joined(separator: " ")
    }
}
