import CallFlow
import Desk

/// The desk's voice: turns what the desk says into frames that lie ready.
///
/// Speaking is total, as ``PromptRenderer`` is: a value that the call does not know is said to be so, a title of which there is no
/// recording is replaced by a phrase that tells where to find it, and a prompt that lacks the language is spoken in another.
public struct PromptVoice: Sendable {
    /// Silence after each prompt.
    static let pauseAfterPrompt = 300
    /// Silence between the words of a prompt and a value in it.
    static let pauseBesideValue = 60

    /// The sound, shared by all calls.
    public private(set) var store: FrameStore
    private let script: VoiceScript
    private let zone: ZoneRules
    private var runs: [Language: [String: FrameRun]]
    private var phrases: [Language: [String: FrameRun]] = [:]

    /// Joins a script with its recordings.
    ///
    /// - Parameter runs: where each recording lies in the store, by language and the clip's name.
    public init(_ script: VoiceScript, store: FrameStore, runs: [Language: [String: FrameRun]], zone: ZoneRules) {
        self.script = script
        self.store = store
        self.runs = runs
        self.zone = zone
    }

    /// Keeps the recording of a free text, such as a bulletin's title, which was made before the call.
    public mutating func add(_ samples: [Int16], for phrase: String, in language: Language) {
        phrases[language, default: [:]][phrase] = store.append(samples)
    }

    /// What is heard when utterances are spoken.
    ///
    /// - Parameter now: when it is spoken, which decides whether a moment is today.
    public func playlist(_ utterances: [Utterance], at now: Instant) -> Playlist {
        var list = Playlist()
        for utterance in utterances { speak(utterance, at: now, into: &list) }
        return list
    }

    /// How long utterances take to speak.
    public func duration(of utterance: Utterance, at now: Instant) -> Duration {
        playlist([utterance], at: now).duration
    }

    /// Every recording of the voice and where it lies, in the order of languages and names; phrases are not among them.
    ///
    /// For what recognises them on a line: tests that call a desk.
    package var recordings: [(language: Language, name: String, run: FrameRun)] {
        runs.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { language, runs in
            runs.sorted { $0.key < $1.key }.map { (language, $0.key, $0.value) }
        }
    }

    private func speak(_ utterance: Utterance, at now: Instant, into list: inout Playlist) {
        let languages = [utterance.language] + script.languages
        let found = languages.lazy.compactMap { language in
            script.script(of: utterance.prompt, in: language).map { (language, $0) }
        }.first { !$0.1.parts.isEmpty }
        guard let (language, prompt) = found else { return }
        let speaker = ValueSpeaker(language: language, zone: zone, now: now)
        for part in prompt.parts {
            switch part {
            case .clip(let clip): append(clip.name, language, to: &list)
            case .pause(let milliseconds): list.append(.silence(milliseconds: milliseconds))
            case .value(let name):
                let parts = utterance.values[name].map { speaker.parts($0, as: name) } ?? []
                list.append(
                    sound(of: parts.isEmpty ? [.piece(PieceNames.substitute(for: name))] : parts, name, in: language))
            }
        }
        list.append(.silence(milliseconds: Self.pauseAfterPrompt + prompt.pause))
    }

    /// How long a value takes to speak, the silence around it included.
    public func duration(of value: SpokenValue, as name: SpokenValueName, in language: Language, at now: Instant)
        -> Duration
    {
        let speaker = ValueSpeaker(language: language, zone: zone, now: now)
        return sound(of: speaker.parts(value, as: name), name, in: language).duration
    }

    /// The longest phrase that is spoken: a longer one is replaced.
    public static let longestPhrase = PromptText.longestValue - .milliseconds(2 * pauseBesideValue)

    /// A value with the silence around it; what would go over ``PromptText/longestValue`` is left out, but never of a price.
    private func sound(of parts: [SpokenPart], _ name: SpokenValueName, in language: Language) -> Playlist {
        let around = FrameRun.silence(milliseconds: Self.pauseBesideValue)
        var list = Playlist()
        list.append(around)
        for part in parts {
            let run = run(of: part, name, in: language)
            let isWithin = list.duration + run.duration + around.duration <= PromptText.longestValue
            guard isWithin || name == .price else { break }
            list.append(run)
        }
        list.append(around)
        return list
    }

    private func run(of part: SpokenPart, _ name: SpokenValueName, in language: Language) -> FrameRun {
        switch part {
        case .pause(let milliseconds): return .silence(milliseconds: milliseconds)
        case .piece(let piece): return recording(of: piece, in: language)
        case .phrase(let text):
            if let run = phrases[language]?[text], run.duration <= Self.longestPhrase { return run }
            return recording(of: PieceNames.substitute(for: name), in: language)
        }
    }

    private func recording(of piece: String, in language: Language) -> FrameRun {
        runs[language]?[VoiceScript.pieceName(piece)] ?? .silence(milliseconds: 0)
    }

    private func append(_ name: String, _ language: Language, to list: inout Playlist) {
        if let run = runs[language]?[name] { list.append(run) }
    }
}
