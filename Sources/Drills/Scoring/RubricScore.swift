import Desk

/// What a timeline earns by a rubric: a pure function of the two.
public struct RubricScore: Hashable, Sendable {
    /// Every line with what came of it, in order.
    public let lines: [Scored]

    /// A line of the rubric with what came of it.
    public struct Scored: Hashable, Sendable {
        /// The line.
        public let line: RubricLine
        /// What came of it.
        public let outcome: Outcome
        /// When that was decided, counted from the start; nothing if it never came up.
        public let moment: Duration?

        /// The points that are given.
        public var points: Int { outcome == .earned ? line.points : 0 }
    }

    /// What came of a line.
    public enum Outcome: Hashable, Sendable {
        /// All of its conditions hold.
        case earned
        /// It was never done; of several the first that is missing.
        case neverDone([String])
        /// It was done, but only after this.
        case tooLate(String, than: String)
        /// It was done, but not within the time.
        case tooSlow(String)
        /// It was done before this, which has to come first.
        case tooEarly(String, before: String)
        /// It was done, and must not be.
        case forbidden(String)
    }

    /// Scores a session's timeline.
    public init(_ rubric: [RubricLine], _ timeline: Timeline) {
        lines = rubric.map { Self.score($0, timeline) }
    }

    /// The points that are given.
    public var points: Int { lines.reduce(0) { $0 + $1.points } }

    /// The names of the lines that were not earned.
    public var lost: [String] { lines.filter { $0.outcome != .earned }.map(\.line.id) }

    private static func score(_ line: RubricLine, _ timeline: Timeline) -> Scored {
        let range = Range(line, timeline)
        func scored(_ outcome: Outcome, at place: Int?) -> Scored {
            Scored(line: line, outcome: outcome, moment: place.map { timeline.happenings[$0].at })
        }
        for deed in line.never {
            if let place = timeline.places(of: deed).first(where: range.contains) {
                return scored(.forbidden(deed), at: place)
            }
        }
        var last: Int?
        for deed in line.done {
            switch range.find(deed, timeline, within: line.within) {
            case .found(let place): last = max(last ?? place, place)
            case .missing(let outcome, let place): return scored(outcome, at: place)
            }
        }
        if !line.any.isEmpty {
            let finds = line.any.map { range.find($0, timeline, within: line.within) }
            let places = finds.compactMap { if case .found(let place) = $0 { place } else { nil } }
            guard let first = places.min() else {
                for case .missing(let outcome, let place?) in finds { return scored(outcome, at: place) }
                return scored(.neverDone(line.any), at: nil)
            }
            last = max(last ?? first, first)
        }
        // What only must not be done is decided at the end.
        return scored(.earned, at: last ?? timeline.happenings.indices.last)
    }

    /// The part of a timeline in which a line counts.
    private struct Range {
        let line: RubricLine
        let from: Int?
        let until: Int

        init(_ line: RubricLine, _ timeline: Timeline) {
            self.line = line
            from = line.after.map { timeline.places(of: $0).first ?? Int.max } ?? nil
            until = line.before.flatMap { timeline.places(of: $0).first } ?? Int.max
        }

        func contains(_ place: Int) -> Bool { from.map { place > $0 } ?? true && place < until }

        enum Find {
            case found(Int)
            case missing(Outcome, Int?)
        }

        func find(_ deed: String, _ timeline: Timeline, within limit: Duration?) -> Find {
            let places = timeline.places(of: deed)
            guard let first = places.first else { return .missing(.neverDone([deed]), nil) }
            guard let place = places.first(where: contains) else {
                if let before = line.before, first > until { return .missing(.tooLate(deed, than: before), first) }
                return .missing(.tooEarly(deed, before: line.after ?? ""), first)
            }
            if let limit, timeline.happenings[place].at > limit { return .missing(.tooSlow(deed), place) }
            return .found(place)
        }
    }
}
