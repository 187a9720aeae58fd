import CallFlow
import Desk

/// Something that happened on a phone in an exercise; people are named by their position in the chain.
public struct ReadinessEvent: Hashable, Sendable {
    /// What happened.
    public enum Kind: Hashable, Sendable {
        /// The phone rings, as the network says.
        case ringing
        /// It was picked up.
        case answered
        /// A key was pressed.
        case keyed(Key)
        /// What was said last was spoken to its end.
        case spoken
        /// It could not be made to ring, or its owner refused.
        case failed(HuntResult)
        /// The person hung up.
        case hungUp
        /// Whoever began the exercise breaks it off; of nobody in particular.
        case brokenOff
        /// Nothing: time has passed.
        case passed
    }

    /// Whose phone.
    public let position: Int
    /// What happened.
    public let kind: Kind
    /// When, by the line's own clock.
    public let at: Instant

    /// Makes an event.
    public init(_ position: Int, _ kind: Kind, at: Instant) {
        self.position = position
        self.kind = kind
        self.at = at
    }
}

/// The phones of an exercise: real ones, or a person at a keyboard who plays them.
///
/// Whoever carries the exercise calls these one after the other, and reads ``events`` until it is over. Every leg that rings has
/// to end in an event, unless it is hung up.
public protocol ReadinessLine: Sendable {
    /// Whether real phones ring, so that what comes of it is a result of those who are rung.
    var isReal: Bool { get }
    /// What happens, in order; ends when the line can carry nothing any more.
    var events: AsyncStream<ReadinessEvent> { get }
    /// Rings a person. That nobody can be rung is an event.
    func ring(_ position: Int, _ person: OnCallPerson) async
    /// Speaks prompts to a person who picked up; an event tells when they were spoken to their end.
    func say(_ position: Int, _ prompts: [String], in language: Language) async
    /// Ends a person's leg, whatever its state.
    func hangUp(_ position: Int) async
    /// Says when something is due, so that a clock that stands still otherwise can be put forward.
    func waits(until deadline: Instant?) async
}

extension ReadinessDrill {
    /// Takes an event.
    public mutating func receive(_ event: ReadinessEvent) -> [Action] {
        // Whatever is due by then happened before.
        var actions = deadlineReached(at: event.at)
        switch event.kind {
        case .ringing, .passed: break
        case .answered: actions += answered(event.position, at: event.at)
        case .keyed(let key): actions += keyed(event.position, key, at: event.at)
        case .spoken: actions += spoken(event.position, at: event.at)
        case .failed(let result): actions += failed(event.position, result, at: event.at)
        case .hungUp: actions += hungUp(event.position, at: event.at)
        case .brokenOff: actions += breakOff(at: event.at)
        }
        return actions
    }

    /// Carries an exercise out on a line, from its first ring to its report.
    ///
    /// - Parameters:
    ///   - now: when it begins, by the line's clock.
    ///   - follow: is told every event and every action, in order.
    /// - Returns: the report; the exercise is broken off if the line ends before.
    public mutating func run(
        on line: some ReadinessLine, from now: Instant, follow: (ReadinessEvent?, [Action]) -> Void = { _, _ in }
    ) async -> ReadinessReport {
        var actions = begin(at: now)
        follow(nil, actions)
        var latest = now
        if let report = await perform(actions, on: line) { return report }
        for await event in line.events {
            latest = max(latest, event.at)
            actions = receive(event)
            follow(event, actions)
            if let report = await perform(actions, on: line) { return report }
        }
        actions = breakOff(at: latest)
        follow(nil, actions)
        return await perform(actions, on: line) ?? report
    }

    private func perform(_ actions: [Action], on line: some ReadinessLine) async -> ReadinessReport? {
        for action in actions {
            switch action {
            case .ring(let position, let person): await line.ring(position, person)
            case .say(let position, let prompts, let language): await line.say(position, prompts, in: language)
            case .hangUp(let position): await line.hangUp(position)
            case .finished(let report): return report
            }
        }
        await line.waits(until: deadline)
        return nil
    }
}
