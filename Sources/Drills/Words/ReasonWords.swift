import Desk

/// A reason of the procedure in words that teach it: the rule, which condition fails, and what to do now.
struct ReasonWords: Hashable, Sendable {
    /// The reason.
    let reason: Reason
    /// The rule, `R1` to `R10`.
    let rule: String
    /// A few words for a list.
    let title: LocalText
    /// Which condition fails.
    let condition: LocalText
    /// What the caller can do now.
    let remedy: LocalText

    /// The reasons for which a call is refused, in the procedure's order.
    static let all: [ReasonWords] = Reason.allCases.filter { $0 != .knownIncident && $0 != .deskUnavailable }
        .map { ReasonWords($0) }

    init(_ reason: Reason) {
        self.reason = reason
        rule = Self.rule(reason)
        let words = Self.words(reason)
        (title, condition, remedy) = (words.0, words.1, words.2)
    }

    private static func rule(_ reason: Reason) -> String {
        switch reason {
        case .noClientNumber, .unknownClient: "R1"
        case .notTechnicalContact: "R2"
        case .passcodeFailed, .passcodeLocked: "R3"
        case .noTicket: "R4"
        case .ticketAnswered, .guaranteeRunning: "R5"
        case .notUrgent, .notSerious, .notDedicated, .sitesNotTested: "R6"
        case .emergencyNumberFirst: "R7"
        case .knownIncident: "R9"
        case .deskUnavailable: "R8"
        }
    }

    private static func words(_ reason: Reason) -> (LocalText, LocalText, LocalText) {
        switch reason {
        case .noClientNumber, .unknownClient, .notTechnicalContact, .passcodeFailed, .passcodeLocked: identity(reason)
        case .noTicket, .ticketAnswered, .guaranteeRunning, .emergencyNumberFirst: order(reason)
        case .notUrgent, .notSerious, .notDedicated, .sitesNotTested: grounds(reason)
        case .knownIncident, .deskUnavailable: desk(reason)
        }
    }

    private static func identity(_ reason: Reason) -> (LocalText, LocalText, LocalText) {
        switch reason {
        case .noClientNumber:
            (
                LocalText("pas de numéro client", "no client number"),
                LocalText(
                    "Sans numéro client à cinq chiffres, aucune demande n'est prise en compte.",
                    "Without a five-digit client number no request is taken."),
                LocalText(
                    "Le numéro figure dans votre compte client ; rappelez dès que vous l'avez.",
                    "The number is in your client account; call again once you have it.")
            )
        case .unknownClient:
            (
                LocalText("numéro client inconnu", "unknown client number"),
                LocalText("Ce numéro client n'existe pas.", "There is no such client number."),
                LocalText(
                    "Vérifiez les cinq chiffres dans votre compte client, puis rappelez.",
                    "Check the five digits in your client account, then call again.")
            )
        case .notTechnicalContact:
            (
                LocalText("pas contact technique", "not a technical contact"),
                LocalText(
                    "Seul un contact technique inscrit dans Produhost peut faire cette demande.",
                    "Only a technical contact listed in Produhost can make this request."),
                LocalText(
                    "Faites appeler un contact technique de votre société, ou faites-vous inscrire comme tel.",
                    "Have a technical contact of your company call, or have yourself listed as one.")
            )
        case .passcodeFailed:
            (
                LocalText("code secret faux", "wrong passcode"),
                LocalText(
                    "Les trois premiers caractères du mot de passe ne correspondent pas à la fiche.",
                    "The first three characters of the password do not match the record."),
                LocalText(
                    "Vérifiez le mot de passe dans Produhost, ou utilisez « mot de passe oublié ».",
                    "Check the password in Produhost, or use \"mot de passe oublié\".")
            )
        default:
            (
                LocalText("code secret verrouillé", "passcode locked"),
                LocalText(
                    "Trop de codes faux ont été composés : le code est verrouillé.",
                    "Too many wrong codes were keyed in: the code is locked."),
                LocalText(
                    "Poursuivez dans votre ticket Produhost en attendant la fin du verrouillage.",
                    "Keep to your Produhost ticket until the lock ends.")
            )
        }
    }

