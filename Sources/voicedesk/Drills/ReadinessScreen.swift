import CallFlow
import Calls
import Desk

/// Shows an exercise on real phones while it goes on.
struct ReadinessScreen {
    /// The chain.
    let people: [OnCallPerson]
    /// Shows a line.
    let show: (String) -> Void

    /// Shows what happened, and what is done.
    func follow(_ event: ReadinessEvent?, _ actions: [ReadinessDrill.Action]) {
        if let event, let words = words(event) { show(words) }
        for case .ring(let position, let person) in actions {
            show("☎ \(position + 1) \(person.name) (\(person.sip ?? person.phone.description)) is rung")
        }
    }

    private func words(_ event: ReadinessEvent) -> String? {
        guard people.indices.contains(event.position) else { return nil }
        let who = "  \(event.position + 1) \(people[event.position].name)"
        return switch event.kind {
        case .ringing: "\(who): the phone rings"
        case .answered: "\(who) picks up"
        case .keyed(let key): "\(who) presses \(key)"
        case .failed(let result): "\(who) cannot be had: \(ReadinessText.words(result))"
        case .hungUp: "\(who) hangs up"
        case .brokenOff: "broken off"
        case .spoken, .passed: nil
        }
    }
}
