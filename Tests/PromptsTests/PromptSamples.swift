import CallFlow
import Desk
import Testing

extension ZoneRules {
    /// Europe/Paris in 2026.
    static let paris2026 = ZoneRules(
        identifier: "Europe/Paris", initialOffset: 3600,
        transitions: [
            Transition(at: Instant(seconds: 1_774_746_000), offset: 7200),
            Transition(at: Instant(seconds: 1_792_890_000), offset: 3600),
        ])
}

/// Reads a time on the Paris clock of 2026; an offset may follow to tell two equal times apart.
func paris(_ text: String) throws -> Instant { try #require(Timestamp.parse(text, in: .paris2026), "\(text)") }

/// A catalogue of prompts in French, or in French and English.
func catalogue(_ prompts: [String: [Language: String]]) throws -> PromptCatalogue {
    PromptCatalogue(
        try prompts.map { id, texts in
            Prompt(
                id: id, texts: try texts.mapValues { try PromptText($0) },
                place: SourcePlace(file: "prompts/catalogue.yaml"))
        })
}
