/// How numbers join with nouns in French.
///
/// A number is recorded together with its noun wherever the join is heard: before a vowel always ("vingt euros"), before
/// a consonant if the number is cut short there ("dix minutes"), and where the noun is in the singular. Minutes and days
/// are said so often that the usual ones are recorded whole.
extension CountedNoun {
    /// The noun after a number, in the plural.
    var word: PieceWord? {
        switch self {
        case .days: .days
        case .minutes: nil
        case .seconds: .seconds
        case .euros: .euros
        case .cents: .cents
        case .pounds: .pounds
        case .dollars: .dollars
        }
    }

    var isFeminine: Bool {
        switch self {
        case .minutes, .seconds, .pounds: true
        case .days, .euros, .cents, .dollars: false
        }
    }

    /// The numbers below a hundred that are recorded with the noun.
    var joined: [Int] {
        switch self {
        case .days: (1...99).filter { $0 <= 31 || FrenchNumber.isCutShort($0) }
        case .minutes: Array(1...59)
        case .seconds: (0...59).filter { $0 < 2 || FrenchNumber.isCutShort($0) }
        case .euros: Array(0...99)
        case .cents: (1...99).filter { $0 < 2 || FrenchNumber.isCutShort($0) }
        case .pounds, .dollars: (0...99).filter { $0 < 2 || FrenchNumber.isCutShort($0) }
        }
    }
}

extension FrenchGrammar {
    /// A number of things.
    func counted(_ count: UInt, _ noun: CountedNoun) -> [PieceName] {
        let word = noun.word.map { [PieceName.word($0)] } ?? []
        guard let number = FrenchNumber(count) else { return digits(count) + word }
        switch number.last {
        case .belowHundred(let rest) where noun.joined.contains(rest): return number.lead + [.counted(rest, noun)]
        case .hundreds(let hundreds) where noun == .euros: return number.lead + [.counted(hundreds * 100, noun)]
        case .thousands(let thousands) where noun == .euros: return number.lead + [.counted(thousands * 1000, noun)]
        default: return number.pieces(isFeminine: noun.isFeminine) + word
        }
    }
}
