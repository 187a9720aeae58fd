import CallFlow
import Desk
import DeskFolder

/// The caller of a story: does one action after the other, and waits for what is to be heard.
///
/// A machine without a line: it is told which prompts begin and end and what time it is, and says what the caller does. Virtual
/// calls tell it what the desk plays; calls over SIP what was recognised in the sound.
///
/// A prompt counts for `hear` if it came since what the caller heard last, be it during a `wait`. Every wait has a limit.
public struct StoryCaller: Sendable {
    /// What happens at the caller's ear.
    public enum Event: Sendable {
        /// A prompt begins.
        case began(HeardPrompt)
        /// A prompt was heard to its end.
        case ended(HeardPrompt)
        /// ``StoryCaller/nextDeadline`` has come.
        case deadlineReached
    }

    /// How many prompts are remembered to say what was heard instead.
    private static let memory = 12

    private let actions: [CallerAction]
    private var index = 0
    private var now: Instant
    /// Until when the action at hand goes on at most.
    public private(set) var nextDeadline: Instant?
    /// What was heard and not yet waited for.
    private var unheeded: [(prompt: HeardPrompt, extent: CallerAction.Extent)] = []
    private var heard: [HeardPrompt] = []
    /// Why the caller gave up, if so.
    public private(set) var failure: StoryFailure?

    /// Begins with the first action.
    public init(_ actions: [CallerAction], at now: Instant) {
        self.actions = actions
        self.now = now
    }

    /// Whether nothing is left to be done.
    public var isDone: Bool { index >= actions.count || failure != nil }

    /// Whether anything is waited for by its text.
    public var listensToTexts: Bool {
        actions.contains { if case .hear(.text, _, _) = $0.kind { true } else { false } }
    }

    /// The call is answered: the caller begins, and may act before anything was heard.
    public mutating func start(at now: Instant) -> [StoryAct] {
        self.now = max(self.now, now)
        return proceed()
    }

    /// Takes what happened, and says what the caller does.
    public mutating func receive(_ event: Event, at now: Instant) -> [StoryAct] {
        self.now = max(self.now, now)
        switch event {
        case .began(let prompt): notice(prompt, .begins)
        case .ended(let prompt):
            heard.append(prompt)
            if heard.count > Self.memory { heard.removeFirst() }
            notice(prompt, .ends)
        case .deadlineReached:
            guard let deadline = nextDeadline, self.now >= deadline, index < actions.count else { return [] }
            if case .hear(let cue, _, let patience) = actions[index].kind {
                giveUp(.notHeard, "\(cue) within \(DurationText.format(patience))", seen: heardInWords)
                return [.hangUp]
            }
            finishAction()
        }
        return proceed()
    }

    /// The call is over.
    public mutating func ended(at now: Instant) {
        self.now = max(self.now, now)
        guard failure == nil, index < actions.count else { return }
        switch actions[index].kind {
        case .hear(let cue, _, _): giveUp(.hungUpEarly, "\(cue) before the end of the call", seen: heardInWords)
        case .hangUp, .wait, .speak, .press:
            giveUp(.hungUpEarly, "the caller was not done", seen: heardInWords)
        }
    }

    private mutating func notice(_ prompt: HeardPrompt, _ extent: CallerAction.Extent) {
        unheeded.append((prompt, extent))
        // Whoever waits for nothing more need not remember.
        if unheeded.count > 2 * StoryShapes.mostActions { unheeded.removeFirst() }
    }

    // MARK: Actions

    private mutating func proceed() -> [StoryAct] {
        var acts: [StoryAct] = []
        while index < actions.count, failure == nil {
            switch actions[index].kind {
            case .hear(let cue, let extent, let patience):
                guard let found = unheeded.firstIndex(where: { $0.extent == extent && $0.prompt.is(cue) }) else {
                    if nextDeadline == nil { nextDeadline = now.advanced(by: patience) }
                    return acts
                }
                unheeded.removeFirst(found + 1)
            case .press(let keys): acts.append(.press(keys))
            case .wait(let length), .speak(let length):
                guard nextDeadline == nil else { return acts }
                if case .speak = actions[index].kind { acts.append(.speak(length)) }
                nextDeadline = now.advanced(by: length)
                return acts
            case .hangUp: acts.append(.hangUp)
            }
            finishAction()
        }
        return acts
    }

    private mutating func finishAction() {
        nextDeadline = nil
        index += 1
    }

    private mutating func giveUp(_ kind: StoryFailure.Kind, _ expected: String, seen: String) {
        failure = StoryFailure(kind, at: actions[index].place, expected: expected, seen: seen)
        nextDeadline = nil
    }

    private var heardInWords: String {
        heard.isEmpty ? "nothing was heard" : "heard " + heard.map(\.prompt).joined(separator: ", ")
    }
}

/// What the caller of a story does.
public enum StoryAct: Hashable, Sendable {
    /// Presses keys, one after the other.
    case press([Key])
    /// Speaks for a while.
    case speak(Duration)
    /// Hangs up.
    case hangUp
}

/// A prompt as it reached the caller.
public struct HeardPrompt: Hashable, Sendable {
    /// The prompt's id.
    public let prompt: String
    /// Its text with the values that it spoke, if that is known.
    public let text: String?

    /// Describes a prompt.
    public init(_ prompt: String, text: String?) {
        self.prompt = prompt
        self.text = text
    }

    /// Whether it is what is waited for.
    func `is`(_ cue: CallerAction.Cue) -> Bool {
        switch cue {
        case .prompt(let id): id == prompt
        case .text(let text): text == self.text
        }
    }
}
