import Desk

/// A step as it runs: what ``FlowProgram/Step`` says without its texts, so that a call can read it at no cost.
///
/// The texts stay in the program, for people, the checker and the proofs; the machine and the transition run on this.
struct StepCode: Sendable {
    /// What is done on entering.
    let act: Act
    /// What leaving establishes.
    let establishes: Establishes
    /// Where the step's edges begin in ``FlowContext/edges``.
    let firstEdge: Int32
    /// How many outcomes there are.
    let outcomeCount: Int32
    /// Of a menu: the outcome of each key, plus one.
    let choices: NibbleTable

    /// What a step does on entering; the first three are left at once.
    enum Act: Sendable {
        case passes
        case switches(on: Int8)
        case logs
        case answers(earlyMedia: Bool)
        case plays(bargein: Bool)
        case collects(KeyInput.Form, into: Int8?, sensitive: Bool)
        case checks(Topic, argument: Int8?, timeout: Instant.Wait)
        case hunts(ChainName, Hunt.Terms)
        case records
        case transfers
        case hangsUp(HangupCause)
    }

    /// What leaving a step by its outcome establishes.
    enum Establishes: Sendable {
        case nothing
        case priceHeard
        case keyed(into: Int8)
        case found(Topic)
        /// The topic's outcome for each outcome of the menu, plus one.
        case declared(Topic, NibbleTable)
        case insisted(by: Int)
        case agreed(by: Int)
        case set(Int, expression: Int)
        case logged(LogCategory)
        case hunted
        case recorded
    }

    init(_ step: FlowProgram.Step, firstEdge: Int, expressions: inout [Expression]) {
        act = Act(step.verb)
        establishes = Establishes(step, expressions: &expressions)
        self.firstEdge = Int32(clamping: firstEdge)
        outcomeCount = Int32(clamping: step.outcomes.count)
        var choices = NibbleTable()
        if case .menu(let menu) = step.verb {
            for choice in menu.choices {
                choices[choice.key.place] = step.outcomes.firstIndex(of: choice.outcome).map { $0 + 1 } ?? 0
            }
        }
        self.choices = choices
    }

    /// The outcome of a step that the state alone decides.
    func decidedOutcome(in state: FlowState) -> Int? {
        switch act {
        case .passes, .logs: 0
        case .switches(let variable): max(0, state.variables[Int(variable)] - 1)
        default: nil
        }
    }
}

extension Key {
    /// The key's position among all twelve.
    var place: Int { isDigit ? Int(code) - 0x30 : code == 0x2A ? 10 : 11 }
}

extension StepCode.Act {
    init(_ verb: Verb) {
        switch verb {
        case .answer(let earlyMedia): self = .answers(earlyMedia: earlyMedia)
        case .play(let play): self = .plays(bargein: play.bargein)
        case .collect(let collect):
            self = .collects(KeyInput.Form(collect), into: Int8(clamping: collect.into), sensitive: collect.sensitive)
        case .menu(let menu): self = .collects(KeyInput.Form(menu), into: nil, sensitive: false)
        case .check(let check):
            self = .checks(
                check.topic, argument: check.argument.map { Int8(clamping: $0) }, timeout: .init(check.timeout))
        case .switchOn(let variable): self = .switches(on: Int8(clamping: variable))
        case .set, .enter, .leave: self = .passes
        case .hunt(let hunt): self = .hunts(hunt.chain, Hunt.Terms(hunt))
        case .record: self = .records
        case .log: self = .logs
        case .transfer: self = .transfers
        case .hangup(let cause): self = .hangsUp(cause)
        }
    }
}

extension StepCode.Establishes {
    init(_ step: FlowProgram.Step, expressions: inout [Expression]) {
        switch step.verb {
        case .play: self = step.speaksPrice ? .priceHeard : .nothing
        case .collect(let collect): self = .keyed(into: Int8(clamping: collect.into))
        case .check(let check): self = .found(check.topic)
        case .set(let variable, let expression):
            self = .set(variable, expression: expressions.count)
            expressions.append(expression)
        case .log(let category, _): self = .logged(category)
        case .hunt: self = .hunted
        case .record: self = .recorded
        case .menu(let menu): self.init(menu, outcomes: step.outcomes)
        case .answer, .switchOn, .enter, .leave, .transfer, .hangup: self = .nothing
        }
    }

    private init(_ menu: Verb.Menu, outcomes: [String]) {
        switch menu.declares {
        case .topic(let topic):
            var table = NibbleTable()
            for (index, outcome) in outcomes.enumerated() {
                table[index] = TopicOutcome(rawValue: outcome).flatMap(topic.index(of:)).map { $0 + 1 } ?? 0
            }
            self = .declared(topic, table)
        case .insistence: self = outcomes.firstIndex(of: "insists").map { .insisted(by: $0) } ?? .nothing
        case .consent: self = outcomes.firstIndex(of: "agrees").map { .agreed(by: $0) } ?? .nothing
        case nil: self = .nothing
        }
    }
}
