/// How many lines the page prints of each kind; totals count all, and the tables and JSON lines hold all.
public struct PageLimits: Hashable, Sendable {
    /// Lines of charges and of movements.
    public var charges = 50_000
    /// Missed guarantees, clients, disputes.
    public var lines = 5000
    /// Calls that were connected because the desk could not know.
    public var failedOpen = CallFigures.listedCalls

    /// The limits that hold unless others are given.
    public init() {}
}
