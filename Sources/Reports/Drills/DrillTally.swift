import Desk
import Ledger

/// What came of the drills of one person, or of one scenario.
public struct DrillTally: Hashable, Sendable {
    /// How many drills.
    public private(set) var count = 0
    /// How many of them are passed.
    public private(set) var passed = 0
    /// The points that were given.
    public private(set) var points = 0
    /// The points that there were.
    public private(set) var outOf = 0
    /// When the last one began.
    public private(set) var last = Instant.distantPast
    /// The latest drills, in order; of more than ``DrillTally/shownSteps`` the first are forgotten.
    public private(set) var steps: [Step] = []
    /// How long technicians took to pick up, where they did.
    public private(set) var answers = ReactionTimes()
    /// How long technicians took to accept, where they did.
    public private(set) var accepts = ReactionTimes()
    /// Drills in the role of the technician.
    public private(set) var technician = 0

    /// One drill on the way.
    public struct Step: Hashable, Sendable {
        /// When it began.
        public let at: Instant
        /// The points, and how many there were.
        public let points: Int, outOf: Int
        /// Whether it is passed.
        public let isPassed: Bool

        /// The share of the points in thousandths, rounded down; 0 where there were none.
        public var permille: Int { outOf > 0 ? points * 1000 / outOf : 0 }
    }

    /// How many of the latest drills are shown.
    public static let shownSteps = 40

    /// Adds a drill, later than all before.
    mutating func add(_ result: DrillResult) {
        count += 1
        if result.isPassed { passed += 1 }
        points += result.points
        outOf += result.outOf
        last = max(last, result.at)
        // Where there were no points to win, as for somebody whom another was faster than, nothing is to be drawn.
        if result.outOf > 0 {
            if steps.count == Self.shownSteps { steps.removeFirst() }
            steps.append(
                Step(at: result.at, points: result.points, outOf: result.outOf, isPassed: result.isPassed))
        }
        guard result.role == .technician else { return }
        technician += 1
        for figure in result.figures {
            switch figure.name {
            case "time-to-answer-ms": answers.add(milliseconds: figure.value)
            case "time-to-accept-ms": accepts.add(milliseconds: figure.value)
            default: break
            }
        }
    }
}

/// How fast people reacted.
public struct ReactionTimes: Hashable, Sendable {
    private var histogram = DurationHistogram()
    /// The fastest and the slowest, in milliseconds; nothing if there is none.
    public private(set) var fastest: Int?, slowest: Int?

    /// How many there are.
    public var count: Int { histogram.total }
    /// The one in the middle (nearest rank), in milliseconds, by tenths of a second rounded down.
    public var median: Int? { histogram.tenths(percent: 50).map { $0 * 100 } }

    mutating func add(milliseconds: Int) {
        guard milliseconds >= 0 else { return }
        histogram.add(milliseconds: Int64(milliseconds))
        fastest = min(fastest ?? milliseconds, milliseconds)
        slowest = max(slowest ?? milliseconds, milliseconds)
    }
}

/// What a rule of the procedure cost those who practised it.
public struct RuleTally: Hashable, Sendable {
    /// The points that were given.
    public private(set) var points = 0
    /// The points that there were.
    public private(set) var outOf = 0
    /// How many drills asked for it.
    public private(set) var drills = 0
    /// In how many of them points were lost.
    public private(set) var missed = 0
    /// The lines of rubrics in which points were lost, by their names, and how many points.
    public private(set) var lines: [String: Int] = [:]

    /// The points that were lost.
    public var lost: Int { outOf - points }

    /// Lines of rubrics that are told apart.
    static let mostLines = 1000

    /// Adds the lines of one drill that stand on the rule.
    mutating func add(_ criteria: some Sequence<DrillResult.Criterion>) {
        drills += 1
        var lost = 0
        for line in criteria {
            points += line.points
            outOf += line.outOf
            lost += line.outOf - line.points
            guard line.outOf > line.points, lines[line.id] != nil || lines.count < Self.mostLines else { continue }
            lines[line.id, default: 0] += line.outOf - line.points
        }
        if lost > 0 { missed += 1 }
    }

    /// The lines that cost most, at most three.
    public var costliest: [(line: String, lost: Int)] {
        lines.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3).map { ($0.key, $0.value) }
    }
}
