import Desk

/// A key of a telephone's pad.
public struct Key: Hashable, Sendable, CustomStringConvertible {
    /// The key's ASCII code: `0` to `9`, `*` or `#`.
    public let code: UInt8

    /// Makes a key, or nothing if the character is on no telephone.
    public init?(_ character: Character) {
        guard let code = character.asciiValue, (0x30...0x39).contains(code) || code == 0x2A || code == 0x23 else {
            return nil
        }
        self.code = code
    }

    /// The digit, if the key is one.
    public var isDigit: Bool { code >= 0x30 && code <= 0x39 }

    /// The key's character.
    public var description: String { String(UnicodeScalar(code)) }
}

/// What a menu's answer establishes.
public enum Declaration: Hashable, Sendable {
    /// What the caller says on a topic; the menu's outcomes are the topic's.
    case topic(Topic)
    /// The caller insists after a refusal; the menu's only outcome is `insists`.
    case insistence

    /// The name in the flow language.
    public var name: String {
        switch self {
        case .topic(let topic): topic.name
        case .insistence: "insistence"
        }
    }

    /// The menu outcomes that the declaration needs.
    public var outcomes: [String] {
        switch self {
        case .topic(let topic): topic.outcomes.map(\.rawValue)
        case .insistence: ["insists"]
        }
    }
}

/// What a log entry says about the call.
public enum LogCategory: String, CaseIterable, Hashable, Sendable {
    /// The preconditions hold; people will be rung.
    case admitted
    /// A precondition does not hold.
    case refused
    /// The desk could not know; people will be rung and nothing is billed.
    case failedOpen = "failed_open"
    /// The caller insisted after a refusal: a charge is proposed if rule R10 allows it.
    case abusiveCall = "abusive_call"
    /// The caller left, or did not go on.
    case abandoned
    /// Nobody in the chain took the call.
    case unreached
    /// A message was recorded.
    case voicemail
    /// The call ended.
    case ended
    /// Anything else.
    case note
}

/// Why the desk ends a call.
public enum HangupCause: String, CaseIterable, Hashable, Sendable {
    /// The call ran its course.
    case normal
    /// The caller was refused.
    case refused
    /// The caller gave no usable input.
    case noInput = "no_input"
    /// Nobody could be reached.
    case unreached
    /// The call lasted as long as the flow allows.
    case tooLong = "too_long"
}

/// A step's verb with its fields; durations are waiting times.
public enum Verb: Hashable, Sendable {
    /// Picks up, or opens early media without picking up.
    case answer(earlyMedia: Bool)
    /// Speaks prompts.
    case play(Play)
    /// Collects digits into a variable.
    case collect(Collect)
    /// Offers choices by one key.
    case menu(Menu)
    /// Asks the desk's rules.
    case check(Check)
    /// Goes by the value of a variable.
    case switchOn(variable: Int)
    /// Gives a variable a value.
    case set(variable: Int, Expression)
    /// Rings a chain of people until one accepts.
    case hunt(Hunt)
    /// Records the caller.
    case record(Record)
    /// Writes a log entry.
    case log(LogCategory, fields: [LogField])
    /// Enters a sub-flow; its end is a `leave`.
    case enter(flow: String)
    /// Leaves a sub-flow with one of its outcomes.
    case leave(outcome: String)
    /// Sends the caller elsewhere (SIP REFER).
    case transfer(destination: String)
    /// Ends the call.
    case hangup(HangupCause)

    /// The fields of `play`.
    public struct Play: Hashable, Sendable {
        /// The prompts, in order.
        public var prompts: [String]
        /// Whether a key cuts them short.
        public var bargein: Bool

        /// Makes the fields.
        public init(
            prompts: [String], bargein: Bool
        ) {
            self.prompts = prompts
            self.bargein = bargein
        }
    }

    /// The fields of `collect`.
    public struct Collect: Hashable, Sendable {
        public var prompts: [String]
        public var retryPrompts: [String]
        public var minDigits: Int
        public var maxDigits: Int
        public var timeout: Duration
        public var interDigitTimeout: Duration
        public var finishOnKey: Key?
        public var maxAttempts: Int
        public var into: Int
        public var sensitive: Bool
        public var bargein: Bool

