import Desk
import Testing

@testable import Ledger

@Suite("Known phones") struct KnownPhonesTests {
    let file: LedgerFile
    let ledger: Ledger

    init() throws {
        file = try LedgerFile()
        ledger = try file.open()
    }

    @Test("Every contact's phones are known once they were read; a snapshot stays as it is") func known() throws {
        let phones = KnownPhones(ledger)
        let before = phones.snapshot
        _ = try ledger.load(World.sample(), named: "sample", hash: "1")
        #expect(try !phones.snapshot.contains(phone("+33612345678")))
        #expect(try phones.refresh() == 3)
        let after = phones.snapshot
        for number in ["+33612345678", "+33290920500", "+447700900123"] { #expect(try after.contains(phone(number))) }
        for number in ["+33612345679", "+3361234567", "+336123456780"] { #expect(try !after.contains(phone(number))) }
        #expect(before.count == 0)
        #expect(after.count == 3)
    }

    @Test("The longest number is known too, and a number of two contacts counts once") func longest() throws {
        let longest = try phone("+999999999999999")
        let contacts = ["01", "02"].map {
            Contact(code: $0, name: "Contact \($0)", phones: [longest], isTechnical: true)
        }
        let world = World(clients: [Client(number: try client("12345"), name: "Atelier", contacts: contacts)])
        _ = try ledger.load(world, named: "sample", hash: "1")
        let phones = KnownPhones(ledger)
        #expect(try phones.refresh() == 1)
        #expect(phones.snapshot.contains(longest))
    }

    @Test("If the numbers cannot be read, those of the last time stay") func failing() throws {
        let phones = KnownPhones(ledger)
        _ = try ledger.load(World.sample(), named: "sample", hash: "1")
        try phones.refresh()
        try ledger.close()
        #expect(refusal { try phones.refresh() }.contains("closed"))
        #expect(phones.snapshot.count == 3)
    }

    @Test("No more numbers are held than the limit") func limit() throws {
        _ = try ledger.load(World.sample(), named: "sample", hash: "1")
        #expect(try KnownPhones(ledger, limit: 2).refresh() == 2)
        #expect(LedgerLimits.knownPhones == 2_000_000)
    }
}
