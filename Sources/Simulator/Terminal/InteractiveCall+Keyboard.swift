import CallFlow
import Desk

/// What the person at the keyboard does: as the caller, and as the technician whose phone rings.
extension InteractiveCall {
    mutating func pressed(_ character: Character) {
        if let key = Key(character) {
            speaker.press(character)
            deliver(.keyed(key))
        } else if let phone {
            pressed(character, on: phone)
        } else if let recording = isRecording, character == "s" {
            deliver(.fellSilent(recording))
        }
    }

    mutating func pressed(_ character: Character, on phone: Phone) {
        switch (phone.state, character) {
        case (.ringing, "a"), (.ringing, "d"):
            self.phone?.state = .whispering(until: .distantFuture, accepts: character == "a")
            deliver(.targetAnswered(phone.id))
        case (.ringing, "b"): deliver(.targetFailed(phone.id, .busy))
        case (.ringing, "l"):
            terminal.add("         \(phone.person.name) lets it ring …")
            if let deadline = machine.nextDeadline, deadline > now { skipped += now.duration(to: deadline) }
        case (.talking, "h"): deliver(.targetHungUp(phone.id))
        default: break
        }
    }
}
