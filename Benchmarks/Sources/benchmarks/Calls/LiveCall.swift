import CallFlow
import Desk

/// What all calls of a benchmark share: the desk with its facts, and the script of caller and technicians.
struct Scenario {
    /// What the benchmark's report calls it.
    let name: String
    /// The flow and the policy.
    let context: FlowContext
    /// The rules over the world's facts.
    let rulebook: Rulebook<WorldFacts>
    /// Who is on call.
    let rota: Rota
    /// The caller's number.
    let from: PhoneNumber
    /// When the call comes in.
    let at: Instant
    /// What the caller keys, one group after the other.
    let keys: [Key]
    /// Where in `keys` the group for each request for input ends.
    let groups: [Int]
    /// What a technician presses to accept.
    let acceptKey = Key("1")
    /// How each call has to end, or the benchmark measures something else.
    let verdict: VerdictKind

    /// Whether a call ended as it should.
    func isAsExpected(_ machine: FlowMachine) -> Bool {
        switch verdict {
        case .admitted: machine.state.standing.admitted && machine.state.standing.connected
        case .abusive: machine.state.standing.charged
        case .refused, .abandoned: false
        }
    }
}

/// One call in virtual time: the machine, and the one thing that happens next.
///
/// Prompts are heard to their end, checks are answered by the rules, the first technician accepts, talks and hangs up.
struct LiveCall {
    private(set) var machine: FlowMachine
    private(set) var eventCount = 0
    private var now: Instant
    private var next = FlowEvent.started
    private var group = 0
    /// The next key, and the end of its group.
    private var position = 0
    private var end = 0
    private var isHunting = false

    /// How many effects there should be room for.
    static let room = 128

    /// Opens a call.
    init(_ scenario: Scenario) {
        let file = CaseFile(number: scenario.context.program.number, from: scenario.from, startedAt: scenario.at)
        machine = FlowMachine(scenario.context, file: file)
        now = scenario.at
    }

    /// Whether the call is over.
    var isOver: Bool { machine.isOver }

    /// Lets the next thing happen.
    ///
    /// - Parameter effects: room for the effects, to be used again; those of several events may be in it.
    mutating func step(_ scenario: Scenario, _ effects: inout [FlowEffect]) {
        if effects.count >= Self.room / 2 { effects.removeAll(keepingCapacity: true) }
        let first = effects.count
        machine.receive(next, at: now, into: &effects)
        eventCount += 1
        if position < end {
            press(scenario)
            return
        }
        for index in first..<effects.count { follow(effects[index], scenario) }
    }

    private mutating func follow(_ effect: FlowEffect, _ scenario: Scenario) {
        switch effect {
        case .play(let id, _, _):
            // Hold prompts go on while people are found and rung.
            if !isHunting { happen(.played(id), after: 3_000) }
        case .listen:
            guard group < scenario.groups.count else { break }
            end = scenario.groups[group]
            group += 1
            press(scenario)
        case .check(let id, let topic, let keys):
            let finding = scenario.rulebook.look(up: topic, keys: keys, file: machine.file, now: now)
            happen(.checked(id, finding), after: 20)
        case .findChain(let id, let chain):
            isHunting = true
            happen(.chainFound(id, scenario.rota.people(in: chain, at: now)), after: 20)
        case .ring(let id, _, _): happen(.targetAnswered(id), after: 6_000)
        case .whisper(let id, _):
            if let key = scenario.acceptKey { happen(.targetKeyed(id, key), after: 4_000) }
        case .bridge(let id):
            isHunting = false
            happen(.targetHungUp(id), after: 120_000)
        default: break
        }
    }

    /// Presses the next key.
    private mutating func press(_ scenario: Scenario) {
        happen(.keyed(scenario.keys[position]), after: 250)
        position += 1
    }

    private mutating func happen(_ event: FlowEvent, after milliseconds: Int64) {
        next = event
        now.milliseconds += milliseconds
    }
}
