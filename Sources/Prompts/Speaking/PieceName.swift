import Desk

/// What a recorded piece is, from which its name follows.
enum PieceName: Hashable, Sendable {
    /// A number that nothing follows, `number-21`.
    case number(Int)
    /// A number that stands for something feminine, `feminine-21`.
    case feminine(Int)
    /// Hundreds that are followed by more, `hundred-3`.
    case hundred(Int)
    /// Thousands that are followed by more, `thousand-3`.
    case thousand(Int)
    /// A number and its noun, `minutes-10`.
    case counted(Int, CountedNoun)
    /// A full hour, `hour-21`.
    case hour(Int)
    /// A day of the month, `date-1`.
    case date(Int)
    /// A day of the month and a month from 1 to 12, `date-8-march`.
    case dayOf(Int, month: Int)
    /// A day of the week, `weekday-monday`.
    case weekday(Weekday)
    /// A month from 1 to 12, `month-march`.
    case month(Int)
    /// The name of a letter from a to z, `letter-a`.
    case letter(Unicode.Scalar)
    /// Any other word.
    case word(PieceWord)

    /// The name as it stands in `prompts/pieces.yaml`.
    var text: String {
        switch self {
        case .number(let number): "number-\(number)"
        case .feminine(let number): "feminine-\(number)"
        case .hundred(let count): "hundred-\(count)"
        case .thousand(let count): "thousand-\(count)"
        case .counted(let number, let noun): "\(noun.rawValue)-\(number)"
        case .hour(let hour): "hour-\(hour)"
        case .date(let day): "date-\(day)"
        case .dayOf(let day, let month): "date-\(day)-\(Self.months[month - 1])"
        case .weekday(let day): "weekday-\(day.rawValue)"
        case .month(let month): "month-\(Self.months[month - 1])"
        case .letter(let letter): "letter-\(letter)"
        case .word(let word): word.rawValue
        }
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
}

/// What can be counted.
enum CountedNoun: String, CaseIterable, Sendable {
    case days, minutes, seconds, euros, cents, pounds, dollars
}

/// A word that stands for itself.
enum PieceWord: String, CaseIterable, Sendable {
    // Numbers
    case thousand, hundred, and, minus, plus, decimal
    // Moments
    case midnight, noon, oh, am, pm, at
    case tomorrowAt = "tomorrow-at"
    case yesterdayAt = "yesterday-at"
    case beforeClockChange = "before-clock-change"
    case afterClockChange = "after-clock-change"
    // Lengths of time
    case day, days, hour, hours, minute, minutes, second, seconds
    // Amounts
    case euro, euros, cent, cents, pound, pounds, penny, pence, dollar, dollars
    case excludingTax = "excluding-tax"
    // What is said instead of a value
    case unnamedIncident = "unnamed-incident"
    case missingValue = "missing-value"
}
