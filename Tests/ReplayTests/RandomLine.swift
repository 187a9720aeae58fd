import CallFlow
import Calls
import Desk
import Simulator
import TestSupport

/// A call in which everybody does whatever they please at any moment, written down as a terminal does.
///
/// Keys come ahead of every prompt, phones answer, fail or fall silent, the caller leaves.
struct RandomLine<Facts: FactStore> {
    private let rulebook: Rulebook<Facts>
    private let rota: Rota
    private let journal: any CallJournal
    private var machine: FlowMachine
    private var recorder = CallRecorder()
    private var factRecorder: FactRecorder
    private var random: SplitMix64
    private var pending: [(event: FlowEvent, facts: ConsultedFacts?)] = []
    private var legs: [ActivityID] = []
    private var now: Instant
    /// What the caller would key if nothing went wrong.
    private var plan: [Key]

    init(
        _ context: FlowContext, rota: Rota, facts: Facts, file: CaseFile, plan: String, journal: any CallJournal,
        seed: UInt64
    ) {
        rulebook = Rulebook(policy: context.policy, facts: facts)
        self.rota = rota
        self.journal = journal
        machine = FlowMachine(context, file: file)
        factRecorder = FactRecorder(caller: file.from, startedAt: file.startedAt)
        random = SplitMix64(seed: seed)
        now = file.startedAt
        self.plan = plan.compactMap { Key($0) }
    }

    mutating func run() throws {
        try deliver(.started, nil)
        var count = 0
        while !machine.isOver, count < 3000 {
            count += 1
            try step()
        }
        if !machine.isOver { try deliver(.callerHungUp, nil) }
        try journal.finish(recorder.report(of: machine, at: now), at: now)
    }

    private mutating func step() throws {
        let limit = machine.nextDeadline ?? .distantFuture
        now = max(now, min(now.advanced(by: .milliseconds(Int.random(in: 0...1500, using: &random))), limit))
        if now >= limit { return try deliver(.deadlineReached, nil) }
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<45 where !pending.isEmpty:
            let next = pending.remove(at: Int.random(in: pending.indices, using: &random))
            try deliver(next.event, next.facts)
        case 45..<75 where !plan.isEmpty: try deliver(.keyed(plan.removeFirst()), nil)
        case 75..<78:
            if let key = "0123456789*#".compactMap({ Key($0) }).randomElement(using: &random) {
                try deliver(.keyed(key), nil)
            }
        case 78..<95: if let id = legs.randomElement(using: &random) { try deliver(legEvent(id), nil) }
        case 95: if Int.random(in: 0..<20, using: &random) == 0 { try deliver(.callerHungUp, nil) }
        default: break
        }
    }

    private mutating func legEvent(_ id: ActivityID) -> FlowEvent {
        switch Int.random(in: 0..<8, using: &random) {
        case 0...2: .targetAnswered(id)
        case 3: .targetFailed(id, [.busy, .unreachable].randomElement(using: &random) ?? .busy)
        case 4, 5: .targetKeyed(id, ["1", "2", "*", "9"].compactMap { Key($0) }.randomElement(using: &random) ?? .zero)
        default: .targetHungUp(id)
        }
    }

    private mutating func deliver(_ event: FlowEvent, _ facts: ConsultedFacts?) throws {
        var details: [(String, JSON)] = []
        if case .checked(_, let finding) = event { details = factRecorder.fields(facts, of: finding) }
        var entries = [CallTrace.entry(event, hidesKeys: !machine.showsKeys).adding(details)]
        let effects = machine.receive(event, at: now)
        let program = machine.context.program
        for effect in effects {
            entries.append(CallTrace.entry(effect, in: program))
            recorder.note(effect, at: now, program: program) { _ in .seconds(1) }
        }
        try journal.commit(entries, decided: LoggedDecision(effects, of: machine), at: now)
        for effect in effects { perform(effect) }
    }

    private mutating func perform(_ effect: FlowEffect) {
        switch effect {
        case .play(let id, _, _): pending.append((.played(id), nil))
        case .check(let id, let topic, let keys):
            let answer = rulebook.consult(on: topic, keys: keys, file: machine.file, now: now)
            let isLost = Int.random(in: 0..<40, using: &random) == 0
            pending.append(
                isLost ? (.checked(id, .unavailable(topic)), nil) : (.checked(id, answer.finding), answer.facts))
        case .findChain(let id, let chain): pending.append((.chainFound(id, rota.people(in: chain, at: now)), nil))
        case .ring(let id, _, _): legs.append(id)
        case .startRecording(let id, _): pending.append((.fellSilent(id), nil))
        default: break
        }
    }
}
