import Desk

/// A short recording from which values are put together: a number, a month, a letter.
public struct Piece: Hashable, Sendable {
    /// Its name, such as `number-21`.
    public let name: String
    /// What is recorded, by language.
    public let texts: [Language: String]
    /// What a speech engine is given, in the languages in which that differs.
    public let spoken: [Language: String]
    /// A note for whoever speaks it.
    public let note: String?
    /// Where it stands in `prompts/pieces.yaml`.
    public let place: SourcePlace

    /// Makes a piece.
    public init(
        name: String, texts: [Language: String], spoken: [Language: String] = [:], note: String? = nil,
        place: SourcePlace
    ) {
        self.name = name
        self.texts = texts
        self.spoken = spoken
        self.note = note
        self.place = place
    }
}

/// The texts of the pieces, by name.
public struct PieceCatalogue: Sendable {
    /// The pieces.
    public let pieces: [String: Piece]

    /// Makes a catalogue; of two pieces with one name the first counts.
    public init(_ pieces: [Piece]) {
        self.pieces = Dictionary(pieces.map { ($0.name, $0) }) { first, _ in first }
    }

    /// What is recorded for a piece in a language, if it exists there.
    public func text(of name: String, in language: Language) -> String? { pieces[name]?.texts[language] }
}
