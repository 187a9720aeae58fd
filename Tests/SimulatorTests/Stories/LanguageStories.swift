import CallFlow
import Desk
import Testing

/// Callers hear their contact's language once they are recognised, and the desk's first language before.
@Suite("Stories: language") struct LanguageStories {
    @Test(arguments: stories) func language(_ story: Story) throws { try story.check() }

    private static let stories = [
        Story(
            "an English-speaking contact is connected in English, and the technician whispered to in French",
            from: Caller.helen, keys: "12345 1 1 2 1",
            expect: .connected(to: "alice").by("12345", "03").speaking(.english).whispering(.french)),
        Story(
            "a refusal and its price are spoken in English before they are billed", world: "just-opened",
            from: Caller.helen, keys: "12345 9",
            expect: .abusive(.guaranteeRunning, charge: "350.00 EUR").speaking(.english)
                .hearing("refused-guarantee-running", "price-quote")),
        Story(
            "English begins with the contact code", from: nil, keys: "12345 03 2 hangup",
            expect: .refused(.notUrgent).by("12345", "03").speaking(.english).neverHearing("price-quote")),
        Story(
            "the managerial number speaks English too", world: "escalation", number: .managerial, from: Caller.helen,
            keys: "12345 592 1 1 2 1", expect: .connected(to: "irene").speaking(.english).keyed("12345 *** 1 1 2 1")),
        Story(
            "the managerial number's price is in English too", world: "escalation", number: .managerial,
            from: Caller.helen, keys: "12345 592 1 1 3 9",
            expect: .abusive(.notDedicated, charge: "450.00 EUR").speaking(.english)),
        Story(
            "an English-speaking client may have any passcode", world: "many-clients", number: .managerial,
            from: Caller.samuel, keys: "45678 674 1 1 2 1",
            expect: .connected(to: "irene").speaking(.english).whispering(.french)),
        Story(
            "silence in English", from: Caller.helen, keys: "12345",
            expect: .abandoned().speaking(.english).hearing("no-answer-goodbye")),
        Story(
            "a stranger hears French", from: Caller.stranger, keys: "12345 77", expect: .refused(.notTechnicalContact)),
    ]

    @Test("what is spoken before the caller is recognised is in the desk's first language")
    func before() throws {
        let run = try StoryRun(Story("", from: Caller.helen, keys: "12345 1 1 2 1", expect: .connected(to: "alice")))
        let spoken = run.effects.compactMap { effect in
            if case .play(_, let utterances, _) = effect { utterances.first } else { nil }
        }
        #expect(spoken.prefix(2).map(\.prompt) == ["welcome-emergency", "ask-client-number"])
        #expect(spoken.prefix(2).allSatisfy { $0.language == .french })
        #expect(spoken.dropFirst(2).allSatisfy { $0.language == .english })
    }
}
