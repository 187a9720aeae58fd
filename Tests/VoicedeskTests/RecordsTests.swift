import Foundation
import Testing

/// The procedure lived in a terminal: import, open a ticket, wait, answer, close; bulletins; the ledger.
struct RecordsTests {
    private let folder: TemporaryFolder
    private var database: [String] { ["--database", folder.file("ledger.sqlite")] }

    init() throws { folder = try TemporaryFolder() }

    private func run(_ arguments: String...) throws -> Program.Run { try Program.run(arguments + database) }

    private func importClients() throws {
        let csv = try folder.write(
            """
            client_number,client_name,contract,services,contact_code,contact_name,phones,technical,passcode,language
            12345,Atelier Numérique,standard,srv-web-01:dedicated-server|atelier.example:domain,01,Marie Le Goff,+33612345678,true,aB7,fr
            12345,Atelier Numérique,standard,srv-web-01:dedicated-server|atelier.example:domain,02,Paul Girard,+33612345679,false,,

            """, to: "clients.csv")
        let run = try run("import", "clients", csv)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.hasPrefix("clients: "))
    }

    @Test func aTicketIsOpenedAnsweredAndClosed() throws {
        try importClients()
        let open = try run(
            "ticket", "open", "--client", "12345", "--service", "srv-web-01", "--at", "2026-03-10T19:02")
        #expect(open.output == "T-1 opened at 2026-03-10T19:02:00+01:00\n", "\(open.errors)")
        #expect(try run("ticket", "list", "--open").output.contains("T-1"))
        #expect(try run("ticket", "respond", "T-1", "--at", "2026-03-10T19:40").status == 0)
        #expect(try run("ticket", "respond", "T-1").status == 2)
        #expect(try run("ticket", "close", "T-1", "--at", "2026-03-10T20:00").status == 0)
        #expect(try run("ticket", "list", "--open").output == "no ticket\n")
    }

    @Test func aTicketNeedsAKnownClientAndService() throws {
        try importClients()
        let client = try run("ticket", "open", "--client", "99999")
        #expect(client.status == 2)
        #expect(client.errors.contains("99999"))
        let service = try run("ticket", "open", "--client", "12345", "--service", "srv-web-99")
        #expect(service.status == 2)
        #expect(service.errors.contains("srv-web-99"))
        #expect(try run("ticket", "list").output == "no ticket\n")
    }

    @Test func aBulletinIsPublishedAndEnded() throws {
        try importClients()
        let publish = try run(
            "bulletin", "publish", "Coupure réseau", "--covers", "network", "--from", "2026-03-10T19:00")
        #expect(publish.output == "B-1 published from 2026-03-10T19:00:00+01:00\n", "\(publish.errors)")
        #expect(try run("bulletin", "list", "--active-at", "2026-03-10T20:00").output.contains("Coupure réseau"))
        #expect(try run("bulletin", "end", "B-1", "--at", "2026-03-10T21:00").status == 0)
        #expect(try run("bulletin", "list", "--active-at", "2026-03-10T22:00").output == "no bulletin\n")
    }

    @Test func aFileWithOneBadLineImportsNothing() throws {
        let csv = try folder.write(
            """
            client_number,client_name,contract,services,contact_code,contact_name,phones,technical,passcode,language
            12345,Atelier,standard,srv:dedicated-server,01,Marie,+33612345678,true,,
            1234,Autre,standard,srv:dedicated-server,01,Jean,+33612345677,true,,

            """, to: "clients.csv")
        let failed = try run("import", "clients", csv)
        #expect(failed.status == 2)
        #expect(failed.errors.contains("clients.csv:3:1: "), "\(failed.errors)")
        #expect(failed.errors.contains("1234"))
        #expect(try run("ticket", "open", "--client", "12345").errors.contains("12345"))
    }
}
