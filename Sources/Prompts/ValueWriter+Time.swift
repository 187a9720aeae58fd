import Desk

/// Writes moments and times of day.
///
/// A moment has no preposition of its own, and so reads well after `dès` and `depuis`, `from` and `since`:
/// `21 h 14`, `demain à 8 h`, `le mercredi 11 mars à 8 h`; `21:14`, `tomorrow at 08:00`, `Wednesday 11 March at 08:00`.
extension ValueWriter {
    /// A moment to the minute, with its day where that is not today; nothing for the ends of the scale.
    func write(_ instant: Instant, roundingUp: Bool) -> String? {
        guard instant != .distantPast, instant != .distantFuture else { return nil }
        let instant = roundingUp ? nextMinute(instant) : instant
        let local = zone.local(instant)
        let time = write(local.time) + repeatedHour(local, at: instant)
        guard let day = day(local.date) else { return time }
        return switch language {
        case .french: "\(day) à \(time)"
        case .english: "\(day) at \(time)"
        }
    }

    /// A time of day to the minute.
    func write(_ time: TimeOfDay) -> String {
        let minute = time.minute < 10 ? "0\(time.minute)" : "\(time.minute)"
        return switch language {
        case .french: time.minute == 0 ? "\(time.hour) h" : "\(time.hour) h \(minute)"
        case .english: (time.hour < 10 ? "0" : "") + "\(time.hour):\(minute)"
        }
    }

    /// The first whole minute from an instant on.
    private func nextMinute(_ instant: Instant) -> Instant {
        let over = instant.milliseconds % 60_000
        if over == 0 { return instant }
        return instant.advanced(by: .milliseconds(over < 0 ? -over : 60_000 - over))
    }

    /// Tells the two apart that the clock shows when it goes back.
    private func repeatedHour(_ local: LocalDateTime, at instant: Instant) -> String {
        let shown = zone.instants(of: local)
        guard shown.count > 1 else { return "" }
        let isFirst = shown.first == Instant(seconds: instant.seconds)
        return switch language {
        case .french: isFirst ? ", avant le changement d'heure" : ", après le changement d'heure"
        case .english: isFirst ? ", before the clock change" : ", after the clock change"
        }
    }

    /// A day as seen from today; nothing for today itself.
    private func day(_ date: LocalDate) -> String? {
        let today = zone.local(now).date
        switch (date.daysSinceEpoch - today.daysSinceEpoch, language) {
        case (0, _): return nil
        case (1, .french): return "demain"
        case (1, .english): return "tomorrow"
        case (-1, .french): return "hier"
        case (-1, .english): return "yesterday"
        case (_, .french):
            let day = date.day == 1 ? "1er" : "\(date.day)"
            let year = date.year == today.year ? "" : " \(date.year)"
            return "le \(date.weekday.frenchName) \(day) \(Self.frenchMonths[date.month - 1])\(year)"
        case (_, .english):
            let year = date.year == today.year ? "" : " \(date.year)"
            return "\(date.weekday.rawValue.capitalizedWord) \(date.day) \(Self.englishMonths[date.month - 1])\(year)"
        }
    }

    private static let frenchMonths = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ]
    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}

extension Weekday {
    fileprivate var frenchName: String {
        switch self {
        case .monday: "lundi"
        case .tuesday: "mardi"
        case .wednesday: "mercredi"
        case .thursday: "jeudi"
        case .friday: "vendredi"
        case .saturday: "samedi"
        case .sunday: "dimanche"
        }
    }
}

extension String {
    fileprivate var capitalizedWord: String { prefix(1).uppercased() + dropFirst() }
}
