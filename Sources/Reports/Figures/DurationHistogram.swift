/// How long calls lasted, in tenths of a second up to a day: enough for exact ranks without keeping every call.
public struct DurationHistogram: Hashable, Sendable {
    /// Calls that lasted longer than this count as this long: a day, in tenths of a second.
    public static let longest = 864_000

    private var counts: [Int32] = []
    /// How many calls there are.
    public private(set) var total = 0

    /// Adds a call.
    mutating func add(milliseconds: Int64) {
        let tenth = Int(min(max(milliseconds, 0) / 100, Int64(Self.longest)))
        if counts.count <= tenth { counts.append(contentsOf: repeatElement(0, count: tenth + 1 - counts.count)) }
        let (sum, overflow) = counts[tenth].addingReportingOverflow(1)
        if !overflow {
            counts[tenth] = sum
            total += 1
        }
    }

    /// The duration that a share of the calls does not exceed (nearest rank), in tenths of a second, rounded down.
    ///
    /// - Parameter percent: 1 to 100; nothing if there are no calls.
    public func tenths(percent: Int) -> Int? {
        guard total > 0, (1...100).contains(percent) else { return nil }
        let rank = (total * percent + 99) / 100
        var seen = 0
        for (tenth, count) in counts.enumerated() where count > 0 {
            seen += Int(count)
            if seen >= rank { return tenth }
        }
        return nil
    }
}
