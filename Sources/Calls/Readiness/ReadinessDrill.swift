import CallFlow
import Desk

/// An exercise of the people on call: rings them as a real call would, says that it is one, and measures who answers when.
///
/// The order, the rungs and the times are those of the flow's hunt: the people of a rung ring at once, each until the ring
/// timeout; whoever picks up hears the whisper and has the accept timeout to press a key; once every leg of a rung has ended,
/// the next rung rings. As in a call, it ends with the first who accepts, unless everybody is to be measured. Nobody is rung
/// whom the terms refuse; whether they do is asked when it is the person's turn.
///
/// Legs: waiting → ringing → asking → thanking → over. People are named by their position in the chain. No clock, no
/// telephone: inputs are methods named after what happened, and each returns what is to be done.
public struct ReadinessDrill: Sendable {
    /// What is to be done.
    public enum Action: Hashable, Sendable {
        /// Ring this person.
        case ring(Int, OnCallPerson)
        /// Speak these prompts to this person.
        case say(Int, [String], Language)
        /// End this person's leg.
        case hangUp(Int)
        /// It is over.
        case finished(ReadinessReport)
    }

    /// Whom it measures.
    public enum Scope: Hashable, Sendable {
        /// Up to the first who accepts, as a call would ring them.
        case asCalled
        /// Everybody of the chain.
        case everybody
    }

    private enum Leg: Hashable, Sendable {
        case waiting
        case ringing(until: Instant)
        case asking(until: Instant)
        /// The person accepted and hears the thanks.
        case thanking(until: Instant)
        case over
    }

    private struct Person: Sendable {
        let person: OnCallPerson
        var leg = Leg.waiting
        var outcome: ReadinessReport.Outcome?
        var rungAt: Instant?
        var answeredAt: Instant?
        var acceptedAt: Instant?
        /// When it was decided whether the person takes the call.
        var settledAt: Instant?

        var isSettled: Bool { outcome != nil }
        /// When the leg is to be ended if nothing happens.
        var deadline: Instant? {
            switch leg {
            case .ringing(let end), .asking(let end), .thanking(let end): end
            case .waiting, .over: nil
            }
        }
    }

    /// The longest that thanks may take to be spoken.
    static let thanksTimeout = Duration.seconds(20)

    private let hunt: ReadinessHunt
    private let terms: ReadinessTerms
    private let zone: ZoneRules
    private let scope: Scope
    /// When people were rung for an exercise before, by their ids.
    private let last: [String: Instant]
    private let language: Language
    private let rungs: [Range<Int>]
    private var people: [Person]
    private var next = 0
    private var began: Instant?
    private var isOver = false

    /// Prepares an exercise.
    ///
    /// - Parameters:
    ///   - chain: who is on call when it begins.
    ///   - last: when people were rung for an exercise the last time, by their ids.
    ///   - language: what is spoken to people who name no language.
    public init(
        chain: OnCallChain, hunt: ReadinessHunt, terms: ReadinessTerms, zone: ZoneRules, last: [String: Instant],
        scope: Scope = .asCalled, language: Language = .french
    ) {
        self.hunt = hunt
        self.terms = terms
        self.zone = zone
        self.scope = scope
        self.last = last
        self.language = language
        rungs = chain.rungs
        people = chain.people.map { Person(person: $0) }
    }

    /// Why a person of the chain may not be rung at an instant; nothing if the person may.
    public static func refusal(
        of person: OnCallPerson, terms: ReadinessTerms, zone: ZoneRules, last: [String: Instant], at now: Instant
    ) -> ReadinessTerms.Refusal? {
        terms.refusal(of: person.id, last: last[person.id], at: now, in: zone)
    }

    /// When something is due; nothing once it is over.
    public var deadline: Instant? { isOver ? nil : people.compactMap(\.deadline).min() }

    // MARK: Inputs

    /// It begins.
    public mutating func begin(at now: Instant) -> [Action] {
        guard began == nil else { return [] }
        began = now
        return goOn(at: now)
    }

    /// A phone was picked up.
    public mutating func answered(_ position: Int, at now: Instant) -> [Action] {
        guard people.indices.contains(position), !isOver else { return [] }
        guard case .ringing = people[position].leg else {
            // Too late: the line is not to be left open.
            return people[position].leg == .over ? [.hangUp(position)] : []
        }
        people[position].answeredAt = now
        people[position].leg = .asking(until: now.advanced(by: hunt.acceptTimeout))
        let prompts = [ReadinessPrompts.whisper] + (hunt.keysPrompt.map { [$0] } ?? [])
        return [.say(position, prompts, spoken(to: position))]
    }

    /// A key was pressed.
    public mutating func keyed(_ position: Int, _ key: Key, at now: Instant) -> [Action] {
        guard people.indices.contains(position), case .asking = people[position].leg else { return [] }
        if key == hunt.declineKey { return giveUp(position, .declined, at: now) + goOn(at: now) }
        guard key == hunt.acceptKey else { return [] }
        people[position].acceptedAt = now
        people[position].leg = .thanking(until: now.advanced(by: Self.thanksTimeout))
        settle(position, .rung(.answered), at: now)
        return [.say(position, [ReadinessPrompts.accepted], spoken(to: position))] + goOn(at: now)
    }

    /// What was said last was spoken to its end.
    public mutating func spoken(_ position: Int, at now: Instant) -> [Action] {
        guard people.indices.contains(position), case .thanking = people[position].leg else { return [] }
        people[position].leg = .over
        return [.hangUp(position)] + goOn(at: now)
    }

    /// A phone could not be made to ring, or its owner refused the call.
    public mutating func failed(_ position: Int, _ result: HuntResult, at now: Instant) -> [Action] {
        guard people.indices.contains(position), case .ringing = people[position].leg, result != .answered else {
            return []
        }
        settle(position, .rung(result), at: now)
        people[position].leg = .over
        return goOn(at: now)
    }

