import Desk

/// What can be seen of the steps themselves, whatever the path.
extension Prover {
    mutating func checkPrompts(_ unrecorded: [String: Set<Language>]) {
        for step in program.steps {
            for id in step.prompts {
                let prompt = program.catalogue.prompts[id]
                for language in context.policy.languages {
                    let hasText = prompt?.texts[language] != nil
                    if hasText, unrecorded[id]?.contains(language) != true { continue }
                    violations.append(
                        Violation(
                            property: .promptsComplete, place: step.place,
                            message:
                                "prompt '\(id)' has no \(hasText ? "recording" : "text") in '\(language.rawValue)'",
                            way: []))
                    return
                }
            }
        }
    }

    mutating func checkSensitive() {
        for (index, step) in program.steps.enumerated() {
            guard case .log(_, let fields) = step.verb, let field = sensitive(fields) else { continue }
            let state = exploration.states.firstIndex { $0.step == index }
            violations.append(
                Violation(
                    property: .sensitiveNeverLogged, place: step.place, message: "'\(field.name)' would be logged",
                    way: state.map { exploration.way(to: $0) } ?? []))
            return
        }
        guard let field = sensitive(program.onHangup.flatMap(\.fields)) else { return }
        violations.append(
            Violation(
                property: .sensitiveNeverLogged, place: program.steps[program.start].place,
                message: "'\(field.name)' would be logged when the caller hangs up", way: []))
    }

    private func sensitive(_ fields: [LogField]) -> LogField? {
        fields.first { program.sensitiveVariables.contains($0.variable) }
    }

    mutating func checkDeadSteps(_ reachedElsewhere: Set<SourcePlace>) {
        guard exploration.isComplete else { return }
        let reached = exploration.reachedPlaces.union(reachedElsewhere)
        guard let dead = program.steps.first(where: { !reached.contains($0.place) }) else { return }
        violations.append(
            Violation(property: .noDeadStep, place: dead.place, message: "no call reaches '\(dead.name)'", way: []))
    }
}
