import Desk

/// A text in both languages of drills.
public struct LocalText: Hashable, Sendable {
    /// In French.
    public let french: String
    /// In English.
    public let english: String

    /// Makes a text.
    public init(_ french: String, _ english: String) {
        self.french = french
        self.english = english
    }

    /// The text in a language.
    public subscript(language: Language) -> String { language == .french ? french : english }
}
