/// What one call has brought to light: who called which number when, and every finding with its evidence.
public struct CaseFile: Hashable, Sendable {
    /// The number that was called.
    public let number: NumberRole
    /// The caller's number: a hint, never an identity; none if it is withheld.
    public let from: PhoneNumber?
    /// When the call came in.
    public let startedAt: Instant
    /// Whether the call is an exercise, which is never billed.
    public let isDrill: Bool
    /// The findings, in the order in which they were made; at most one a topic.
    public private(set) var findings: [Finding] = []
    /// When the caller keyed a wrong passcode in this call.
    public private(set) var passcodeFailures: [Instant] = []

    /// Opens the file of a call.
    public init(number: NumberRole, from: PhoneNumber?, startedAt: Instant, isDrill: Bool = false) {
        self.number = number
        self.from = from
        self.startedAt = startedAt
        self.isDrill = isDrill
        findings.reserveCapacity(Topic.allCases.count)
    }

    /// Adds a finding, or puts it in place of an earlier one on the same topic.
    public mutating func add(_ finding: Finding, at now: Instant) {
        if case .passcode(.wrong) = finding { passcodeFailures.append(now) }
        if let index = findings.firstIndex(where: { $0.topic == finding.topic }) {
            findings[index] = finding
        } else {
            findings.append(finding)
        }
    }

    /// The finding on a topic.
    public func finding(_ topic: Topic) -> Finding? { findings.first { $0.topic == topic } }

    /// The client, once known.
    public var client: Client? {
        for case .client(.known(let client)) in findings { return client }
        return nil
    }

    /// The contact who calls, once recognised or chosen, technical or not.
    public var contact: Contact? {
        for finding in findings {
            switch finding {
            case .caller(.technical(let contact)), .caller(.notTechnical(let contact)),
                .contact(.technical(let contact)),
                .contact(.notTechnical(let contact)):
                return contact
            default: continue
            }
        }
        return nil
    }

    /// The ticket that the call is about.
    public var ticket: Ticket? {
        for finding in findings {
            switch finding {
            case .ticket(.unanswered(let ticket)), .ticket(.answered(let ticket)): return ticket
            default: continue
            }
        }
        return nil
    }

    /// When the response guarantee of the ticket ends.
    public var deadline: Instant? {
        for finding in findings {
            switch finding {
            case .guarantee(.exceeded(let deadline)), .guarantee(.running(let deadline)): return deadline
            default: continue
            }
        }
        return nil
    }

    /// The bulletin that is announced first.
    public var bulletin: Bulletin? {
        for case .bulletin(.active(let bulletins)) in findings { return bulletins.first }
        return nil
    }

    /// The tariff that was in force when the caller was told the price.
    public var tariff: Tariff? {
        for case .tariff(let tariff) in findings { return tariff }
        return nil
    }

    /// The language that the caller hears.
    public func language(_ policy: Policy) -> Language {
        contact?.language.flatMap { policy.languages.contains($0) ? $0 : nil } ?? policy.defaultLanguage
    }
}
