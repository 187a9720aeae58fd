import CallFlow
import Desk

/// One recording of a desk: a prompt, the part of a prompt between two values, or a piece of which values are made.
public struct Clip: Hashable, Sendable {
    /// The language in which it is spoken.
    public let language: Language
    /// The name within the language: `ask-urgent`, `ticket-found.2`, `pieces/number-21`.
    public let name: String
    /// What is said, as a person reads it.
    public let text: String
    /// What is said, as a speech engine is given it.
    public let spoken: String
    /// A note for whoever speaks it.
    public let note: String?
    /// Where the text stands in the catalogue.
    public let place: SourcePlace
    /// The prompt that it belongs to; nothing for a piece.
    public let prompt: String?

    init(
        language: Language, name: String, text: String, spoken: String, note: String?, place: SourcePlace,
        prompt: String?
    ) {
        self.language = language
        self.name = name
        self.text = text
        self.spoken = spoken
        self.note = note
        self.place = place
        self.prompt = prompt
    }

    /// The file in the folder `prompts`.
    public var path: String { "\(language.rawValue)/\(name).wav" }

    /// The shortest that it can take: thirty characters a second, and 60 ms at least.
    public var shortestDuration: Duration { max(.milliseconds(60), .milliseconds(33) * text.unicodeScalars.count) }

    /// The longest that it may take: for a prompt as the proof of the longest call assumes; a piece may be drawn out, as the voice
    /// limits values as a whole (``PromptText/longestValue``).
    public var longestDuration: Duration {
        PromptText.longestDuration(of: text) + (prompt == nil ? .milliseconds(700) : .zero)
    }
}
