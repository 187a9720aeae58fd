import CallFlow
import Desk

extension PromptCatalogue {
    /// A catalogue with every prompt that some flows name: linking against it tells all but what is wrong with prompts.
    static func placeholder(for flows: [String: FlowDefinition]) -> PromptCatalogue {
        let names = flows.values.flatMap(\.steps).flatMap(\.verb.prompts)
        return PromptCatalogue(names.map { Prompt(id: $0.text, texts: [:], place: $0.place) })
    }
}

extension UnlinkedVerb {
    /// The prompts that the verb names.
    var prompts: [FlowDefinition.Name] {
        switch self {
        case .play(let prompts, _), .record(_, let prompts): prompts
        case .collect(_, let prompts, _), .menu(_, let prompts, _): prompts.first + prompts.retry
        case .hunt(_, let whisper, let hold): whisper + hold
        case .answer, .check, .switchOn, .set, .log, .call, .returns, .transfer, .hangup: []
        }
    }
}
