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

    init(code: UInt8) { self.code = code }

    /// The key 0.
    public static let zero = Key(code: 0x30)

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
    /// The caller agrees to be connected at the price that was told; the menu's only outcome is `agrees`.
    case consent

    /// The names of all in the flow language.
    public static let names =
        Topic.allCases.filter { !$0.isLookedUp }.map(\.name) + [insistence.name, consent.name]

    /// The name in the flow language.
    public var name: String {
        switch self {
        case .topic(let topic): topic.name
        case .insistence: "insistence"
        case .consent: "consent"
        }
    }

    /// The menu outcomes that the declaration needs.
    public var outcomes: [String] {
        switch self {
        case .topic(let topic): topic.outcomes.map(\.rawValue)
        case .insistence: ["insists"]
        case .consent: ["agrees"]
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
    /// The caller insisted after a refusal, or a technician marked the call: a charge is proposed if rule R10 allows
    /// it.
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

    /// Whether the caller is turned away by what the entry says.
    var isRefusal: Bool { self == .refused || self == .abusiveCall }

    /// The position among all.
    var index: UInt16 {
        switch self {
        case .admitted: 0
        case .refused: 1
        case .failedOpen: 2
        case .abusiveCall: 3
        case .abandoned: 4
        case .unreached: 5
        case .voicemail: 6
        case .ended: 7
        case .note: 8
        }
    }
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
        /// The prompts, in order.
        public var prompts: [String]
        /// Prompts that are spoken first at a further attempt.
        public var retryPrompts: [String]
        /// The fewest digits.
        public var minDigits: Int
        /// The most digits.
        public var maxDigits: Int
        /// How long to wait for the first key, or for an answer.
        public var timeout: Duration
        /// How long to wait for each further key.
        public var interDigitTimeout: Duration
        /// The key that ends the input.
        public var finishOnKey: Key?
        /// How often it is asked.
        public var maxAttempts: Int
        /// The variable that takes the digits.
        public var into: Int
        /// Whether the digits may never be shown or written.
        public var sensitive: Bool
        /// Whether a key cuts the prompts short.
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
        /// The prompts, in order.
        public var prompts: [String]
        /// Prompts that are spoken first at a further attempt.
        public var retryPrompts: [String]
        /// The keys and the index of the outcome that each stands for.
        public var choices: [Choice]
        /// How long to wait for the first key, or for an answer.
        public var timeout: Duration
        /// How often it is asked.
        public var maxAttempts: Int
        /// What the answer establishes.
        public var declares: Declaration?
        /// Whether a key cuts the prompts short.
        public var bargein: Bool

        /// One key of a menu.
        public struct Choice: Hashable, Sendable {
            /// The key.
            public var key: Key
            /// The outcome that it stands for.
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
        /// What is asked.
        public var topic: Topic
        /// The digit variable that the check takes, if it takes one.
        public var argument: Int?
        /// How long to wait for the first key, or for an answer.
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
        /// Who is rung.
        public var chain: ChainName
        /// How long each phone rings.
        public var ringTimeout: Duration
        /// The key that takes the call.
        public var acceptKey: Key
        /// The key that declines it.
        public var declineKey: Key
        /// How long to wait for that key.
        public var acceptTimeout: Duration
        /// The keys by which the technician marks the call as abusive, if any do.
        public var abuseKey: AbuseKey?
        /// Prompts for whoever picks up.
        public var whisper: [String]
        /// Prompts for the caller meanwhile.
        public var holdPrompts: [String]
        /// The number that is shown.
        public var callerID: CallerID
        /// The longest conversation.
        public var maxDuration: Duration

        /// Makes the fields.
        public init(
            chain: ChainName, ringTimeout: Duration, acceptKey: Key, declineKey: Key, acceptTimeout: Duration,
            abuseKey: AbuseKey? = nil, whisper: [String] = [], holdPrompts: [String] = [], callerID: CallerID,
            maxDuration: Duration
        ) {
            self.chain = chain
            self.ringTimeout = ringTimeout
            self.acceptKey = acceptKey
            self.declineKey = declineKey
            self.acceptTimeout = acceptTimeout
            self.abuseKey = abuseKey
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
        /// The prompts, in order.
        public var prompts: [String]
        /// The longest message.
        public var maxLength: Duration
        /// The silence that ends it.
        public var finalSilence: Duration
        /// The key that ends the input.
        public var finishOnKey: Key?
        /// A shorter message does not count.
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
