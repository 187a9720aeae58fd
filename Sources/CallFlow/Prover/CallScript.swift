import Desk

/// A concrete call that takes a given way through a flow: the facts, the time, the caller's keys and how technicians behave.
public struct CallScript: Sendable {
    /// The number that is called.
    public var number: NumberRole
    /// When.
    public var at: Instant
    /// From which phone; withheld if none.
    public var from: PhoneNumber?
    /// What the caller does at each request for input: digits, `silence`, or `speak`.
    public var keys: [String] = []
    /// How technicians behave, by id or `*`.
    public var technicians: [Technician] = []
    /// What does not answer: topics, `rota`, `recording`, `transfer`.
    public var unavailable: [String] = []
    /// The facts.
    public var world = World()
    /// The passcodes in clear, by `client/contact`, for writing the world down.
    public var passcodes: [String: String] = [:]

    /// How one technician behaves.
    public struct Technician: Hashable, Sendable {
        /// The person's id, or `*` for everybody.
        public let id: String
        /// What the person does.
        public let behaviour: TechnicianBehaviour
    }
}

/// What a technician does when rung.
public enum TechnicianBehaviour: String, CaseIterable, Hashable, Sendable {
    /// Picks up and accepts.
    case accept
    /// Picks up and declines.
    case decline
    /// Lets it ring.
    case noAnswer = "no_answer"
    /// Is on another call.
    case busy
    /// A voicemail picks up.
    case machine
    /// The phone is off.
    case unreachable
}

/// Writes the script of a call that takes a way through a flow.
public struct ScriptWriter {
    let context: FlowContext
    private var script: CallScript
    private let client: ClientNumber
    private var wanted: [Topic: TopicOutcome] = [:]

    private static let technicalPhone = PhoneNumber("+33612345678")
    private static let otherPhone = PhoneNumber("+33612345679")
    private static let strangerPhone = PhoneNumber("+33612345600")

    /// Writes the script for a way from the start of the program.
    ///
    /// - Parameters:
    ///   - hasher: hashes the passcode that the script's world gives to its contact.
    public static func script(
        for way: [Exploration.Leg], in context: FlowContext, hasher: any PasscodeHasher
    ) -> CallScript? {
        guard let client = ClientNumber("12345") else { return nil }
        var writer = ScriptWriter(context: context, client: client)
        writer.read(way)
        writer.writeFacts(hasher: hasher)
        for leg in way { writer.writeInput(leg) }
        return writer.script
    }

    private init(context: FlowContext, client: ClientNumber) {
        self.context = context
        self.client = client
        script = CallScript(number: context.program.number, at: Instant(seconds: 0))
    }

    /// The last outcome of each topic on the way.
    private mutating func read(_ way: [Exploration.Leg]) {
        for leg in way {
            guard let outcome = leg.outcome, case .check(let check) = context.program.steps[leg.step].verb else { continue }
            wanted[check.topic] = check.topic.outcomes[outcome]
            if check.topic.outcomes[outcome] == .unavailable, !script.unavailable.contains(check.topic.name) {
                script.unavailable.append(check.topic.name)
            }
        }
    }

    // MARK: Facts

    private mutating func writeFacts(hasher: any PasscodeHasher) {
        script.at = time()
        script.from =
            switch wanted[.caller] {
            case .technical: Self.technicalPhone
            case .notTechnical: Self.otherPhone
            default: Self.strangerPhone
            }
        script.world.at = script.at
        if wanted[.client] != .unknown { writeClient(hasher: hasher) }
        writeTicket()
        writeEarlierCalls()
        if wanted[.bulletin] == .active {
            script.world.bulletins = [
                Bulletin(id: "B-1", title: "Incident", covers: [.all], from: script.at.advanced(by: .hours(-1)))
            ]
        }
        if wanted[.passcode] == .locked {
            let failure = World.PasscodeFailure(client: client, at: script.at.advanced(by: .minutes(-30)))
            script.world.passcodeFailures = Array(repeating: failure, count: context.policy.passcode.failuresBeforeLock)
        }
    }

    /// An evening in March, or the next support hours after it; before the first tariff where none may be in force.
    private func time() -> Instant {
        let policy = context.policy
        var base = Instant(seconds: 1_773_171_000)
        if wanted[.tariff] == .nothing,
            let first = policy.tariffs.filter({ $0.number == context.program.number }).map(\.from).min()
        {
            base = first.advanced(by: .hours(-28))
        }
        let period = policy.hours.period(at: base, in: policy.zone)
        let needed: Period = wanted[.hours] == .support ? .support : .onCall
        guard wanted[.hours] != nil, period != needed else { return base }
        return policy.hours.nextChange(after: base, in: policy.zone).advanced(by: .minutes(30))
    }

