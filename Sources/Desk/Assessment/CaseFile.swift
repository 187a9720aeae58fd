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

    /// Where the finding of each topic is, plus one; four bits a topic.
    private var places: UInt64 = 0

    /// Adds a finding, or puts it in place of an earlier one on the same topic.
    public mutating func add(_ finding: Finding, at now: Instant) {
        if case .passcode(.wrong) = finding { passcodeFailures.append(now) }
        let topic = finding.topic
        if let index = place(of: topic) {
            findings[index] = finding
        } else {
            findings.append(finding)
            places |= UInt64(findings.count) << (UInt64(topic.rawValue) * 4)
        }
    }

    private func place(of topic: Topic) -> Int? {
        let place = Int(places >> (UInt64(topic.rawValue) * 4) & 0xF)
        return place == 0 ? nil : place - 1
    }

    /// The finding on a topic.
    public func finding(_ topic: Topic) -> Finding? { place(of: topic).map { findings[$0] } }

    /// The client, once known.
    public var client: Client? {
        if let place = place(of: .client), case .client(.known(let client)) = findings[place] { client } else { nil }
    }

    /// The contact who calls, once recognised or chosen, technical or not.
    public var contact: Contact? {
        contact(.caller) ?? contact(.contact)
    }

    private func contact(_ topic: Topic) -> Contact? {
        guard let place = place(of: topic) else { return nil }
        switch findings[place] {
        case .caller(.technical(let contact)), .caller(.notTechnical(let contact)), .contact(.technical(let contact)),
            .contact(.notTechnical(let contact)):
            return contact
        default: return nil
        }
    }

    /// The ticket that the call is about.
    public var ticket: Ticket? {
        guard let place = place(of: .ticket) else { return nil }
        switch findings[place] {
        case .ticket(.unanswered(let ticket)), .ticket(.answered(let ticket)): return ticket
        default: return nil
        }
    }

    /// When the response guarantee of the ticket ends.
    public var deadline: Instant? {
        guard let place = place(of: .guarantee) else { return nil }
        switch findings[place] {
        case .guarantee(.exceeded(let deadline)), .guarantee(.running(let deadline)): return deadline
        default: return nil
        }
    }

    /// The bulletin that is announced first.
    public var bulletin: Bulletin? {
        guard let place = place(of: .bulletin), case .bulletin(.active(let bulletins)) = findings[place] else {
            return nil
        }
        return bulletins.first
    }

    /// The tariff that was in force when the caller was told the price.
    public var tariff: Tariff? {
        guard let place = place(of: .tariff), case .tariff(let tariff) = findings[place] else { return nil }
        return tariff
    }

    /// The language that the caller hears.
    public func language(_ policy: Policy) -> Language {
        policy.language(for: contactLanguage)
    }

    /// The language that the contact who calls wants to hear, once known.
    public var contactLanguage: Language? { contact?.language }
}
