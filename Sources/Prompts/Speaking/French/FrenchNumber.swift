/// A whole number below a million as French puts it together, with its last word open for a noun.
///
/// How a French number ends depends on what follows: "six", "six mille" and "six euros" are three sounds. So what comes
/// before the last word is settled here, and the last word is chosen by whoever knows what follows it.
///
/// Nothing here knows the words. `number-70` may be recorded as "soixante-dix" or as "septante": a piece exists wherever
/// one of the two needs it.
struct FrenchNumber: Hashable, Sendable {
    /// What comes before the last word.
    let lead: [PieceName]
    /// The last word.
    let last: Last

    enum Last: Hashable, Sendable {
        case belowHundred(Int)
        /// Whole hundreds, by their number from 1 to 9.
        case hundreds(Int)
        /// Whole thousands, by their number from 1 to 9.
        case thousands(Int)
        /// "mille" after more than nine, which is in the lead already.
        case thousand
    }

    /// - Returns: nothing from a million on.
    init?(_ number: UInt) {
        guard number < 1_000_000 else { return nil }
        let (thousands, rest) = Int(number).quotientAndRemainder(dividingBy: 1000)
        let (hundreds, units) = rest.quotientAndRemainder(dividingBy: 100)
        switch (thousands, hundreds, units) {
        case (1...9, 0, 0):
            lead = []
            last = .thousands(thousands)
        case (10..., 0, 0):
            lead = Self.lead(thousands: thousands)
            last = .thousand
        case (_, 1..., 0):
            lead = Self.lead(thousands: thousands)
            last = .hundreds(hundreds)
        default:
            lead = Self.lead(thousands: thousands) + (hundreds == 0 ? [] : [.hundred(hundreds)])
            last = .belowHundred(units)
        }
    }

    /// Thousands that are followed by more.
    private static func lead(thousands: Int) -> [PieceName] {
        let (hundreds, units) = thousands.quotientAndRemainder(dividingBy: 100)
        let start: [PieceName] = hundreds == 0 ? [] : [.hundred(hundreds)]
        return switch (hundreds, units) {
        case (0, 0): []
        case (_, 0): start + [.word(.thousand)]
        // A thousand is "mille", and a hundred and one thousand "cent un mille".
        case (0, 1), (_, 2...9): start + [.thousand(units)]
        case _ where isCutShort(units): start + [.thousand(units)]
        default: start + [.number(units), .word(.thousand)]
        }
    }

    /// Whether a number below a hundred loses its last consonant before another: those in six, huit and dix.
    static func isCutShort(_ number: Int) -> Bool {
        switch number % 10 {
        case 6: number != 16
        case 8: true
        case 0: [10, 70, 90].contains(number)
        default: false
        }
    }

    /// Whether a number below a hundred has a form for what is feminine: those in un.
    static func isGendered(_ number: Int) -> Bool { number % 10 == 1 && number != 11 }

    /// The number with nothing after it.
    func pieces(isFeminine: Bool = false) -> [PieceName] {
        switch last {
        case .belowHundred(let number) where isFeminine && Self.isGendered(number): lead + [.feminine(number)]
        case .belowHundred(let number): lead + [.number(number)]
        case .hundreds(let count): lead + [.number(count * 100)]
        case .thousands(let count): lead + [.number(count * 1000)]
        case .thousand: lead
        }
    }
}