    /// The person hung up.
    public mutating func hungUp(_ position: Int, at now: Instant) -> [Action] {
        guard people.indices.contains(position) else { return [] }
        switch people[position].leg {
        case .asking: settle(position, .rung(.machine), at: now)
        case .thanking: break
        case .ringing: settle(position, .rung(.unreachable), at: now)
        case .waiting, .over: return []
        }
        people[position].leg = .over
        return goOn(at: now)
    }

    /// Time has passed.
    public mutating func deadlineReached(at now: Instant) -> [Action] {
        guard !isOver, began != nil else { return [] }
        var actions: [Action] = []
        for position in people.indices {
            guard let end = people[position].deadline, end <= now else { continue }
            switch people[position].leg {
            case .ringing: actions += giveUp(position, .noAnswer, at: end)
            case .asking: actions += giveUp(position, .machine, at: end)
            case .thanking:
                people[position].leg = .over
                actions.append(.hangUp(position))
            case .waiting, .over: break
            }
        }
        return actions.isEmpty ? [] : actions + goOn(at: now)
    }

    /// Whoever began it breaks it off: nobody is left on a line.
    public mutating func breakOff(at now: Instant) -> [Action] {
        guard !isOver else { return [] }
        began = began ?? now
        var actions: [Action] = []
        for position in people.indices {
            if people[position].deadline != nil { actions.append(.hangUp(position)) }
            if !people[position].isSettled {
                settle(position, people[position].rungAt == nil ? .notNeeded : .brokenOff, at: now)
            }
            people[position].leg = .over
        }
        return actions + finish()
    }

    // MARK: What follows

    /// Rings the next rung once the one at hand is settled, and ends once nobody is on a line any more.
    private mutating func goOn(at now: Instant) -> [Action] {
        guard !isOver else { return [] }
        var actions: [Action] = []
        while next < rungs.count, people.allSatisfy({ $0.rungAt == nil || $0.isSettled }) {
            let hasAccepted = people.contains { $0.acceptedAt != nil }
            if scope == .asCalled, hasAccepted { break }
            actions += ring(rungs[next], at: now)
            next += 1
        }
        if scope == .asCalled, people.contains(where: { $0.acceptedAt != nil }) { actions += release(at: now) }
        guard people.allSatisfy({ $0.isSettled && $0.deadline == nil }) else { return actions }
        return actions + finish()
    }

    private mutating func ring(_ rung: Range<Int>, at now: Instant) -> [Action] {
        var actions: [Action] = []
        for position in rung {
            let person = people[position].person
            if let refusal = Self.refusal(of: person, terms: terms, zone: zone, last: last, at: now) {
                settle(position, .skipped(refusal), at: now)
                continue
            }
            people[position].rungAt = now
            people[position].leg = .ringing(until: now.advanced(by: hunt.ringTimeout))
            actions.append(.ring(position, person))
        }
        return actions
    }

    /// Somebody accepted: whoever else was rung comes too late, and whoever was not is not needed.
    private mutating func release(at now: Instant) -> [Action] {
        var actions: [Action] = []
        for position in people.indices where !people[position].isSettled {
            if people[position].rungAt == nil {
                settle(position, .notNeeded, at: now)
            } else {
                actions += end(position, .overtaken, at: now)
            }
        }
        return actions
    }

    private mutating func giveUp(_ position: Int, _ result: HuntResult, at now: Instant) -> [Action] {
        end(position, .rung(result), at: now)
    }

    private mutating func end(_ position: Int, _ outcome: ReadinessReport.Outcome, at now: Instant) -> [Action] {
        settle(position, outcome, at: now)
        people[position].leg = .over
        return [.hangUp(position)]
    }

    private mutating func settle(_ position: Int, _ outcome: ReadinessReport.Outcome, at now: Instant) {
        people[position].outcome = outcome
        people[position].settledAt = now
    }

    private mutating func finish() -> [Action] {
        isOver = true
        return [.finished(report)]
    }

    private func spoken(to position: Int) -> Language { people[position].person.language ?? language }

    // MARK: The report

    var report: ReadinessReport {
        let (time, assumed) = timeToHuman
        return ReadinessReport(
            at: began ?? .distantPast, chain: hunt.chain,
            lines: people.map { person in
                ReadinessReport.Line(
                    person: person.person, outcome: person.outcome ?? .notNeeded, rungAt: person.rungAt,
                    answeredAfter: person.answeredAt.flatMap { person.rungAt?.duration(to: $0) },
                    acceptedAfter: person.acceptedAt.flatMap { person.rungAt?.duration(to: $0) },
                    settledAfter: person.settledAt.flatMap { person.rungAt?.duration(to: $0) })
            }, timeToHuman: time, assumed: assumed)
    }

    /// Rung by rung as the hunt would have gone; a skipped phone rings until its timeout.
    private var timeToHuman: (Duration?, assumed: Int) {
        var total = Duration.zero
        var assumed = 0
        for rung in rungs {
            let here = rung.map { people[$0] }
            let accepted = here.compactMap { person in
                person.acceptedAt.flatMap { person.rungAt?.duration(to: $0) }
            }
            if let first = accepted.min() { return (total + first, assumed) }
            var longest = Duration.zero
            for person in here {
                if case .skipped = person.outcome {
                    assumed += 1
                    longest = max(longest, hunt.ringTimeout)
                } else if let rungAt = person.rungAt, let settledAt = person.settledAt {
                    longest = max(longest, rungAt.duration(to: settledAt))
                }
            }
            total += longest
        }
        return (nil, assumed)
    }
}
