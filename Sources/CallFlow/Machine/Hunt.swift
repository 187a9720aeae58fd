import Desk

/// Rings the people of a chain one after the other until one accepts with a key.
///
/// Picking up is not accepting: a voicemail picks up too. Whoever picks up hears the whisper and has the step's time to press the
/// accept key; the decline key, or silence, moves on to the next person.
struct Hunt: Hashable, Sendable {
    /// Where the hunt stands.
    enum Stage: Hashable, Sendable {
        case finding(ActivityID)
        case ringing(ActivityID)
        case asking(ActivityID)
        case talking(ActivityID)
    }

    /// What follows from an input.
    enum Action: Hashable, Sendable {
        /// The event is late or means nothing here.
        case ignore
        /// Ring the person at hand.
        case ring
        /// The person at hand picked up: whisper.
        case ask(ActivityID)
        /// The person at hand did not take the call.
        case giveUp(ActivityID, HuntResult)
        /// Join both.
        case bridge(ActivityID)
        /// The conversation is over.
        case complete(ActivityID)
        /// There is nobody to ring.
        case unavailable
    }

    /// What the step asks of every attempt.
    struct Terms: Hashable, Sendable {
        let ringTimeout: Instant.Wait
        let acceptKey: Key
        let declineKey: Key
        let acceptTimeout: Instant.Wait
        let callerID: Verb.CallerID
        let maxDuration: Instant.Wait

        init(_ verb: Verb.Hunt) {
            ringTimeout = .init(verb.ringTimeout)
            acceptKey = verb.acceptKey
            declineKey = verb.declineKey
            acceptTimeout = .init(verb.acceptTimeout)
            callerID = verb.callerID
            maxDuration = .init(verb.maxDuration)
        }
    }

    private(set) var stage: Stage
    /// How many people the chain has; the machine has them.
    private(set) var count = 0
    private(set) var position = 0
    private(set) var deadline: Instant?
    /// The hold prompts that are being spoken, if any.
    var holding: ActivityID?

    init(finding: ActivityID, deadline: Instant) {
        stage = .finding(finding)
        self.deadline = deadline
    }

    mutating func chainFound(_ id: ActivityID, _ answer: ChainAnswer) -> Action {
        guard stage == .finding(id) else { return .ignore }
        guard case .people(let people) = answer, !people.isEmpty else { return .unavailable }
        count = people.count
        return .ring
    }

    mutating func ringing(_ id: ActivityID, on terms: Terms, at now: Instant) {
        stage = .ringing(id)
        deadline = now.advanced(by: terms.ringTimeout)
    }

    mutating func answered(_ id: ActivityID, on terms: Terms, at now: Instant) -> Action {
        guard stage == .ringing(id) else { return .ignore }
        stage = .asking(id)
        deadline = now.advanced(by: terms.acceptTimeout)
        return .ask(id)
    }

    func failed(_ id: ActivityID, _ result: HuntResult) -> Action {
        guard stage == .ringing(id), result != .answered else { return .ignore }
        return .giveUp(id, result)
    }

    mutating func keyed(_ id: ActivityID, _ key: Key, on terms: Terms, at now: Instant) -> Action {
        guard stage == .asking(id) else { return .ignore }
        if key == terms.acceptKey {
            stage = .talking(id)
            deadline = now.advanced(by: terms.maxDuration)
            return .bridge(id)
        }
        return key == terms.declineKey ? .giveUp(id, .declined) : .ignore
    }

    func hungUp(_ id: ActivityID) -> Action {
        switch stage {
        case .asking(id): .giveUp(id, .machine)
        case .talking(id): .complete(id)
        default: .ignore
        }
    }

    func deadlineReached() -> Action {
        switch stage {
        case .finding: .unavailable
        case .ringing(let id): .giveUp(id, .noAnswer)
        case .asking(let id): .giveUp(id, .machine)
        case .talking(let id): .complete(id)
        }
    }

    /// Moves on to the next person.
    ///
    /// - Returns: whether there is one.
    mutating func moveOn() -> Bool {
        position += 1
        return position < count
    }

    /// The leg that is to be released when the caller leaves.
    var leg: ActivityID? {
        switch stage {
        case .finding: nil
        case .ringing(let id), .asking(let id), .talking(let id): id
        }
    }
}
