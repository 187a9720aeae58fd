import Desk

/// What stands on an invoice in words and is not written in `desk.yaml`, in the two languages of the desk.
struct InvoiceWords: Sendable {
    private let language: Language

    init(_ language: Language) { self.language = language }

    private func either(_ french: String, _ english: String) -> String { language == .french ? french : english }

    /// What a line is for.
    func abuse(of number: NumberRole) -> String {
        switch number {
        case .emergency: either("Usage abusif du numéro d'urgence", "Abusive use of the emergency number")
        case .managerial:
            either(
                "Usage abusif du numéro d'escalade managériale", "Abusive use of the managerial escalation number")
        }
    }

    /// When the call was and what it is charged for.
    func call(at time: LocalDateTime, _ reasons: [Reason]) -> String {
        let clock = Timestamp.format(time.time)
        let call = either("Appel du \(day(time.date)) à \(clock)", "Call of \(day(time.date)) at \(clock)")
        guard !reasons.isEmpty else { return call }
        return call + either(" : ", ": ") + reasons.map(reason).joined(separator: either(" ; ", "; "))
    }

    /// When an invoice is to be paid.
    func due(on date: LocalDate, days: Int) -> String {
        either(
            "Paiement à \(days) jour\(days == 1 ? "" : "s"), au plus tard le \(day(date))",
            "Payment within \(days) day\(days == 1 ? "" : "s"), by \(day(date))")
    }

    /// What a credit note is about.
    func credit(of invoice: Invoice.Reference) -> String {
        let (number, date) = (invoice.number, day(invoice.issued))
        return either(
            "Avoir sur la facture \(number) du \(date), à déduire ou à rembourser",
            "Credit of invoice \(number) of \(date), to be deducted or paid back")
    }

    /// Code de commerce D441-5.
    func indemnity(_ amount: Money) -> String {
        let english = amount.description
        return either(
            "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : \(english.replacing(".", with: ","))",
            "Flat sum for recovery costs in case of late payment: \(english)")
    }

    /// The rate that holds by Code de commerce L441-10 where the terms say nothing.
    var latePenalty: String {
        either(
            "En cas de retard de paiement, une pénalité au taux de refinancement de la Banque centrale européenne majoré de dix points est exigible sans rappel.",
            "Late payment costs, without a reminder, the refinancing rate of the European Central Bank plus ten points."
        )
    }

    /// That paying early gives nothing.
    var noDiscount: String {
        either("Pas d'escompte pour paiement anticipé.", "No discount for early payment.")
    }

    /// Form, capital, registered office and numbers of a seller (BT-33).
    ///
    /// - Parameter namesVAT: whether the number for value-added tax is told here, because it may not stand in its own place.
    func legalInformation(of seller: Seller, namesVAT: Bool) -> String? {
        var parts: [String] = []
        if let form = seller.legalForm, let capital = seller.capital {
            parts.append(either("\(form) au capital de \(capital)", "\(form) with a capital of \(capital)"))
        } else if let one = seller.legalForm ?? seller.capital {
            parts.append(one)
        }
        if let office = seller.registeredOffice {
            parts.append(either("Siège social : \(office)", "Registered office: \(office)"))
        }
        if let siret = seller.siret { parts.append(either("Siret : \(siret)", "SIRET: \(siret)")) }
        if namesVAT, let vat = seller.vat { parts.append(either("TVA intra : \(vat)", "VAT number: \(vat)")) }
        return parts.isEmpty ? nil : parts.joined(separator: " – ")
    }

    private func day(_ date: LocalDate) -> String {
        let iso = Timestamp.format(date)
        return either(iso.split(separator: "-").reversed().joined(separator: "/"), iso)
    }

    private func reason(_ reason: Reason) -> String {
        switch reason {
        case .noTicket: either("aucun ticket n'était ouvert", "no ticket was open")
        case .ticketAnswered: either("le ticket avait reçu une réponse", "the ticket had been answered")
        case .guaranteeRunning:
            either("le délai de réponse garanti courait encore", "the response guarantee was still running")
        case .notUrgent: either("la demande n'était pas particulièrement urgente", "the matter was not urgent")
        case .notSerious: either("la demande n'était pas grave", "the matter was not serious")
        case .notDedicated: either("le service n'est pas dédié", "the service is not a dedicated one")
        case .sitesNotTested:
            either("l'accès aux sites de contrôle n'avait pas été testé", "access to the test sites had not been tried")
        case .emergencyNumberFirst:
            either(
                "le numéro d'urgence n'avait pas été appelé d'abord", "the emergency number had not been called first")
        // Never billed (`Reason.isBillable`); were one to be, its name says what it is.
        case .noClientNumber, .unknownClient, .notTechnicalContact, .passcodeFailed, .passcodeLocked, .knownIncident,
            .deskUnavailable:
            reason.rawValue
        }
    }
}
