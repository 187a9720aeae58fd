import CallTests
import Desk
import Media
import Recognition

/// Hears prompts in the sound of one call, and keeps account of how they came.
struct CallerEar: Sendable {
    /// A prompt of which the last part that is missing ends this close to its end was not heard to its end.
    private static let tail = 1_200

    private var listener: PromptListener
    private let titles: [String: PromptShelf.Title]
    /// The prompts that were recognised and are over.
    private(set) var prompts: [LineFigures.RecognisedPrompt] = []
    /// The beginning of the first prompt, in samples since sound was agreed on.
    private(set) var firstPrompt: Int?

    init(_ book: PromptBook, titles: [String: PromptShelf.Title]) {
        listener = PromptListener(book)
        self.titles = titles
    }

    /// How much sound came at all.
    var level: LineLevel { listener.level }

    /// Hears a piece of sound.
    mutating func hear(_ sound: MediaSound) -> [StoryCaller.Event] {
        listener.hear(sound.samples()).compactMap { event($0) }
    }

    /// Hears what is left once the line is silent for good.
    mutating func finish() -> [StoryCaller.Event] { listener.finish().compactMap { event($0) } }

    private mutating func event(_ heard: Heard) -> StoryCaller.Event? {
        switch heard {
        case .began(let beginning):
            guard let title = titles[beginning.recording] else { return nil }
            firstPrompt = firstPrompt ?? beginning.from
            return .began(HeardPrompt(title.prompt, text: title.text))
        case .ended(let ending):
            guard let title = titles[ending.recording] else { return nil }
            firstPrompt = firstPrompt ?? ending.from
            return ended(ending, title)
        case .withdrawn: return nil
        }
    }

    private mutating func ended(_ ending: Heard.Ending, _ title: PromptShelf.Title) -> StoryCaller.Event? {
        let isCutOff = (ending.missing.last?.upperBound ?? 0) > title.voiceEnd - Self.tail
        prompts.append(
            LineFigures.RecognisedPrompt(
                prompt: title.prompt, begins: .microseconds(max(0, ending.from) * 125), share: ending.share,
                isClipped: !isCutOff && !ending.isWhole, reachedItsEnd: !isCutOff))
        guard !isCutOff else { return nil }
        guard ending.isWhole || title.text == nil else {
            // Its words came, but not all of them: another value, or a gap.
            return .ended(HeardPrompt(title.prompt, text: nil))
        }
        return .ended(HeardPrompt(title.prompt, text: title.text))
    }
}
