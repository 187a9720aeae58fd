import Desk
import Testing

/// Rules R1 and R2: who calls.
@Suite("Stories: identification") struct IdentificationStories {
    @Test(arguments: stories) func identification(_ story: Story) throws { try story.check() }

    private static let stories = [
        Story(
            "a caller who keys no client number is refused and never billed",
            expect: .refused(.noClientNumber).hearing("refused-no-client-number", "todo-no-client-number")
                .neverHearing("price-quote").keyed("")),
        Story(
            "four digits are no client number, however often", keys: "1234 1234 1234 9",
            expect: .refused(.noClientNumber).neverHearing("price-quote")),
        Story(
            "the managerial number asks for the client number too", world: "escalation", number: .managerial,
            expect: .refused(.noClientNumber).neverHearing("price-quote")),
        Story(
            "a client number may be keyed at the second attempt", keys: "silence 12345 1 1 2 1",
            expect: .connected(to: "alice").hearing("not-understood")),
        Story(
            "an unknown client is refused and never billed, whatever is keyed afterwards", keys: "99999 9 9",
            expect: .refused(.unknownClient).hearing("refused-unknown-client").neverHearing("price-quote")
                .keyed("99999")),
        Story(
            "a technical contact is recognised by phone, and no passcode is asked for on the emergency number",
            keys: "12345 1 1 2 1",
            expect: .connected(to: "alice").by("12345", "01").neverHearing("ask-contact-code", "ask-passcode")),
        Story(
            "a contact who is not a technical one is refused and never billed", from: Caller.paul, keys: "12345 9 9",
            expect: .refused(.notTechnicalContact).by("12345", "02").hearing("refused-not-technical-contact")
                .neverHearing("price-quote")),
        Story(
            "a caller who withholds the number is asked for a contact code", from: nil, keys: "12345 01 1 1 2 1",
            expect: .connected(to: "alice").by("12345", "01").hearing("ask-contact-code").keyed("12345 01 1 1 2 1")),
        Story(
            "the contact code of somebody who is not a technical contact is refused", from: nil, keys: "12345 02 9",
            expect: .refused(.notTechnicalContact).neverHearing("price-quote")),
        Story(
            "a contact code that nobody has is refused", from: Caller.stranger, keys: "12345 77 9",
            expect: .refused(.notTechnicalContact).by("12345", nil).neverHearing("price-quote")),
        Story(
            "a stranger who keys no contact code is refused", from: Caller.stranger, keys: "12345",
            expect: .refused(.notTechnicalContact).by("12345", nil).neverHearing("price-quote")),
        Story(
            "another client's technical contact is a stranger here", world: "many-clients", from: Caller.yann,
            keys: "12345 77", expect: .refused(.notTechnicalContact).by("12345", nil).hearing("ask-contact-code")),
        Story(
            "of two people who share a phone the technical contact is meant", world: "many-clients",
            from: Caller.garage, keys: "56789 1 1 2 1",
            expect: .connected(to: "alice").by("56789", "02").about("T-8823").neverHearing("ask-contact-code")),
    ]
}
