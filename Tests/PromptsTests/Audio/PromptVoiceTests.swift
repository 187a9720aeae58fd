import CallFlow
import Desk
import Prompts
import RTP
import Testing

/// What is heard of an utterance, with recordings that tell themselves apart: each is one steady level.
struct PromptVoiceTests {
    private let now = Instant(seconds: 1_773_171_000)

    /// A voice that speaks the given recordings, each for as many frames as is asked.
    private func voice(
        _ texts: [String: String], pause: Duration = .zero, frames: (String) -> Int = { _ in 3 }
    ) throws -> (PromptVoice, names: [FrameRun: String]) {
        let place = SourcePlace(file: "c.yaml")
        let prompts = try texts.map { id, text in
            Prompt(id: id, texts: [.french: try PromptText(text)], pause: pause, place: place)
        }
        let pieces = PieceNames.all(in: .french).map { Piece(name: $0, texts: [.french: $0], place: place) }
        let script = VoiceScript(
            PromptCatalogue(prompts), pieces: PieceCatalogue(pieces), languages: [.french],
            provider: PromptScript.Provider(name: "DRI", spoken: nil))
        var store = FrameStore()
        var (runs, names): ([String: FrameRun], [FrameRun: String]) = ([:], [:])
        for clip in script.clips {
            let run = store.append([Int16](repeating: 1_000, count: 160 * frames(clip.name)))
            runs[clip.name] = run
            names[run] = clip.name
        }
        return (PromptVoice(script, store: store, runs: [.french: runs], zone: .paris2026), names)
    }

    /// The recordings that are heard, without the silences.
    private func heard(_ utterance: Utterance, _ voice: (PromptVoice, names: [FrameRun: String])) -> [String] {
        voice.0.playlist([utterance], at: now).runs.compactMap { voice.names[$0] }
    }

    @Test("Words and the pieces of values are heard in the order of the text")
    func order() throws {
        let voice = try voice(["quote": "Facturé {price}. Voilà."])
        let utterance = Utterance(prompt: "quote", language: .french, values: [.price: .money(Money(cents: 45_000))])
        #expect(
            heard(utterance, voice) == [
                "quote.1", "pieces/hundred-4", "pieces/euros-50", "pieces/excluding-tax", "quote.2",
            ])
    }

    @Test("A value that the call does not know is said to be so")
    func unknown() throws {
        let voice = try voice(["found": "Ticket {ticket}."])
        #expect(heard(Utterance(prompt: "found", language: .french), voice) == ["found", "pieces/missing-value"])
    }

    @Test("A title without a recording is replaced, one with a recording is heard")
    func titles() throws {
        var voice = try voice(["news": "Publié : {bulletin}."])
        let utterance = Utterance(prompt: "news", language: .french, values: [.bulletin: .text("Coupure\nsalle 2")])
        #expect(heard(utterance, voice) == ["news", "pieces/unnamed-incident"])
        voice.0.add([Int16](repeating: 2_000, count: 1_600), for: "Coupure salle 2", in: .french)
        #expect(heard(utterance, voice) == ["news"])
        #expect(voice.0.playlist([utterance], at: now).runs.contains { $0.count == 10 && $0.first > 0 })
    }

    @Test("No value takes longer than the proof assumes: an id is cut, a title replaced")
    func longValues() throws {
        var voice = try voice(["found": "{ticket}", "news": "{bulletin}"]) { _ in 100 }
        let id = Utterance(prompt: "found", language: .french, values: [.ticket: .digits("123456789012")])
        let title = Utterance(prompt: "news", language: .french, values: [.bulletin: .text("Longue panne")])
        voice.0.add([Int16](repeating: 2_000, count: 8_000 * 9), for: "Longue panne", in: .french)
        let silence = Duration.milliseconds(300)
        #expect(voice.0.duration(of: id, at: now) <= PromptText.longestValue + silence)
        #expect(heard(id, voice) == ["pieces/number-12", "pieces/number-34", "pieces/number-56", "pieces/number-78"])
        #expect(heard(title, voice) == ["pieces/unnamed-incident"])
    }

    @Test("A prompt's own pause follows it")
    func pauses() throws {
        let (short, _) = try voice(["hold": "Patientez."])
        let (long, _) = try voice(["hold": "Patientez."], pause: .seconds(8))
        let utterance = Utterance(prompt: "hold", language: .french)
        #expect(long.duration(of: utterance, at: now) - short.duration(of: utterance, at: now) == .seconds(8))
    }

    @Test("A prompt that lacks the language is spoken in another; one that does not exist is silent")
    func languages() throws {
        let voice = try voice(["hold": "Patientez."])
        #expect(heard(Utterance(prompt: "hold", language: .english), voice) == ["hold"])
        #expect(voice.0.playlist([Utterance(prompt: "nothing", language: .french)], at: now).frameCount == 0)
    }
}
