import Desk

/// Rings the people of a chain, rung by rung, until one accepts with a key.
///
/// The people of a rung ring at once, each on a leg of their own. Picking up is not accepting: a voicemail picks up
/// too. Whoever picks up hears the whisper and has the step's time to press the accept key; the decline key, or
/// silence, ends the leg. The first who accepts has the call, and all other legs are released. Once every leg of a rung
/// has ended, the next rung rings.
///
/// Stages: finding the chain, calling a rung, talking. In conversation the technician's keys are heard for one thing
/// only, the sequence that marks the call as abusive.
struct Hunt: Sendable {
    /// Where the hunt stands.
    enum Stage: Hashable, Sendable {
        case finding(ActivityID)
        case calling
        case talking(ActivityID)
    }

    /// What follows from an input; people are named by their position in the chain.
    enum Action: Hashable, Sendable {
        /// The event is late or means nothing here.
        case ignore
        /// Ring the rung at hand.
        case ring
        /// This person picked up: whisper.
        case ask(Int)
        /// This person did not take the call.
        case giveUp(Int, HuntResult)
        /// Join this person and the caller, and release everybody else.
        case bridge(Int)
        /// The technician says that the call is abusive.
        case mark
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
        let abuseKey: AbuseKey?
        let callerID: Verb.CallerID
        let maxDuration: Instant.Wait

        init(_ verb: Verb.Hunt) {
            ringTimeout = .init(verb.ringTimeout)
            acceptKey = verb.acceptKey
            declineKey = verb.declineKey
            acceptTimeout = .init(verb.acceptTimeout)
            abuseKey = verb.abuseKey
            callerID = verb.callerID
            maxDuration = .init(verb.maxDuration)
        }
    }

    private struct PressedKey: Sendable {
        let key: Key
        let at: Instant
    }

    private(set) var stage: Stage
    /// The legs of the rung at hand.
    private(set) var legs = Legs()
    /// The positions of the rung at hand.
    private(set) var rung = 0..<0
    /// The end of the search, or of the conversation.
    private var end: Instant
    /// The last key that the technician pressed in conversation.
    private var lastKey: PressedKey?
    /// The hold prompts that are being spoken, if any.
    var holding: ActivityID?

    /// No hunt: nothing is an event of it.
    init() { self.init(finding: ActivityID(0), deadline: .distantFuture) }

    init(finding: ActivityID, deadline: Instant) {
        stage = .finding(finding)
        end = deadline
    }

    /// When something is due.
    var deadline: Instant { stage == .calling ? legs.deadline : end }

    mutating func chainFound(_ id: ActivityID, _ answer: ChainAnswer) -> Action {
        guard stage == .finding(id) else { return .ignore }
        guard case .people(let chain) = answer, !chain.isEmpty else { return .unavailable }
        rung = chain.rung(from: 0)
        return .ring
    }

    /// The people of the rung at hand are rung; their activities are numbered from `first` on.
    mutating func ringing(from first: ActivityID, on terms: Terms, at now: Instant) {
        stage = .calling
        legs = Legs(first: first.number, count: rung.count, until: now.advanced(by: terms.ringTimeout))
    }

    mutating func answered(_ id: ActivityID, on terms: Terms, at now: Instant) -> Action {
        guard let leg = legs.index(of: id), legs.state(leg) == .ringing else { return .ignore }
        legs.pickedUp(leg, until: now.advanced(by: terms.acceptTimeout))
        return .ask(rung.lowerBound + leg)
    }

    mutating func failed(_ id: ActivityID, _ result: HuntResult) -> Action {
        guard let leg = legs.index(of: id), legs.state(leg) == .ringing, result != .answered else { return .ignore }
        return giveUp(leg, result)
    }

    mutating func keyed(_ id: ActivityID, _ key: Key, on terms: Terms, at now: Instant) -> Action {
        if stage == .talking(id) { return keyedInConversation(key, on: terms, at: now) }
        guard let leg = legs.index(of: id), legs.state(leg) == .asking else { return .ignore }
        if key == terms.acceptKey {
            legs.end(leg)
            stage = .talking(id)
            end = now.advanced(by: terms.maxDuration)
            return .bridge(rung.lowerBound + leg)
        }
        return key == terms.declineKey ? giveUp(leg, .declined) : .ignore
    }

    private mutating func keyedInConversation(_ key: Key, on terms: Terms, at now: Instant) -> Action {
        let before = lastKey
        lastKey = PressedKey(key: key, at: now)
        guard let wanted = terms.abuseKey, key == wanted.last else { return .ignore }
        guard let first = wanted.first else { return .mark }
        guard let before, before.key == first, before.at.duration(to: now) <= AbuseKey.longestPause else {
            return .ignore
        }
        return .mark
    }

    mutating func hungUp(_ id: ActivityID) -> Action {
        if stage == .talking(id) { return .complete(id) }
        guard let leg = legs.index(of: id), legs.state(leg) == .asking else { return .ignore }
        return giveUp(leg, .machine)
    }

    /// What is due; several legs may be, so this is to be asked until it says to ignore it.
    mutating func deadlineReached(at now: Instant) -> Action {
        switch stage {
        case .finding: return end <= now ? .unavailable : .ignore
        case .talking(let id): return end <= now ? .complete(id) : .ignore
        case .calling:
            guard let leg = legs.due(at: now) else { return .ignore }
            return giveUp(leg, legs.state(leg) == .asking ? .machine : .noAnswer)
        }
    }

    /// Gives up the next leg that is left: the call was taken by somebody else, or the caller is gone.
    mutating func releaseNext() -> Action {
        legs.next.map { giveUp($0, .noAnswer) } ?? .ignore
    }

    private mutating func giveUp(_ leg: Int, _ result: HuntResult) -> Action {
        legs.end(leg)
        return .giveUp(rung.lowerBound + leg, result)
    }

    /// Moves on to the next rung.
    ///
    /// - Returns: whether there is one.
    mutating func moveOn(in chain: OnCallChain) -> Bool {
        rung = chain.rung(from: rung.upperBound)
        return !rung.isEmpty
    }

    /// The activity of somebody in the rung at hand.
    func id(of position: Int) -> ActivityID { legs.id(of: position - rung.lowerBound) }
}

/// The keys by which a technician marks the conversation at hand as abusive: one, or two within ``longestPause``.
public struct AbuseKey: Hashable, Sendable, CustomStringConvertible {
    /// The key before the last, if there are two.
    public let first: Key?
    /// The last key, which marks the call.
    public let last: Key

    /// The longest time between two keys of one sequence.
    public static let longestPause = Duration.seconds(3)

    /// Makes a sequence of one or two keys; nothing of any other text.
    public init?(_ text: String) {
        let keys = text.map { Key($0) }
        guard (1...2).contains(keys.count), let last = keys.last ?? nil, keys.allSatisfy({ $0 != nil }) else {
            return nil
        }
        first = keys.count == 2 ? keys[0] : nil
        self.last = last
    }

    /// The keys in order.
    public var keys: [Key] { (first.map { [$0] } ?? []) + [last] }

    /// The keys as they are printed on a telephone.
    public var description: String { keys.map(\.description).joined() }
}
