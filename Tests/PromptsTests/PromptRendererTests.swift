import CallFlow
import Desk
import Prompts
import Testing

@Suite("Prompts as text") struct PromptRendererTests {
    private let now: Instant
    private let renderer: PromptRenderer

    init() throws {
        now = try paris("2026-03-10T20:30:00")
        renderer = PromptRenderer(
            try catalogue([
                "price-quote": [
                    .french: "Toute utilisation abusive est facturée {price}.",
                    .english: "Abusive use is billed {price}.",
                ],
                "ticket-found": [
                    .french: "Votre ticket {ticket} est sans réponse depuis {opened}.",
                    .english: "Your ticket {ticket} has been unanswered since {opened}.",
                ],
                "bulletin": [.french: "Incident connu : {bulletin}. Merci."],
                "number": [.french: "Appelez le {emergency_number}"],
                "client": [.french: "{client_number}"],
                "goodbye": [.french: "Au revoir.", .english: "Goodbye."],
                "english-only": [.english: "From {support_opens}."],
                "silent": [:],
            ]), zone: .paris2026)
    }

    private func text(_ prompt: String, _ language: Language, _ values: SpokenValues = [:]) -> String {
        renderer.text(Utterance(prompt: prompt, language: language, values: values), at: now)
    }

    private func duration(_ prompt: String, _ values: SpokenValues = [:]) -> Duration {
        renderer.duration(of: Utterance(prompt: prompt, language: .french, values: values), at: now)
    }

    @Test("are the catalogue's words with the call's values, in the utterance's language")
    func words() throws {
        let ticket: SpokenValues = [
            .ticket: .digits("T-8812"), .opened: .instant(try paris("2026-03-10T19:02:00")),
        ]
        #expect(text("ticket-found", .french, ticket) == "Votre ticket T-8812 est sans réponse depuis 19 h 02.")
        #expect(text("ticket-found", .english, ticket) == "Your ticket T-8812 has been unanswered since 19:02.")
        let price: SpokenValues = [.price: .money(Money(cents: 35_000))]
        #expect(text("price-quote", .french, price) == "Toute utilisation abusive est facturée 350 € HT.")
        #expect(text("price-quote", .english, price) == "Abusive use is billed €350 excl. tax.")
        #expect(text("goodbye", .english) == "Goodbye.")
    }

    @Test("show that a value is missing")
    func missingValue() {
        #expect(text("ticket-found", .french) == "Votre ticket … est sans réponse depuis …")
        #expect(
            text("ticket-found", .english, [.ticket: .digits("T-1")])
                == "Your ticket T-1 has been unanswered since …")
    }

    @Test("ignore values that the prompt does not speak")
    func extraValue() {
        #expect(text("goodbye", .french, [.price: .money(Money(cents: 35_000))]) == "Au revoir.")
    }

    @Test("do not double the full stop of a title")
    func fullStop() {
        let title = SpokenValue.text("Coupure réseau salle 2.")
        #expect(text("bulletin", .french, [.bulletin: title]) == "Incident connu : Coupure réseau salle 2. Merci.")
    }

    @Test("take another language where the prompt lacks the one asked for, values included")
    func otherLanguage() throws {
        let opens = SpokenValue.time(try #require(TimeOfDay(hour: 8, minute: 0)))
        #expect(text("english-only", .french, [.supportOpens: opens]) == "From 08:00.")
        #expect(text("number", .english) == "Appelez le …")
    }

    @Test("show the id of a prompt that the catalogue lacks", arguments: ["nonsense", "silent"])
    func unknownPrompt(id: String) {
        #expect(text(id, .french) == "[\(id)]")
        #expect(duration(id) == .zero)
    }

    @Test("take half a second and fifteen characters a second to speak")
    func pace() {
        #expect(duration("goodbye") == .milliseconds(1160))
    }

    @Test("take longer for digits, which are read as words")
    func digits() throws {
        #expect(duration("client", [.clientNumber: .digits("12345")]) == .milliseconds(3000))
        let phone = SpokenValue.phone(try #require(PhoneNumber("+33290920555")))
        // Two pauses, "Appelez le ", ten digits and the four spaces between them.
        let spoken = duration("number", [.emergencyNumber: phone])
        #expect(spoken == .milliseconds(5990))
    }

    @Test("never take less than their words, nor more than their longest values")
    func bounds() {
        let title = String(repeating: "9", count: 10_000)
        #expect(duration("bulletin", [.bulletin: .text(title)]) < .seconds(60))
        #expect(duration("bulletin") >= .milliseconds(2216))
    }
}
