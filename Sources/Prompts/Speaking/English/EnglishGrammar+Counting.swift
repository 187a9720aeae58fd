import Desk

/// Puts English lengths of time and amounts together.
extension EnglishGrammar {
    /// `one hour and thirty minutes`, `two days, three hours and five minutes`.
    func duration(_ length: LengthOfTime) -> [SpokenPart] {
        let units = [
            counted(length.days, .day, .days), counted(length.hours, .hour, .hours),
            counted(length.minutes, .minute, .minutes),
        ].filter { !$0.isEmpty }
        guard let last = units.last else {
            return number(length.seconds.magnitude).parts + [.recorded(.word(length.seconds == 1 ? .second : .seconds))]
        }
        if units.count == 1 { return last.parts }
        return units.dropLast().map(\.parts).joined(by: .comma) + ([.word(.and)] + last).parts
    }

    private func counted(_ count: Int, _ one: PieceWord, _ many: PieceWord) -> [PieceName] {
        count == 0 ? [] : number(count.magnitude) + [.word(count == 1 ? one : many)]
    }

    /// `three hundred and fifty euros and ten cents excluding tax`.
    func money(_ amount: Amount) -> [PieceName] {
        let sign: [PieceName] = amount.isNegative ? [.word(.minus)] : []
        return sign + sum(amount) + [.word(.excludingTax)]
    }

    private func sum(_ amount: Amount) -> [PieceName] {
        let cents: [PieceName]
        let unit: PieceWord
        switch amount.currency {
        case .euro:
            unit = amount.units == 1 ? .euro : .euros
            cents = counted(amount.cents, .cent, .cents)
        case .pound:
            unit = amount.units == 1 ? .pound : .pounds
            cents = counted(amount.cents, .penny, .pence)
        case .dollar:
            unit = amount.units == 1 ? .dollar : .dollars
            cents = counted(amount.cents, .cent, .cents)
        case .other(let code):
            let fraction = [PieceName.word(.decimal), .number(amount.cents / 10), .number(amount.cents % 10)]
            return number(amount.units) + (amount.cents == 0 ? [] : fraction) + SpokenIdentifier(code).pieces
        }
        if amount.units == 0, !cents.isEmpty { return cents }
        return number(amount.units) + [.word(unit)] + (cents.isEmpty ? [] : [.word(.and)] + cents)
    }
}
