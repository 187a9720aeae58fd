import Desk

/// Writes the script of a call that takes a way through a flow.
///
/// A script has one set of facts for the whole call, and what does not answer never answers. So there is no script for a way
/// on which something stops answering in mid-call, or on which people are rung at a time when the rota names nobody.
public struct ScriptWriter {
    let context: FlowContext
    var script: CallScript
    /// The last outcome of each topic on the way.
    var wanted: [Topic: TopicOutcome] = [:]
    /// How often a wrong passcode is keyed on the way.
    var wrongPasscodes = 0
    /// Where in the keys the digits of a variable are.
    private var keyed: [Int: (position: Int, verb: Verb.Collect)] = [:]

    /// Writes the script for a way from the start of the program.
    ///
    /// - Parameters:
    ///   - rota: who is on call when.
    ///   - hasher: hashes the passcode that the script's world gives to its contact.
    /// - Returns: the script; nothing for a way that no single set of facts explains.
    public static func script(
        for way: [Exploration.Leg], in context: FlowContext, rota: Rota, hasher: any PasscodeHasher
    ) -> CallScript? {
        guard factsStand(on: way, in: context.program), let client = ClientNumber(Sample.client) else { return nil }
        var writer = ScriptWriter(context)
        for leg in way { writer.read(leg) }
        writer.writeFacts(of: client, hasher: hasher)
        for leg in way { writer.write(leg) }
        return way.allSatisfy { writer.canRing($0, by: rota) } ? writer.script : nil
    }

    /// Whether one set of facts explains every outcome on a way.
    static func factsStand(on way: [Exploration.Leg], in program: FlowProgram) -> Bool {
        var answered: Set<String> = []
        for leg in way {
            let step = program.steps[leg.step]
            guard let outcome = leg.outcome.map({ step.nameOfOutcome($0) }) else { continue }
            let name: String
            switch step.verb {
            case .check(let check): name = check.topic.name
            case .record: name = "recording"
            case .log where step.virtualOutcome != nil: name = "ledger"
            default: continue
            }
            if outcome != TopicOutcome.unavailable.rawValue, outcome != step.virtualOutcome {
                answered.insert(name)
            } else if answered.contains(name) {
                return false
            }
        }
        return true
    }

    /// Whether there is somebody to ring at the script's time, if a leg says that somebody was rung.
    private func canRing(_ leg: Exploration.Leg, by rota: Rota) -> Bool {
        guard case .hunt(let hunt) = context.program.steps[leg.step].verb, hunt.chain != .standby,
            let outcome = leg.outcome, outcome != HuntOutcome.unavailable.rawValue
        else { return true }
        return rota.people(in: hunt.chain, at: script.at) != .unavailable
    }

    private init(_ context: FlowContext) {
        self.context = context
        script = CallScript(number: context.program.number, at: Instant(seconds: 0))
    }

    private mutating func read(_ leg: Exploration.Leg) {
        guard let index = leg.outcome, case .check(let check) = context.program.steps[leg.step].verb else { return }
        let outcome = check.topic.outcomes[index]
        wanted[check.topic] = outcome
        if outcome == .wrong { wrongPasscodes += 1 }
        if outcome == .unavailable { lose(check.topic.name) }
    }

    private mutating func lose(_ name: String) {
        if !script.unavailable.contains(name) { script.unavailable.append(name) }
    }

    // MARK: What people do

    private mutating func write(_ leg: Exploration.Leg) {
        let step = context.program.steps[leg.step]
        guard let outcome = leg.outcome else { return }
        switch step.verb {
        case .collect(let collect): write(collect, CollectOutcome(rawValue: outcome))
        case .menu(let menu): write(menu, step.outcomes[outcome])
        case .log where outcome == LogOutcome.unrecorded.rawValue: lose("ledger")
        case .check(let check): correct(check, check.topic.outcomes[outcome])
        case .hunt(let hunt): write(hunt, HuntOutcome(rawValue: outcome))
        case .record:
            switch RecordOutcome(rawValue: outcome) {
            case .recorded: script.keys.append("speak")
            case .tooShort: script.keys.append("silence")
            default: lose("recording")
            }
        case .transfer where outcome == TransferOutcome.refused.rawValue: lose("transfer")
        case .answer, .play, .switchOn, .set, .log, .enter, .leave, .transfer, .hangup: break
        }
    }

