import CallFlow
import Calls
import Desk
import TestSupport

/// One call in virtual time whose surroundings do whatever they please, and often what leads on.
///
/// They answer early, late, twice or to nobody, write late or not at all, and press keys at any moment.
struct RandomCall {
    private(set) var watch = InvariantWatch()
    private var moments: [(at: Duration, event: CallInput, effects: [CallEffect])] = []
    private var machine: CallMachine
    private var random: SplitMix64
    private var now = Duration.seconds(100)
    private let start: Duration
    private let longest: Duration
    private let people: [OnCallPerson]
    /// What was asked for and not answered; the latest is the likeliest to be waited for.
    private var asked: [CallEffect] = []
    /// Everything that was ever asked for.
    private var past: [CallEffect] = []

    init(_ context: FlowContext, _ number: NumberRole, people: [OnCallPerson], seed: UInt64) {
        machine = CallMachine(
            context, file: CaseFile(number: number, from: nil, startedAt: SmallDesk.start), origin: now
        ) { _, _ in .seconds(2) }
        self.people = people
        start = now
        longest = context.program.maxCallDuration
        random = SplitMix64(seed: seed)
    }

    /// Runs the call to its end.
    mutating func run() {
        send(.arrived)
        for _ in 0..<600 where !machine.isOver { step() }
        // Whatever was begun comes to an end by itself.
        while !machine.isOver, now <= start + longest + .seconds(10), let deadline = machine.nextDeadline {
            now = max(now, deadline)
            send(.deadlineReached)
        }
        watch.expectEnd()
        for event in [CallInput.callerHungUp, .deadlineReached, .committed(1), .arrived] { send(event) }
    }

    private mutating func step() {
        let next = now + .milliseconds(Int.random(in: 0...1_200, using: &random))
        if let deadline = machine.nextDeadline, deadline <= next {
            now = max(now, deadline)
            return send(.deadlineReached)
        }
        now = next
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<25: if let (id, _) = watch.pending.randomElement(using: &random) { send(.committed(id)) }
        case 25..<27: if let (id, _) = watch.pending.randomElement(using: &random) { send(.commitFailed(id)) }
        case 27..<75: leadOn()
        case 75..<82: if let event = answer(to: past.randomElement(using: &random)) { send(event) }
        case 82..<90: send(.keyed(.caller, anyKey()))
        case 90..<95: if let event = anything() { send(event) }
        case 95..<97: send(.deadlineReached)
        case 97: if Int.random(in: 0..<4, using: &random) == 0 { send(.callerHungUp) }
        default: break
        }
    }

    /// What somebody would do who wants to come to the end.
    private mutating func leadOn() {
        guard let last = asked.last, let event = answer(to: last) else { return send(.keyed(.caller, one)) }
        // Who is rung has more than one thing to say.
        if case .ring = last, Int.random(in: 0..<4, using: &random) > 0 {} else { asked.removeLast() }
        send(event)
    }

    private mutating func send(_ event: CallInput) {
        watch.happens(event, now: now)
        let effects = machine.receive(event, now: now)
        watch.note(effects, now: now)
        moments.append((now, event, effects))
        let questions = effects.filter(\.awaitsAnswer)
        asked += questions
        past += questions
    }

    /// What happened, to read.
    var log: String {
        moments.map { moment in
            let lines = moment.effects.map { "\n    " + EffectText.line($0) }
            return "\(moment.at - start) \(moment.event)\(lines.joined())"
        }.joined(separator: "\n")
    }

    // MARK: Answers

    private let keys = "1234567890*#".compactMap { Key($0) }
    /// The key that most menus and every hunt take.
    private var one: Key { keys[0] }

    private mutating func anyKey() -> Key { keys.randomElement(using: &random) ?? one }

    private mutating func answer(to effect: CallEffect?) -> CallInput? {
        switch effect {
        case .play(let party, let id, _): .played(party, id)
        case .lookUp(let id, let topic, _, _): .found(id, finding(topic))
        case .findChain(let id, _): .chainFound(id, chain())
        case .ring(let id, _, _): leg(id)
        case .startRecording(let id, _): Bool.random(using: &random) ? .fellSilent(id) : .recordingFailed(id)
        case .transfer(let id, _): .transferred(id, accepted: .random(using: &random))
        default: nil
        }
    }

    /// What is found: often the best, which leads on.
    private mutating func finding(_ topic: Topic) -> Finding {
        let at = machine.clock.instant(at: now)
        for _ in 0..<40 where Int.random(in: 0..<4, using: &random) > 0 {
            let found = AnyFinding.on(topic, at: at, &random)
            if found.outcome == topic.outcomes.first { return found }
        }
        return AnyFinding.on(topic, at: at, &random)
    }

    private mutating func chain() -> ChainAnswer {
        let count = Int.random(in: -1...3, using: &random)
        if count < 0 { return .unavailable }
        var chain = OnCallChain()
        for person in people.prefix(count) { chain.append(person, together: .random(using: &random)) }
        return .people(chain)
    }

    private mutating func leg(_ id: ActivityID) -> CallInput {
        switch Int.random(in: 0..<8, using: &random) {
        case 0..<3: .targetAnswered(id)
        case 3: .targetFailed(id, HuntResult.allCases.randomElement(using: &random) ?? .busy)
        case 4: .targetHungUp(id)
        case 5: .keyed(.target(id), anyKey())
        default: .keyed(.target(id), one)
        }
    }

    /// Something that nobody waits for.
    private mutating func anything() -> CallInput? {
        let id = ActivityID(Int.random(in: -1...60, using: &random))
        return [
            .arrived, .played(.caller, ActivityID(id.number + 10_000)), .found(id, .unavailable(.urgency)),
            .chainFound(id, .unavailable),
            .fellSilent(id), .recordingFailed(id), .transferred(id, accepted: true), .targetAnswered(id),
            .targetFailed(id, .answered), .targetHungUp(id), .committed(CommitID(id.number)),
            .commitFailed(CommitID(id.number + 60)), .played(.target(id), id),
        ].randomElement(using: &random)
    }
}

extension CallEffect {
    /// Whether something is to come back for it.
    fileprivate var awaitsAnswer: Bool {
        switch self {
        case .play, .lookUp, .findChain, .ring, .startRecording, .transfer: true
        case .accept, .silence, .release, .join, .stopRecording, .write, .hangUp, .finish: false
        }
    }
}
