import CallFlow
import Desk

/// Turns what the desk says into the text that a person reads, in a terminal, a transcript or a report.
///
/// Rendering is total: a value that the call does not know reads `…`, a prompt that lacks the language is rendered in
/// another of its languages, and a prompt that the catalogue lacks is shown by its id in brackets.
public struct PromptRenderer: Sendable {
    /// Stands where a value is not known.
    public static let missingValue = "…"
    /// How many Unicode scalars of a value are shown; what comes from outside may be of any length.
    public static let valueLimit = 120

    private let catalogue: PromptCatalogue
    private let zone: ZoneRules
    /// How long prompts take that speak no value: reckoned once, as a call asks for each several times.
    private var fixedDurations: [Language: [String: Duration]] = [:]
    /// How long recordings take, where there are some.
    private let recorded: (@Sendable (Utterance, Instant) -> Duration)?

    /// Makes a renderer whose prompts take as long as a desk's recordings.
    public init(_ catalogue: PromptCatalogue, zone: ZoneRules, voice: PromptVoice) {
        self.catalogue = catalogue
        self.zone = zone
        recorded = { voice.duration(of: $0, at: $1) }
    }

    /// Makes a renderer for a desk's prompts and its time zone.
    public init(_ catalogue: PromptCatalogue, zone: ZoneRules) {
        self.catalogue = catalogue
        self.zone = zone
        recorded = nil
        for language in Language.allCases {
            var durations: [String: Duration] = [:]
            for id in catalogue.prompts.keys {
                let utterance = Utterance(prompt: id, language: language)
                guard let (_, text, _) = prompt(of: utterance), text.values.isEmpty else { continue }
                durations[id] = duration(of: utterance, at: Instant(seconds: 0))
            }
            fixedDurations[language] = durations
        }
    }

    /// The text of an utterance in its language.
    ///
    /// - Parameter now: when it is spoken, which decides whether a moment is today.
    public func text(_ utterance: Utterance, at now: Instant) -> String {
        guard let (_, pieces, language) = prompt(of: utterance) else { return "[\(utterance.prompt)]" }
        let writer = ValueWriter(language: language, zone: zone, now: now)
        var text = ""
        for piece in pieces.pieces {
            switch piece {
            case .words(let words):
                // A title or an abbreviation may bring its own full stop to the end of the sentence.
                let hasFullStop = words.first == "." && (text.last == "." || text.last == "…")
                text += hasFullStop ? String(words.dropFirst()) : words
            case .value(let name):
                text += utterance.values[name].flatMap { writer.text($0, as: name) } ?? Self.missingValue
            }
        }
        return text
    }

    /// About how long an utterance takes to speak, its pause included; nothing for a prompt that the catalogue lacks.
    ///
    /// Estimated from the rendered text: half a second's pause and fifteen characters a second. A digit is read as a word and counts 400 ms; a value has half a second on top, for the
    /// pauses around it and for units that are written shorter than they are said (`h`, `HT`).
    public func duration(of utterance: Utterance, at now: Instant) -> Duration {
        if let recorded { return recorded(utterance, now) }
        if let known = fixedDurations[utterance.language]?[utterance.prompt] { return known }
        guard let (prompt, text, _) = prompt(of: utterance) else { return .zero }
        let characters = self.text(utterance, at: now).unicodeScalars
        let milliseconds = characters.reduce(500 + text.values.count * 500) { total, character in
            total + (("0"..."9").contains(character) ? 400 : 66)
        }
        return .milliseconds(milliseconds) + prompt.pause
    }

    /// The silence at the end of ``duration(of:at:)`` that belongs to the prompt.
    public func pause(after utterance: Utterance) -> Duration { catalogue.prompts[utterance.prompt]?.pause ?? .zero }

    private func prompt(of utterance: Utterance) -> (Prompt, PromptText, Language)? {
        guard let prompt = catalogue.prompts[utterance.prompt] else { return nil }
        for language in [utterance.language] + Language.allCases {
            if let text = prompt.texts[language] { return (prompt, text, language) }
        }
        return nil
    }
}
