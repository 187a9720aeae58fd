import CallFlow
import Desk

/// One story of a call test: one or several calls with what people do in them, and what is expected of each.
///
/// The same story runs in process in virtual time and as real calls over SIP.
public struct Story: Sendable {
    /// The file's name without its ending and the story's own name: `guarantee/one-minute-early`.
    public let name: String
    /// What it tells, in a line.
    public let title: String
    /// The rules of the procedure that it is about, such as `R5`.
    public let rules: [String]
    /// The facts at its beginning.
    public let world: StoryWorld
    /// The calls, in the order in which they are placed.
    public let calls: [StoryCall]
    /// Where it is written.
    public let place: SourcePlace
}

/// The facts that a story begins with.
public struct StoryWorld: Sendable {
    /// The world's name, or the story's where the world is written in it; stories of one name share one world.
    public let name: String
    /// The facts.
    public let world: World
}

/// One call of a story.
public struct StoryCall: Sendable {
    /// The number that is called.
    public let number: NumberRole
    /// When it is placed.
    public let moment: Moment
    /// The phone from which it is placed; withheld if none.
    public let from: PhoneNumber?
    /// What technicians do, by id or `*` for everybody else; who is not named accepts.
    public let technicians: [String: TechnicianPlan]
    /// What does not answer in this call: topics, `rota`, `recording`, `transfer`, `ledger`.
    public let unavailable: [String]
    /// What of the same stops to answer in the call, and how long after its start.
    public let failsAfter: [String: Duration]
    /// What the caller does, in order; silence afterwards.
    public let actions: [CallerAction]
    /// What is expected of it.
    public let expected: Expectation
    /// Where it is written.
    public let place: SourcePlace

    /// When a call is placed.
    public enum Moment: Hashable, Sendable {
        /// At this time.
        case at(Instant)
        /// So long after the end of the call before.
        case after(Duration)
    }
}

/// What one technician does when rung, and how long it takes.
public struct TechnicianPlan: Hashable, Sendable {
    /// What.
    public let behaviour: TechnicianBehaviour
    /// From the ring to picking up, or to the busy signal.
    public let answersAfter: Duration
    /// From the end of what is said to the technician to the key.
    public let pressesAfter: Duration
    /// How long the technician talks with the caller before hanging up.
    public let talks: Duration
    /// When within the conversation the call is marked as abusive.
    public let marksAfter: Duration
}

/// One thing that the caller of a story does.
public struct CallerAction: Sendable {
    /// What.
    public let kind: Kind
    /// Where it is written.
    public let place: SourcePlace

    /// What a caller can do.
    public enum Kind: Hashable, Sendable {
        /// Waits until something is heard.
        case hear(Cue, until: Extent, within: Duration)
        /// Presses keys, one after the other.
        case press([Key])
        /// Does nothing for a while.
        case wait(Duration)
        /// Speaks for a while.
        case speak(Duration)
        /// Hangs up.
        case hangUp
    }

    /// What is waited for.
    public enum Cue: Hashable, Sendable, CustomStringConvertible {
        /// A prompt, whatever values it speaks.
        case prompt(String)
        /// A prompt with its values, as it reads.
        case text(String)

        /// The prompt's id, or the text in quotation marks.
        public var description: String {
            switch self {
            case .prompt(let id): id
            case .text(let text): "\"\(text)\""
            }
        }
    }

    /// How much of it is waited for.
    public enum Extent: String, CaseIterable, Hashable, Sendable {
        /// Until it begins.
        case begins
        /// Until it was heard to its end.
        case ends
    }
}

/// What is expected of a call; what is left out may be anything.
public struct Expectation: Sendable {
    /// The verdict.
    public var verdict: Expected<VerdictKind>?
    /// Its reasons, in any order.
    public var reasons: Expected<[Reason]>?
    /// The technician who took the call.
    public var connectedTo: Expected<Maybe<String>>?
    /// The charge that is proposed.
    public var charge: Expected<Maybe<Money>>?
    /// The client who was recognised.
    public var client: Expected<Maybe<String>>?
    /// The contact who was recognised, by code.
    public var contact: Expected<Maybe<String>>?
    /// The ticket that the call was about.
    public var ticket: Expected<Maybe<String>>?
    /// Outcomes of preconditions.
    public var assessment: Expected<[String: String]>?
    /// Steps that the call comes by, in this order, others between them.
    public var steps: Expected<[String]>?
    /// The prompts that were heard to their end: all of them, in this order.
    public var heard: Expected<[String]>?
    /// Prompts of which nothing is heard to its end.
    public var notHeard: Expected<[String]>?
    /// Who was rung, and what came of it.
    public var attempts: Expected<[Attempt]>?
    /// The entries that the flow writes into the ledger: all of them, in this order.
    public var ledger: Expected<[LogCategory]>?
    /// How the call ends.
    public var ended: Expected<CallEnd>?
    /// The longest that the call may take.
    public var maxDuration: Expected<Duration>?
    /// The shortest that it may take.
    public var minDuration: Expected<Duration>?

    /// One attempt to reach a technician.
    public struct Attempt: Hashable, Sendable {
        /// Who, by id.
        public let target: String
        /// What came of it.
        public let result: HuntResult

        /// Describes an attempt.
        public init(target: String, result: HuntResult) {
            self.target = target
            self.result = result
        }
    }
}

/// A value that is expected, with the place at which it is written.
public struct Expected<Value: Sendable>: Sendable {
    /// The value.
    public let value: Value
    /// Where it is written.
    public let place: SourcePlace
}

/// A value, or that there is none.
public enum Maybe<Value: Hashable & Sendable>: Hashable, Sendable {
    /// None; written `none`.
    case none
    /// This one.
    case some(Value)

    /// The same as an optional.
    public init(_ value: Value?) {
        switch value {
        case nil: self = .none
        case let value?: self = .some(value)
        }
    }
}

/// How a call ends.
public enum CallEnd: Hashable, Sendable {
    /// The caller hangs up.
    case byCaller
    /// The desk hangs up.
    case byDesk(HangupCause)

    /// All of them.
    public static let all = [byCaller] + HangupCause.allCases.map(byDesk)

    /// The word in files.
    public var word: String {
        switch self {
        case .byCaller: "caller"
        case .byDesk(let cause): cause.rawValue
        }
    }
}
