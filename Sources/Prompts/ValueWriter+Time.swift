import Desk

/// Writes moments, times of day and lengths of time.
///
/// A moment has no preposition of its own, and so reads well after `dès` and `depuis`, `from` and `since`:
/// `21 h 14`, `demain à 8 h`, `le mercredi 11 mars à 8 h`; `21:14`, `tomorrow at 08:00`, `Wednesday 11 March at 08:00`.
extension ValueWriter {
    /// A moment to the minute, with its day where that is not today.
    func write(_ moment: Moment) -> String {
        let time = write(moment.time) + (moment.side.map(write) ?? "")
        guard let day = write(moment.day) else { return time }
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

    /// A length of time: `1 h 30`, `45 min`, `2 jours`; `1 h 30 min`, `45 min`, `2 days`.
    func write(_ length: LengthOfTime) -> String {
        let minutes = length.hours > 0 && length.minutes < 10 ? "0\(length.minutes)" : "\(length.minutes)"
        let days: String
        let clock: String
        switch language {
        case .french:
            days = length.days == 1 ? "1 jour" : "\(length.days) jours"
            clock = length.hours == 0 ? "\(length.minutes) min" : "\(length.hours) h \(minutes)"
        case .english:
            days = length.days == 1 ? "1 day" : "\(length.days) days"
            clock = (length.hours == 0 ? "" : "\(length.hours) h ") + "\(length.minutes) min"
        }
        let time = length.minutes == 0 ? "\(length.hours) h" : clock
        switch (length.days, length.hours, length.minutes) {
        case (0, 0, 0): return "\(length.seconds) s"
        case (0, _, _): return time
        case (_, 0, 0): return days
        default: return "\(days) \(time)"
        }
    }

    /// Tells the two apart that the clock shows when it goes back.
    private func write(_ side: Moment.Side) -> String {
        switch (side, language) {
        case (.before, .french): ", avant le changement d'heure"
        case (.after, .french): ", après le changement d'heure"
        case (.before, .english): ", before the clock change"
        case (.after, .english): ", after the clock change"
        }
    }

    /// A day as seen from today; nothing for today itself.
    private func write(_ day: Moment.Day) -> String? {
        switch (day, language) {
        case (.today, _): return nil
        case (.tomorrow, .french): return "demain"
        case (.tomorrow, .english): return "tomorrow"
        case (.yesterday, .french): return "hier"
        case (.yesterday, .english): return "yesterday"
        case (.date(let date, let isThisYear), .french):
            let day = date.day == 1 ? "1er" : "\(date.day)"
            let year = isThisYear ? "" : " \(date.year)"
            return "le \(date.weekday.frenchName) \(day) \(Self.frenchMonths[date.month - 1])\(year)"
        case (.date(let date, let isThisYear), .english):
            let year = isThisYear ? "" : " \(date.year)"
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
