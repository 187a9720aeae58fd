import ArgumentParser
import Calls
import Desk
import DeskFolder
import Ledger
import Simulator

/// `voicedesk ticket`: open, answer, close and list requests.
struct TicketCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ticket", abstract: "Open, answer, close and list tickets.",
        subcommands: [
            TicketOpenCommand.self, TicketRespondCommand.self, TicketCloseCommand.self, TicketListCommand.self,
        ])
}

extension ChannelName: ExpressibleByArgument {}
extension TicketPriority: ExpressibleByArgument {}
extension TicketQualification: ExpressibleByArgument {}

/// `voicedesk ticket open`.
struct TicketOpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open a ticket, as a client does through the portal.",
        discussion: """
            EXAMPLES
              voicedesk ticket open --client 12345 --service srv-web-01 --priority urgent --qualification blocking
              voicedesk ticket open --client 12345 --at 2026-03-10T19:02
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Option(help: "The client's five-digit number.")
    var client: String
    @Option(help: "The service that it is about.")
    var service: String?
    @Option(help: "How it came: portal or email.")
    var channel: ChannelName = .portal
    @Option(help: "How pressing it is: normal or urgent.")
    var priority: TicketPriority = .normal
    @Option(help: "What it is: assistance, non-blocking or blocking.")
    var qualification: TicketQualification = .assistance
    @OptionGroup var moment: MomentOption

    func run() throws {
        let desk = try options.load()
        let opened = try moment.read(in: desk.policy.zone)
        let client = try Reading.client(client)
        let ticket = try ledgerOptions.openExisting().openTicket(
            client: client, channel: channel, service: service, priority: priority,
            qualification: qualification, opened: opened, now: max(opened, SystemTime.now))
        print("\(ticket.id) opened at \(Timestamp.format(ticket.opened, in: desk.policy.zone))")
    }
}

/// `voicedesk ticket respond`.
struct TicketRespondCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "respond", abstract: "Note that the provider answered a ticket.",
        discussion: """
            EXAMPLE
              voicedesk ticket respond T-8812 --at 2026-03-10T19:40
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Argument(help: "The ticket's id.")
    var ticket: String
    @OptionGroup var moment: MomentOption

    func run() throws {
        let desk = try options.load()
        let at = try moment.read(in: desk.policy.zone)
        try ledgerOptions.openExisting().respond(ticket, at: at, now: max(at, SystemTime.now))
        print("\(ticket) answered at \(Timestamp.format(at, in: desk.policy.zone))")
    }
}

/// `voicedesk ticket close`.
struct TicketCloseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Close a ticket.",
        discussion: """
            EXAMPLE
              voicedesk ticket close T-8812
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Argument(help: "The ticket's id.")
    var ticket: String
    @OptionGroup var moment: MomentOption

    func run() throws {
        let desk = try options.load()
        let at = try moment.read(in: desk.policy.zone)
        try ledgerOptions.openExisting().close(ticket, at: at, now: max(at, SystemTime.now))
        print("\(ticket) closed at \(Timestamp.format(at, in: desk.policy.zone))")
    }
}

/// `voicedesk ticket list`.
struct TicketListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List tickets.",
        discussion: """
            EXAMPLES
              voicedesk ticket list --open
              voicedesk ticket list --client 12345 --json
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Option(help: "Only this client's.")
    var client: String?
    @Flag(help: "Only those that are not closed.")
    var open = false
    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let zone = try options.load().policy.zone
        let tickets = try ledgerOptions.openExisting().tickets(
            client: try client.map { try Reading.client($0) }, openOnly: open)
        if json {
            let items = tickets.map { ticket in
                JSON.object([
                    ("id", .string(ticket.id)), ("client", .string(ticket.client.description)),
                    ("channel", .string(ticket.channel.rawValue)), ("service", .optional(ticket.service)),
                    ("priority", .string(ticket.priority.rawValue)),
                    ("qualification", .string(ticket.qualification.rawValue)),
                    ("opened", .string(Timestamp.format(ticket.opened, in: zone))),
                    ("responded", .optional(ticket.responded.map { Timestamp.format($0, in: zone) })),
                    ("closed", .optional(ticket.closed.map { Timestamp.format($0, in: zone) })),
                ])
            }
            print(JSON.array(items).pretty())
        } else if tickets.isEmpty {
            print("no ticket")
        } else {
            let header = ["ticket", "client", "channel", "service", "priority", "opened", "answered", "closed"]
            let rows = tickets.map { ticket in
                [
                    ticket.id, ticket.client.description, ticket.channel.rawValue, ticket.service ?? "–",
                    ticket.priority.rawValue, Timestamp.format(ticket.opened, in: zone),
                    ticket.responded.map { Timestamp.format($0, in: zone) } ?? "–",
                    ticket.closed.map { Timestamp.format($0, in: zone) } ?? "–",
                ]
            }
            print(Output.table([header] + rows))
        }
    }
}
