import CallFlow
import CallTests
import Desk
import Foundation
import SIP
import Synchronization
import Telephones

/// Answers as the technicians of all stories that go on: finds out for whose call somebody is rung, and who it is.
///
/// The desk tells a technician's telephone who calls (Diversion, History-Info), and every story's caller has a number of their own.
/// Where a switchboard drops that, a call can only be told while one story at most rings people.
public final class TechnicianRegister: Sendable {
    /// One call to a technician, for who wants to see it.
    public struct Ring: Hashable, Sendable {
        /// Who was rung, by id; nothing for a number that nobody has.
        public let person: String?
        /// The number that was dialled.
        public let dialled: String
        /// The story that it was for; nothing if that could not be told.
        public let story: String?
        /// What the telephone did.
        public let behaviour: String
    }

    private struct State {
        var plans: [String: (story: String, plans: [String: TechnicianPlan])] = [:]
        /// Calls of callers who withhold their number: one at a time.
        var anonymous: (story: String, plans: [String: TechnicianPlan])?
        var rings: [Ring] = []
    }

    /// How many calls are remembered.
    private static let memory = 10_000

    private let people: [String: String]
    private let keys: TechnicianKeys
    private let speech: PhoneSound
    private let state = Mutex(State())
    /// What technicians do in calls that belong to no story.
    private let always: [String: TechnicianPlan]
    private let told: @Sendable (Ring) -> Void

    /// Knows who can be rung.
    ///
    /// - Parameters:
    ///   - people: ids by phone, in E.164.
    ///   - always: what technicians do in calls that belong to no story, by id or `*`; they accept if nothing is said.
    ///   - told: is told of each call, on the telephones' loop.
    public init(
        people: [String: String], keys: TechnicianKeys, always: [String: TechnicianPlan] = [:],
        told: @escaping @Sendable (Ring) -> Void = { _ in }
    ) {
        self.people = people
        self.keys = keys
        self.always = always
        self.told = told
        speech = .voice()
    }

    /// A story's call begins.
    ///
    /// - Parameter caller: the number from which it is placed.
    public func begin(_ caller: PhoneNumber?, _ call: StoryCall, of story: String) {
        state.withLock { state in
            guard let caller else {
                state.anonymous = (story, call.technicians)
                return
            }
            state.plans[caller.description] = (story, call.technicians)
        }
    }

    /// A story's call is over.
    public func end(_ caller: PhoneNumber?) {
        state.withLock { state in
            if let caller { state.plans[caller.description] = nil } else { state.anonymous = nil }
        }
    }

    /// Everybody who was rung so far.
    public var rings: [Ring] { state.withLock { $0.rings } }

    /// What becomes of a call that comes in.
    public func receive(_ invitation: Invitation) -> Reception {
        let dialled = invitation.number ?? invitation.user ?? ""
        let person = people[dialled]
        let (story, plan) = state.withLock { state in
            let found = Self.find(invitation, in: state)
            let plans = found?.plans ?? always
            return (found?.story, person.flatMap { plans[$0] } ?? plans["*"] ?? .accepts)
        }
        let ring = Ring(
            person: person, dialled: dialled, story: story,
            behaviour: person == nil ? "unknown" : plan.behaviour.rawValue)
        state.withLock { if $0.rings.count < Self.memory { $0.rings.append(ring) } }
        told(ring)
        guard person != nil else { return .refuse(.notFound) }
        return .phone(TechnicianPhone(plan, keys: keys, speech: speech), limits: PhoneLimits(sound: .zero))
    }

    private static func find(
        _ invitation: Invitation, in state: State
    ) -> (story: String, plans: [String: TechnicianPlan])? {
        let party = invitation.party
        let told = party.diversions + party.history + party.assertedIdentities + [party.uri]
        let national = state.plans.first { caller, _ in
            // Switchboards write numbers in forms of their own: the last nine digits are the same in all of them.
            let digits = caller.suffix(9)
            return told.contains { $0.contains(digits) }
        }
        if let found = national { return found.value }
        if let anonymous = state.anonymous { return anonymous }
        return state.plans.count == 1 ? state.plans.first?.value : nil
    }
}