        /// Makes the fields.
        public init(
            prompts: [String] = [], retryPrompts: [String] = [], minDigits: Int, maxDigits: Int, timeout: Duration,
            interDigitTimeout: Duration, finishOnKey: Key? = nil, maxAttempts: Int, into: Int = 0,
            sensitive: Bool = false, bargein: Bool = true
        ) {
            self.prompts = prompts
            self.retryPrompts = retryPrompts
            self.minDigits = minDigits
            self.maxDigits = maxDigits
            self.timeout = timeout
            self.interDigitTimeout = interDigitTimeout
            self.finishOnKey = finishOnKey
            self.maxAttempts = maxAttempts
            self.into = into
            self.sensitive = sensitive
            self.bargein = bargein
        }
    }

    /// The fields of `menu`.
    public struct Menu: Hashable, Sendable {
        public var prompts: [String]
        public var retryPrompts: [String]
        /// The keys and the index of the outcome that each stands for.
        public var choices: [Choice]
        public var timeout: Duration
        public var maxAttempts: Int
        public var declares: Declaration?
        public var bargein: Bool

        /// One key of a menu.
        public struct Choice: Hashable, Sendable {
            public var key: Key
            public var outcome: String

            /// Makes the fields.
            public init(
                key: Key, outcome: String
            ) {
                self.key = key
                self.outcome = outcome
            }
        }

        /// Makes the fields.
        public init(
            prompts: [String] = [], retryPrompts: [String] = [], choices: [Choice], timeout: Duration, maxAttempts: Int,
            declares: Declaration? = nil, bargein: Bool = true
        ) {
            self.prompts = prompts
            self.retryPrompts = retryPrompts
            self.choices = choices
            self.timeout = timeout
            self.maxAttempts = maxAttempts
            self.declares = declares
            self.bargein = bargein
        }
    }

    /// The fields of `check`.
    public struct Check: Hashable, Sendable {
        public var topic: Topic
        /// The digit variable that the check takes, if it takes one.
        public var argument: Int?
        public var timeout: Duration

        /// Makes the fields.
        public init(
            topic: Topic, argument: Int?, timeout: Duration
        ) {
            self.topic = topic
            self.argument = argument
            self.timeout = timeout
        }
    }

    /// The fields of `hunt`.
    public struct Hunt: Hashable, Sendable {
        public var chain: ChainName
        public var ringTimeout: Duration
        public var acceptKey: Key
        public var declineKey: Key
        public var acceptTimeout: Duration
        public var whisper: [String]
        public var holdPrompts: [String]
        public var callerID: CallerID
        public var maxDuration: Duration

        /// Makes the fields.
        public init(
            chain: ChainName, ringTimeout: Duration, acceptKey: Key, declineKey: Key, acceptTimeout: Duration,
            whisper: [String] = [], holdPrompts: [String] = [], callerID: CallerID, maxDuration: Duration
        ) {
            self.chain = chain
            self.ringTimeout = ringTimeout
            self.acceptKey = acceptKey
            self.declineKey = declineKey
            self.acceptTimeout = acceptTimeout
            self.whisper = whisper
            self.holdPrompts = holdPrompts
            self.callerID = callerID
            self.maxDuration = maxDuration
        }
    }

    /// The number that a rung technician sees.
    public enum CallerID: String, CaseIterable, Hashable, Sendable { case desk, caller }

    /// The fields of `record`.
    public struct Record: Hashable, Sendable {
        public var prompts: [String]
        public var maxLength: Duration
        public var finalSilence: Duration
        public var finishOnKey: Key?
        public var minLength: Duration

        /// Makes the fields.
        public init(
            prompts: [String] = [], maxLength: Duration, finalSilence: Duration, finishOnKey: Key? = nil,
            minLength: Duration
        ) {
            self.prompts = prompts
            self.maxLength = maxLength
            self.finalSilence = finalSilence
            self.finishOnKey = finishOnKey
            self.minLength = minLength
        }
    }
}

/// A field of a log entry: a variable of the flow.
public struct LogField: Hashable, Sendable {
    /// The field's name.
    public let name: String
    /// The variable whose value is logged.
    public let variable: Int
}
