import CallFlow
import Desk

/// Names, times and amounts as they are read.
extension DrillWords {
    /// The wall clock at an instant: `2 h 30`, `20 h`, in English `02:30`, `20:00`.
    func time(_ instant: Instant) -> String { time(desk.policy.zone.local(instant).time) }

    /// A time of day: `8 h`, `08:00`.
    func time(_ time: TimeOfDay) -> String {
        let text = Timestamp.format(time)
        guard language == .french else { return text }
        let parts = text.split(separator: ":").map(String.init)
        let hour = parts.first.flatMap { Int($0) }.map { String($0) } ?? ""
        return parts.count > 1 && parts[1] != "00" ? "\(hour) h \(parts[1])" : "\(hour) h"
    }

    /// Day and time of an instant, with its offset where a clock change may be near.
    func moment(_ instant: Instant) -> String {
        let zone = desk.policy.zone
        let day = Timestamp.format(zone.local(instant).date)
        let aDay = Duration.hours(24)
        let isPlain = zone.offset(at: instant.advanced(by: .zero - aDay)) == zone.offset(at: instant.advanced(by: aDay))
        let offset = isPlain ? "" : " (UTC" + String(Timestamp.format(instant, in: zone).suffix(6)) + ")"
        return "\(day) \(time(instant))\(offset)"
    }

    /// A length of time in words: `59 min`, `1 h 02 min`, `40 s`.
    func span(_ length: Duration) -> String {
        let seconds = length.milliseconds / 1000
        let minutes = seconds / 60
        if minutes == 0 { return "\(seconds) s" }
        if minutes < 60 { return seconds % 60 == 0 ? "\(minutes) min" : "\(minutes) min \(seconds % 60) s" }
        if minutes % 60 == 0 { return "\(minutes / 60) h" }
        return "\(minutes / 60) h \(minutes % 60 < 10 ? "0" : "")\(minutes % 60) min"
    }

    /// An amount without tax: `350 € HT`, `€350 excl. tax`.
    func price(_ money: Money) -> String {
        let isWhole = money.cents % 100 == 0
        let number = isWhole ? String(money.cents / 100) : String(money.description.prefix { $0 != " " })
        guard money.currency == "EUR" else {
            return choose("\(number) \(money.currency) HT", "\(money.currency) \(number) excl. tax")
        }
        return choose("\(number.replacing(".", with: ",")) € HT", "€\(number) excl. tax")
    }

    func name(_ role: NumberRole) -> String {
        role == .emergency ? choose("d'urgence", "emergency") : choose("d'escalade managériale", "managerial")
    }

    /// What a colon looks like behind a word.
    var colon: String { choose(" : ", ": ") }

    func name(_ kind: VerdictKind) -> String {
        switch kind {
        case .admitted: choose("admis", "admitted")
        case .refused: choose("refusé", "refused")
        case .abusive: choose("abusif", "abusive")
        case .abandoned: choose("abandonné", "abandoned")
        }
    }

    func name(_ qualification: TicketQualification) -> String {
        switch qualification {
        case .assistance: "assistance"
        case .nonBlocking: choose("non bloquant", "non-blocking")
        case .blocking: choose("bloquant", "blocking")
        }
    }

    func name(_ priority: TicketPriority) -> String {
        priority == .urgent ? "urgent" : "normal"
    }

    func name(_ chain: ChainName) -> String {
        switch chain {
        case .support: choose("équipe support", "the support team")
        case .onCall: choose("techniciens d'astreinte", "the technicians on call")
        case .managers: choose("responsables", "the managers")
        case .standby: choose("permanence", "the standby")
        }
    }

    /// The chain that a trainee names.
    func chain(named arguments: [String]) -> ChainName? {
        for word in arguments {
            switch word {
            case "support", "equipe": return .support
            case "on-call", "oncall", "astreinte", "technicien", "techniciens", "garde": return .onCall
            case "managers", "manager", "responsable", "responsables", "management": return .managers
            case "standby", "permanence": return .standby
            default: continue
            }
        }
        return nil
    }

