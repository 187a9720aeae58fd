import CallFlow
import Desk

/// What reaches a technician's drill, from a telephone or from a terminal that plays one.
public enum TechnicianInput: Hashable, Sendable {
    /// The telephone begins to ring.
    case ringing
    /// It was picked up.
    case answered
    /// A key was pressed.
    case keyed(Key)
    /// What was said last has been said to its end.
    case spoken
    /// What was said last takes so long to hear: patience counts from its end.
    case speaking(Duration)
    /// The trainee hung up, or the line is gone.
    case hungUp
    /// The machine's ``TechnicianMachine/nextDeadline`` has come.
    case deadline
}

/// What a technician's drill wants done, in order.
public enum TechnicianEffect: Hashable, Sendable {
    /// Ring the telephone.
    case ring
    /// Say this to the technician; in the timeline it is said by this one.
    case say(Timeline.Who, String)
    /// Wait for keys.
    case expectKeys
    /// Something was done or left undone, by the names of rubrics.
    case happened(Timeline.Who, String, deeds: [String])
    /// Hang up.
    case hangUp
    /// It is over; no effect follows.
    case ended
}

/// The drill of a technician who is rung: ringing, the whisper, accepting, the decisions, the end.
///
/// Knows neither terminal nor SIP: whoever rings a real telephone sends the same inputs and speaks the same texts. Time is
/// counted from any beginning.
///
/// `idle` – ringing → `ringing` – answered → `whispering` – accept key → `deciding(0…n)` → `closing` – hung up → `over`.
public struct TechnicianMachine: Sendable {
    private enum State: Hashable, Sendable {
        case idle
        case ringing(until: Duration)
        case whispering(until: Duration)
        case deciding(Int, until: Duration)
        case closing(until: Duration)
        case over
    }

    private let part: TechnicianPart
    private let whisper: String
    private let language: Language
    private var state = State.idle
    private var pendingStar: Duration?
    /// Whether the technician marked the call as abusive.
    public private(set) var isMarked = false

    /// The key by which a call is accepted, and that by which it is declined, as in the shipped flows.
    public static let (acceptKey, declineKey): (Character, Character) = ("1", "2")
    /// How long the whisper may stay without an answer once the telephone was picked up.
    public static let acceptTimeout = Duration.seconds(30)
    /// The longest pause within `*9`.
    private static let longestPause = Duration.seconds(3)

    /// Prepares a drill.
    ///
    /// - Parameter whisper: what is said once the telephone was picked up; it has to say that this is an exercise.
    public init(_ part: TechnicianPart, whisper: String, language: Language) {
        self.part = part
        self.whisper = whisper
        self.language = language
    }

    /// When ``TechnicianInput/deadline`` is to be sent.
    public var nextDeadline: Duration? {
        switch state {
        case .idle, .over: nil
        case .ringing(let until), .whispering(let until), .deciding(_, let until), .closing(let until): until
        }
    }

    /// Whether the telephone rings.
    public var isRinging: Bool { if case .ringing = state { true } else { false } }
    /// Whether it is over.
    public var isOver: Bool { state == .over }

