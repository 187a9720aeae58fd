import Desk
import Ledger

/// The procedure's terms as readers of the report know them.
extension ReportWords {
    func name(_ number: NumberRole) -> String {
        switch number {
        case .emergency: self("numéro d’urgence", "emergency number")
        case .managerial: self("escalade managériale", "managerial escalation")
        }
    }

    func name(_ period: Period?) -> String {
        switch period {
        case .support: self("heures de support", "support hours")
        case .onCall: self("heures d’astreinte", "on-call hours")
        case nil: self("période non établie", "period not established")
        }
    }

    func name(_ source: CallHeader.Source) -> String {
        switch source {
        case .sip: self("téléphone", "telephone")
        case .terminal: self("terminal", "terminal")
        case .simulated: self("simulation", "simulation")
        }
    }

    func name(_ result: CallResult) -> String {
        switch result {
        case .connected: self("admis, mis en relation", "admitted, connected")
        case .unreached: self("admis, sans réponse", "admitted, nobody reached")
        case .refused: self("refusé, sans frais", "refused at no charge")
        case .abusive: self("abusif", "abusive")
        case .abandoned: self("abandonné", "abandoned")
        case .undecided: self("sans verdict", "no verdict")
        }
    }

    func name(_ verdict: VerdictKind?) -> String {
        switch verdict {
        case .admitted: self("admis", "admitted")
        case .refused: self("refusé", "refused")
        case .abusive: self("abusif", "abusive")
        case .abandoned: self("abandonné", "abandoned")
        case nil: self("sans verdict", "no verdict")
        }
    }

    func name(_ reason: Reason) -> String {
        switch reason {
        case .noClientNumber: self("sans n° client", "no client number")
        case .unknownClient: self("client inconnu", "unknown client")
        case .notTechnicalContact: self("pas contact technique", "not a technical contact")
        case .passcodeFailed: self("code erroné", "wrong passcode")
        case .passcodeLocked: self("code bloqué", "passcode locked")
        case .noTicket: self("sans ticket", "no ticket")
        case .ticketAnswered: self("ticket déjà traité", "ticket already answered")
        case .guaranteeRunning: self("GTI non dépassée", "response guarantee still running")
        case .notUrgent: self("non urgent", "not urgent")
        case .notSerious: self("non grave", "not serious")
        case .notDedicated: self("service non dédié", "no dedicated service")
        case .sitesNotTested: self("autres sites non testés", "other sites not tested")
        case .emergencyNumberFirst: self("urgence non appelée d’abord", "emergency number not called first")
        case .knownIncident: self("incident connu", "known incident")
        case .deskUnavailable: self("vérification impossible", "desk could not know")
        }
    }

    func names(_ reasons: [Reason]) -> String { reasons.map(name).joined(separator: ", ") }

    func name(_ precondition: Precondition) -> String {
        switch precondition {
        case .clientNumber: self("n° client connu", "client number known")
        case .technicalContact: self("contact technique", "technical contact")
        case .passcode: self("code d’accès", "passcode")
        case .knownIncident: self("incident connu annoncé", "known incident announced")
        case .emergencyNumberFirst: self("numéro d’urgence appelé d’abord", "emergency number used first")
        case .ticket: self("ticket sans réponse", "ticket unanswered")
        case .responseGuarantee: self("GTI dépassée", "response guarantee exceeded")
        case .urgency: self("particulièrement urgent", "particularly urgent")
        case .seriousness: self("grave", "serious")
        case .nature: self("réseau ou service dédié", "network or dedicated service")
        case .sitesTested: self("autres sites testés", "other sites tested")
        }
    }

    func name(_ standing: RuleFigures.Standing) -> String {
        switch standing {
        case .satisfied: self("remplie", "satisfied")
        case .violated: self("non remplie", "violated")
        case .unavailable: self("invérifiable", "unavailable")
        case .notEvaluated: self("non atteinte", "not evaluated")
        case .notRequired: self("non exigée", "not required")
        case .unrecorded: self("non consignée", "not recorded")
        }
    }

    func name(_ status: RecordedCharge.Status) -> String {
        switch status {
        case .proposed: self("proposée", "proposed")
        case .confirmed: self("confirmée", "confirmed")
        case .waived: self("non retenue", "waived")
        case .invoiced: self("facturée", "invoiced")
        case .credited: self("créditée", "credited")
        }
    }

    func name(_ movement: MovementKind) -> String {
        switch movement {
        case .proposed: self("proposée", "proposed")
        case .confirmed: self("confirmée", "confirmed")
        case .waived: self("non retenue", "waived")
        case .invoiced: self("facturée", "invoiced")
        case .credited: self("créditée", "credited")
        }
    }

    func name(_ result: GuaranteeResult) -> String {
        switch result {
        case .kept: self("tenue", "kept")
        case .late: self("manquée, réponse tardive", "missed, answered late")
        case .unanswered: self("manquée, sans réponse", "missed, unanswered")
        case .running: self("en cours", "running")
        case .withdrawn: self("clos avant l’échéance", "closed before the deadline")
        case .uncounted: self("canal sans garantie", "channel without guarantee")
        }
    }

    func name(_ delay: DelayClass) -> String {
        switch delay {
        case .quarterHour: self("jusqu’à 15 min", "up to 15 min")
        case .hour: self("jusqu’à 1 h", "up to 1 h")
        case .fourHours: self("jusqu’à 4 h", "up to 4 h")
        case .day: self("jusqu’à 24 h", "up to 24 h")
        case .more: self("plus de 24 h", "more than 24 h")
        }
    }

    func name(_ channel: ChannelName) -> String {
        switch channel {
        case .portal: self("portail", "portal")
        case .email: self("e-mail", "e-mail")
        }
    }

    func name(_ outcome: DisputeLine.Outcome) -> String {
        switch outcome {
        case .granted: self("acceptée", "granted")
        case .rejected: self("rejetée", "rejected")
        case .withdrawn: self("retirée", "withdrawn")
        }
    }
}
