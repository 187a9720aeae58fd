import GRDB

extension Database {
    /// Runs a transaction on a connection that may have been closed.
    ///
    /// GRDB's own `read` and `write` crash on a closed connection: they ask SQLite about it before they look. The check
    /// runs on the connection's queue, so that nobody closes it in between.
    func transaction<Value>(_ kind: TransactionKind, _ body: (Database) throws -> Value) throws -> Value {
        guard sqliteConnection != nil else { throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "closed") }
        var result: Result<Value, any Error>?
        try inTransaction(kind) {
            result = .success(try body(self))
            return .commit
        }
        guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT, message: "the transaction did not run") }
        return try result.get()
    }
}
