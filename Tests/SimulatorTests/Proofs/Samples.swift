import CallFlow
import Desk
import TestSupport

/// People for calls that no world stands behind.
enum Sample {
    static func people(_ count: Int) -> [OnCallPerson] {
        (0..<count).compactMap { index in
            PhoneNumber("+3361111110\(index)").map {
                OnCallPerson(id: "person-\(index)", name: "Person \(index)", phone: $0, language: .french)
            }
        }
    }

    static func person(_ id: String) -> OnCallPerson? {
        PhoneNumber("+33611111199").map { OnCallPerson(id: id, name: id, phone: $0) }
    }
}

/// Events that mean nothing, or come from nowhere.
enum Nonsense {
    static func event(random: inout SplitMix64) -> FlowEvent {
        let id = ActivityID(Int.random(in: -1...60, using: &random))
        let events: [FlowEvent] = [
            .started, .played(id), .checked(id, .client(.missing)), .checked(id, .unavailable(.urgency)),
            .checked(id, .tariff(nil)), .chainFound(id, .unavailable), .chainFound(id, .people(OnCallChain())),
            .fellSilent(id), .recordingFailed(id), .transferred(id, accepted: true), .targetAnswered(id),
            .targetFailed(id, .answered),
            .targetHungUp(id),
        ]
        return events.randomElement(using: &random) ?? .started
    }

    static func legEvent(_ id: ActivityID, key: Key, random: inout SplitMix64) -> FlowEvent {
        switch Int.random(in: 0..<6, using: &random) {
        case 0, 1: .targetAnswered(id)
        case 2: .targetFailed(id, HuntResult.allCases.randomElement(using: &random) ?? .busy)
        case 3: .targetHungUp(id)
        default: .targetKeyed(id, key)
        }
    }
}
