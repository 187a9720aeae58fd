import ArgumentParser
import Calls
import Desk
import DeskFolder
import Foundation
import Ledger

/// `voicedesk ledger erase`.
struct LedgerEraseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Remove what is personal of a client's calls, or of a person's drills; the log still verifies.",
        discussion: """
            Payloads and their salts are removed, in the rows of the calls too, and the recordings of messages. Invoices stay, as the law
            asks for them. The reason stays in the log for ever: name nobody in it. The file is then written anew, during which calls are \
            connected without a record: choose a quiet hour. It cannot be taken back. Of a person who practised, the name and all that was \
            said go; points and scenario stay, of nobody.

            EXAMPLES
              voicedesk ledger erase --client 12345 --reason "request of 2026-11-02"
              voicedesk ledger erase --client 12345 --with-facts --reason "contract ended" --yes
              voicedesk ledger erase --person "Bruno Keller" --reason "left the team"
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Option(help: "The client's five-digit number.")
    var client: String?
    @Option(help: "The name of somebody who practised, in place of a client.")
    var person: String?
    @Option(help: "Why; it is written into the log.")
    var reason: String
    @Flag(help: "Also remove contacts, services and tickets, of one who is no client any more.")
    var withFacts = false
    @Flag(help: "Do not ask.")
    var yes = false
    @OptionGroup var actor: ActorOption

    func validate() throws {
        guard (client == nil) != (person == nil) else {
            throw ValidationError("name a --client, or a --person who practised")
        }
        guard person == nil || !withFacts else { throw ValidationError("--with-facts goes with --client") }
    }

    func run() throws {
        if let person { return try eraseDrills(of: person) }
        guard let client else { return }
        try erase(try Reading.client(client))
    }

    private func eraseDrills(of person: String) throws {
        let ledger = try ledgerOptions.openExisting()
        try Confirmation.ask("Erase the name and the drills of \(person)?", yes: yes)
        let count = try ledger.eraseDrills(of: person, reason: reason, by: actor.name, at: SystemTime.now)
        print("\(count) drills erased")
    }

    private func erase(_ client: ClientNumber) throws {
        let desk = try options.load()
        let ledger = try ledgerOptions.openExisting()
        try Confirmation.ask("Erase everything personal of the calls of client \(client)?", yes: yes)
        let summary = try ledger.erase(
            client, withFacts: withFacts, reason: reason, by: actor.name, at: SystemTime.now)
        let missing = MessageFiles(desk).delete(summary.files)
        print(
            "\(summary.calls) calls erased (\(summary.entries) entries, \(summary.facts) other rows, \(summary.files.count) messages)"
        )
        for file in missing { Output.error("voicedesk: the message \(file) could not be deleted: delete it by hand") }
        if !missing.isEmpty { throw FellShort() }
    }
}

/// `voicedesk ledger retain`.
struct LedgerRetainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retain", abstract: "Remove what is kept no longer, by the desk's 'retention'.",
        discussion: """
            A server does this every day. Calls that were invoiced are kept as long as their charges.

            EXAMPLE
              voicedesk ledger retain
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions

    func run() throws {
        let desk = try options.load()
        let files = MessageFiles(desk)
        let summary = try ledgerOptions.openExisting().retain(
            desk.retention, messages: desk.telephony.voicemail.keep, at: SystemTime.now
        ) { files.delete([$0]).isEmpty }
        print(
            "\(summary.erasure.calls) calls erased, \(summary.messages.count) messages deleted, "
                + "\(summary.passcodeFailures) wrong passcodes forgotten, \(summary.drills) drills erased")
        for file in summary.undeleted {
            Output.error("voicedesk: the message \(file) could not be deleted: delete it by hand")
        }
        if !summary.undeleted.isEmpty { throw FellShort() }
    }
}

/// `voicedesk ledger backup`.
struct LedgerBackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy a ledger that is in use into one file that stands on its own.",
        discussion: """
            Calls go on meanwhile. The copy is of one moment, and is verified before this ends.

            EXAMPLES
              voicedesk ledger backup /mnt/backup/ledger-2026-11-23.sqlite
              voicedesk ledger backup small.sqlite --compact
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @Argument(help: "The new file.", completion: .file())
    var file: String
    @Flag(help: "Write it without free space (VACUUM INTO); it takes longer.")
    var compact = false

    func run() throws {
        let ledger = try ledgerOptions.openExisting()
        let line = ProgressLine("copying")
        try ledger.backUp(to: file, compact: compact) { line.show($0, of: $1) }
        line.clear()
        let report = LedgerVerifier().verify(path: file)
        guard report.holds else {
            Output.error(
                "voicedesk: the copy does not verify: \(report.integrity.first?.message ?? "see 'ledger verify'")")
            throw FellShort()
        }
        print("\(file): \(report.entries) entries, verified")
    }
}

/// Asks before something that cannot be taken back.
enum Confirmation {
    static func ask(_ question: String, yes: Bool) throws {
        if yes { return }
        guard isatty(STDIN_FILENO) == 1 else {
            throw Unusable("\(question) nobody can answer here", mend: "say --yes if it is meant")
        }
        Output.write("\(question) [y/N] ")
        guard let answer = readLine()?.lowercased(),
            answer == "y" || answer == "yes" || answer == "o" || answer == "oui"
        else { throw Unusable("nothing was done", mend: "answer y if it is meant") }
    }
}

/// The files of messages, in the folder that the desk names.
struct MessageFiles {
    private let folder: String

    init(_ desk: DeskFolder) { folder = desk.telephony.voicemail.folder }

    /// Deletes files.
    /// - Returns: those that are there and could not be deleted.
    func delete(_ files: [String]) -> [String] {
        files.filter { file in
            let path = folder + "/" + file
            guard FileManager.default.fileExists(atPath: path) else { return false }
            return (try? FileManager.default.removeItem(atPath: path)) == nil
        }
    }
}
