import Desk

/// Puts French values together.
struct FrenchGrammar: SpokenGrammar {
    func number(_ number: UInt) -> [PieceName] { FrenchNumber(number)?.pieces() ?? digits(number) }

    /// Two digits are read as a number, and one by one if they begin with a zero.
    func group(_ digits: Substring) -> [SpokenPart] {
        if let number = Int(digits), digits.utf8.count == 1 || number > 9 { return [.recorded(.number(number))] }
        return digits.compactMap(\.wholeNumberValue).map { [.recorded(.number($0))] }.joined(by: .withinGroup)
    }

    func countryCode(_ digits: Substring) -> [SpokenPart] { UInt(digits).map { number($0).parts } ?? [] }

    /// `huit heures`, `vingt et une heures quatorze`, `huit heures une`: minutes are feminine.
    func time(_ time: TimeOfDay, isAfterDay: Bool) -> [PieceName] {
        switch (time.hour, time.minute) {
        case (0, 0) where !isAfterDay: [.word(.midnight)]
        case (12, 0): [.word(.noon)]
        case (let hour, 0): [.hour(hour)]
        case (let hour, let minute): [.hour(hour), afterHour(minute)]
        }
    }

    /// `le mercredi onze mars deux mille vingt-six`.
    func date(_ date: LocalDate, withYear: Bool) -> [PieceName] {
        let day: [PieceName] =
            if Self.isJoined(date.day, month: date.month) {
                [.dayOf(date.day, month: date.month)]
            } else {
                [date.day == 1 ? .date(1) : .number(date.day), .month(date.month)]
            }
        return [.weekday(date.weekday)] + day + (withYear ? number(date.year.magnitude) : [])
    }

    /// Whether a day is recorded with its month: "huit mars", where the number is cut short before a consonant.
    ///
    /// Before avril, août and octobre it may be said as it stands alone.
    private static func isJoined(_ day: Int, month: Int) -> Bool {
        FrenchNumber.isCutShort(day) && ![4, 8, 10].contains(month)
    }

    /// `une heure trente`, `deux heures et cinq minutes`, `deux jours, trois heures et cinq minutes`.
    func duration(_ length: LengthOfTime) -> [SpokenPart] {
        let days = length.days == 0 ? [] : counted(length.days.magnitude, .days).parts
        // "Une heure cinq" would be taken for a time of day.
        let isShort = length.hours > 0 && length.minutes >= 10
        let hours =
            length.hours == 0 ? [] : [PieceName.hour(length.hours)] + (isShort ? [afterHour(length.minutes)] : [])
        let minutes = length.minutes == 0 || isShort ? [] : [PieceName.counted(length.minutes, .minutes)]
        let units = [days, hours.parts, minutes.parts].filter { !$0.isEmpty }
        guard let last = units.last else { return counted(length.seconds.magnitude, .seconds).parts }
        if units.count == 1 { return last }
        return units.dropLast().joined(by: .comma) + [.recorded(.word(.and))] + last
    }

    private func afterHour(_ minute: Int) -> PieceName {
        FrenchNumber.isGendered(minute) ? .feminine(minute) : .number(minute)
    }

    var pieces: [PieceName] {
        let feminine = (1...99).filter(FrenchNumber.isGendered).map(PieceName.feminine)
        let thousands = (10...99).filter(FrenchNumber.isCutShort).map(PieceName.thousand)
        let counted = CountedNoun.allCases.flatMap { noun in noun.joined.map { PieceName.counted($0, noun) } }
        let euros = (1...9).flatMap { [PieceName.counted($0 * 100, .euros), .counted($0 * 1000, .euros)] }
        let dates = (1...12).flatMap { month in
            (1...31).filter { Self.isJoined($0, month: month) }.map { PieceName.dayOf($0, month: month) }
        }
        let words = PieceWord.allCases.filter { !$0.isOnlyEnglish }.map(PieceName.word)
        return sharedPieces + feminine + thousands + counted + euros + (0...23).map(PieceName.hour) + [.date(1)] + dates
            + words
    }
}

extension PieceWord {
    /// Whether French has no use for it.
    fileprivate var isOnlyEnglish: Bool {
        switch self {
        case .hundred, .oh, .am, .pm, .day, .hour, .hours, .minute, .minutes, .second, .euro, .cent, .pound, .penny,
            .pence, .dollar:
            true
        default: false
        }
    }
}
