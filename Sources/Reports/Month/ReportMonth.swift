import Desk

/// A calendar month, in the desk's time zone: `2026-10`.
public struct ReportMonth: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The first day.
    public let first: LocalDate

    /// The year, 1970 to 9998.
    public var year: Int { first.year }
    /// The month, 1 to 12.
    public var month: Int { first.month }

    /// Makes a month, or nothing if there is none with these numbers.
    public init?(year: Int, month: Int) {
        guard (1970...9998).contains(year), let first = LocalDate(year: year, month: month, day: 1) else { return nil }
        self.first = first
    }

    /// Reads `2026-10`.
    public init(_ text: String) throws(ReportError) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let isDigits = parts.allSatisfy { $0.allSatisfy { (0x30...0x39).contains($0) } }
        guard parts.count == 2, parts[0].count == 4, parts[1].count == 2, isDigits,
            let year = Int(String(parts[0]) ?? ""), let month = Int(String(parts[1]) ?? ""),
            let made = ReportMonth(year: year, month: month)
        else {
            throw ReportError(.badMonth, "\"\(text)\" is no month", mend: "write the year and the month, as in 2026-10")
        }
        self = made
    }

    /// The month that an instant falls into.
    public init?(containing instant: Instant, in zone: ZoneRules) {
        let date = zone.local(instant).date
        self.init(year: date.year, month: date.month)
    }

    /// The first day of the next month.
    public var next: LocalDate {
        LocalDate(year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1) ?? first
    }

    /// How many days it has.
    public var days: Int { next.daysSinceEpoch - first.daysSinceEpoch }

    /// The first instant of the month by that zone's wall clock.
    public func start(in zone: ZoneRules) -> Instant { zone.start(of: first) }

    /// The first instant after the month by that zone's wall clock.
    public func end(in zone: ZoneRules) -> Instant { zone.start(of: next) }

    /// `2026-10`.
    public var description: String { String(Timestamp.format(first).prefix(7)) }

    /// Order in time.
    public static func < (left: ReportMonth, right: ReportMonth) -> Bool { left.first < right.first }
}
