import Desk

/// Durations as they are written in files: `250ms`, `8s`, `2m`, `24h`, `1w`, and sums such as `1h30m`.
public enum DurationText {
    private static let units: [(name: String, milliseconds: Int64)] = [
        ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
    ]

    /// The longest duration that can be written, about a hundred years.
    private static let limit: Int64 = 100 * 366 * 86_400_000

    /// Reads a duration; units go from long to short, each at most once.
    ///
    /// - Returns: the duration, or nothing if the text is none.
    public static func parse(_ text: String) -> Duration? {
        var rest = text.utf8[...]
        var total: Int64 = 0
        var next = 0
        guard !rest.isEmpty, rest.count <= 32 else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            let name = rest.dropFirst(digits.count).prefix { !(0x30...0x39).contains($0) }
            guard let count = Int64(String(decoding: digits, as: UTF8.self)),
                let unit = units[next...].firstIndex(where: { $0.name.utf8.elementsEqual(name) })
            else { return nil }
            let (product, overflow) = count.multipliedReportingOverflow(by: units[unit].milliseconds)
            guard !overflow, product <= limit else { return nil }
            total += product
            next = unit + 1
            rest = rest.dropFirst(digits.count + name.count)
        }
        return total <= limit ? .milliseconds(total) : nil
    }

    /// Writes a duration as a sum that reads back equal; in days only where it is more than two whole ones.
    public static func format(_ duration: Duration) -> String {
        var rest = max(0, duration.milliseconds)
        let day = units[1].milliseconds
        if rest > 2 * day, rest % day == 0 { return "\(rest / day)d" }
        var text = ""
        for unit in units.dropFirst(2) where rest >= unit.milliseconds {
            text += "\(rest / unit.milliseconds)\(unit.name)"
            rest %= unit.milliseconds
        }
        return text.isEmpty ? "0s" : text
    }
}