    private mutating func writeClient(hasher: any PasscodeHasher) {
        let hash = hasher.hash(keys: "227", client: client, contact: "01")
        script.passcodes["\(client)/01"] = "aB7"
        script.world.clients = [
            Client(
                number: client, name: "Atelier Numérique",
                services: [Service(name: "srv-web-01", kind: wanted[.service] == .notDedicated ? .shared : .dedicatedServer)],
                contacts: [
                    Contact(
                        code: "01", name: "Marie Le Goff", phones: Self.technicalPhone.map { [$0] } ?? [],
                        isTechnical: true, passcode: hash),
                    Contact(
                        code: "02", name: "Paul Girard", phones: Self.otherPhone.map { [$0] } ?? [], isTechnical: false),
                ])
        ]
    }

    private mutating func writeTicket() {
        guard let outcome = wanted[.ticket] ?? (wanted[.order] == .tried || wanted[.order] == .reached ? .unanswered : nil),
            outcome != .nothing, wanted[.client] != .unknown
        else { return }
        let age: Duration = wanted[.guarantee] == .running ? .minutes(10) : .hours(72)
        let responded = outcome == .answered ? script.at.advanced(by: .minutes(-5)) : nil
        script.world.tickets = [
            Ticket(
                id: "T-8812", client: client, channel: .portal, service: "srv-web-01", priority: .urgent,
                qualification: .blocking, opened: script.at.advanced(by: .zero - age), responded: responded)
        ]
    }

    private mutating func writeEarlierCalls() {
        guard wanted[.order] == .tried || wanted[.order] == .reached else { return }
        script.world.calls = [
            EarlierCall(
                number: .emergency, client: client, ticket: "T-8812", at: script.at.advanced(by: .minutes(-20)),
                connectedTo: wanted[.order] == .reached ? "alice" : nil)
        ]
    }

    // MARK: Inputs

    private mutating func writeInput(_ leg: Exploration.Leg) {
        let step = context.program.steps[leg.step]
        guard let outcome = leg.outcome else { return }
        switch step.verb {
        case .collect(let collect):
            switch CollectOutcome(rawValue: outcome) {
            case .filled: script.keys.append(digits(for: collect))
            case .noinput: script.keys += Array(repeating: "silence", count: collect.maxAttempts)
            default: script.keys += Array(repeating: "*", count: collect.maxAttempts)
            }
        case .menu(let menu): writeChoice(menu, step.outcomes[outcome])
        case .hunt(let hunt): writeHunt(hunt, outcome)
        case .record:
            switch RecordOutcome(rawValue: outcome) {
            case .recorded: script.keys.append("speak")
            case .tooShort: script.keys.append("silence")
            default: script.unavailable.append("recording")
            }
        case .transfer where outcome == TransferOutcome.refused.rawValue: script.unavailable.append("transfer")
        case .check(let check): if check.topic == .passcode { correctPasscode(check, outcome) }
        default: break
        }
    }

    private mutating func writeChoice(_ menu: Verb.Menu, _ outcome: String) {
        switch outcome {
        case "noinput": script.keys += Array(repeating: "silence", count: menu.maxAttempts)
        case "nomatch":
            let used = Set(menu.choices.map(\.key.description))
            let free = ["0", "*", "#", "8", "7"].first { !used.contains($0) } ?? "0"
            script.keys += Array(repeating: free, count: menu.maxAttempts)
        default:
            if let choice = menu.choices.first(where: { $0.outcome == outcome }) {
                script.keys.append(choice.key.description)
            }
        }
    }

    private mutating func writeHunt(_ hunt: Verb.Hunt, _ outcome: Int) {
        switch HuntOutcome(rawValue: outcome) {
        case .exhausted:
            if hunt.chain == .standby {
                script.technicians += context.policy.standby.map { .init(id: $0.id, behaviour: .noAnswer) }
            } else {
                script.technicians.append(.init(id: "*", behaviour: .noAnswer))
            }
        case .unavailable: script.unavailable.append("rota")
        default: break
        }
    }

    /// What the caller keys into a variable depends on the check that reads it next.
    private func digits(for collect: Verb.Collect) -> String {
        let check = context.program.steps.lazy.compactMap { step -> Verb.Check? in
            if case .check(let check) = step.verb, check.argument == collect.into { check } else { nil }
        }.first
        switch check?.topic {
        case .client: return wanted[.client] == .unknown ? "99999" : client.description
        case .contact:
            switch wanted[.contact] {
            case .technical: return "01"
            case .notTechnical: return "02"
            default: return "99"
            }
        case .passcode: return "227"
        default: return String(repeating: "1", count: collect.minDigits)
        }
    }

    /// The passcode was keyed before its check said what was wanted: put a wrong one in its place.
    private mutating func correctPasscode(_ check: Verb.Check, _ outcome: Int) {
        guard check.topic.outcomes[outcome] == .wrong,
            let index = script.keys.lastIndex(of: "227")
        else { return }
        script.keys[index] = "999"
    }
}