    /// The standard statement that a trainee names in French.
    func statement(named word: String) -> StandardStatement? {
        switch word {
        case "incident", "info": .bulletin
        case "motif", "raison", "why": .condition
        case "solution", "conseil", "next", "que-faire": .remedy
        case "prix", "tarif": .price
        case "gratuit", "sans-frais", "no-cost": .free
        case "code", "mot-de-passe", "password": .passcode
        default: nil
        }
    }

    /// What a standard statement says, in short.
    func title(of statement: StandardStatement) -> String {
        switch statement {
        case .bulletin: choose("l'incident publié", "the published incident")
        case .condition: choose("quelle condition n'est pas remplie", "which condition fails")
        case .remedy: choose("ce que l'appelant peut faire maintenant", "what the caller can do now")
        case .price: choose("le prix d'une utilisation abusive", "the price of abusive use")
        case .free:
            choose(
                "Vous pouvez raccrocher maintenant : cet appel ne vous coûtera rien.",
                "You may hang up now: this call will cost you nothing.")
        case .passcode:
            choose(
                "Un code secret ne se donne ni ne se change par téléphone : utilisez « mot de passe oublié » dans Produhost.",
                "A passcode is neither told nor changed over the phone: use \"mot de passe oublié\" in Produhost.")
        }
    }

    func french(_ record: DeskRecord) -> String {
        switch record {
        case .client: "fiche client"
        case .contacts: "contacts"
        case .tickets: "tickets"
        case .calls: "appels précédents"
        case .bulletins: "incidents publiés"
        case .rota: "planning d'astreinte"
        case .tariff: "tarifs"
        }
    }

    func french(_ result: HuntResult) -> String {
        switch result {
        case .answered: "prend l'appel"
        case .busy: "occupé"
        case .noAnswer: "ne répond pas"
        case .declined: "refuse l'appel"
        case .machine: "répondeur"
        case .unreachable: "injoignable"
        }
    }

    func english(_ result: HuntResult) -> String {
        switch result {
        case .answered: "takes the call"
        case .busy: "busy"
        case .noAnswer: "no answer"
        case .declined: "declines"
        case .machine: "an answering machine"
        case .unreachable: "cannot be reached"
        }
    }

    func verdict(_ verdict: Verdict) -> String {
        let reasons = verdict.reasons.map { ReasonWords($0).title[language] }.joined(separator: ", ")
        let tail = reasons.isEmpty ? "" : " (\(reasons))"
        return switch verdict.kind {
        case .admitted: choose("Appel admis\(tail).", "The call was admitted\(tail).")
        case .refused: choose("Appel refusé\(tail).", "The call was refused\(tail).")
        case .abusive: choose("Appel abusif\(tail).", "The call was abusive\(tail).")
        case .abandoned: choose("Appel abandonné\(tail).", "The call was abandoned\(tail).")
        }
    }

    func howToOpenTickets(_ services: [Service]) -> String {
        let names = services.map(\.name).joined(separator: ", ")
        return choose(
            "Écrivez « ticket » puis le canal (portail, email), le service (\(names)), la priorité (normale, urgente) et la"
                + " qualification (assistance, non-bloquant, bloquant) : ticket portail \(services.first?.name ?? "") urgente bloquant",
            "Write 'ticket', then the channel (portal, email), the service (\(names)), the priority (normal, urgent) and the"
                + " qualification (assistance, non-blocking, blocking): ticket portal \(services.first?.name ?? "") urgent blocking"
        )
    }

    func opens(_ id: String, _ draft: TicketDraft) -> String {
        let service = draft.service.map { " \($0.name)," } ?? ""
        let urgent = draft.priority == .urgent
        let qualification = name(draft.qualification)
        let channel =
            draft.channel == .portal ? choose("dans Produhost", "in Produhost") : choose("par e-mail", "by e-mail")
        return choose(
            "Vous ouvrez le ticket \(id) \(channel) :\(service) priorité \(urgent ? "urgente" : "normale"), \(qualification).",
            "You open ticket \(id) \(channel):\(service) \(urgent ? "urgent" : "normal") priority, \(qualification).")
    }
}
