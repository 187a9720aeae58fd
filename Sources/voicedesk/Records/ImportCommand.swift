import ArgumentParser
import Desk
import DeskFolder
import Foundation
import Ledger

/// `voicedesk import`: clients and tickets from CSV files.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import clients, tickets or invoice addresses from CSV.",
        subcommands: [ImportClientsCommand.self, ImportTicketsCommand.self, ImportAddressesCommand.self])
}

/// Reads a file of bytes whole.
enum ImportFile {
    static func read(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Unusable("'\(path)' cannot be read", mend: "name a readable CSV file")
        }
        return Array(data)
    }
}

/// `voicedesk import clients`.
struct ImportClientsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clients", abstract: "Import clients with their services and contacts: all lines, or none.",
        discussion: """
            One line a contact, with the columns client_number,client_name,contract,services,contact_code,contact_name,phones,\
            technical,passcode,language. Lines of one client repeat its fields. services: name:kind|name:kind; phones: with | \
            between. A client that is known already is changed. Passcodes are stored as keyed hashes only.

            EXAMPLE
              voicedesk import clients clients.csv --database voicedesk.sqlite
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Argument(help: "The CSV file.", completion: .file(extensions: ["csv"]))
    var file: String

    func run() throws {
        let desk = try options.load()
        let csv = try ImportFile.read(file)
        let contracts = Set(desk.policy.contracts.keys)
        let summary = try ledgerOptions.open().importClients(
            csv: csv, file: file, hasher: try ledgerOptions.hasher(), contracts: contracts)
        print("clients: \(summary)")
    }
}

/// `voicedesk import tickets`.
struct ImportTicketsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tickets", abstract: "Import tickets: all lines, or none.",
        discussion: """
            The columns are id,client_number,channel,service,priority,qualification,opened,responded,closed. Times without an \
            offset are the desk's. A ticket that is known already is changed.

            EXAMPLE
              voicedesk import tickets tickets.csv
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Argument(help: "The CSV file.", completion: .file(extensions: ["csv"]))
    var file: String

    func run() throws {
        let desk = try options.load()
        let csv = try ImportFile.read(file)
        let summary = try ledgerOptions.open().importTickets(csv: csv, file: file, zone: desk.policy.zone)
        print("tickets: \(summary)")
    }
}

/// `voicedesk import addresses`.
struct ImportAddressesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "addresses", abstract: "Import where invoices go: all lines, or none.",
        discussion: """
            The columns are client_number,name,street,extra,postcode,city,country,siren,vat. An empty name is the client's own; an empty \
            country is FR; siren and vat are for businesses.

            EXAMPLE
              voicedesk import addresses addresses.csv
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @Argument(help: "The CSV file.", completion: .file(extensions: ["csv"]))
    var file: String

    func run() throws {
        let csv = try ImportFile.read(file)
        print("addresses: \(try ledgerOptions.open().importAddresses(csv: csv, file: file))")
    }
}
