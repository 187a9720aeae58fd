import Desk
import Testing

@testable import Ledger

let clientHeader = ClientLines.columns.joined(separator: ",")
let ticketHeader = TicketLines.columns.joined(separator: ",")

@Suite("Importing clients and tickets") struct ImportTests {
    let file: LedgerFile
    let ledger: Ledger

    init() throws {
        file = try LedgerFile()
        ledger = try file.open()
    }

    private func facts() -> LedgerFacts { LedgerFacts(ledger, hasher: PlainHasher()) { _, _ in } }

    private func importClients(_ lines: String...) throws -> ImportSummary {
        try ledger.importClients(
            csv: ([clientHeader] + lines).joined(separator: "\r\n"), file: "c.csv", hasher: PlainHasher())
    }

    private func importTickets(_ lines: String...) throws -> ImportSummary {
        try ledger.importTickets(csv: ([ticketHeader] + lines).joined(separator: "\n"), file: "t.csv", zone: .utc)
    }

    private let marie =
        "12345,Atelier,office,srv-1:dedicated-server|a.example:domain,01,Marie,+33612345678|0612345679,yes"

    @Test("Several lines make one client") func clients() throws {
        let summary = try importClients(
            marie + ",aB7,",
            "12345,Atelier,office, srv-1:dedicated-server | a.example : domain ,02,\"Paul, G.\",,no,,en",
            "54321,=SUM(A1),,,,,,,,", ",,,,,,,,,")
        #expect(summary == ImportSummary(added: 2))
        let number = try client("12345")
        let services = [Service(name: "srv-1", kind: .dedicatedServer), Service(name: "a.example", kind: .domain)]
        #expect(
            facts().client(number).value
                == Client(
                    number: number, name: "Atelier", contract: "office", services: services,
                    contacts: [
                        Contact(
                            code: "01", name: "Marie", phones: [try phone("+33612345678"), try phone("+33612345679")],
                            isTechnical: true,
                            passcode: PlainHasher().hash(keys: "227", client: number, contact: "01")),
                        Contact(code: "02", name: "Paul, G.", phones: [], isTechnical: false, language: .english),
                    ]))
        #expect(facts().client(try client("54321")).value??.name == "=SUM(A1)")
    }

    @Test("Columns in another order, semicolons and a byte order mark are fine") func shapes() throws {
        let columns = ClientLines.columns.reversed().joined(separator: ";")
        let csv = "\u{FEFF}\(columns)\r\n;;;;;;\"x:shared\";;\"Élan; père\";12345\r\n"
        #expect(try ledger.importClients(csv: csv, file: "c.csv", hasher: PlainHasher()).added == 1)
        #expect(facts().client(try client("12345")).value??.name == "Élan; père")
    }

    @Test("Importing again changes what changed, keeps passcodes, and leaves other clients alone") func again() throws {
        _ = try importClients(marie + ",aB7,", "54321,Garage,,,,,,,,")
        #expect(
            try importClients(marie + ",aB7,", "54321,Garage,,,,,,,,").description == "0 added, 0 changed, 2 unchanged")
        #expect(try importClients(marie + ",,").description == "0 added, 0 changed, 1 unchanged")
        #expect(
            try importClients("11111,New,,,,,,,,", "54321,Garage,office,,,,,,,") == ImportSummary(added: 1, changed: 1))
        let number = try client("12345")
        #expect(facts().contacts(of: number).value?.first?.passcode != nil)
        #expect(try importClients(marie + ",-,") == ImportSummary(changed: 1))
        #expect(facts().contacts(of: number).value?.map(\.code) == ["01"])
        #expect(facts().contacts(of: number).value?.first?.passcode == nil)
        #expect(try importClients("12345,Atelier,,,,,,,,") == ImportSummary(changed: 1))
        #expect(facts().contacts(of: number).value == [])
        #expect(facts().client(try client("54321")).value??.contract == "office")
    }

    @Test("A client with tickets can be imported again") func clientWithTickets() throws {
        _ = try importClients(marie + ",,")
        _ = try importTickets("T-1,12345,portal,srv-1,urgent,blocking,2026-03-10T20:30,,")
        #expect(try importClients("12345,Renamed,,,,,,,,") == ImportSummary(changed: 1))
        #expect(try ledger.tickets().count == 1)
    }

    @Test("Contracts are checked where the policy is known") func contracts() throws {
        let csv = "\(clientHeader)\n12345,A,gold,,,,,,,\n"
        #expect(
            refusal {
                _ = try ledger.importClients(
                    csv: csv, file: "c.csv", hasher: PlainHasher(), contracts: ["standard", "office"])
            }
                == "c.csv:2:9: contract \"gold\" is not in the policy: "
                + "write one of office, standard, or nothing for the usual one")
    }

    @Test("Tickets are added, changed and counted") func tickets() throws {
        _ = try importClients(marie + ",,")
        let one = "T-1,12345,portal,srv-1,urgent,blocking,2026-03-10T20:30:00+01:00"
        #expect(
            try importTickets(one + ",,", "T-2,12345,email,,normal,assistance,2026-03-10 20:30,2026-03-10 21:00,")
                == ImportSummary(added: 2))
        #expect(try ledger.tickets().map(\.opened) == [time("2026-03-10T19:30:00Z"), time("2026-03-10T20:30:00Z")])
        #expect(
            try importTickets(
                one + ",2026-03-10T20:00,", "T-2,12345,email,,normal,assistance,2026-03-10 20:30,2026-03-10 21:00,")
                == ImportSummary(changed: 1, unchanged: 1))
        #expect(try ledger.tickets().first?.responded == time("2026-03-10T20:00:00Z"))
        #expect(
            refusal { _ = try importTickets(one + ",,") }
                == "t.csv:2:66: the ticket \"T-1\" was answered at 2026-03-10T20:00:00Z, "
                + "and the file says that it was not: write the time of the answer, or leave the line out")
        _ = try importClients("54321,Garage,,,,,,,,")
        #expect(
            refusal { _ = try importTickets("T-1,54321,portal,,urgent,blocking,2026-03-10T20:30,,") }
                == "t.csv:2:5: the ticket \"T-1\" belongs to client 12345: correct the id or the client number")
    }

    @Test("One bad line, and nothing of the file is imported") func allOrNothing() throws {
        #expect(refusal { _ = try importClients(marie + ",,", "1,x,,,,,,,,") }.contains("is not five digits"))
        #expect(facts().client(try client("12345")).value == .some(nil))
        _ = try importClients(marie + ",,")
        #expect(
            refusal {
                _ = try importTickets(
                    "T-1,12345,portal,,urgent,blocking,2026-03-10T20:30,,",
                    "T-2,99999,portal,,urgent,blocking,2026-03-10T20:30,,")
            } == "t.csv:3:5: there is no client 99999: import the client first, or correct the number")
        #expect(try ledger.tickets().isEmpty)
    }

    @Test("What somebody else changed between checking and writing is not overwritten") func meanwhile() throws {
        _ = try importClients(marie + ",,")
        var clients = ImportPlan<Client>()
        clients.add(Client(number: try client("12345"), name: "New"), insteadOf: nil)
        #expect(
            refusal { try ledger.write { try ClientWriter(database: $0).apply(clients) } }
                == "client 12345 was changed by somebody else during the import: import the file again")
        _ = try importTickets("T-1,12345,portal,,urgent,blocking,2026-03-10T20:30,,")
        var tickets = ImportPlan<Ticket>()
        tickets.add(try #require(try ledger.tickets().first), insteadOf: nil)
        #expect(
            refusal { try ledger.write { try TicketWriter(database: $0).apply(tickets) } }
                == "the ticket T-1 was changed by somebody else during the import: import the file again")
    }

    @Test("All errors of a file come in one go, in order") func inOneGo() throws {
        let text = refusal {
            _ = try importClients(
                "1234,,,x:car,7,,+1,maybe,abcd,de", "12345,A,,,01,B,,yes,,", "12345,C,,,01,D,,no,,", "short")
        }
        #expect(
            text.split(separator: "\n").map { $0.prefix { $0 != " " } } == [
                "c.csv:2:1:", "c.csv:2:6:", "c.csv:2:8:", "c.csv:2:14:", "c.csv:2:16:", "c.csv:2:17:", "c.csv:2:20:",
                "c.csv:2:26:", "c.csv:2:31:", "c.csv:4:7:", "c.csv:4:11:", "c.csv:5:1:",
            ])
    }

    @Test("No message repeats a passcode") func passcodes() throws {
        for line in ["12345,A,,,01,B,,yes,Sesame,", "12345,A,,,,,,,Sesame,", "12345,A,,,01,B,,yes,\"Sesame\"x,"] {
            let text = refusal { _ = try importClients(line) }
            #expect(text.hasPrefix("c.csv:2:"))
            #expect(!text.contains("Sesame"))
        }
    }

    @Test("More problems than anybody reads are counted, not listed") func manyProblems() throws {
        let csv = clientHeader + "\n" + String(repeating: "x\n", count: 1500)
        let lines = refusal { _ = try ledger.importClients(csv: csv, file: "c.csv", hasher: PlainHasher()) }
            .split(separator: "\n")
        #expect(lines.count == 1001)
        #expect(
            lines.last == "c.csv:1001:1: 500 more problems are not listed: mend these first, then import again")
    }

    @Test("A file that is too big is refused before it is read") func tooBig() throws {
        let bytes = [UInt8](repeating: 0x61, count: LedgerLimits.importBytes + 1)
        #expect(
            refusal { _ = try ledger.importClients(csv: bytes, file: "c.csv", hasher: PlainHasher()) }
                == "c.csv:1:1: the file has 67108865 bytes: split it into files of at most 67108864 bytes")
    }
}
