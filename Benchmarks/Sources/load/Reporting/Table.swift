import Glibc

/// The table of figures, printed row by row as they come.
struct Table {
    /// How far a figure may lie over its goal on a busy computer before that counts as a failure.
    static let noise = 1.25

    private(set) var failures = 0
    /// Whether the load itself could not keep up at any time, so that a figure says nothing.
    private(set) var isInvalid = false

    /// Begins a part.
    func title(_ text: String) {
        Self.tell("\n\(text)")
    }

    /// A figure that is only told.
    func row(_ name: String, _ values: [Double], _ unit: String, digits: Int = 2) {
        Self.tell(
            "  \(Self.padded(name, 58)) \(Self.padded(Self.round(Self.median(values), digits) + " " + unit, 16))\(Self.all(values, digits))"
        )
    }

    /// Words.
    func note(_ text: String) { Self.tell("    \(text)") }

    /// A figure that may not be higher than its goal; the median of several runs is judged.
    mutating func atMost(_ goal: Double, _ name: String, _ values: [Double], _ unit: String, digits: Int = 2) {
        let value = Self.median(values)
        let verdict: String
        switch value {
        case ...goal: verdict = "held"
        case ...(goal * Self.noise): verdict = "MISSED by \(Self.round((value / goal - 1) * 100, 0)) %, within noise"
        default:
            verdict = "NOT HELD"
            failures += 1
        }
        let figure = "\(Self.round(value, digits)) \(unit)"
        Self.tell(
            "  \(Self.padded(name, 58)) \(Self.padded(figure, 16))at most \(Self.round(goal, digits)): \(verdict)\(Self.all(values, digits))"
        )
    }

    /// Something that has to be so.
    mutating func demand(_ holds: Bool, _ name: String) {
        if !holds { failures += 1 }
        Self.tell("  \(Self.padded(name, 58)) \(holds ? "held" : "NOT HELD")")
    }

    /// Tells how the load itself did; what it lost or was late with is not the server's.
    ///
    /// - Parameter hears: whether the sound that comes matters to the figures.
    mutating func load(_ load: Load, hears: Bool = true) {
        let (late, lateCalls) = (load.lateness.percentile(0.99), load.callers.lateness.percentile(0.99))
        let lost = load.lostMessages + (hears ? load.lostSound : 0)
        note(
            "the load itself: lost \(load.lostMessages) messages and \(load.lostSound) packets of sound; 99 of 100 slices of sound late by at most \(Self.round(late, 1)) ms, of calls by \(Self.round(lateCalls, 1)) ms"
        )
        guard lost > 0 || lateCalls > 150 else { return }
        isInvalid = true
        note("THE LOAD COULD NOT KEEP UP: the figures above say nothing of the server")
    }

    /// Writes a line at once, wherever it goes.
    private static func tell(_ line: String) {
        print(line)
        fflush(nil)
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }

    private static func all(_ values: [Double], _ digits: Int) -> String {
        values.count < 2 ? "" : "  (" + values.map { round($0, digits) }.joined(separator: ", ") + ")"
    }

    /// A number with that many decimals.
    static func round(_ value: Double, _ digits: Int) -> String {
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int((value * scale).rounded().magnitude)
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard digits > 0 else { return sign + String(scaled) }
        let rest = String(scaled % Int(scale))
        return "\(sign)\(scaled / Int(scale)).\(String(repeating: "0", count: digits - rest.count))\(rest)"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
