import Desk
import Testing

/// Rule R10: abusive use is billed where every condition holds, and only there.
@Suite("Stories: billing") struct BillingStories {
    @Test(arguments: stories) func billing(_ story: Story) throws { try story.check() }
    @Test(arguments: tariffs) func tariff(_ story: Story) throws { try story.check() }

    private static let free = Expected.refused(.notUrgent)

    private static let stories = [
        Story(
            "insisting with 9 after the price is billed at the emergency number's tariff", keys: "12345 2 9",
            expect: .abusive(.notUrgent, charge: "350.00 EUR").by("12345", "01")
                .hearing("price-quote", "press-9-to-insist", "insistence-recorded").keyed("12345 2 9")),
        Story(
            "insisting on the managerial number costs more", world: "escalation", number: .managerial,
            keys: "12345 227 1 1 3 9", expect: .abusive(.notDedicated, charge: "450.00 EUR")),
        Story(
            "insisting twice is billed once", keys: "12345 2 99 9",
            expect: .abusive(.notUrgent, charge: "350.00 EUR")),
        Story("saying nothing after the price is free", keys: "12345 2", expect: free.hearing("price-quote")),
        Story("hanging up after the price is free", keys: "12345 2 hangup", expect: free.hearing("price-quote")),
        Story("1 is no insisting", keys: "12345 2 1", expect: free.hearing("price-quote")),
        Story("star is no insisting", keys: "12345 2 *", expect: free.hearing("price-quote")),
        Story("8 before 9 is no insisting", keys: "12345 2 89", expect: free.hearing("price-quote")),
        Story(
            "who hangs up before the price is spoken to its end is never billed", keys: "12345 2 9",
            hangsUp: .during("price-quote"), expect: free.neverHearing("price-quote")),
        Story(
            "9 keyed ahead of the price is no insisting", keys: "12345 29",
            expect: free.hearing("price-quote").neverHearing("insistence-recorded")),
        Story(
            "who hangs up right after insisting is billed all the same", keys: "12345 2 9",
            hangsUp: .during("insistence-recorded"), expect: .abusive(.notUrgent, charge: "350.00 EUR")),
        Story(
            "an admitted call hears the price and is never billed", keys: "12345 1 1 2 1",
            expect: .connected(to: "alice").hearing("admitted", "price-quote", "press-1-to-be-connected")),
        Story(
            "who leaves at the price is free, and rings nobody", keys: "12345 1 1 2 hangup",
            expect: .abandoned().hearing("price-quote")),
        Story(
            "9 instead of 1 at the price is neither billed nor connected", keys: "12345 1 1 2 9 9 9",
            expect: .abandoned().hearing("price-quote")),
        Story(
            "a drill is decided by the same rules and never billed", keys: "12345 2 9", isDrill: true,
            expect: .abusive(.notUrgent, charge: nil).hearing("price-quote")),
        Story(
            "a drill may be connected", keys: "12345 1 1 2 1", isDrill: true, expect: .connected(to: "alice")),
        Story(
            "a drill of the managerial number is never billed either", number: .managerial, keys: "12345 227 9",
            isDrill: true, expect: .abusive(.emergencyNumberFirst, charge: nil)),
    ]

    private static let tariffs = [
        Story(
            "before the first tariff no price is told and nobody is billed", at: "2015-12-31T23:59:59+01:00",
            keys: "12345 9 9", expect: .refused(.noTicket).neverHearing("price-quote")),
        Story(
            "from the first day of the tariff on abusive use is billed", at: "2016-01-01T00:00:00+01:00",
            keys: "12345 9", expect: .abusive(.noTicket, charge: "350.00 EUR")),
        Story(
            "where the tariff cannot be read no price is told and nobody is billed", keys: "12345 2 9 9",
            silent: ["tariff"], expect: free.neverHearing("price-quote")),
        Story(
            "where the tariff cannot be read an admitted caller is connected without a price", keys: "12345 1 1 2",
            silent: ["tariff"], expect: .connected(to: "alice").neverHearing("price-quote")),
    ]
}
