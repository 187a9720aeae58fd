import GRDB

/// Why the ledger refused, or could not do, what it was asked.
public struct LedgerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of trouble it is.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        // The file.
        case cannotOpen = "cannot-open"
        case notADatabase = "not-a-database"
        case foreignDatabase = "foreign-database"
        case newerVersion = "newer-version"
        case damaged
        case notDurable = "not-durable"
        // The store at work.
        case busy
        case closed
        case queueFull = "queue-full"
        case diskFull = "disk-full"
        case storage
        case constraint
        case unreadable
        // Worlds.
        case notEmpty = "not-empty"
        // Tickets and bulletins.
        case unknownClient = "unknown-client"
        case unknownService = "unknown-service"
        case unknownTicket = "unknown-ticket"
        case alreadyAnswered = "already-answered"
        case alreadyClosed = "already-closed"
        case unknownBulletin = "unknown-bulletin"
        case alreadyEnded = "already-ended"
        case inTheFuture = "in-the-future"
        case wrongOrder = "wrong-order"
        case incomplete
        // Calls.
        case duplicateCall = "duplicate-call"
        case unknownCall = "unknown-call"
        case callIsOver = "call-is-over"
        case tooLarge = "too-large"
        case drillIsNeverBilled = "drill-is-never-billed"
        case nobodyToBill = "nobody-to-bill"
        case notBillable = "not-billable"
        case badFileName = "bad-file-name"
        // Drills.
        case duplicateDrill = "duplicate-drill"
        case badDrill = "bad-drill"
        case unknownPerson = "unknown-person"
        // Charges.
        case unknownCharge = "unknown-charge"
        case wrongStatus = "wrong-status"
        case samePerson = "same-person"
        case disputed
        case alreadyDisputed = "already-disputed"
        // The log, its keys and erasures.
        case unknownKey = "unknown-key"
        case wrongKey = "wrong-key"
        case cannotErase = "cannot-erase"
    }

    /// What kind of trouble it is.
    public let kind: Kind
    /// What is wrong, with the offending value.
    public let message: String
    /// How to mend it.
    public let mend: String

    /// Makes an error.
    public init(_ kind: Kind, _ message: String, mend: String) {
        self.kind = kind
        self.message = message
        self.mend = mend
    }

    /// `what is wrong: how to mend it`.
    public var description: String { "\(message): \(mend)" }
}

extension LedgerError {
    /// Puts any error of the database into the ledger's words; statement arguments are left out, they may be personal.
    init(_ error: any Error) {
        switch error {
        case let error as LedgerError: self = error
        case let error as DatabaseError: self.init(database: error)
        default:
            self.init(
                .unreadable, "the database holds a value that cannot be read (\(type(of: error)))", mend: Self.restore)
        }
    }

    static let restore = "restore the last good copy of the file, and keep this one for examination"

    private init(database error: DatabaseError) {
        let detail = error.message ?? "SQLite code \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(.busy, "the database is locked by another program", mend: "end the other program, or try again")
        case .SQLITE_MISUSE:
            self.init(.closed, "the database is closed", mend: "open the ledger again")
        case .SQLITE_FULL:
            self.init(.diskFull, "the disk is full", mend: "free some space on the disk of the database")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(.damaged, "the database is damaged (\(detail))", mend: Self.restore)
        case .SQLITE_CONSTRAINT:
            self.init(.constraint, "the database refused a value (\(detail))", mend: "correct the value that it names")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_AUTH:
            self.init(
                .cannotOpen, "the database cannot be written (\(detail))",
                mend: "give this user the right to write the file and its directory")
        default:
            self.init(
                .storage, "the database failed (\(detail))", mend: "check the disk of the database and its messages")
        }
    }
}
