import CallFlow
import Desk

/// How one prompt is spoken in one language: recordings, and between them the values of the call.
public struct PromptScript: Hashable, Sendable {
    /// One part of what is spoken.
    public enum Part: Hashable, Sendable {
        /// A recording.
        case clip(Clip)
        /// A value of the call.
        case value(SpokenValueName)
        /// Silence, where the text has a comma or a full stop beside a value.
        case pause(milliseconds: Int)
    }

    /// The parts in order.
    public let parts: [Part]
    /// Whether there is nothing to hear of it.
    public var isSilent: Bool { !parts.contains { if case .pause = $0 { false } else { true } } }
    /// Whether values of the call are spoken in it.
    public var hasValues: Bool { parts.contains { if case .value = $0 { true } else { false } } }
    /// The silence that belongs to the prompt, in milliseconds.
    public let pause: Int

    /// Cuts a prompt at its values; the provider's name is spoken within the recordings.
    init(_ prompt: Prompt, in language: Language, provider: Provider) {
        pause = Int(clamping: prompt.pause.milliseconds)
        guard let text = prompt.texts[language] else {
            parts = []
            return
        }
        let read = Self.phrases(of: text, provider: provider.name)
        let spoken = Self.phrases(of: prompt.spoken[language] ?? text, provider: provider.spoken)
        let recorded = zip(read, spoken).filter { $0.0.isSpoken && $0.1.isSpoken }.count
        var parts: [Part] = []
        var number = 0
        for (read, spoken) in zip(read, spoken) {
            switch (read, spoken) {
            case (.words(let words), .words(let said)):
                let punctuation = Punctuation(of: words)
                if punctuation.before > 0, !parts.isEmpty { parts.append(.pause(milliseconds: punctuation.before)) }
                guard read.isSpoken, spoken.isSpoken else { continue }
                number += 1
                let name = recorded == 1 ? prompt.id : "\(prompt.id).\(number)"
                let isLast = number == recorded && !punctuation.isOpen
                parts.append(
                    .clip(
                        Clip(
                            language: language, name: name, text: words.withoutPunctuationBefore,
                            spoken: Self.forEngine(said, isLast: isLast),
                            note: prompt.note, place: prompt.place, prompt: prompt.id)))
                if punctuation.after > 0 { parts.append(.pause(milliseconds: punctuation.after)) }
            case (.value(let name), _): parts.append(.value(name))
            case (.words, .value): continue
            }
        }
        self.parts = parts
    }

    /// The provider's name, as it is read and as a speech engine is to say it.
    public struct Provider: Hashable, Sendable {
        let name: String
        let spoken: String

        /// Makes a name.
        public init(name: String, spoken: String?) {
            self.name = name
            self.spoken = spoken ?? name
        }
    }

    /// Words and values in turn: always words first and last, which may be empty, so that two texts with the same values match.
    private static func phrases(of text: PromptText, provider: String) -> [Phrase] {
        var phrases = [Phrase.words("")]
        for piece in text.pieces {
            let words: String
            switch piece {
            case .words(let text): words = text
            case .value(.provider): words = provider
            case .value(let name):
                phrases += [.value(name), .words("")]
                continue
            }
            guard case .words(let before)? = phrases.last else { continue }
            phrases[phrases.count - 1] = .words(before + words)
        }
        return phrases
    }

    private enum Phrase {
        case words(String)
        case value(SpokenValueName)

        /// Whether there is anything to say.
        var isSpoken: Bool {
            if case .words(let text) = self { !text.withoutPunctuationBefore.isEmpty } else { false }
        }
    }

    /// A phrase that goes on after a value keeps the voice up: a comma tells the engine so.
    private static func forEngine(_ text: String, isLast: Bool) -> String {
        let trimmed = text.withoutPunctuationBefore
        guard !isLast, let last = trimmed.last else { return trimmed }
        return last.isLetter || last.isNumber ? trimmed + "," : trimmed
    }
}

/// The silence that punctuation beside a value asks for, in milliseconds.
private struct Punctuation {
    /// Between the value before and these words.
    let before: Int
    /// Between these words and the value after.
    let after: Int
    /// Whether something follows in the same sentence.
    let isOpen: Bool

    init(of words: String) {
        let trimmed = words.trimmed
        before = trimmed.first.map(Self.pause) ?? 0
        let last = trimmed.last
        after = last.map(Self.pause) ?? 0
        isOpen = !(last.map { ".!?".contains($0) } ?? false)
    }

    private static func pause(_ character: Character) -> Int {
        switch character {
        case ",": 140
        case ";", ":": 220
        case ".", "!", "?", "…": 300
        default: 0
        }
    }
}

extension String {
    /// Without the spaces around it, and without punctuation that belongs to a value before it.
    fileprivate var withoutPunctuationBefore: String {
        String(drop { $0.isWhitespace || ",;:.!?…»\")".contains($0) }).trimmed
    }

    fileprivate var trimmed: String {
        let start = self.drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