    /// Takes what happened and returns what is to be done.
    public mutating func receive(_ input: TechnicianInput, at now: Duration) -> [TechnicianEffect] {
        let words = TechnicianWords(language: language)
        switch (state, input) {
        case (.idle, .ringing):
            state = .ringing(until: now + part.rings)
            return [.ring, .happened(.system, words.rings, deeds: ["rang"])]
        case (.ringing, .answered):
            state = .whispering(until: now + Self.acceptTimeout + SpeakingPace.duration(of: whisper))
            return [.happened(.trainee, words.answers, deeds: ["answered"]), .say(.desk, whisper), .expectKeys]
        case (.ringing(let until), .deadline) where now >= until,
            (.whispering(let until), .deadline) where now >= until:
            return finish([.happened(.system, words.misses, deeds: ["missed"])])
        case (.whispering, .speaking(let length)):
            state = .whispering(until: now + length + Self.acceptTimeout)
            return []
        case (.deciding(let index, _), .speaking(let length)):
            state = .deciding(index, until: now + length + part.patience)
            return []
        case (.closing, .speaking(let length)):
            state = .closing(until: now + length + part.patience)
            return []
        case (.ringing, .hungUp), (.whispering, .hungUp):
            return finish([.happened(.trainee, words.declines, deeds: ["declined"])])
        case (.whispering, .keyed(let key)): return keyedToWhisper(key, at: now, words)
        case (.deciding(let index, _), .keyed(let key)): return keyed(key, index, at: now, words)
        case (.deciding(let index, let until), .deadline) where now >= until:
            let id = part.triage[index].id
            return [.happened(.system, words.tooSlow, deeds: ["timed-out", "timed-out.\(id)"])]
                + decide(index + 1, at: now, words)
        case (.deciding, .hungUp):
            return finish([.happened(.trainee, words.hangsUpEarly, deeds: ["hung-up-early"])])
        case (.closing, .keyed(let key)):
            if marks(key, at: now) { return mark(words) }
            return pendingStar == nil ? finish([.happened(.trainee, words.ends, deeds: ["closed"])]) : []
        case (.closing, .hungUp): return finish([.happened(.trainee, words.ends, deeds: ["closed"])])
        case (.closing(let until), .deadline) where now >= until:
            return finish([.happened(.system, words.callerEnds, deeds: ["closed"])])
        default: return []
        }
    }

    private mutating func keyedToWhisper(_ key: Key, at now: Duration, _ words: TechnicianWords) -> [TechnicianEffect] {
        switch key.description.first {
        case Self.acceptKey:
            return [
                .happened(.trainee, words.accepts, deeds: ["accepted"]), .say(.persona, part.caller[language]),
            ] + decide(0, at: now, words)
        case Self.declineKey: return finish([.happened(.trainee, words.declines, deeds: ["declined"])])
        default: return [.say(.desk, whisper), .expectKeys]
        }
    }

    private mutating func keyed(_ key: Key, _ index: Int, at now: Duration, _ words: TechnicianWords)
        -> [TechnicianEffect]
    {
        if marks(key, at: now) { return mark(words) }
        if pendingStar != nil { return [] }
        let question = part.triage[index]
        guard let choice = question.choices.first(where: { $0.key == key }) else {
            return [.say(.desk, words.noSuchKey), .expectKeys]
        }
        return [
            .happened(
                .trainee, choice.text[language], deeds: ["chose.\(question.id)", "chose.\(question.id).\(choice.id)"]),
            .say(.persona, choice.reply[language]),
        ] + decide(index + 1, at: now, words)
    }

    /// Asks a question, or what is left to do after the last.
    private mutating func decide(_ index: Int, at now: Duration, _ words: TechnicianWords) -> [TechnicianEffect] {
        guard part.triage.indices.contains(index) else {
            state = .closing(until: now + part.patience)
            return [.happened(.system, words.triaged, deeds: ["triaged"]), .say(.desk, words.closing), .expectKeys]
        }
        state = .deciding(index, until: now + part.patience)
        return [.say(.desk, part.triage[index].text[language]), .expectKeys]
    }

    /// Whether a key is the last of `*9`.
    private mutating func marks(_ key: Key, at now: Duration) -> Bool {
        let star = pendingStar
        pendingStar = key.description == "*" ? now : nil
        return key.description == "9" && star.map { now - $0 <= Self.longestPause } ?? false
    }

    private mutating func mark(_ words: TechnicianWords) -> [TechnicianEffect] {
        guard !isMarked else { return [] }
        isMarked = true
        return [.happened(.trainee, words.marks, deeds: ["marked-abusive"]), .expectKeys]
    }

    private mutating func finish(_ effects: [TechnicianEffect]) -> [TechnicianEffect] {
        state = .over
        return effects + [.hangUp, .ended]
    }
}
