import ArgumentParser
import Calls
import Desk
import DeskFolder
import Ledger
import Simulator

/// `voicedesk bulletin`: publish, end and list known incidents.
struct BulletinCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bulletin", abstract: "Publish, end and list bulletins (known incidents).",
        subcommands: [BulletinPublishCommand.self, BulletinEndCommand.self, BulletinListCommand.self])
}

/// `voicedesk bulletin publish`.
struct BulletinPublishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Publish a bulletin; callers whom it covers hear it first.",
        discussion: """
            EXAMPLES
              voicedesk bulletin publish "Coupure réseau salle 2" --covers srv-web-01,srv-web-02
              voicedesk bulletin publish "Maintenance" --covers network --from 2026-03-10T22:00 --until 2026-03-11T02:00
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Argument(help: "What it is about, as callers will hear it.")
    var title: String
    @Option(
        help: ArgumentHelp(
            "What it covers: names of services, network, or all; with commas between.", valueName: "list"))
    var covers: String
    @Option(help: ArgumentHelp("From when; now if left out.", valueName: "time"))
    var from: String?
    @Option(help: ArgumentHelp("Until when; open if left out.", valueName: "time"))
    var until: String?

    func run() throws {
        let zone = try options.load().policy.zone
        let scopes = covers.split(separator: ",").map { name -> Bulletin.Scope in
            switch name {
            case "all": .all
            case "network": .network
            default: .service(String(name))
            }
        }
        let bulletin = try ledgerOptions.openExisting().publish(
            title: title, covers: scopes,
            from: try from.map { try Reading.instant($0, option: "--from", in: zone) } ?? SystemTime.now,
            until: try until.map { try Reading.instant($0, option: "--until", in: zone) })
        print("\(bulletin.id) published from \(Timestamp.format(bulletin.from, in: zone))")
    }
}

/// `voicedesk bulletin end`.
struct BulletinEndCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "End a bulletin.",
        discussion: """
            EXAMPLE
              voicedesk bulletin end B-1
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Argument(help: "The bulletin's id.")
    var bulletin: String
    @OptionGroup var moment: MomentOption

    func run() throws {
        let zone = try options.load().policy.zone
        let at = try moment.read(in: zone)
        try ledgerOptions.openExisting().end(bulletin, at: at)
        print("\(bulletin) ended at \(Timestamp.format(at, in: zone))")
    }
}

/// `voicedesk bulletin list`.
struct BulletinListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List bulletins.",
        discussion: """
            EXAMPLES
              voicedesk bulletin list
              voicedesk bulletin list --active-at 2026-03-10T20:30
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Option(help: ArgumentHelp("Only those that are active then.", valueName: "time"))
    var activeAt: String?
    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let zone = try options.load().policy.zone
        let moment = try activeAt.map { try Reading.instant($0, option: "--active-at", in: zone) }
        let bulletins = try ledgerOptions.openExisting().bulletins(activeAt: moment)
        if json {
            let items = bulletins.map { bulletin in
                JSON.object([
                    ("id", .string(bulletin.id)), ("title", .string(bulletin.title)),
                    ("covers", .array(bulletin.covers.map { .string(words($0)) })),
                    ("from", .string(Timestamp.format(bulletin.from, in: zone))),
                    ("until", .optional(bulletin.until.map { Timestamp.format($0, in: zone) })),
                ])
            }
            print(JSON.array(items).pretty())
        } else if bulletins.isEmpty {
            print("no bulletin")
        } else {
            let rows = bulletins.map { bulletin in
                [
                    bulletin.id, bulletin.covers.map(words).joined(separator: ","),
                    Timestamp.format(bulletin.from, in: zone),
                    bulletin.until.map { Timestamp.format($0, in: zone) } ?? "–",
                    bulletin.title,
                ]
            }
            print(Output.table([["bulletin", "covers", "from", "until", "title"]] + rows))
        }
    }

    private func words(_ scope: Bulletin.Scope) -> String {
        switch scope {
        case .all: "all"
        case .network: "network"
        case .service(let name): name
        }
    }
}
