import Desk
import Foundation
import GRDB
import Ledger

/// Fills a ledger with a month, by the statements that the tests of reports use too.
struct MonthFill {
    let path: String
    /// The folder with `month.sql`.
    let statements: String
    let start: Instant

    func fill(calls: Int, tickets: Int, charges: Int) throws {
        try Ledger(path: path).close()
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF")
            let pending = "\(statements)/pending-schema.sql"
            if FileManager.default.fileExists(atPath: pending) {
                try database.execute(sql: String(contentsOfFile: pending, encoding: .utf8))
            }
            try database.execute(
                sql: """
                    CREATE TEMP TABLE fill AS SELECT \(calls) AS calls, \(tickets) AS tickets, \(charges) AS charges,
                        \(start.milliseconds) AS start, 31 AS days;
                    """)
            try database.execute(sql: "BEGIN")
            try database.execute(sql: String(contentsOfFile: "\(statements)/month.sql", encoding: .utf8))
            try database.execute(sql: "COMMIT")
        }
        try queue.close()
    }
}
