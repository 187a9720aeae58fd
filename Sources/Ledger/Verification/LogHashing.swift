import Dispatch
import Synchronization
import TransparencyLog

/// Hashes the entries of a log, batch by batch: commitments, leaves and the tree.
///
/// That is most of the work of a check, so it runs on a thread of its own while the next batch is read.
final class LogHashing: Sendable {
    /// What came of it.
    struct Outcome {
        var frontier = TreeFrontier()
        /// The root at each size of the marks that the log reaches.
        var roots: [Int: TreeHash] = [:]
        /// Subtrees whose roots are kept, each with the entry that completed it.
        var subtrees: [(entry: Int, subtree: TreeFrontier.Subtree)] = []
        /// Entries whose payload does not fit, or that are mixed up; in order.
        var findings: [VerificationReport.Finding] = []
        fileprivate var scratch: [UInt8] = []
    }

    private let state = Mutex(Outcome())
    private let marks: Set<Int>
    private let queue = DispatchQueue(label: "ledger.verification")
    private let room = DispatchSemaphore(value: mostBatches)
    private let isConcurrent: Bool

    /// How many batches wait for the thread.
    private static let mostBatches = 8

    /// - Parameters:
    ///   - marks: the sizes at which the root is wanted.
    ///   - total: how many entries there will be; for a few no thread is worth it.
    init(marks: Set<Int>, total: Int) {
        self.marks = marks
        isConcurrent = total > 4 * LogBatch.most
        if marks.contains(0) { state.withLock { $0.roots[0] = .empty } }
    }

    /// Takes the next batch.
    func receive(_ batch: LogBatch) {
        guard isConcurrent else { return state.withLock { $0.hash(batch, marks) } }
        room.wait()
        queue.async { [self] in
            state.withLock { $0.hash(batch, marks) }
            room.signal()
        }
    }

    /// What came of all batches.
    func finish() -> Outcome {
        queue.sync {}
        return state.withLock { $0 }
    }
}

extension LogHashing.Outcome {
    fileprivate mutating func hash(_ batch: LogBatch, _ marks: Set<Int>) {
        for entry in batch.entries {
            if let message = flaw(entry, batch) {
                findings.append(.init(.payload, entry: entry.seq, "the entry \(entry.seq) \(message)"))
            }
            let leaf = leafHash(entry, batch)
            frontier.append(leaf, every: LogAppender.keptLevels) { subtrees.append((entry.seq, $0)) }
            if marks.contains(frontier.size) { roots[frontier.size] = frontier.root }
        }
    }

    /// What is wrong with an entry alone.
    private mutating func flaw(_ entry: LogBatch.Entry, _ batch: LogBatch) -> String? {
        if let body = entry.body {
            guard entry.commitment == nil, entry.salt == nil, entry.payload == nil else {
                return "is open and sealed at once"
            }
            // Any other spelling could hide a member that belongs to the leaf itself.
            let isCanonical =
                CanonicalJSON(parsing: batch.text(body))?.text.utf8.elementsEqual(batch.bytes[body]) == true
            return isCanonical ? nil : "is not canonical JSON"
        }
        guard let salt = entry.salt, let payload = entry.payload else {
            return entry.salt == nil && entry.payload == nil ? nil : "has a salt or a payload alone"
        }
        scratch.removeAll(keepingCapacity: true)
        scratch.append(2)
        scratch.append(contentsOf: batch.bytes[salt])
        scratch.append(contentsOf: batch.bytes[payload])
        let commitment = entry.commitment.flatMap { TreeHash(batch.bytes[$0]) }
        return commitment == TreeHash(hashing: scratch) ? nil : "has a payload that was changed"
    }

    private mutating func leafHash(_ entry: LogBatch.Entry, _ batch: LogBatch) -> TreeHash {
        scratch.removeAll(keepingCapacity: true)
        scratch.append(0)
        LeafText.write(
            seq: entry.seq, at: entry.at, kind: batch.bytes[entry.kind], call: entry.call,
            body: entry.body.map { batch.bytes[$0] },
            commitment: entry.commitment.flatMap { TreeHash(batch.bytes[$0]) },
            to: &scratch)
        return TreeHash(hashing: scratch)
    }
}
