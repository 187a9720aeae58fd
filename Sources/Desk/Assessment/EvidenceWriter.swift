/// Puts findings into words for the assessment: never a passcode, never a key.
struct EvidenceWriter {
    let policy: Policy
    let standing: Standing

    func evidence(on topic: Topic, in file: CaseFile) -> [Assessment.Evidence] {
        guard let finding = file.finding(topic) else {
            return standing.outcomes[topic].map { [item("declared", $0.rawValue)] } ?? []
        }
        return describe(finding, in: file)
    }

    private func describe(_ finding: Finding, in file: CaseFile) -> [Assessment.Evidence] {
        switch finding {
        case .client(.known(let client)): return [item("client", client.number.description), item("name", client.name)]
        case .client(.unknown(let number)): return [item("keyed", number.description)]
        case .caller(let contact): return describe(contact, by: "caller-number")
        case .contact(let contact): return describe(contact, by: "contact-code")
        case .passcode(.wrong(let failures)): return [item("failures", String(failures))]
        case .passcode(.locked(let until)): return [item("until", time(until))]
        case .bulletin(.active(let bulletins)): return bulletins.map { item("bulletin", "\($0.id) \($0.title)") }
        case .order(.tried(let call)), .order(.reached(let call)):
            return [item("emergency-call", time(call.at))] + (call.connectedTo.map { [item("reached", $0)] } ?? [])
        case .order(.notTried(let ticket)): return ticket.map { [item("ticket", $0)] } ?? []
        case .ticket(let ticket): return describe(ticket)
        case .guarantee(.exceeded(let deadline)), .guarantee(.running(let deadline)):
            return [item("deadline", time(deadline))]
                + (file.client.map { [item("contract", policy.contract(of: $0).name)] } ?? [])
        case .service(.dedicated(let service)): return service.map(describe) ?? []
        case .service(.notDedicated(let service)): return describe(service)
        case .hours(let period): return [item("period", period.rawValue)]
        case .tariff(let tariff): return tariff.map { [item("amount", $0.amount.description)] } ?? []
        case .client(.missing), .client(.unavailable), .passcode(.verified), .passcode(.unavailable), .bulletin(.none),
            .bulletin(.unavailable), .order(.unavailable), .guarantee(.noTicket), .guarantee(.unavailable),
            .service(.unavailable), .unavailable:
            return []
        }
    }

    private func describe(_ finding: ContactFinding, by means: String) -> [Assessment.Evidence] {
        switch finding {
        case .technical(let contact), .notTechnical(let contact):
            [item("contact", contact.code), item("name", contact.name), item("recognised-by", means)]
        case .unknown: [item("recognised-by", "nothing")]
        case .unavailable: []
        }
    }

    private func describe(_ finding: TicketFinding) -> [Assessment.Evidence] {
        switch finding {
        case .unanswered(let ticket): return describe(ticket)
        case .answered(let ticket):
            return describe(ticket) + (ticket.responded.map { [item("responded", time($0))] } ?? [])
        case .none(let ticket, let defect):
            guard let ticket, let defect else { return [] }
            return describe(ticket) + [item("discounted", defect.rawValue)]
        case .unavailable: return []
        }
    }

    private func describe(_ ticket: Ticket) -> [Assessment.Evidence] {
        [item("ticket", ticket.id), item("channel", ticket.channel.rawValue), item("opened", time(ticket.opened))]
    }

    private func describe(_ service: Service) -> [Assessment.Evidence] {
        [item("service", service.name), item("kind", service.kind.rawValue)]
    }

    private func item(_ name: String, _ value: String) -> Assessment.Evidence { .init(name: name, value: value) }

    private func time(_ instant: Instant) -> String { Timestamp.format(instant, in: policy.zone) }
}