    private static func order(_ reason: Reason) -> (LocalText, LocalText, LocalText) {
        switch reason {
        case .noTicket:
            (
                LocalText("pas de ticket valable", "no valid ticket"),
                LocalText(
                    "Aucun ticket ouvert par un canal valable n'existe pour cet incident.",
                    "There is no ticket opened through a valid channel for this incident."),
                LocalText(
                    "Ouvrez une demande urgente dans Produhost, depuis l'écran du service concerné.",
                    "Open an urgent request in Produhost, from the screen of the service concerned.")
            )
        case .ticketAnswered:
            (
                LocalText("ticket déjà traité", "ticket already answered"),
                LocalText("Le ticket a déjà reçu une réponse.", "The ticket has been answered already."),
                LocalText(
                    "Répondez dans le ticket : l'équipe qui le suit vous lit.",
                    "Reply in the ticket: the team that follows it reads you.")
            )
        case .guaranteeRunning:
            (
                LocalText("délai de réponse en cours", "response time still running"),
                LocalText(
                    "Le délai de réponse garanti d'une heure n'est pas encore dépassé.",
                    "The guaranteed response time of one hour is not over yet."),
                LocalText(
                    "Attendez la fin du délai ; sans réponse alors, rappelez.",
                    "Wait until the time is over; without an answer by then, call again.")
            )
        default:
            (
                LocalText("numéro d'urgence d'abord", "emergency number first"),
                LocalText(
                    "Le numéro managérial ne s'utilise qu'après un appel au numéro d'urgence resté sans succès.",
                    "The managerial number is only for after an unsuccessful call to the emergency number."),
                LocalText("Appelez d'abord le numéro d'urgence.", "Call the emergency number first.")
            )
        }
    }

    private static func grounds(_ reason: Reason) -> (LocalText, LocalText, LocalText) {
        switch reason {
        case .notUrgent:
            (
                LocalText("pas particulièrement urgent", "not particularly urgent"),
                LocalText("La demande n'est pas particulièrement urgente.", "The request is not particularly urgent."),
                LocalText(
                    "Suivez-la dans votre ticket : elle sera traitée à son rang.",
                    "Follow it in your ticket: it will be dealt with in turn.")
            )
        case .notSerious:
            (
                LocalText("pas grave", "not serious"),
                LocalText(
                    "Le problème n'est pas grave : le service fonctionne encore.",
                    "The problem is not serious: the service still works."),
                LocalText(
                    "Complétez votre ticket ; le support vous répondra.",
                    "Add to your ticket; support will answer you.")
            )
        case .notDedicated:
            (
                LocalText("ni dédié ni réseau", "neither dedicated nor the network"),
                LocalText(
                    "La procédure d'urgence est réservée aux serveurs et services dédiés, et au réseau.",
                    "The emergency procedure is only for dedicated servers and services, and the network."),
                LocalText(
                    "Ouvrez une demande courante dans Produhost.", "Open an ordinary request in Produhost.")
            )
        default:
            (
                LocalText("sites non testés", "sites not tested"),
                LocalText(
                    "Pour une panne de réseau, un site public et le site de l'hébergeur doivent d'abord être essayés.",
                    "For a network fault, a public site and the provider's site have to be tried first."),
                LocalText(
                    "Essayez legifrance.gouv.fr et dri.fr, et dites lequel ne répond pas.",
                    "Try legifrance.gouv.fr and dri.fr, and say which of them does not answer.")
            )
        }
    }

    private static func desk(_ reason: Reason) -> (LocalText, LocalText, LocalText) {
        reason == .knownIncident
            ? (
                LocalText("incident connu", "known incident"),
                LocalText("Un incident publié explique la panne.", "A published incident explains the trouble."),
                LocalText("Suivez-le dans Produhost, Info. Techniques.", "Follow it in Produhost, Info. Techniques.")
            )
            : (
                LocalText("le bureau ne peut pas vérifier", "the desk cannot check"),
                LocalText("Les données ne sont pas accessibles.", "The records cannot be read."),
                LocalText("L'appelant est mis en relation, sans frais.", "The caller is connected, at no cost.")
            )
    }
}
