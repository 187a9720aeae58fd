/// Reading and writing instants as text (RFC 3339, with an offset or `Z`).
public enum Timestamp {
    /// Reads `2026-03-10T20:30:00+01:00`; seconds and their fraction may be left out, the offset may not.
    ///
    /// - Returns: the instant, or nothing if the text is no such time.
    public static func parse(_ text: String) -> Instant? {
        var cursor = Cursor(text)
        guard let (local, fraction) = cursor.localDateTime(), let offset = cursor.offset(), cursor.isAtEnd else {
            return nil
        }
        return Instant(seconds: local.wallSeconds - Int64(offset)).advanced(by: .milliseconds(fraction))
    }

    /// Reads a wall-clock time with or without an offset; without one it is the zone's, the first of two in a fold.
    public static func parse(_ text: String, in zone: ZoneRules) -> Instant? {
        if let instant = parse(text) { return instant }
        var cursor = Cursor(text)
        guard let (local, fraction) = cursor.localDateTime(), cursor.isAtEnd else { return nil }
        return zone.instant(of: local).advanced(by: .milliseconds(fraction))
    }

    /// Reads a calendar day, `2018-06-01`.
    public static func parseDate(_ text: String) -> LocalDate? {
        var cursor = Cursor(text)
        guard let date = cursor.date(), cursor.isAtEnd else { return nil }
        return date
    }

    /// Reads a time of day, `08:00` or `08:00:30`.
    public static func parseTime(_ text: String) -> TimeOfDay? {
        var cursor = Cursor(text)
        guard let (time, fraction) = cursor.time(), fraction == 0, cursor.isAtEnd else { return nil }
        return time
    }

    /// Writes an instant with the zone's offset, `2026-03-10T20:30:00+01:00`; a fraction only where there is one.
    public static func format(_ instant: Instant, in zone: ZoneRules = .utc) -> String {
        let local = zone.local(instant)
        let offset = zone.offset(at: instant)
        var text = format(local.date) + "T" + format(local.time, withSeconds: true)
        let fraction = ((instant.milliseconds % 1000) + 1000) % 1000
        if fraction != 0 { text += "." + padded(Int(fraction), 3) }
        if offset == 0 { return text + "Z" }
        let magnitude = abs(offset)
        return text + (offset < 0 ? "-" : "+") + padded(magnitude / 3600, 2) + ":" + padded(magnitude / 60 % 60, 2)
    }

    /// Writes a calendar day, `2026-03-10`.
    public static func format(_ date: LocalDate) -> String {
        padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2)
    }

    /// Writes a time of day, `20:30` or `20:30:00`.
    public static func format(_ time: TimeOfDay, withSeconds: Bool = false) -> String {
        padded(time.hour, 2) + ":" + padded(time.minute, 2) + (withSeconds ? ":" + padded(time.second, 2) : "")
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

/// Reads fixed-width fields from the bytes of a time.
private struct Cursor {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = Substring(text).utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest = rest.dropFirst()
        return true
    }

    mutating func number(_ width: Int) -> Int? {
        var value = 0
        for _ in 0..<width {
            guard let byte = rest.first, (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
            rest = rest.dropFirst()
        }
        return value
    }

    mutating func date() -> LocalDate? {
        guard let year = number(4), take(0x2D), let month = number(2), take(0x2D), let day = number(2) else {
            return nil
        }
        return LocalDate(year: year, month: month, day: day)
    }

    /// A time of day and its fraction in milliseconds.
    mutating func time() -> (TimeOfDay, Int)? {
        guard let hour = number(2), take(0x3A), let minute = number(2) else { return nil }
        var second = 0
        var fraction = 0
        if take(0x3A) {
            guard let value = number(2) else { return nil }
            second = value
            if take(0x2E) {
                var scale = 100
                var digits = 0
                while digits < 9, let digit = number(1) {
                    fraction += digit * scale
                    scale /= 10
                    digits += 1
                }
                if digits == 0 { return nil }
            }
        }
        return TimeOfDay(hour: hour, minute: minute, second: second).map { ($0, fraction) }
    }

    mutating func localDateTime() -> (LocalDateTime, Int)? {
        guard let date = date(), take(0x54) || take(0x20), let (time, fraction) = time() else { return nil }
        return (LocalDateTime(date: date, time: time), fraction)
    }

    /// An offset from UTC in seconds.
    mutating func offset() -> Int? {
        if take(0x5A) { return 0 }
        let negative = rest.first == 0x2D
        guard take(0x2B) || take(0x2D), let hours = number(2), take(0x3A), let minutes = number(2), hours < 24,
            minutes < 60
        else { return nil }
        return (negative ? -1 : 1) * (hours * 3600 + minutes * 60)
    }
}
