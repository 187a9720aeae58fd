import CallFlow
import Desk

/// Cuts the paths of a flow into classes and finds a call for each: one for each way in which calls end, and then as many as it
/// takes to leave every step by every outcome.
///
/// The paths come from the exploration that the proofs use. Where no single set of facts explains a path, others of its class are
/// tried; a class for which there is none is told.
public struct PathClasses: Sendable {
    /// One class with the call that stands for it.
    public struct Class: Sendable {
        /// What is typical of it, in words that can be a story's name.
        public let name: String
        /// A call of the class.
        public let script: CallScript
    }

    /// The classes.
    public private(set) var classes: [Class] = []
    /// Outcomes for which no call could be found.
    public private(set) var missing: [(place: SourcePlace, step: String, outcome: String)] = []

    /// How many paths of a class are tried before it is given up.
    static let mostTries = 400

    private let exploration: Exploration
    private let rota: Rota
    private let hasher: any PasscodeHasher
    /// The first move of a shortest way to an end, by state.
    private var onward: [Int?]
    private var covered: Set<Edge> = []

    private struct Edge: Hashable {
        let place: SourcePlace
        let outcome: String
    }

    /// Cuts up the paths of a flow.
    public init(_ exploration: Exploration, rota: Rota, hasher: any PasscodeHasher) {
        self.exploration = exploration
        self.rota = rota
        self.hasher = hasher
        onward = []
        onward = waysOut()
        addEndings()
        addOutcomes()
    }

    private var program: FlowProgram { exploration.context.program }

    /// Shortest ways to an end, searched from the ends backwards.
    private func waysOut() -> [Int?] {
        var before: [[(state: Int, move: Int)]] = Array(repeating: [], count: exploration.states.count)
        var onward: [Int?] = Array(repeating: nil, count: exploration.states.count)
        var waiting: [Int] = []
        for (state, moves) in exploration.moves.enumerated() {
            if moves.isEmpty { waiting.append(state) }
            for (index, move) in moves.enumerated() { before[move.target].append((state, index)) }
        }
        var next = 0
        while next < waiting.count {
            for (state, move) in before[waiting[next]]
            where onward[state] == nil && !exploration.moves[state].isEmpty {
                onward[state] = move
                waiting.append(state)
            }
            next += 1
        }
        return onward
    }

    // MARK: How calls end

    private mutating func addEndings() {
        var tries: [String: Int] = [:]
        var found: Set<String> = []
        for (state, moves) in exploration.moves.enumerated() where moves.isEmpty {
            let name = nameOfEnding(state)
            guard !found.contains(name), tries[name, default: 0] < Self.mostTries else { continue }
            tries[name, default: 0] += 1
            if add(exploration.way(to: state), named: name) { found.insert(name) }
        }
    }

    /// The verdict, the reasons, and how the call ends.
    private func nameOfEnding(_ state: Int) -> String {
        let standing = exploration.states[state].standing
        let verdict = Verdict.of(standing, on: program.number, policy: exploration.context.policy)
        var words = [verdict.kind.rawValue] + verdict.reasons.map(\.rawValue)
        if standing.connected { words.append("connected") }
        if standing.rang, !standing.connected { words.append("nobody-reached") }
        if standing.charged { words.append("charged") }
        if standing.marked { words.append("marked") }
        if standing.unrecorded { words.append("not-recorded") }
        return words.joined(separator: "-")
    }

    // MARK: Every outcome

    private mutating func addOutcomes() {
        var ways: [Edge: [(state: Int, move: Int)]] = [:]
        var order: [Edge] = []
        for (state, moves) in exploration.moves.enumerated() {
            let step = exploration.step(state)
            for (index, move) in moves.enumerated() {
                let edge = Edge(place: step.place, outcome: step.nameOfOutcome(move.outcome))
                if ways[edge] == nil { order.append(edge) }
                if ways[edge, default: []].count < Self.mostTries { ways[edge, default: []].append((state, index)) }
            }
        }
        for edge in order where !covered.contains(edge) {
            let name = "\(stepName(edge.place))-\(edge.outcome)"
            let isFound = (ways[edge] ?? []).contains { add(way(through: $0.state, by: $0.move), named: name) }
            if !isFound { missing.append((edge.place, stepName(edge.place), edge.outcome)) }
        }
    }

    private func stepName(_ place: SourcePlace) -> String {
        let name = program.steps.first { $0.place == place }?.name ?? ""
        return name.split(separator: "/").last.map(String.init) ?? name
    }

    /// A shortest way to a state, by one of its moves, and from there to an end.
    private func way(through state: Int, by move: Int) -> [Exploration.Leg] {
        var legs = exploration.way(to: state).dropLast()
        var (at, next): (Int, Int?) = (state, move)
        // Each step is one nearer to an end.
        while let chosen = next, legs.count <= 10 * FlowLimits.steps {
            let move = exploration.moves[at][chosen]
            legs.append(Exploration.Leg(step: exploration.states[at].step, outcome: move.outcome))
            at = move.target
            next = onward[at]
        }
        legs.append(Exploration.Leg(step: exploration.states[at].step, outcome: nil))
        return Array(legs)
    }

    private mutating func add(_ way: [Exploration.Leg], named name: String) -> Bool {
        guard let script = ScriptWriter.script(for: way, in: exploration.context, rota: rota, hasher: hasher) else {
            return false
        }
        classes.append(Class(name: unused(name), script: script))
        for leg in way {
            guard let outcome = leg.outcome else { continue }
            let step = program.steps[leg.step]
            covered.insert(Edge(place: step.place, outcome: step.nameOfOutcome(outcome)))
        }
        return true
    }

    /// A name that is not taken, of at most as many characters as names may have.
    private func unused(_ name: String) -> String {
        let plain = String(
            name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") ? $0 : "-" }.prefix(56))
        let names = Set(classes.map(\.name))
        if !names.contains(plain) { return plain }
        return (2...).lazy.map { "\(plain)-\($0)" }.first { !names.contains($0) } ?? plain
    }
}
