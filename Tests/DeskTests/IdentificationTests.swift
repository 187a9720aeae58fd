import Desk
import Testing

@Suite("Identification (R1, R2)") struct IdentificationTests {
    private let desk: Procedure

    init() throws { desk = try Procedure() }

    @Test("R1: a client number is known, unknown, missing, or cannot be known")
    func clients() throws {
        let stranger = try clientNumber("54321")
        #expect(Identification.client(desk.number, in: desk.facts()) == .known(desk.client))
        #expect(Identification.client(stranger, in: desk.facts()) == .unknown(stranger))
        #expect(Identification.client(nil, in: desk.facts()) == .missing)
        #expect(Identification.client(stranger, in: desk.facts(unavailable: [.clients])) == .unavailable)
        // Without a number there is nothing to look up.
        #expect(Identification.client(nil, in: desk.facts(unavailable: [.clients])) == .missing)
    }

    @Test("R2: a caller is recognised by the phone, and a withheld number is nobody's")
    func callers() throws {
        let facts = desk.facts()
        #expect(Identification.caller(desk.marie.phones.first, of: desk.number, in: facts) == .technical(desk.marie))
        #expect(Identification.caller(try phone("+33600000000"), of: desk.number, in: facts) == .unknown)
        #expect(Identification.caller(nil, of: desk.number, in: facts) == .unknown)
        #expect(Identification.caller(desk.marie.phones.first, of: try clientNumber("54321"), in: facts) == .unknown)
        let silent = desk.facts(unavailable: [.contacts])
        #expect(Identification.caller(nil, of: desk.number, in: silent) == .unavailable)
    }

    @Test("R2: a contact is chosen by the whole code")
    func codes() {
        let facts = desk.facts()
        #expect(Identification.contact(code: "01", of: desk.number, in: facts) == .technical(desk.marie))
        for code in ["", "0", "1", "02", "001", "010", "\u{660}\u{661}"] {
            #expect(Identification.contact(code: code, of: desk.number, in: facts) == .unknown, "\(code)")
        }
        let silent = desk.facts(unavailable: [.contacts])
        #expect(Identification.contact(code: "01", of: desk.number, in: silent) == .unavailable)
        #expect(Contact.codeLength == 2)
    }

    @Test("R2: somebody who is listed but no technical contact is not authorised")
    func notTechnical() throws {
        let paul = Contact(code: "02", name: "Paul", phones: [try phone("+33611111111")], isTechnical: false)
        let facts = try facts([desk.marie, paul])
        #expect(Identification.caller(paul.phones.first, of: desk.number, in: facts) == .notTechnical(paul))
        #expect(Identification.contact(code: "02", of: desk.number, in: facts) == .notTechnical(paul))
    }

    @Test("R2: of two people who share a phone the technical contact is meant, in any order")
    func sharedPhone() throws {
        let paul = Contact(code: "02", name: "Paul", phones: desk.marie.phones, isTechnical: false)
        for contacts in [[paul, desk.marie], [desk.marie, paul]] {
            let finding = Identification.caller(desk.marie.phones.first, of: desk.number, in: try facts(contacts))
            #expect(finding == .technical(desk.marie))
        }
    }

    @Test("R2: any of a contact's phones will do, however it is written")
    func manyPhones() throws {
        let nora = Contact(
            code: "03", name: "Nora", phones: [try phone("0290920500"), try phone("0033 7 11 11 11 11")],
            isTechnical: true)
        let facts = try facts([nora])
        for text in ["+33290920500", "0711111111"] {
            #expect(Identification.caller(try phone(text), of: desk.number, in: facts) == .technical(nora))
        }
    }

    private func facts(_ contacts: [Contact]) throws -> WorldFacts {
        let client = Client(number: desk.number, name: "Atelier Numérique", contacts: contacts)
        return WorldFacts(World(clients: [client]), hasher: PlainHasher())
    }
}
