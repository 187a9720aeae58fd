/// Decides whether one more call is taken, by how many there are and who calls.
///
/// A part of all lines is kept for callers whose number is known: a flood of strangers must not keep out those whose servers are down.
/// A call that is not admitted is answered 503 with Retry-After, whoever it is for.
public struct Admission: Sendable {
    /// What is allowed at most.
    public struct Limits: Hashable, Sendable {
        /// Calls at once.
        public var calls: Int
        /// Of those, how many are kept for known callers, in percent.
        public var reservedPercent: Int
        /// Calls at once from one address that is no trunk's.
        public var perSource: Int
        /// Calls at once from one number; withheld numbers are not counted.
        public var perCaller: Int
        /// New calls within one second.
        public var newPerSecond: Int

        /// Makes limits; numbers below 1 count as 1.
        public init(
            calls: Int = 2_500, reservedPercent: Int = 20, perSource: Int = 30, perCaller: Int = 5,
            newPerSecond: Int = 500
        ) {
            self.calls = max(1, calls)
            self.reservedPercent = min(max(0, reservedPercent), 100)
            self.perSource = max(1, perSource)
            self.perCaller = max(1, perCaller)
            self.newPerSecond = max(1, newPerSecond)
        }

        /// Calls at once for everybody.
        var open: Int { calls - part(of: calls) }
        /// New calls within one second for everybody.
        var openPerSecond: Int { max(1, newPerSecond - part(of: newPerSecond)) }

        private func part(of limit: Int) -> Int {
            limit / 100 * reservedPercent + limit % 100 * reservedPercent / 100
        }
    }

    /// Who wants to call.
    public struct Applicant: Hashable, Sendable {
        /// The caller's number, unless it is withheld.
        public var caller: String?
        /// The address that the call comes from.
        public var source: String
        /// Whether the address is a trunk's, over which many people call.
        public var isTrunk: Bool
        /// Whether the number belongs to a contact of a client.
        public var isKnown: Bool

        /// Describes somebody.
        public init(caller: String?, source: String, isTrunk: Bool, isKnown: Bool) {
            self.caller = caller
            self.source = source
            self.isTrunk = isTrunk
            self.isKnown = isKnown
        }
    }

    /// Why a call is not taken.
    public enum Obstacle: String, CaseIterable, Error, Hashable, Sendable {
        case tooManyCalls = "too-many-calls"
        case tooManyFromSource = "too-many-from-source"
        case tooManyFromCaller = "too-many-from-caller"
        case tooManyAtOnce = "too-many-at-once"
        case draining
    }

    /// The limits.
    public let limits: Limits
    /// How many calls there are.
    public private(set) var count = 0
    /// Whether no call is taken any more.
    public var isDraining = false
    private var sources: [String: Int] = [:]
    private var callers: [String: Int] = [:]
    private var second = Duration.zero
    private var newInSecond = 0

    /// Begins without calls.
    public init(_ limits: Limits = .init()) { self.limits = limits }

    /// Takes one more call, unless something speaks against it.
    public mutating func admit(_ applicant: Applicant, now: Duration) throws(Obstacle) {
        if isDraining { throw .draining }
        if now - second >= .seconds(1) || now < second { (second, newInSecond) = (now, 0) }
        guard newInSecond < (applicant.isKnown ? limits.newPerSecond : limits.openPerSecond) else {
            throw .tooManyAtOnce
        }
        guard count < (applicant.isKnown ? limits.calls : limits.open) else { throw .tooManyCalls }
        if !applicant.isTrunk, sources[applicant.source, default: 0] >= limits.perSource { throw .tooManyFromSource }
        if let caller = applicant.caller, callers[caller, default: 0] >= limits.perCaller { throw .tooManyFromCaller }
        newInSecond += 1
        count += 1
        if !applicant.isTrunk { sources[applicant.source, default: 0] += 1 }
        if let caller = applicant.caller { callers[caller, default: 0] += 1 }
    }

    /// A call that was admitted is over.
    public mutating func ended(_ applicant: Applicant) {
        count = max(0, count - 1)
        if !applicant.isTrunk { Self.decrease(&sources, applicant.source) }
        if let caller = applicant.caller { Self.decrease(&callers, caller) }
    }

    private static func decrease(_ counts: inout [String: Int], _ key: String) {
        guard let count = counts[key] else { return }
        counts[key] = count > 1 ? count - 1 : nil
    }
}
