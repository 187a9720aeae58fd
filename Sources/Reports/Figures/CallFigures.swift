import Desk
import Ledger

/// What came of a call, as the charts tell it apart.
public enum CallResult: Int, CaseIterable, Hashable, Sendable {
    /// Admitted, and somebody took it.
    case connected
    /// Admitted, and nobody took it, or the caller left before.
    case unreached
    /// Refused, at no charge.
    case refused
    /// Refused or marked, and the caller had insisted or asked to be connected after hearing the price.
    case abusive
    /// The caller left before anything was decided.
    case abandoned
    /// No verdict is on record: going on, or cut off.
    case undecided

    init(_ verdict: VerdictKind?, isConnected: Bool) {
        switch verdict {
        case .admitted: self = isConnected ? .connected : .unreached
        case .refused: self = .refused
        case .abusive: self = .abusive
        case .abandoned: self = .abandoned
        case nil: self = .undecided
        }
    }
}

/// The calls of a month without its drills, counted while they pass by.
public struct CallFigures: Hashable, Sendable {
    /// Drills: counted here and nowhere else.
    public internal(set) var drills = 0
    /// Calls by number and result; index by raw values.
    public internal(set) var results: [NumberRole: [Int]] = Dictionary(
        uniqueKeysWithValues: NumberRole.allCases.map { ($0, Array(repeating: 0, count: CallResult.allCases.count)) })
    /// Calls by hour of the wall clock at their start, and result.
    public internal(set) var hours = Array(
        repeating: Array(repeating: 0, count: CallResult.allCases.count), count: 24)
    /// Calls by part of the day; under none those of which it was not established.
    public internal(set) var periods: [Period?: Int] = [:]
    /// Calls by where they came from.
    public internal(set) var sources: [CallHeader.Source: Int] = [:]
    /// Reasons of abusive calls; a call may have several.
    public internal(set) var abuseReasons: [Reason: Int] = [:]
    /// Reasons of refused calls; a call may have several.
    public internal(set) var refusalReasons: [Reason: Int] = [:]
    /// How long the finished calls lasted.
    public internal(set) var durations = DurationHistogram()
    /// Calls whose personal data was removed.
    public internal(set) var erased = 0
    /// Calls without a client that were not erased: nobody was known.
    public internal(set) var anonymous = 0
    /// Calls that were cut off.
    public internal(set) var interrupted = 0
    /// Calls that were going on when the report was made.
    public internal(set) var inProgress = 0
    /// Calls that were admitted because the desk could not know.
    public internal(set) var failedOpen = 0
    /// Calls in which something could not be looked up, whatever came of it.
    public internal(set) var lookupsFailed = 0
    /// The first of the calls that were admitted because the desk could not know.
    public internal(set) var failedOpenCalls: [ListedCall] = []
    /// Calls of one kind that a report lists at most; it counts all.
    public static let listedCalls = 500
    /// How many calls ran by which policy; the hash of the policy's text.
    public internal(set) var policies: [String: Int] = [:]
    /// How many calls ran by which flow.
    public internal(set) var flows: [FlowVersion: Int] = [:]

    /// A flow and the hash of its text.
    public struct FlowVersion: Hashable, Sendable, Comparable {
        /// The flow's name.
        public let flow: String
        /// The hash of its text.
        public let hash: String

        /// Order by name, then by hash.
        public static func < (left: FlowVersion, right: FlowVersion) -> Bool {
            (left.flow, left.hash) < (right.flow, right.hash)
        }
    }

    /// A call in a list.
    public struct ListedCall: Hashable, Sendable {
        /// The call's name.
        public let id: String
        /// When it came in.
        public let started: Instant
        /// Which number was called.
        public let number: NumberRole
        /// The client, once known; none if it was erased.
        public let client: String?
        /// Whether personal data was removed.
        public let isErased: Bool
        /// Whether somebody took the call.
        public let isConnected: Bool
        /// The preconditions that could not be looked up.
        public let unavailable: [Precondition]
    }

    /// All calls, without the drills.
    public var total: Int { results.values.reduce(0) { $0 + $1.reduce(0, +) } }

    /// The calls with a result, of one number or of all.
    public func count(_ result: CallResult, on number: NumberRole? = nil) -> Int {
        let rows = number.map { [results[$0] ?? []] } ?? Array(results.values)
        return rows.reduce(0) { $0 + ($1.isEmpty ? 0 : $1[result.rawValue]) }
    }

    /// The calls to a number.
    public func count(on number: NumberRole) -> Int { (results[number] ?? []).reduce(0, +) }

    /// The calls that were admitted, taken or not.
    public var admitted: Int { count(.connected) + count(.unreached) }
}
