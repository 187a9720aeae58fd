import Desk
import Foundation

/// Reads a time zone from the operating system's tz database into a table.
public enum ZoneReader {
    /// The years that the table covers; before and after them, the nearest offset holds.
    static let years = 1990...2060

    /// The rules of a zone.
    ///
    /// - Parameter identifier: a name of the tz database, for example `Europe/Paris`.
    /// - Returns: the rules, or nothing if there is no such zone.
    public static func zone(_ identifier: String) -> ZoneRules? {
        guard isName(identifier), let zone = TimeZone(identifier: identifier) else { return nil }
        guard let first = LocalDate(year: years.lowerBound, month: 1, day: 1),
            let last = LocalDate(year: years.upperBound, month: 12, day: 31)
        else { return nil }
        let end = Date(timeIntervalSince1970: Double(last.daysSinceEpoch) * 86_400)
        var now = Date(timeIntervalSince1970: Double(first.daysSinceEpoch) * 86_400)
        let initial = zone.secondsFromGMT(for: now)
        var offset = initial
        var transitions: [ZoneRules.Transition] = []
        while transitions.count < limit, let next = zone.nextDaylightSavingTimeTransition(after: now), next > now,
            next < end
        {
            now = next
            let later = zone.secondsFromGMT(for: next)
            guard later != offset else { continue }
            offset = later
            transitions.append(.init(at: Instant(seconds: Int64(next.timeIntervalSince1970.rounded())), offset: offset))
        }
        return ZoneRules(identifier: identifier, initialOffset: initial, transitions: transitions)
    }

    /// The most transitions that are read; no zone has more than a few a year.
    private static let limit = 1000

    /// Foundation takes more than names (offsets, empty text); a desk's zone is a name.
    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64 && (text == "UTC" || text.contains("/"))
            && !text.split(separator: "/").contains { $0 == ".." || $0.hasPrefix(".") } && !text.hasPrefix("/")
    }
}
