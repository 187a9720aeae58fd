import Desk

/// How a language puts values together from recorded pieces.
protocol SpokenGrammar: Sendable {
    /// A whole number that nothing follows; from a million on digit by digit.
    func number(_ number: UInt) -> [PieceName]
    /// One or two decimal digits of a longer number.
    func group(_ digits: Substring) -> [SpokenPart]
    /// The country code of a telephone number.
    func countryCode(_ digits: Substring) -> [SpokenPart]
    /// A time of day to the minute.
    ///
    /// - Parameter isAfterDay: whether it follows the name of another day than today. "Tomorrow at midnight" may be
    ///   either end of that day, and who calls at the wrong one loses a day: the first minute is said otherwise there.
    func time(_ time: TimeOfDay, isAfterDay: Bool) -> [PieceName]
    /// A day of the calendar.
    func date(_ date: LocalDate, withYear: Bool) -> [PieceName]
    /// A length of time.
    func duration(_ length: LengthOfTime) -> [SpokenPart]
    /// An amount and that it excludes tax.
    func money(_ amount: Amount) -> [PieceName]
    /// Every piece that the others can ask for, each once.
    var pieces: [PieceName] { get }
}

extension Language {
    /// The grammar of the language.
    var grammar: any SpokenGrammar {
        switch self {
        case .french: FrenchGrammar()
        case .english: EnglishGrammar()
        }
    }
}

extension SpokenGrammar {
    /// A moment, which reads well after `dès` and `depuis`, `from` and `since`.
    func moment(_ moment: Moment) -> [SpokenPart] {
        let day: [PieceName] =
            switch moment.day {
            case .today: []
            case .tomorrow: [.word(.tomorrowAt)]
            case .yesterday: [.word(.yesterdayAt)]
            case .date(let date, let isThisYear): self.date(date, withYear: !isThisYear) + [.word(.at)]
            }
        let told = day + time(moment.time, isAfterDay: moment.day != .today)
        return switch moment.side {
        case nil: told.parts
        case .before: [told.parts, [.recorded(.word(.beforeClockChange))]].joined(by: .comma)
        case .after: [told.parts, [.recorded(.word(.afterClockChange))]].joined(by: .comma)
        }
    }

    /// A number digit by digit.
    func digits(_ number: UInt) -> [PieceName] { String(number).compactMap(\.wholeNumberValue).map(PieceName.number) }

    /// What both grammars use of the families whose members are the same in every language.
    var sharedPieces: [PieceName] {
        let numbers =
            Array(0...99) + stride(from: 100, through: 900, by: 100)
            + stride(from: 1000, through: 9000, by: 1000)
        var pieces = numbers.map(PieceName.number)
        pieces += (1...9).map(PieceName.hundred) + (1...9).map(PieceName.thousand)
        pieces += Weekday.allCases.map(PieceName.weekday) + (1...12).map(PieceName.month)
        return pieces + PieceName.letters
    }
}

extension PieceName {
    /// The names of the letters from a to z.
    static let letters = "abcdefghijklmnopqrstuvwxyz".unicodeScalars.map(PieceName.letter)
}
