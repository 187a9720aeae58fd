import Desk
import GRDB
import TransparencyLog

/// One entry of the log with the proof that it is in the tree of a checkpoint.
public struct ProvenEntry: Hashable, Sendable {
    /// The entry.
    public let entry: LogEntry
    /// The hashes from its leaf to the root.
    public let proof: [TreeHash]
}

/// All entries that belong to one call, and those that are needed to check them, with proofs for one checkpoint.
public struct CallEvidence: Hashable, Sendable {
    /// The call with its events and its charge.
    public let details: CallDetails
    /// All charges of the call, in order.
    public let charges: [RecordedCharge]
    /// The disputes of those charges.
    public let disputes: [Dispute]
    /// The entries in their order: the call's, those about keys, and the one that names the desk's texts.
    public let entries: [ProvenEntry]
    /// How many entries the proofs are for.
    public let size: Int
    /// The root over them.
    public let root: TreeHash
}

extension Ledger {
    /// Gathers what proves a call, all of one moment.
    ///
    /// - Throws: `unknownCall`; `callIsOver` is not needed: a call that goes on can be shown as far as it came.
    public func evidence(of id: String) throws(LedgerError) -> CallEvidence {
        guard let details = try call(id) else {
            throw LedgerError(
                .unknownCall, "there is no call \"\(id)\"", mend: "list them with 'voicedesk ledger show'")
        }
        return try read { database in
            let reading = LogReading(database: database)
            let size = try reading.size()
            var source = LogSubtrees(database: database)
            let desks = try reading.entries(ofKinds: [LogKind.deskKept]).filter {
                guard let hash = details.call.header.deskHash, case .open(let body) = $0.content else { return false }
                return CanonicalJSON(parsing: body)?.members?["desk"]?.string == hash
            }
            let entries = try
                (reading.entries(of: details.call.key) + reading.entries(ofKinds: LogKeys.kinds) + desks.prefix(1))
                .sorted { $0.seq < $1.seq }
            let charges = ChargeReading(database: database)
            let own = try charges.charges(of: details.call.key)
            return CallEvidence(
                details: details, charges: own,
                disputes: try own.flatMap { try charges.disputes(where: "charge = ? ORDER BY id", [$0.id]) },
                entries: try entries.map { entry in
                    ProvenEntry(
                        entry: entry, proof: try TreeProof.inclusion(of: entry.seq - 1, size: size, in: &source))
                }, size: size, root: try reading.frontier(of: size).root)
        }
    }
}
