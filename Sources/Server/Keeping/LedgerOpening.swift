import Desk
import Foundation
import Ledger
import Logging

/// The ledger that a server writes into: its own, or an emergency one where its own cannot be used.
///
/// With an emergency ledger the desk knows nothing for sure: every question of the rules is `unavailable`, so callers are
/// connected and nothing can be billed (design, rule 4 of section 1). What happens is written down all the same, in a file
/// beside the broken one.
public struct LedgerOpening: Sendable {
    /// The ledger.
    public let ledger: Ledger
    /// Why the server's own ledger is not used; nothing if it is.
    public let failure: LedgerError?

    /// Opens the ledger of a server, or an emergency one.
    ///
    /// - Throws: where not even a file beside it or in the folder for temporary files can be made.
    public static func open(_ path: String, at now: Instant, logger: Logger) throws(LedgerError) -> LedgerOpening {
        do {
            return LedgerOpening(ledger: try Ledger(path: path), failure: nil)
        } catch {
            logger.critical(
                "the ledger cannot be used: callers are connected unchecked and nothing is billed",
                metadata: ["reason": "\(error.message)", "mend": "\(error.mend)"])
            return LedgerOpening(ledger: try emergency(beside: path, at: now, logger), failure: error)
        }
    }

    private static func emergency(
        beside path: String, at now: Instant, _ logger: Logger
    ) throws(LedgerError) -> Ledger {
        let suffix = ".emergency-\(now.milliseconds).sqlite"
        let name = URL(fileURLWithPath: path).lastPathComponent + suffix
        let places = [path + suffix, FileManager.default.temporaryDirectory.appendingPathComponent(name).path]
        var last: LedgerError?
        for place in places {
            do {
                let ledger = try Ledger(path: place)
                logger.critical("calls are written into an emergency ledger", metadata: ["file": "\(place)"])
                return ledger
            } catch { last = error }
        }
        throw last ?? LedgerError(.cannotOpen, "no ledger can be made", mend: "free some space")
    }
}
