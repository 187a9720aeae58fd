import Glibc

extension Duration {
    /// To the millisecond, for messages: `3.214 s`.
    var inSeconds: String {
        let (seconds, attoseconds) = components
        let milliseconds = String(attoseconds / 1_000_000_000_000_000)
        return "\(seconds).\(String(repeating: "0", count: max(0, 3 - milliseconds.utf8.count)))\(milliseconds) s"
    }
}

extension Double {
    /// To one decimal, for messages: `-23.0`.
    public var inTenths: String {
        guard isFinite, magnitude < 1e15 else { return "\(self)" }
        let tenths = Int((self * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
    }

    /// A ratio of amplitudes in decibels.
    var decibels: Double { 20 * log10(self) }

    /// The ratio of amplitudes that so many decibels are.
    static func ratio(ofDecibels decibels: Double) -> Double { pow(10, decibels / 20) }

    /// The cosine of an angle in radians.
    static func cosine(_ angle: Double) -> Double { cos(angle) }

    /// The tangent of an angle in radians.
    static func tangent(_ angle: Double) -> Double { tan(angle) }
}
