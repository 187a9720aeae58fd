import CallFlow
import CallTests
import Desk
import DeskFolder
import Prompts
import RTP
import Recognition

/// What may be heard of a desk, ready to be recognised: every prompt in every language, and for each call its prompts with their
/// values.
struct PromptShelf: Sendable {
    /// What a recording in a book stands for.
    struct Title: Hashable, Sendable {
        /// The prompt.
        let prompt: String
        /// How it reads; nothing where it is known without its values only.
        let text: String?
        /// Behind its last sample that is loud enough to be missed.
        let voiceEnd: Int
    }

    private let voice: PromptVoice
    private let book: PromptBook
    private let titles: [String: Title]
    /// Prompts that speak values, without them: for calls in which they are not expected.
    private let others: [(recording: Recognition.Recording, title: Title)]

    /// Makes the book of a desk, which all calls share.
    init(_ desk: DeskFolder, voice: PromptVoice) {
        self.voice = voice
        var recordings: [Recognition.Recording] = []
        var titles: [String: Title] = [:]
        var others: [(Recognition.Recording, Title)] = []
        let renderer = PromptRenderer(desk.catalogue, zone: desk.policy.zone)
        let anytime = Instant(seconds: 0)
        for prompt in desk.catalogue.prompts.values.sorted(by: { $0.id < $1.id }) {
            for language in desk.policy.languages {
                let utterance = Utterance(prompt: prompt.id, language: language)
                let samples = Self.samples(of: utterance, at: anytime, voice)
                guard !samples.isEmpty else { continue }
                let name = "\(language.rawValue):\(prompt.id)"
                let recording = Recognition.Recording(name: name, samples: samples)
                let text = prompt.values.isEmpty ? renderer.text(utterance, at: anytime) : nil
                let title = Title(prompt: prompt.id, text: text, voiceEnd: Self.voiceEnd(of: samples))
                if text == nil {
                    others.append((recording, title))
                } else {
                    recordings.append(recording)
                    titles[name] = title
                }
            }
        }
        book = PromptBook(recordings)
        self.titles = titles
        self.others = others
    }

    /// The book of one call: what is expected to be said in it, with its values, beside all else that may be.
    func book(for utterances: [Twin.TimedPrompt]) -> (book: PromptBook, titles: [String: Title]) {
        var recordings: [Recognition.Recording] = []
        var titles = titles
        // A prompt that is expected with its values is not to be taken for the same without them.
        let expected = Set(utterances.map(\.utterance.prompt))
        for (recording, title) in others where !expected.contains(title.prompt) {
            recordings.append(recording)
            titles[recording.name] = title
        }
        for prompt in utterances where !prompt.utterance.values.pairs.isEmpty {
            let name = "\(prompt.utterance.language.rawValue):\(prompt.text)"
            guard titles[name] == nil else { continue }
            let samples = Self.samples(of: prompt.utterance, at: prompt.at, voice)
            recordings.append(Recognition.Recording(name: name, samples: samples))
            titles[name] = Title(
                prompt: prompt.utterance.prompt, text: prompt.text, voiceEnd: Self.voiceEnd(of: samples))
        }
        return (book.adding(recordings), titles)
    }

    /// The level below which a sample is taken for silence, of 32,768.
    private static let silence = 300

    private static func voiceEnd(of samples: [Int16]) -> Int {
        (samples.lastIndex { abs(Int($0)) >= silence } ?? 0) + 1
    }

    /// What is heard of an utterance, at 8 kHz.
    private static func samples(of utterance: Utterance, at now: Instant, _ voice: PromptVoice) -> [Int16] {
        var playback = Playback(voice.playlist([utterance], at: now))
        var samples: [Int16] = []
        while let frame = playback.next() {
            samples += voice.store.bytes(of: frame, .aLaw).map(G711.aLaw.decode)
        }
        return samples
    }
}
