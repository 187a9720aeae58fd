import Desk
import Testing

/// Nobody is turned away, and nobody is billed, by a desk that cannot write it down (design rule 4).
@Suite("Stories: a ledger that fails") struct LedgerStories {
    @Test(arguments: stories) func ledger(_ story: Story) throws { try story.check() }

    private static let stories = [
        Story(
            "a caller who would be refused is connected", keys: "12345 2", silent: ["ledger"],
            expect: .failedOpen(to: "alice").hearing("desk-unavailable", "connecting")
                .neverHearing("refused-not-urgent", "price-quote")),
        Story(
            "so is one whose number no client has", from: Caller.stranger, keys: "99999", silent: ["ledger"],
            expect: .failedOpen(to: "alice").neverHearing("refused-unknown-client")),
        Story(
            "so is one whose passcode fails", world: "escalation", number: .managerial, keys: "12345 999 999 999",
            silent: ["ledger"], expect: .failedOpen(to: "irene").neverHearing("refused-passcode-failed")),
        Story(
            "an admitted call goes its way", keys: "12345 1 1 2 1", silent: ["ledger"],
            expect: .connected(to: "alice").hearing("price-quote")),
        Story(
            "and a mark on it is not billed", keys: "12345 1 1 2 1", technicians: "alice=mark", silent: ["ledger"],
            expect: .connected(to: "alice").notBilled(.deskUnavailable)),
    ]
}
