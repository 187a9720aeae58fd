import CallFlow
import Desk
import DeskFolder

/// What of a desk stories may name: prompts, steps, people.
package struct DeskTerms {
    let zone: ZoneRules
    let catalogue: PromptCatalogue
    /// Whom a flow may ring.
    let people: [String]
    private let flows: [NumberRole: Flow]

    /// What the flow of one number has.
    package struct Flow {
        let name: String
        let steps: Set<String>
        /// The prompts that the caller may hear.
        package let prompts: Set<String>
        let texts: SpokenText
    }

    /// Reads the desk.
    package init(_ desk: DeskFolder) {
        zone = desk.policy.zone
        catalogue = desk.catalogue
        people = Set(desk.rota.people.map(\.id) + desk.policy.standby.map(\.id)).sorted()
        flows = desk.programs.mapValues { program in
            let prompts = Set(program.steps.flatMap { Self.promptsForCaller($0.verb) })
            return Flow(
                name: program.name, steps: Set(program.steps.map(\.name)), prompts: prompts,
                texts: SpokenText(desk.catalogue, among: prompts))
        }
    }

    /// The flow of a number.
    package func flow(_ number: NumberRole) -> Flow? { flows[number] }

    /// What a step may say to the caller.
    private static func promptsForCaller(_ verb: Verb) -> [String] {
        switch verb {
        case .play(let play): play.prompts
        case .collect(let collect): collect.prompts + collect.retryPrompts
        case .menu(let menu): menu.prompts + menu.retryPrompts
        case .hunt(let hunt): hunt.holdPrompts
        case .record(let record): record.prompts
        case .answer, .check, .switchOn, .set, .log, .enter, .leave, .transfer, .hangup: []
        }
    }
}
