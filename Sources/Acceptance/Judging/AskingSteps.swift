import CallFlow
import Desk

/// Which prompts of a flow tell that something did not arrive: that the caller is not recognised, that keys are asked for again.
struct AskingSteps: Sendable {
    /// Prompts that ask for a contact's code: nobody hears them whose number the desk knows.
    let forContact: Set<String>
    /// Prompts that are heard only when a question is asked again.
    let again: Set<String>

    init(_ program: FlowProgram) {
        var (contact, again): (Set<String>, Set<String>) = ([], [])
        let codes = program.steps.compactMap { step -> Int? in
            if case .check(let check) = step.verb, check.topic == .contact { check.argument } else { nil }
        }
        for step in program.steps {
            switch step.verb {
            case .collect(let collect):
                again.formUnion(collect.retryPrompts)
                if codes.contains(collect.into) { contact.formUnion(collect.prompts) }
            case .menu(let menu): again.formUnion(menu.retryPrompts)
            default: break
            }
        }
        (forContact, self.again) = (contact, again)
    }
}
