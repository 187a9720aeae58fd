import Desk

/// Says things in the report's language: French first, English beside it.
struct ReportWords: Sendable {
    let language: Language
    let zone: ZoneRules

    /// The text in the report's language.
    func callAsFunction(_ french: String, _ english: String) -> String { language == .french ? french : english }

    /// A whole number with its thousands apart: `1 234 567`, `1,234,567`.
    func number(_ value: Int) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "\u{2212}" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += language == .french ? "\u{202F}" : "," }
            text.append(digit)
        }
        return text
    }

    /// A part of a whole in percent with one decimal, rounded half up; a dash where there is no whole.
    func share(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "–" }
        let (product, overflow) = part.multipliedReportingOverflow(by: 2000)
        guard !overflow else { return "–" }
        let tenths = (product / whole + 1) / 2
        return "\(number(tenths / 10))\(self(",", "."))\(tenths % 10)\(self("\u{202F}%", "%"))"
    }

    /// An amount: `1 050,00 €`, `€1,050.00`.
    func money(_ amount: Money) -> String {
        let (whole, rest) = amount.cents.magnitude.quotientAndRemainder(dividingBy: 100)
        let sign = amount.cents < 0 ? "\u{2212}" : ""
        let digits = "\(number(Int(clamping: whole)))\(self(",", "."))\(rest < 10 ? "0" : "")\(rest)"
        let symbol = amount.currency == "EUR" ? "€" : amount.currency
        return language == .french || symbol != "€" ? "\(sign)\(digits)\u{00A0}\(symbol)" : "\(sign)€\(digits)"
    }

    /// An instant to the second by the desk's clock; with its offset where the clock shows that time twice.
    func instant(_ instant: Instant?) -> String {
        guard let instant else { return "–" }
        let local = zone.local(instant)
        let time = "\(day(local.date))\u{00A0}\(Timestamp.format(local.time, withSeconds: true))"
        guard zone.instants(of: local).count > 1 else { return time }
        let minutes = zone.offset(at: instant) / 60
        let hours = "\(minutes < 0 ? "\u{2212}" : "+")\(abs(minutes) / 60)"
        return "\(time)\u{00A0}(UTC\(hours)\(minutes % 60 == 0 ? "" : ":\(abs(minutes) % 60)"))"
    }

    /// A day: `31/10/2026`, `2026-10-31`.
    func day(_ date: LocalDate) -> String {
        let text = Timestamp.format(date)
        return language == .french ? "\(text.suffix(2))/\(text.dropFirst(5).prefix(2))/\(text.prefix(4))" : text
    }

    /// A length of time by its two largest units: `2 h 05 min`, `48,3 s`.
    func length(milliseconds: Int64) -> String {
        let seconds = milliseconds / 1000
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : String(value) }
        let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60)
        if days > 0 { return "\(number(Int(days)))\u{00A0}\(self("j", "d")) \(two(hours))\u{00A0}h" }
        if hours > 0 { return "\(hours)\u{00A0}h \(two(minutes))\u{00A0}min" }
        if minutes > 0 { return "\(minutes)\u{00A0}min \(two(seconds % 60))\u{00A0}s" }
        return "\(seconds)\(self(",", "."))\(milliseconds % 1000 / 100)\u{00A0}s"
    }

    /// The month's name and year.
    func month(_ month: ReportMonth) -> String {
        let french = [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
            "décembre",
        ]
        let english = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        let names = language == .french ? french : english
        return names.indices.contains(month.month - 1) ? "\(names[month.month - 1]) \(month.year)" : "\(month)"
    }
}
