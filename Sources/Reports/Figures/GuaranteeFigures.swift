import Desk

/// How the provider kept its word on a ticket (rule R5).
public enum GuaranteeResult: String, CaseIterable, Hashable, Sendable {
    /// Answered by the deadline.
    case kept
    /// Answered after it.
    case late
    /// Not answered, and the deadline is past.
    case unanswered
    /// Not answered, and the deadline is still to come.
    case running
    /// Closed before the deadline without an answer: neither kept nor missed.
    case withdrawn
    /// Opened through a channel that does not count (rule R4): no guarantee was given.
    case uncounted

    /// Whether the guarantee was missed.
    public var isMissed: Bool { self == .late || self == .unanswered }
}

/// A ticket with what became of its response guarantee.
public struct GuaranteeLine: Hashable, Sendable {
    /// The ticket.
    public let ticket: Ticket
    /// The name of the contract that set the guarantee.
    public let contract: String
    /// When the guarantee ended.
    public let deadline: Instant
    /// What became of it.
    public let result: GuaranteeResult
    /// How long after the deadline the answer came, or how long it has been awaited, in milliseconds; 0 unless missed.
    public let delay: Int64

    /// Judges a ticket as of `now`, by the contract that the client has.
    ///
    /// An answer at the deadline is in time: the guarantee is missed strictly later (rule R5).
    init(_ ticket: Ticket, client: Client, policy: Policy, now: Instant) {
        self.ticket = ticket
        contract = policy.contract(of: client).name
        deadline = TicketRules.deadline(of: ticket, client: client, policy: policy)
        let answer = ticket.responded.flatMap { $0 <= now ? $0 : nil }
        let closing = ticket.closed.flatMap { $0 <= now ? $0 : nil }
        let isCounted = policy.channel(ticket.channel)?.wasValid(at: ticket.opened) ?? false
        if !isCounted {
            result = .uncounted
        } else if let answer, answer <= deadline {
            result = .kept
        } else if let closing, closing <= deadline {
            result = .withdrawn
        } else if answer != nil {
            result = .late
        } else {
            result = deadline < (closing ?? now) ? .unanswered : .running
        }
        let end = answer ?? closing ?? now
        delay = result.isMissed ? max(0, deadline.duration(to: end).milliseconds) : 0
    }
}

/// How late an answer was.
public enum DelayClass: Int, CaseIterable, Hashable, Sendable {
    case quarterHour, hour, fourHours, day, more

    /// The longest delay of the class, in minutes; none for the last.
    public var minutes: Int? {
        switch self {
        case .quarterHour: 15
        case .hour: 60
        case .fourHours: 240
        case .day: 1440
        case .more: nil
        }
    }

    init(milliseconds: Int64) {
        self =
            Self.allCases.first { $0.minutes.map { milliseconds <= Int64($0) * 60_000 } ?? true } ?? .more
    }
}

/// The provider's response guarantees of a month: of the tickets that were opened within it.
public struct GuaranteeFigures: Hashable, Sendable {
    /// Tickets by result.
    public internal(set) var results: [GuaranteeResult: Int] = [:]
    /// Tickets by day of the month on which they were opened, from 0, and result.
    public internal(set) var days: [[GuaranteeResult: Int]]
    /// Missed guarantees by how late the answer was.
    public internal(set) var delays = Array(repeating: 0, count: DelayClass.allCases.count)
    /// Missed guarantees by contract.
    public internal(set) var contracts: [String: [GuaranteeResult: Int]] = [:]
    /// The longest delay, in milliseconds.
    public internal(set) var longest: Int64 = 0

    init(days: Int) { self.days = Array(repeating: [:], count: days) }

    /// All tickets.
    public var total: Int { results.values.reduce(0, +) }
    /// Those whose guarantee was missed.
    public var missed: Int { self[.late] + self[.unanswered] }

    /// The tickets with a result.
    public subscript(result: GuaranteeResult) -> Int { results[result] ?? 0 }

    mutating func add(_ line: GuaranteeLine, day: Int) {
        results[line.result, default: 0] += 1
        contracts[line.contract, default: [:]][line.result, default: 0] += 1
        if days.indices.contains(day) { days[day][line.result, default: 0] += 1 }
        guard line.result.isMissed else { return }
        delays[DelayClass(milliseconds: line.delay).rawValue] += 1
        longest = max(longest, line.delay)
    }
}
