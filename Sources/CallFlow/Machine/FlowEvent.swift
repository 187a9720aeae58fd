import Desk

/// Names one activity of a call (a prompt, a check, a ringing phone); events of an activity that is over are ignored.
public struct ActivityID: Hashable, Sendable, CustomStringConvertible {
    /// Counts up from 1 within a call.
    public let number: Int

    /// Makes an id.
    public init(_ number: Int) { self.number = number }

    /// The number.
    public var description: String { String(number) }
}

/// What happened, as far as a flow can hear of it.
public enum FlowEvent: Hashable, Sendable {
    /// The call came in.
    case started
    /// The caller pressed a key.
    case keyed(Key)
    /// A prompt was spoken to its end.
    case played(ActivityID)
    /// A check was answered.
    case checked(ActivityID, Finding)
    /// The people of a chain are known.
    case chainFound(ActivityID, ChainAnswer)
    /// A phone that is rung was picked up, by a person or a machine.
    case targetAnswered(ActivityID)
    /// A phone that is rung cannot be reached.
    case targetFailed(ActivityID, HuntResult)
    /// A person who picked up pressed a key, before the conversation or in it.
    case targetKeyed(ActivityID, Key)
    /// A person who picked up hung up.
    case targetHungUp(ActivityID)
    /// The caller, who is being recorded, has been silent for the step's final silence.
    case fellSilent(ActivityID)
    /// Nothing can be recorded.
    case recordingFailed(ActivityID)
    /// The transfer was taken or refused.
    case transferred(ActivityID, accepted: Bool)
    /// The ledger could not commit what the machine asked for last.
    ///
    /// To be sent before anything of it becomes audible: in place of performing those effects, or right behind them.
    case ledgerFailed
    /// The caller hung up.
    case callerHungUp
    /// The machine's ``FlowMachine/nextDeadline`` has come.
    case deadlineReached

    /// The activity whose end or progress it reports.
    var activity: ActivityID? {
        switch self {
        case .played(let id), .checked(let id, _), .chainFound(let id, _), .targetAnswered(let id),
            .targetFailed(let id, _), .targetKeyed(let id, _), .targetHungUp(let id), .fellSilent(let id),
            .recordingFailed(let id), .transferred(let id, _):
            id
        case .started, .keyed, .ledgerFailed, .callerHungUp, .deadlineReached: nil
        }
    }
}

/// How the attempt to reach one person ended.
public enum HuntResult: String, CaseIterable, Hashable, Sendable {
    /// The person accepted the call.
    case answered
    case busy
    case noAnswer = "no_answer"
    case declined
    /// Picked up, but nobody pressed the accept key: a voicemail, or somebody else.
    case machine
    case unreachable
}

/// One prompt with the values that it speaks.
public struct Utterance: Hashable, Sendable {
    /// The prompt's id.
    public let prompt: String
    /// The language in which it is spoken.
    public let language: Language
    /// The values, for prompts that have some.
    public internal(set) var values: SpokenValues

    /// Makes an utterance.
    public init(prompt: String, language: Language, values: SpokenValues = [:]) {
        self.prompt = prompt
        self.language = language
        self.values = values
    }
}

/// A log entry of a flow, with the verdict as it stands.
public struct FlowLogEntry: Hashable, Sendable {
    /// What it says.
    public let category: LogCategory
    /// The fields that the flow names; sensitive values are masked.
    public let fields: [Field]
    /// The verdict at this moment.
    public let verdict: Verdict
    /// What came of a charge, for an abusive call.
    public let billing: BillingDecision?

    /// Makes an entry.
    public init(category: LogCategory, fields: [Field], verdict: Verdict, billing: BillingDecision?) {
        self.category = category
        self.fields = fields
        self.verdict = verdict
        self.billing = billing
    }

    /// One named value.
    public struct Field: Hashable, Sendable {
        /// The variable's name.
        public let name: String
        /// Its value; empty if it has none.
        public let value: String
    }
}

/// What the surroundings of the machine are to do, in order.
public enum FlowEffect: Hashable, Sendable {
    /// The call entered a step.
    case entered(step: Int)
    /// Pick up, or open early media only.
    case answer(earlyMedia: Bool)
    /// Speak, then send ``FlowEvent/played(_:)``.
    case play(ActivityID, [Utterance], interruptible: Bool)
    /// Be silent at once.
    case stopPlaying(ActivityID)
    /// The prompts are over and the caller's keys are awaited, at most this many.
    case listen(maxKeys: Int)
    /// The caller's input for a step is complete; masked where it is sensitive.
    case collected(step: Int, keys: String)
    /// Ask the rules.
    case check(ActivityID, Topic, keys: String?)
    /// Find the people of a chain.
    case findChain(ActivityID, ChainName)
    /// Ring somebody; others may be rung at the same time.
    case ring(ActivityID, OnCallPerson, Verb.CallerID)
    /// Stop ringing, or hang up on the person.
    case release(ActivityID)
    /// Speak to a person who picked up.
    case whisper(ActivityID, [Utterance])
    /// Join caller and person.
    case bridge(ActivityID)
    /// The attempt to reach a person ended, or the person took the call.
    case attempted(OnCallPerson, HuntResult)
    /// Record the caller until told otherwise; report silence of this length.
    case startRecording(ActivityID, finalSilence: Duration)
    /// Stop recording, and keep or drop it.
    case stopRecording(ActivityID, keep: Bool)
    /// Send the caller elsewhere.
    case transfer(ActivityID, destination: String)
    /// Commit an entry to the ledger before anything that follows becomes audible; if that fails, send
    /// ``FlowEvent/ledgerFailed``.
    indirect case log(FlowLogEntry)
    /// Hang up on the caller.
    case hangup(HangupCause)
    /// The call is over; no effect follows.
    case ended
}
