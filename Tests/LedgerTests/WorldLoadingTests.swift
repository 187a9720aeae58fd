import Desk
import Testing

@testable import Ledger

@Suite("Loading a world") struct WorldLoadingTests {
    let file: LedgerFile

    init() throws { file = try LedgerFile() }

    @Test("A world is loaded once, and known again by its hash") func once() throws {
        let ledger = try file.open()
        #expect(try ledger.load(World.sample(), named: "sample", hash: "1") == .loaded)
        #expect(try ledger.load(World.sample(), named: "sample", hash: "1") == .alreadyLoaded)
        #expect(try ledger.tickets().count == 3)
        #expect(
            refusal { _ = try ledger.load(World.sample(), named: "other", hash: "2") }
                == "\(file.path) already holds the world \"sample\", so \"other\" is not loaded: "
                + "name a new file with --database, or import clients and tickets instead")
    }

    @Test("Clients that were imported are not mixed with a world") func imported() throws {
        let ledger = try file.open()
        let header = ClientLines.columns.joined(separator: ",")
        _ = try ledger.importClients(csv: "\(header)\n12345,A,,,,,,,,\n", file: "c.csv", hasher: PlainHasher())
        #expect(
            refusal { _ = try ledger.load(World.sample(), named: "sample", hash: "1") }
                == "\(file.path) already holds clients or bulletins, so \"sample\" is not loaded: "
                + "name a new file with --database, or import clients and tickets instead")
    }

    @Test("A world with a fault is loaded not at all") func nothing() throws {
        let ledger = try file.open()
        var world = try World.sample()
        world.tickets.append(Ticket(id: "T-1", client: try client("99999"), channel: .portal, opened: .distantPast))
        #expect(
            refusal { _ = try ledger.load(world, named: "sample", hash: "1") }
                == "there is no client 99999: import the client first, or correct the number")
        world = try World.sample()
        world.clients.append(Client(number: try client("12345"), name: "Again"))
        #expect(
            refusal { _ = try ledger.load(world, named: "sample", hash: "1") }
                == "the world has two clients 12345: remove one of them from the world")
        world = try World.sample()
        world.bulletins.append(world.bulletins[0])
        #expect(
            refusal { _ = try ledger.load(world, named: "sample", hash: "1") }
                == "the database refused a value (UNIQUE constraint failed: bulletin.id): "
                + "correct the value that it names")
        #expect(try ledger.tickets().isEmpty)
        #expect(try ledger.bulletins().isEmpty)
        #expect(try ledger.load(World.sample(), named: "sample", hash: "1") == .loaded)
    }
}
