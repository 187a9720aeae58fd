import Desk

/// Writes instants as RFC 3339 with the zone's offset, `2026-10-25T02:30:00.250+02:00`, millions of them: the day and the
/// offset are kept from one to the next.
struct WallClock {
    private let zone: ZoneRules
    private var day: Int64?
    /// The day, `2026-10-25T`.
    private var prefix: [UInt8] = []
    private var offset: Int?
    /// The offset, `+02:00` or `Z`.
    private var suffix: [UInt8] = []

    init(zone: ZoneRules) { self.zone = zone }

    /// Writes an instant; milliseconds only where there are any.
    mutating func write(_ instant: Instant, to output: inout ReportOutput) {
        let offset = zone.offset(at: instant)
        // The years that a calendar has: as in ZoneRules.local.
        let local = min(max(instant.seconds, -62_135_596_800), 253_402_300_799) + Int64(offset)
        let second = Self.positive(local, 86_400)
        let day = (local - second) / 86_400
        if day != self.day || offset != self.offset { remember(day, offset, instant) }
        output.write(prefix)
        two(second / 3600, &output)
        output.write(byte: UInt8(ascii: ":"))
        two(second / 60 % 60, &output)
        output.write(byte: UInt8(ascii: ":"))
        two(second % 60, &output)
        let fraction = Self.positive(instant.milliseconds, 1000)
        if fraction != 0 {
            output.write(byte: UInt8(ascii: "."))
            output.write(byte: UInt8(ascii: "0") + UInt8(fraction / 100))
            two(fraction % 100, &output)
        }
        output.write(suffix)
    }

    private mutating func remember(_ day: Int64, _ offset: Int, _ instant: Instant) {
        self.day = day
        self.offset = offset
        let text = Array(Timestamp.format(Instant(seconds: instant.seconds), in: zone).utf8)
        prefix = Array(text.prefix(11))
        suffix = Array(text.dropFirst(19))
    }

    private func two(_ number: Int64, _ output: inout ReportOutput) {
        output.write(byte: UInt8(ascii: "0") + UInt8(number / 10 % 10))
        output.write(byte: UInt8(ascii: "0") + UInt8(number % 10))
    }

    private static func positive(_ value: Int64, _ modulus: Int64) -> Int64 {
        let rest = value % modulus
        return rest < 0 ? rest + modulus : rest
    }
}
