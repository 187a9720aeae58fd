import CallFlow
import Desk

/// The names of the recorded pieces.
public enum PieceNames {
    /// Every piece that the grammar of a language can ask for, each once, in a fixed order.
    ///
    /// These are what has to be recorded for the language: none is missing, and none is recorded in vain.
    public static func all(in language: Language) -> [String] { language.grammar.pieces.map(\.text) }

    /// Whether more always follows a piece, so that the voice stays up at its end.
    static func isFollowed(_ name: String) -> Bool { name.hasPrefix("hundred-") || name.hasPrefix("thousand-") }

    /// What is heard instead of an incident's title that was never recorded.
    public static let unnamedIncident = PieceName.word(.unnamedIncident).text

    /// What is heard instead of any other value that is not known or was never recorded.
    public static let missingValue = PieceName.word(.missingValue).text

    /// What is heard instead of a value.
    public static func substitute(for name: SpokenValueName) -> String {
        name == .bulletin ? unnamedIncident : missingValue
    }
}
