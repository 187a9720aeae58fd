import CallFlow
import Desk

/// What the person at the keyboard does: as the caller, and as the technician whose phone rings.
extension InteractiveCall {
    mutating func pressed(_ character: Character) {
        if let key = Key(character) {
            speaker.press(character)
            deliver(.keyed(key))
        } else if !phones.isEmpty {
            pressedForTechnician(character)
        } else if let recording = isRecording, character == "s" {
            deliver(.fellSilent(recording))
        }
    }

    /// Answers the phone that rings first of those that do; `n` turns to the next one.
    mutating func pressedForTechnician(_ character: Character) {
        let ringing = phones.firstIndex { $0.state == .ringing }
        switch (character, ringing) {
        case ("a", let index?), ("d", let index?):
            phones[index].state = .whispering(until: .distantFuture, accepts: character == "a")
            deliver(.targetAnswered(phones[index].id))
        case ("b", let index?): deliver(.targetFailed(phones[index].id, .busy))
        case ("n", let index?):
            phones.append(phones.remove(at: index))
        case ("l", let index?):
            terminal.add("         \(phones[index].person.name) lets it ring …")
            if let deadline = machine.nextDeadline, deadline > now { skipped += now.duration(to: deadline) }
        case ("h", _): if let talking { deliver(.targetHungUp(talking.id)) }
        case ("m", _):
            guard let talking else { return }
            for key in abuseKey?.keys ?? [] { deliver(.targetKeyed(talking.id, key)) }
        default: break
        }
    }

    /// The phone on which the technician talks to the caller.
    private var talking: Phone? { phones.first { $0.state == .talking } }
}
