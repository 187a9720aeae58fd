import Desk

/// Puts French amounts together.
extension FrenchGrammar {
    /// `trois cent cinquante euros et dix centimes hors taxes`, `douze dollars cinquante hors taxes`.
    func money(_ amount: Amount) -> [PieceName] {
        let sign: [PieceName] = amount.isNegative ? [.word(.minus)] : []
        return sign + sum(amount) + [.word(.excludingTax)]
    }

    private func sum(_ amount: Amount) -> [PieceName] {
        switch amount.currency {
        case .euro:
            let cents = amount.cents == 0 ? [] : counted(amount.cents.magnitude, .cents)
            if amount.units == 0, !cents.isEmpty { return cents }
            return counted(amount.units, .euros) + (cents.isEmpty ? [] : [.word(.and)] + cents)
        case .pound: return counted(amount.units, .pounds) + fraction(amount.cents)
        case .dollar: return counted(amount.units, .dollars) + fraction(amount.cents)
        case .other(let code):
            let fraction = fraction(amount.cents)
            return number(amount.units) + (fraction.isEmpty ? [] : [.word(.decimal)] + fraction)
                + SpokenIdentifier(code).pieces
        }
    }

    /// Hundredths as two digits, where there are some.
    private func fraction(_ cents: Int) -> [PieceName] {
        switch cents {
        case 0: []
        case 1...9: [.number(0), .number(cents)]
        default: [.number(cents)]
        }
    }
}
