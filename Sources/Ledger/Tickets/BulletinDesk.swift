import Desk
import GRDB

extension Ledger {
    /// Publishes a bulletin under the next free id, `B-<n>`.
    public func publish(
        title: String, covers: [Bulletin.Scope], from: Instant, until: Instant? = nil
    ) throws(LedgerError) -> Bulletin {
        try write { database in
            guard !title.isEmpty, title.count <= LedgerLimits.nameLength else {
                throw LedgerError(
                    .incomplete, "the title has \(title.count) characters", mend: "use 1 to \(LedgerLimits.nameLength)")
            }
            guard !covers.isEmpty else {
                throw LedgerError(
                    .incomplete, "the bulletin covers nothing", mend: "name services, \"network\" or \"all\"")
            }
            if let until, until <= from {
                throw LedgerError(
                    .wrongOrder, "the bulletin ends at \(Timestamp.format(until)), not after it begins",
                    mend: "name an end after \(Timestamp.format(from)), or none")
            }
            try BulletinDesk(database: database).requireServices(covers)
            let id = try FactReading(database: database).nextID("B", in: "bulletin")
            let bulletin = Bulletin(id: id, title: title, covers: covers, from: from, until: until)
            try BulletinDesk(database: database).insert(bulletin)
            return bulletin
        }
    }

    /// Ends a bulletin; one that had not begun yet never becomes active.
    public func end(_ id: String, at: Instant) throws(LedgerError) {
        try write { database in
            let sql = "SELECT * FROM bulletin WHERE id = ?"
            guard let record = try BulletinRecord.fetchOne(database, sql: sql, arguments: [id]) else {
                throw LedgerError(
                    .unknownBulletin, "there is no bulletin \(id)", mend: "list the bulletins and name one of them")
            }
            if let until = record.activeUntil, until <= at.milliseconds {
                throw LedgerError(
                    .alreadyEnded, "\(id) ended at \(Timestamp.format(Instant(milliseconds: until)))",
                    mend: "nothing is left to do")
            }
            try database.execute(
                sql: "UPDATE bulletin SET active_until = max(active_from, ?) WHERE id = ?",
                arguments: [at.milliseconds, id])
        }
    }

    /// The bulletins, in the order in which they were published.
    ///
    /// - Parameter now: only those that are active then.
    public func bulletins(activeAt now: Instant? = nil) throws(LedgerError) -> [Bulletin] {
        try read { database in
            let facts = FactReading(database: database)
            return try now.map(facts.bulletins(activeAt:)) ?? facts.bulletins()
        }
    }
}

/// Writes bulletins, within one transaction.
struct BulletinDesk {
    let database: Database

    func insert(_ bulletin: Bulletin) throws {
        try BulletinRecord(bulletin).insert(database)
        let seq = database.lastInsertedRowID
        for (position, scope) in bulletin.covers.enumerated() {
            try BulletinScopeRecord(scope, bulletin: seq, position: position).insert(database)
        }
    }

    /// Refuses a service that no client has: the bulletin would reach nobody.
    func requireServices(_ covers: [Bulletin.Scope]) throws {
        for case .service(let name) in covers {
            let sql = "SELECT EXISTS (SELECT 1 FROM service WHERE name = ?)"
            guard try Bool.fetchOne(database, sql: sql, arguments: [name]) ?? false else {
                throw LedgerError(
                    .unknownService, "no client has a service \"\(name)\"",
                    mend: "correct the name, or cover \"network\" or \"all\"")
            }
        }
    }
}