    private mutating func write(_ collect: Verb.Collect, _ outcome: CollectOutcome?) {
        keyed[collect.into] = nil
        switch outcome {
        case .filled:
            keyed[collect.into] = (script.keys.count, collect)
            script.keys.append(String(repeating: "1", count: collect.minDigits))
        case .noinput: script.keys += Array(repeating: "silence", count: collect.maxAttempts)
        default: script.keys += Array(repeating: "*", count: collect.maxAttempts)
        }
    }

    private mutating func write(_ menu: Verb.Menu, _ outcome: String) {
        switch outcome {
        case "noinput": script.keys += Array(repeating: "silence", count: menu.maxAttempts)
        case "nomatch":
            let used = Set(menu.choices.map(\.key.description))
            let free = "0*#87654321".map(String.init).first { !used.contains($0) } ?? "9"
            script.keys += Array(repeating: free, count: menu.maxAttempts)
        default:
            if let choice = menu.choices.first(where: { $0.outcome == outcome }) {
                script.keys.append(choice.key.description)
            }
        }
    }

    private mutating func write(_ hunt: Verb.Hunt, _ outcome: HuntOutcome?) {
        switch outcome {
        case .exhausted: behave(.noAnswer, hunt)
        case .marked: behave(.mark, hunt)
        case .unavailable: lose("rota")
        case .completed, nil: break
        }
    }

    private mutating func behave(_ behaviour: TechnicianBehaviour, _ hunt: Verb.Hunt) {
        let ids = hunt.chain == .standby ? context.policy.standby.map(\.id) : ["*"]
        script.technicians += ids.map { CallScript.Technician(id: $0, behaviour: behaviour) }
    }

    /// What the caller was to key is known only now that a check says what it found: put it in its place.
    private mutating func correct(_ check: Verb.Check, _ outcome: TopicOutcome) {
        guard let (position, collect) = check.argument.flatMap({ keyed[$0] }) else { return }
        let digits = Sample.digits(for: check.topic, finding: outcome)
        if let digits { script.keys[position] = Sample.fit(digits, collect.minDigits...collect.maxDigits) }
    }
}

/// The people and digits of scripted calls.
enum Sample {
    static let client = "12345"
    static let stranger = "99999"
    static let ticket = "T-8812"
    static let technicalPhone = PhoneNumber("+33612345678")
    static let otherPhone = PhoneNumber("+33612345679")
    static let unknownPhone = PhoneNumber("+33612345600")
    /// A passcode and the keys that it is on.
    static let passcode = (text: "aB7", keys: "227")

    /// What is keyed so that a check finds that, if it depends on what is keyed.
    static func digits(for topic: Topic, finding outcome: TopicOutcome) -> String? {
        switch (topic, outcome) {
        case (.client, .unknown): stranger
        // Not a client number, by its length.
        case (.client, .missing): ""
        case (.client, _): client
        case (.contact, .notTechnical): "02"
        case (.contact, .unknown): "99"
        case (.contact, _): "01"
        case (.passcode, .wrong): "999"
        case (.passcode, _): passcode.keys
        default: nil
        }
    }

    /// The digits, or others if the step does not take as many.
    static func fit(_ digits: String, _ range: ClosedRange<Int>) -> String {
        if range.contains(digits.utf8.count) { return digits }
        let count = range.lowerBound == ClientNumber.length ? range.upperBound : range.lowerBound
        return String(repeating: "9", count: count)
    }
}
