import Desk

/// What a call is in closed sets of words, as one small number that the database puts together.
///
/// A report reads millions of calls; a number costs a tenth of eight words.
public struct CallKind: Hashable, Sendable {
    /// The number; calls with the same one are the same in all that follows.
    public let code: Int
    /// Which number was called.
    public let number: NumberRole
    /// Where the call came from.
    public let source: CallHeader.Source
    /// How far it came.
    public let state: RecordedCall.State
    /// How the call was decided, if it was.
    public let verdict: VerdictKind?
    /// Into which part of the day it fell, if that was established.
    public let period: Period?
    /// Whether it is an exercise.
    public let isDrill: Bool
    /// Whether somebody took the call.
    public let isConnected: Bool
    /// Whether personal data was removed.
    public let isErased: Bool

    /// The number that the database makes: three bits for each set of words, 0 for none, and a bit for each truth.
    static let sql: String = {
        func bits<Word: CaseIterable & RawRepresentable>(_ type: Word.Type, _ column: String, _ shift: Int) -> String
        where Word.RawValue == String {
            let words = Word.allCases.enumerated().map { "WHEN '\($1.rawValue)' THEN \(($0 + 1) << shift)" }
            return "CASE \(column) \(words.joined(separator: " ")) ELSE iif(\(column) IS NULL, 0, \(7 << shift)) END"
        }
        return [
            bits(NumberRole.self, "number", 0), bits(CallHeader.Source.self, "source", 3),
            bits(RecordedCall.State.self, "state", 6), bits(VerdictKind.self, "verdict", 9),
            bits(Period.self, "period", 12), "(drill <> 0) * \(1 << 15)",
            "(connected_to IS NOT NULL) * \(1 << 16)", "(erased IS NOT NULL) * \(1 << 17)",
        ].joined(separator: " + ")
    }()

    /// What a number stands for; nothing if the database holds a word that is not known here.
    init?(code: Int) {
        guard let number = NumberRole.numbered(code & 7), let source = CallHeader.Source.numbered(code >> 3 & 7),
            let state = RecordedCall.State.numbered(code >> 6 & 7), code >> 9 & 7 != 7, code >> 12 & 7 != 7
        else { return nil }
        self.code = code
        self.number = number
        self.source = source
        self.state = state
        verdict = VerdictKind.numbered(code >> 9 & 7)
        period = Period.numbered(code >> 12 & 7)
        isDrill = code >> 15 & 1 == 1
        isConnected = code >> 16 & 1 == 1
        isErased = code >> 17 & 1 == 1
    }
}

extension CaseIterable where AllCases == [Self] {
    /// The case at a place, counted from 1.
    fileprivate static func numbered(_ place: Int) -> Self? {
        allCases.indices.contains(place - 1) ? allCases[place - 1] : nil
    }
}
