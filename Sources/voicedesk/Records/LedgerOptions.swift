import ArgumentParser
import Desk
import DeskFolder
import Foundation
import Ledger

/// The options that every command about stored records takes.
struct LedgerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The ledger's SQLite file.", valueName: "file"), completion: .file())
    var database: String = ProcessInfo.processInfo.environment["VOICEDESK_DATABASE"] ?? "voicedesk.sqlite"

    /// Opens the ledger; creates it if there is none.
    func open() throws -> Ledger { try Ledger(path: database) }

    /// Opens a ledger that exists.
    func openExisting() throws -> Ledger {
        guard FileManager.default.fileExists(atPath: database) else {
            throw Unusable(
                "there is no ledger '\(database)'", mend: "place a call first, or name another file with --database")
        }
        return try open()
    }

    /// Opens a ledger that exists for a report: the file is not searched for damage first.
    func openForReport() throws -> Ledger {
        guard FileManager.default.fileExists(atPath: database) else { return try openExisting() }
        return try Ledger(path: database, readsWhole: false)
    }

    /// The key of the passcode hashes; it lies beside the ledger and is made with it.
    func hasher() throws -> KeyedPasscodeHasher { try KeyedPasscodeHasher(keyFile: database + ".key") }
}

/// The moment of an entry: now, unless the user says otherwise.
struct MomentOption: ParsableArguments {
    @Option(help: ArgumentHelp("When; now if left out.", valueName: "time"))
    var at: String?

    func read(in zone: ZoneRules) throws -> Instant {
        try at.map { try Reading.instant($0, option: "--at", in: zone) } ?? SystemTime.now
    }
}
