import CallFlow
import Desk

/// Finds the prompt that a text with spoken values is of.
struct SpokenText {
    private let prompts: [(id: String, texts: [PromptText])]

    /// Knows the prompts of a catalogue that a flow may speak.
    init(_ catalogue: PromptCatalogue, among ids: Set<String>) {
        prompts = ids.sorted().compactMap { id in
            catalogue.prompts[id].map { (id, Array($0.texts.values)) }
        }
    }

    /// The prompts whose words a text has, in their order, with something in the place of each value.
    func prompts(of text: String) -> [String] {
        prompts.filter { $0.texts.contains { Self.matches(text, $0) } }.map(\.id)
    }

    /// Compares a text with a prompt: what is fixed has to be there, the last part at the end.
    private static func matches(_ text: String, _ prompt: PromptText) -> Bool {
        var rest = text[...]
        var isOpen = false
        for (index, piece) in prompt.pieces.enumerated() {
            guard case .words(let words) = piece else {
                isOpen = true
                continue
            }
            if index == prompt.pieces.count - 1, isOpen {
                // A value may bring the full stop of the sentence.
                return rest.hasSuffix(words) || (words == "." && !rest.isEmpty)
            }
            if isOpen {
                guard let found = rest.firstRange(of: words), found.lowerBound > rest.startIndex else { return false }
                rest = rest[found.upperBound...]
            } else {
                guard rest.hasPrefix(words) else { return false }
                rest = rest.dropFirst(words.count)
            }
            isOpen = false
        }
        return isOpen ? !rest.isEmpty : rest.isEmpty
    }
}
