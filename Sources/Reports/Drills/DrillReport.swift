import Desk
import Ledger

/// What is asked of a report on drills.
public struct DrillReportRequest: Sendable {
    /// Which results.
    public var filter: DrillFilter
    /// On whose wall clock times are told.
    public var zone: ZoneRules
    /// The provider's name.
    public var provider: String
    /// When the report is made.
    public var now: Instant

    /// Makes a request.
    public init(filter: DrillFilter = DrillFilter(), zone: ZoneRules, provider: String, now: Instant) {
        self.filter = filter
        self.zone = zone
        self.provider = provider
        self.now = now
    }
}

/// The report on drills: who practised what, with how many points, and which rules cost most.
///
/// Everything is read from one moment of the ledger, and nothing of it from calls or charges. Figures are counted when it
/// is built, results are streamed when they are written.
public struct DrillReport: Sendable {
    /// What was asked for.
    public let request: DrillReportRequest
    /// What was counted.
    public let figures: DrillFigures
    private let moment: LedgerMoment

    /// Builds the report.
    ///
    /// - Throws: a ``ReportError`` where result by result other figures come out than the database counts, or there are
    ///   too many names; or a `LedgerError`.
    public static func build(from ledger: Ledger, _ request: DrillReportRequest) throws -> DrillReport {
        let moment = try ledger.moment()
        var figures = DrillFigures()
        try moment.drills(request.filter) { try figures.add($0) }
        let counted = try moment.drillCounts(request.filter)
        try Reconciliation.require(figures.all.count, counted.kept, "drills")
        try Reconciliation.require(figures.all.passed, counted.passed, "drills that are passed")
        try Reconciliation.require(figures.erased, counted.erased, "drills that were erased")
        return DrillReport(request: request, figures: figures, moment: moment)
    }

    /// Whether there is nothing to tell.
    public var isEmpty: Bool { figures.all.count == 0 }

    /// The results that are not erased, in the order in which the drills began.
    ///
    /// - Throws: beside what the closure throws, where there are not as many as the report counted.
    public func eachResult(_ body: (RecordedDrill, DrillResult) throws -> Void) throws {
        var count = 0
        try moment.drills(request.filter) { drill in
            guard let result = drill.result else { return }
            count += 1
            try body(drill, result)
        }
        try Reconciliation.require(count, figures.all.count, "results that were written")
    }
}
