import Desk

/// Puts English values together, as they are said in Britain.
struct EnglishGrammar: SpokenGrammar {
    /// `three hundred and fifty`, `one thousand and five`, `nine thousand nine hundred and ninety-nine`.
    func number(_ number: UInt) -> [PieceName] {
        guard number < 1_000_000 else { return digits(number) }
        let (thousands, rest) = Int(number).quotientAndRemainder(dividingBy: 1000)
        switch (thousands, rest) {
        case (0, _): return belowThousand(rest)
        case (1...9, 0): return [.number(thousands * 1000)]
        case (1...9, _): return [.thousand(thousands)] + remainder(rest)
        case (_, 0): return belowThousand(thousands, isFollowed: true) + [.word(.thousand)]
        default: return belowThousand(thousands, isFollowed: true) + [.word(.thousand)] + remainder(rest)
        }
    }

    private func belowThousand(_ number: Int, isFollowed: Bool = false) -> [PieceName] {
        let (hundreds, rest) = number.quotientAndRemainder(dividingBy: 100)
        if hundreds == 0 { return [.number(rest)] }
        if rest == 0 { return [isFollowed ? .hundred(hundreds) : .number(number)] }
        return [.hundred(hundreds), .word(.and), .number(rest)]
    }

    /// What comes after thousands.
    private func remainder(_ rest: Int) -> [PieceName] {
        (rest < 100 ? [.word(.and)] : []) + belowThousand(rest)
    }

    /// Digits are read one by one.
    func group(_ digits: Substring) -> [SpokenPart] {
        digits.compactMap(\.wholeNumberValue).map { [.recorded(.number($0))] }.joined(by: .withinGroup)
    }

    func countryCode(_ digits: Substring) -> [SpokenPart] { group(digits) }

    /// `nine fourteen p.m.`, `eight a.m.`, `twelve oh five a.m.`.
    func time(_ time: TimeOfDay, isAfterDay: Bool) -> [PieceName] {
        if time.minute == 0, time.hour == 12 { return [.word(.noon)] }
        if time.minute == 0, time.hour == 0, !isAfterDay { return [.word(.midnight)] }
        let hour = time.hour % 12 == 0 ? 12 : time.hour % 12
        let minute: [PieceName] =
            switch time.minute {
            case 0: []
            case 1...9: [.word(.oh), .number(time.minute)]
            default: [.number(time.minute)]
            }
        return [.number(hour)] + minute + [.word(time.hour < 12 ? .am : .pm)]
    }

    /// `Wednesday the eleventh of March twenty twenty-six`.
    func date(_ date: LocalDate, withYear: Bool) -> [PieceName] {
        [.weekday(date.weekday), .date(date.day), .month(date.month)] + (withYear ? year(date.year) : [])
    }

    /// `twenty twenty-six`, `two thousand and six`, `nineteen oh six`, `nineteen hundred`.
    private func year(_ year: Int) -> [PieceName] {
        let (century, rest) = year.quotientAndRemainder(dividingBy: 100)
        guard year >= 1000, century % 10 != 0 || rest >= 10 else { return number(year.magnitude) }
        return switch rest {
        case 0: [.number(century), .word(.hundred)]
        case 1...9: [.number(century), .word(.oh), .number(rest)]
        default: [.number(century), .number(rest)]
        }
    }

    var pieces: [PieceName] {
        sharedPieces + (1...31).map(PieceName.date) + PieceWord.allCases.map(PieceName.word)
    }
}
