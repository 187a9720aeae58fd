import Desk
import TestSupport
import Testing

@testable import CallFlow

/// One call in virtual time whose surroundings do whatever they please.
///
/// They answer early, late, twice or to nobody, press keys at any moment and find anything in the closed sets. Only time
/// itself is kept: no prompt lasts longer than it can, no deadline is missed.
struct RandomCall {
    /// Why the machine and the exploration differ, if they do.
    private(set) var problem: String?
    /// How long the call lasted; none if it was cut off at the flow's longest duration.
    private(set) var duration: Duration?
    /// How many events were sent.
    private(set) var events = 0
    private(set) var tracker: StateTracker

    private let start = Instant(seconds: 1_773_171_000)
    private let longestChain: Int
    private let possible: PossibleOutcomes
    private var machine: FlowMachine
    private var random: SplitMix64
    private var now: Instant
    private var waiting = Waiting()
    private var history: [FlowEvent] = []
    /// The way that the call is led along more often than not, so that calls come to every corner of the flow.
    private let goal: [Exploration.Leg]

    init(_ flow: ProvedFlow, possible: PossibleOutcomes, longestChain: Int, seed: UInt64) {
        random = SplitMix64(seed: seed)
        self.possible = possible
        self.longestChain = longestChain
        tracker = StateTracker(flow)
        goal = flow.exploration.way(to: Int.random(in: flow.exploration.states.indices, using: &random))
        machine = FlowMachine(
            flow.context, file: CaseFile(number: flow.program.number, from: nil, startedAt: start))
        now = start
    }

    /// Runs the call to its end, or until something is wrong.
    mutating func run() {
        send(.started)
        while !machine.isOver, problem == nil {
            guard events < 5000 else { return problem = "the call does not end" }
            step()
        }
    }

    private mutating func step() {
        pass(.milliseconds(Int.random(in: 0...2000, using: &random)))
        switch Int.random(in: 0..<1000, using: &random) {
        case 0..<660: steer()
        case 660..<720: if let event = answer(to: waiting.current.randomElement(using: &random)) { send(event) }
        case 720..<800: send(.keyed(anyKey()))
        case 800..<840: waitForDeadline()
        case 840..<860: send(.deadlineReached)
        case 860..<920: if let event = history.randomElement(using: &random) { send(event) }
        case 920..<960: if let event = answer(to: waiting.past.randomElement(using: &random)) { send(event) }
        case 960..<992: send(Nonsense.event(random: &random))
        case 992..<997: send(.callerHungUp)
        case 997: waitForTheEnd()
        default: break
        }
    }

    /// Does what leads on along the goal's way; what is next to nothing where the call has left it.
    private mutating func steer() {
        let (position, step) = (tracker.visited.count - 1, machine.step)
        guard position < goal.count, let outcome = goal[position].outcome, goal[position].step == machine.state.step,
            possible.outcomes(in: machine.state).contains(outcome)
        else {
            if let event = answer(to: waiting.current.randomElement(using: &random)) { send(event) }
            return
        }
        if let id = waiting.speaking { return send(.played(id)) }
        let leg = waiting.current.filter { if case .leg = $0 { true } else { false } }.randomElement(using: &random)
        switch (step.verb, leg ?? waiting.current.last) {
        case (.check(let check), .check(let id, _)):
            if let finding = SampleFinding.with(check.topic.outcomes[outcome], on: check.topic, at: now) {
                send(.checked(id, finding))
            }
        case (.menu(let menu), _):
            let key = menu.choices.first { $0.outcome == step.outcomes[outcome] }?.key
            if let key { send(.keyed(key)) } else { waitForDeadline() }
        case (.collect, _): if outcome == 0 { Key("1").map { send(.keyed($0)) } } else { waitForDeadline() }
        case (.hunt, .chain(let id, _)) where outcome == HuntOutcome.unavailable.rawValue:
            send(.chainFound(id, .unavailable))
        case (.hunt(let hunt), .leg(let id)):
            send(.targetAnswered(id))
            send(.targetKeyed(id, outcome == HuntOutcome.exhausted.rawValue ? hunt.declineKey : hunt.acceptKey))
            guard outcome == HuntOutcome.marked.rawValue else { return }
            for key in hunt.abuseKey?.keys ?? [] { send(.targetKeyed(id, key)) }
            send(.targetHungUp(id))
        case (.record, .recording(let id)):
            send(outcome == RecordOutcome.unavailable.rawValue ? .recordingFailed(id) : .fellSilent(id))
        case (_, let request): if let event = answer(to: request) { send(event) }
        }
    }

    // MARK: Time

