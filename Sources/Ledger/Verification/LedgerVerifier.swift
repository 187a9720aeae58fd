import Desk
import Foundation
import GRDB
import TransparencyLog

/// Checks a whole ledger from its first entry to its last: the log itself, and every row that says the same as the log.
///
/// It opens the file for reading only and trusts nothing in it.
public struct LedgerVerifier {
    /// Checkpoints that were kept elsewhere.
    public var outside: [SignedNote]
    /// The key by which the checkpoints from outside have to be signed, or one that it handed over to; the log's own keys
    /// if there is none, which proves less.
    public var trusted: NoteVerifier?
    /// Is told now and then how many entries were checked, of how many.
    public var progress: @Sendable (Int, Int) -> Void

    /// Makes a verifier.
    public init(
        outside: [SignedNote] = [], trusted: NoteVerifier? = nil,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) {
        self.outside = outside
        self.trusted = trusted
        self.progress = progress
    }

    /// Checks the ledger in a file.
    ///
    /// What cannot be read is a finding too. Throws nothing: whatever is wrong is in the report.
    public func verify(path: String) -> VerificationReport {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(5)
            configuration.label = "ledger.verification"
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? queue.close() }
            return try queue.inDatabase { database in
                try database.transaction(.deferred) { report($0) }
            }
        } catch {
            return unreadable(error)
        }
    }

    /// Checks the ledger of an open connection, within one transaction.
    func report(_ database: Database) -> VerificationReport {
        do { return try verify(database) } catch { return unreadable(error) }
    }

    private func unreadable(_ error: any Error) -> VerificationReport {
        var report = VerificationReport()
        report.note(.init(.unreadable, LedgerError(error).message))
        report.completeness = outside.isEmpty ? .notShown : .broken
        return report
    }

    private func verify(_ database: Database) throws -> VerificationReport {
        guard try database.tableExists("log"), try database.tableExists("call") else {
            var report = VerificationReport()
            report.note(.init(.unreadable, "the file has no log"))
            report.completeness = outside.isEmpty ? .notShown : .broken
            return report
        }
        var pass = try VerificationPass(database: database, marks: try marks(database))
        try pass.run(progress: progress)
        return compared(pass)
    }

    /// The sizes at which the root is to be compared.
    private func marks(_ database: Database) throws -> Set<Int> {
        let own = try Int.fetchAll(database, sql: "SELECT size FROM checkpoint")
        return Set(own + outside.compactMap { Checkpoint($0.text)?.size })
    }

    private func compared(_ pass: VerificationPass) -> VerificationReport {
        var report = pass.report
        for note in pass.ownNotes { if let finding = finding(note, pass, isOwn: true) { report.note(finding) } }
        report.ownCheckpoints = pass.ownNotes.count
        guard !outside.isEmpty else { return report }
        report.disagreements = outside.compactMap { finding($0, pass, isOwn: false) }
        let sizes = outside.compactMap { Checkpoint($0.text)?.size }
        report.completeness = report.disagreements.isEmpty ? .shown(upTo: sizes.max() ?? 0) : .broken
        return report
    }

    /// What is wrong with a checkpoint, if anything.
    private func finding(
        _ note: SignedNote, _ pass: VerificationPass, isOwn: Bool
    ) -> VerificationReport.Finding? {
        guard let checkpoint = Checkpoint(note.text) else { return .init(.signature, "a checkpoint is not readable") }
        let name = "the checkpoint of \(checkpoint.size) entries"
        let keys = pass.report.keys
        if let trusted, !isOwn {
            guard keys.isSigned(note, size: checkpoint.size, trusted: trusted) else {
                return .init(.signature, "\(name) is not signed by the key \(trusted.hash) or one that followed it")
            }
        } else if keys.signer(of: note, size: checkpoint.size) == nil, !(isOwn && keys.isSignedByRevokedKey(note)) {
            // One of the file's own by a key that was revoked since counts for nothing, and is no fault either.
            return .init(.signature, "\(name) is not signed by a key that the log knows and that was in use then")
        }
        guard checkpoint.size <= pass.report.entries else {
            return .init(
                .truncated, "the log has \(pass.report.entries) entries, but had \(checkpoint.size) at a checkpoint")
        }
        guard pass.roots[checkpoint.size] == checkpoint.root else {
            return .init(.root, "the first \(checkpoint.size) entries are not those of the checkpoint")
        }
        return nil
    }
}
