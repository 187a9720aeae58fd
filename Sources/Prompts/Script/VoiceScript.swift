import CallFlow
import Desk

/// Everything that has to be recorded for a desk to speak, and how prompts are made of it.
public struct VoiceScript: Sendable {
    /// The languages of the desk.
    public let languages: [Language]
    /// Every recording: by language, prompts in the order of their ids, then pieces in the order of the grammar.
    public let clips: [Clip]
    private let prompts: [Language: [String: PromptScript]]

    /// Writes the script of a desk.
    ///
    /// - Parameter pieces: of which values are made; a piece that has no text in a language is left out there.
    public init(
        _ catalogue: PromptCatalogue, pieces: PieceCatalogue, languages: [Language], provider: PromptScript.Provider
    ) {
        self.languages = languages
        var clips: [Clip] = []
        var prompts: [Language: [String: PromptScript]] = [:]
        for language in languages {
            for prompt in catalogue.prompts.values.sorted(by: { $0.id < $1.id }) {
                let script = PromptScript(prompt, in: language, provider: provider)
                prompts[language, default: [:]][prompt.id] = script
                for case .clip(let clip) in script.parts { clips.append(clip) }
            }
            for name in PieceNames.all(in: language) {
                guard let piece = pieces.pieces[name], let text = piece.texts[language] else { continue }
                let spoken = (piece.spoken[language] ?? text) + (PieceNames.isFollowed(name) ? "," : "")
                clips.append(
                    Clip(
                        language: language, name: Self.pieceName(name), text: text, spoken: spoken, note: piece.note,
                        place: piece.place, prompt: nil))
            }
        }
        self.clips = clips
        self.prompts = prompts
    }

    /// The name of a piece's recording.
    static func pieceName(_ piece: String) -> String { "pieces/\(piece)" }

    /// How a prompt is spoken in a language.
    public func script(of prompt: String, in language: Language) -> PromptScript? { prompts[language]?[prompt] }
}
