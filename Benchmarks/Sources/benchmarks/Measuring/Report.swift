/// Prints the figures as they come and remembers which threshold was not held.
struct Report {
    private(set) var failures = 0

    /// Begins a group of figures.
    func title(_ text: String) { print("\n\(text)") }

    /// Begins the figures of one thing.
    func heading(_ text: String) { print("  \(text)") }

    /// A figure without a threshold.
    func line(_ name: String, _ value: String) { print("    \(Self.padded(name)) \(value)") }

    /// The figures of a kind of call.
    func call(_ name: String, _ sample: Sample, events: Int, steps: Int) {
        heading("\(name): \(steps) steps, \(events) events")
        let rate = Self.round(1e9 / sample.nanoseconds, 0)
        line("CPU time a call", "\(Self.microseconds(sample.nanoseconds)), \(rate) a second")
        line("in the median sample", Self.microseconds(sample.median))
        line("heap a call", "\(Self.round(sample.allocations, 1)) allocations, \(Self.round(sample.bytes, 0)) bytes")
    }

    /// A figure that may not be lower.
    mutating func atLeast(_ name: String, _ value: Double, _ threshold: Double, digits: Int = 0) {
        judge(name, value, value >= threshold, "at least \(Self.round(threshold, digits))", digits: digits)
    }

    /// A figure that may not be higher.
    mutating func atMost(_ name: String, _ value: Double, _ threshold: Double, digits: Int = 1) {
        judge(name, value, value <= threshold, "at most \(Self.round(threshold, digits))", digits: digits)
    }

    private mutating func judge(_ name: String, _ value: Double, _ holds: Bool, _ demand: String, digits: Int = 0) {
        if !holds { failures += 1 }
        line(name, "\(Self.round(value, digits)), \(demand): \(holds ? "held" : "NOT HELD")")
    }

    /// A number with that many decimals.
    static func round(_ value: Double, _ digits: Int) -> String {
        var scale = 1
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int((value * Double(scale)).rounded())
        guard digits > 0 else { return String(scaled) }
        let rest = String(scaled % scale)
        return "\(scaled / scale).\(String(repeating: "0", count: digits - rest.count))\(rest)"
    }

    private static func microseconds(_ nanoseconds: Double) -> String { "\(round(nanoseconds / 1000, 2)) µs" }

    private static func padded(_ name: String) -> String {
        name + String(repeating: " ", count: max(0, 28 - name.count))
    }
}
