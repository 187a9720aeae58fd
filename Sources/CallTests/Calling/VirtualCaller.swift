import CallFlow
import Desk
import Prompts
import Simulator

/// The caller of a story in a call in virtual time: hears what the desk plays, exactly when it plays it.
struct VirtualCaller: ScriptedCaller {
    private(set) var caller: StoryCaller
    private let renderer: PromptRenderer
    private let needsTexts: Bool
    /// What is being said, and what of it has not been told yet.
    private var spoken: [TimedUtterance] = []
    private var next = 0
    private var hasBegun = false
    /// How long it takes to notice a prompt that begins.
    private let lag: Duration
    private var isStarted = false
    /// What was heard to its end, and is still to be told.
    private var isOver = false

    init(_ actions: [CallerAction], renderer: PromptRenderer, at now: Instant, lag: Duration = .zero) {
        self.lag = lag
        caller = StoryCaller(actions, at: now)
        self.renderer = renderer
        needsTexts = caller.listensToTexts
    }

    var nextDeadline: Instant? {
        if isOver { return nil }
        guard !caller.isDone else { return nil }
        var due = caller.nextDeadline
        if spoken.indices.contains(next) {
            let event = hasBegun ? spoken[next].ends : noticed(spoken[next])
            due = due.map { min($0, event) } ?? event
        }
        return due
    }

    mutating func receive(_ event: CallerEvent, at now: Instant) -> [CallerAct] {
        var acts: [StoryAct] = []
        if !isStarted {
            isStarted = true
            acts += caller.start(at: now)
        }
        tell(until: now, &acts)
        switch event {
        case .speaking(let utterances):
            (spoken, next, hasBegun) = (utterances, 0, false)
            tell(until: now, &acts)
        case .silenced: (spoken, next, hasBegun) = ([], 0, false)
        case .deadlineReached: acts += caller.receive(.deadlineReached, at: now)
        case .ended:
            caller.ended(at: now)
            isOver = true
        }
        return acts.map { act in
            switch act {
            case .press(let keys): .press(keys)
            case .speak(let length): .speak(length)
            case .hangUp: .hangUp
            }
        }
    }

    /// When a prompt is noticed that begins.
    private func noticed(_ utterance: TimedUtterance) -> Instant {
        min(utterance.begins.advanced(by: lag), utterance.ends)
    }

    /// Tells of all prompts that began and ended by now, in their order.
    private mutating func tell(until now: Instant, _ acts: inout [StoryAct]) {
        while spoken.indices.contains(next) {
            let current = spoken[next]
            let at = hasBegun ? current.ends : noticed(current)
            guard at <= now else { return }
            let text = needsTexts ? renderer.text(current.utterance, at: current.begins) : nil
            let prompt = HeardPrompt(current.utterance.prompt, text: text)
            acts += caller.receive(hasBegun ? .ended(prompt) : .began(prompt), at: at)
            if hasBegun { next += 1 }
            hasBegun.toggle()
        }
    }
}
