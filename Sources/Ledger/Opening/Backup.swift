import Foundation
import GRDB

extension Ledger {
    /// Copies the ledger, of one moment, into a new file; calls go on meanwhile.
    ///
    /// - Parameters:
    ///   - path: a file that does not exist.
    ///   - compact: whether free space is left out (`VACUUM INTO`).
    ///   - progress: is told how many pages of how many are copied.
    public func backUp(
        to path: String, compact: Bool, progress: @escaping (Int, Int) -> Void = { _, _ in }
    ) throws(LedgerError) {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw LedgerError(.cannotOpen, "\(path) is there already", mend: "name a new file")
        }
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: attributes) else {
            throw LedgerError(
                .cannotOpen, "\(path) cannot be created", mend: "give this user the right to write there")
        }
        do {
            if compact {
                // Over a connection that only reads, so that calls are written meanwhile.
                let reader = try Ledger.openFactReader(path: self.path)
                try reader.inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [path]) }
                try reader.close()
            } else {
                let copy = try DatabaseQueue(path: path)
                try pool.backup(to: copy, pagesPerStep: LedgerLimits.pagesPerBackupStep) { state in
                    progress(state.completedPageCount, state.totalPageCount)
                }
                // One file: the copy must not need a log beside it.
                try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
                try copy.close()
            }
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw LedgerError(error)
        }
    }
}
