import CallFlow
import Desk
import Prompts
import Testing

/// How prompts are cut into recordings.
struct PromptScriptTests {
    private let provider = PromptScript.Provider(name: "DRI", spoken: "D R I")

    private func script(_ text: String, spoken: String? = nil, language: Language = .french) throws -> VoiceScript {
        let prompt = Prompt(
            id: "p", texts: [language: try PromptText(text)],
            spoken: try spoken.map { [language: try PromptText($0)] } ?? [:], place: SourcePlace(file: "c.yaml"))
        return VoiceScript(
            PromptCatalogue([prompt]), pieces: PieceCatalogue([]), languages: [language], provider: provider)
    }

    /// The parts in short: `name(text|engine's text)`, `{value}`, pauses in milliseconds.
    private func parts(_ text: String, spoken: String? = nil) throws -> [String] {
        try #require(try script(text, spoken: spoken).script(of: "p", in: .french)).parts.map { part in
            switch part {
            case .clip(let clip): "\(clip.name)(\(clip.text)|\(clip.spoken))"
            case .value(let name): "{\(name.rawValue)}"
            case .pause(let milliseconds): "\(milliseconds)"
            }
        }
    }

    @Test("A prompt without values is one recording under its own name")
    func whole() throws {
        #expect(try parts("Merci. Au revoir.") == ["p(Merci. Au revoir.|Merci. Au revoir.)", "300"])
    }

    @Test("The provider's name is recorded with the words around it, as it is spoken")
    func providerName() throws {
        #expect(try parts("Ici {provider}, bonjour !") == ["p(Ici DRI, bonjour !|Ici D R I, bonjour !)", "300"])
    }

    @Test("A prompt is cut at its values; what goes on keeps the voice up; punctuation beside a value is silence")
    func values() throws {
        #expect(
            try parts("Votre ticket {ticket} est sans réponse depuis {opened}.") == [
                "p.1(Votre ticket|Votre ticket,)", "{ticket}",
                "p.2(est sans réponse depuis|est sans réponse depuis,)", "{opened}", "300",
            ])
        #expect(
            try parts("Publié : {bulletin}. Suivez-le, {client_number}, ici.") == [
                "p.1(Publié :|Publié :)", "220", "{bulletin}", "300", "p.2(Suivez-le,|Suivez-le,)", "140",
                "{client_number}", "140", "p.3(ici.|ici.)", "300",
            ])
    }

    @Test("Values at both ends and side by side need no recording between them")
    func onlyValues() throws {
        #expect(try parts("{ticket} {opened}") == ["{ticket}", "{opened}"])
        #expect(try parts("{ticket} : {opened}") == ["{ticket}", "220", "{opened}"])
    }

    @Test("The engine's text may differ; a person reads the catalogue's")
    func spoken() throws {
        #expect(
            try parts("Onglet Info. Techniques : {bulletin}.", spoken: "Onglet informations techniques : {bulletin}.")
                == [
                    "p(Onglet Info. Techniques :|Onglet informations techniques :)", "220", "{bulletin}", "300",
                ])
    }

    @Test("Each piece of the grammar is a recording of its own, in each language that has a text for it")
    func pieces() throws {
        let place = SourcePlace(file: "p.yaml")
        let pieces = PieceCatalogue([
            Piece(name: "number-1", texts: [.french: "un", .english: "one"], place: place),
            Piece(name: "hour-1", texts: [.french: "une heure"], place: place),
        ])
        let script = VoiceScript(
            PromptCatalogue([]), pieces: pieces, languages: [.french, .english], provider: provider)
        #expect(
            script.clips.map(\.path).sorted() == [
                "en/pieces/number-1.wav", "fr/pieces/hour-1.wav", "fr/pieces/number-1.wav",
            ])
    }

    @Test("The longest that a recording may take is what the proof of the longest call assumes for its words")
    func lengths() throws {
        let text = try PromptText("Votre ticket {ticket} est sans réponse depuis {opened}.")
        let prompt = Prompt(id: "p", texts: [.french: text], place: SourcePlace(file: "c.yaml"))
        let script = VoiceScript(
            PromptCatalogue([prompt]), pieces: PieceCatalogue([]), languages: [.french], provider: provider)
        let clips = script.clips.reduce(Duration.zero) { $0 + $1.longestDuration }
        #expect(clips + PromptText.longestValue * 2 <= prompt.longestDuration)
    }
}