    /// The latest moment at which something must have happened.
    private var limit: Instant { min(machine.nextDeadline ?? .distantFuture, waiting.speaksUntil) }

    private mutating func pass(_ time: Duration) { now = max(now, min(now.advanced(by: time), limit)) }

    private mutating func waitForDeadline() {
        now = max(now, limit)
        if let id = waiting.speaking, waiting.speaksUntil <= now { return send(.played(id)) }
        send(.deadlineReached)
    }

    private mutating func waitForTheEnd() {
        now = start.advanced(by: machine.context.program.maxCallDuration)
        send(.deadlineReached)
        duration = nil
    }

    // MARK: Events

    private mutating func send(_ event: FlowEvent) {
        events += 1
        let outcome = expectedOutcome(of: event)
        let effects = machine.receive(event, at: now)
        history.append(event)
        problem = tracker.follow(effects, of: machine, event: event, outcome: outcome)
        waiting.take(effects, at: now, in: machine.context.program)
        if machine.isOver { duration = start.duration(to: now) }
        guard problem == nil else { return }
        if losesLedger() { send(.ledgerFailed) }
        // The standby is read from the policy: it is there at once, which the exploration counts on.
        if let standby = waiting.standby { send(.chainFound(standby, .people(OnCallChain(Sample.people(1))))) }
    }

    /// The ledger fails, if at all, at a refusal: anywhere else that only forbids a charge, and the exploration leaves
    /// it out.
    private mutating func losesLedger() -> Bool {
        guard !machine.isOver, machine.refusal != nil, let position = tracker.lastRefusal else { return false }
        let leg = Exploration.Leg(
            step: tracker.flow.exploration.states[tracker.visited[position]].step,
            outcome: LogOutcome.unrecorded.rawValue)
        return position < goal.count && goal[position] == leg || Int.random(in: 0..<60, using: &random) == 0
    }

    /// The outcome that an event must bring about in the step at hand, where it is the event's to decide.
    private func expectedOutcome(of event: FlowEvent) -> Int? {
        switch (event, machine.activity) {
        case (.checked(let id, let finding), .checking(let current, let topic, _))
        where id == current && topic == finding.topic:
            topic.outcomes.firstIndex(of: finding.outcome)
        case (.deadlineReached, .checking(_, let topic, let deadline)) where now >= deadline:
            topic.outcomes.firstIndex(of: .unavailable)
        case (.recordingFailed(let id), .recording(let current, _)) where id == current:
            RecordOutcome.unavailable.rawValue
        case (.chainFound(let id, .unavailable), .hunting) where machine.hunt.stage == .finding(id):
            HuntOutcome.unavailable.rawValue
        case (.targetHungUp(let id), .hunting) where machine.hunt.stage == .talking(id):
            tracker.isMarked != machine.state.standing.marked
                ? HuntOutcome.marked.rawValue : HuntOutcome.completed.rawValue
        default: nil
        }
    }

    private mutating func anyKey() -> Key {
        let keys = "0123456789*#".compactMap { Key($0) }
        return keys.randomElement(using: &random) ?? keys[0]
    }

    private mutating func answer(to request: Waiting.Request?) -> FlowEvent? {
        switch request {
        case .play(let id): .played(id)
        case .check(let id, let topic): finding(on: topic).map { .checked(id, $0) }
        case .chain(let id, _):
            Bool.random(using: &random)
                ? .chainFound(id, .people(anyChain())) : .chainFound(id, .unavailable)
        case .leg(let id): Nonsense.legEvent(id, key: anyKey(), random: &random)
        case .recording(let id): Bool.random(using: &random) ? .fellSilent(id) : .recordingFailed(id)
        case .transfer(let id): .transferred(id, accepted: Bool.random(using: &random))
        case nil: nil
        }
    }

    /// Up to the longest chain of rungs, each of one or several people.
    private mutating func anyChain() -> OnCallChain {
        var chain = OnCallChain()
        for rung in 0..<Int.random(in: 1...longestChain, using: &random) {
            for member in 0..<Int.random(in: 1...3, using: &random) {
                guard let person = Sample.person("\(rung)-\(member)") else { continue }
                chain.append(person, together: member > 0)
            }
        }
        return chain
    }

    /// A finding on a topic, one that the rules can come to if it is the one that is waited for.
    private mutating func finding(on topic: Topic) -> Finding? {
        var outcomes = topic.outcomes
        if case .checking(_, let current, _) = machine.activity, current == topic {
            outcomes = possible.outcomes(in: machine.state).map { topic.outcomes[$0] }
        }
        return outcomes.randomElement(using: &random).flatMap { SampleFinding.with($0, on: topic, at: now) }
    }
}
