import Desk
import Ledger

/// What the timeline says, in words of people who have never seen a call flow.
struct TimelineWords {
    let say: ReportWords

    func lane(_ lane: TimelineLane) -> String {
        switch lane {
        case .steps: say("Étapes", "Steps")
        case .prompts: say("Messages entendus", "Prompts heard")
        case .keys: say("Touches", "Keys pressed")
        case .checks: say("Vérifications", "Checks")
        case .people: say("Personnes appelées", "People rung")
        case .decision: say("Décision", "Decision")
        }
    }

    /// A prompt's name is what the catalogue calls it; the first few stand for all.
    func prompts(_ prompts: [String]) -> String {
        prompts.prefix(3).joined(separator: " + ") + (prompts.count > 3 ? " …" : "")
    }

    func keys(_ keys: String) -> String { keys.isEmpty ? say("aucune", "none") : keys }

    func rings(_ person: String) -> String { "\(person)\(say(" : sonne", ": ringing"))" }
    func pickedUp(_ person: String) -> String { "\(person)\(say(" décroche", " picks up"))" }
    func talks(_ person: String) -> String { "\(say("conversation avec", "talking to")) \(person)" }
    func attempt(_ person: String, _ result: String) -> String {
        let words =
            switch result {
            case "answered": say("a accepté", "accepted")
            case "busy": say("occupé", "busy")
            case "no_answer": say("pas de réponse", "no answer")
            case "declined": say("a refusé", "declined")
            case "machine": say("décroché, sans accepter", "picked up, did not accept")
            case "unreachable": say("injoignable", "unreachable")
            default: result
            }
        return "\(person)\(say(" : ", ": "))\(words)"
    }

    var records: String { say("enregistrement du message", "recording of the message") }
    var callerHungUp: String { say("l’appelant raccroche", "the caller hangs up") }
    var deskHungUp: String { say("fin de l’appel", "end of the call") }
    var interrupted: String { say("coupure constatée", "interruption found") }
    var ledgerFailed: String { say("écriture impossible : jamais facturable", "could not be recorded: never billed") }

    func verdict(_ verdict: VerdictKind?, _ reasons: [Reason]) -> String {
        say.name(verdict) + (reasons.isEmpty ? "" : say(" : ", ": ") + say.names(reasons))
    }

    func charge(_ amount: String) -> String { "\(say("facturation proposée :", "charge proposed:")) \(amount)" }

    func check(_ topic: String, _ outcome: String) -> String {
        "\(self.topic(topic))\(say(" : ", ": "))\(self.outcome(outcome))"
    }

    func topic(_ name: String) -> String {
        switch Topic(name: name) {
        case .client: say("client", "client")
        case .caller: say("numéro de l’appelant", "caller’s number")
        case .contact: say("contact", "contact")
        case .passcode: say("code", "passcode")
        case .bulletin: say("incident connu", "known incident")
        case .order: say("urgence d’abord", "emergency first")
        case .ticket: say("ticket", "ticket")
        case .guarantee: say("GTI", "response guarantee")
        case .service: say("service", "service")
        case .hours: say("heures", "hours")
        case .tariff: say("tarif", "tariff")
        case .urgency: say("urgence", "urgency")
        case .seriousness: say("gravité", "seriousness")
        case .nature: say("nature", "nature")
        case .sites: say("autres sites", "other sites")
        case nil: name
        }
    }

    private func outcome(_ name: String) -> String {
        switch TopicOutcome(rawValue: name) {
        case .known: say("connu", "known")
        case .unknown: say("inconnu", "unknown")
        case .missing: say("absent", "missing")
        case .technical: say("contact technique", "technical contact")
        case .notTechnical: say("pas contact technique", "not a technical contact")
        case .verified: say("exact", "right")
        case .wrong: say("faux", "wrong")
        case .locked: say("bloqué", "locked")
        case .nothing: say("aucun", "none")
        case .active: say("en cours", "active")
        case .tried: say("appelée en vain", "tried in vain")
        case .notTried: say("pas appelée", "not tried")
        case .reached: say("déjà joint", "was reached")
        case .unanswered: say("sans réponse", "unanswered")
        case .answered: say("répondu", "answered")
        case .exceeded: say("dépassée", "exceeded")
        case .running: say("en cours", "running")
        case .noTicket: say("sans ticket", "no ticket")
        case .dedicated: say("dédié", "dedicated")
        case .notDedicated: say("non dédié", "not dedicated")
        case .support: say("support", "support")
        case .onCall: say("astreinte", "on call")
        case .inForce: say("en vigueur", "in force")
        case .yes: say("oui", "yes")
        case .no: say("non", "no")
        case .network: say("réseau", "network")
        case .other: say("autre", "other")
        case .unavailable: say("invérifiable", "unavailable")
        case nil: name
        }
    }
}
