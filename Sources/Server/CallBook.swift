import CallFlow
import CallLedger
import Calls
import Desk
import Ledger
import Logging

/// Writes the calls of the server into the ledger, and tells the exchange what is on the disk.
final class CallBook: Sendable {
    private let writer: LedgerWriter
    private let policyHash: String
    private let deskHash: String?
    /// Whether it is an emergency ledger, in place of one that cannot be used.
    let isEmergency: Bool
    private let relay: ExchangeRelay
    private let logger: Logger

    /// The tag of what nobody waits for.
    private static let untagged = 0

    init(
        _ ledger: Ledger, isEmergency: Bool, policyHash: String, deskHash: String?, relay: ExchangeRelay,
        queueLimit: Int,
        gathering: Duration, logger: Logger
    ) {
        self.policyHash = policyHash
        self.deskHash = deskHash
        self.isEmergency = isEmergency
        self.relay = relay
        self.logger = logger
        writer = LedgerWriter(ledger, queueLimit: queueLimit, gathering: gathering) { [relay, logger] completed in
            Self.completed(completed, relay, logger)
        }
    }

    /// How the writing goes.
    var statistics: WriterStatistics { writer.statistics }

    /// A call came in.
    func begin(_ number: CallNumber, name: String, dialled: PhoneNumber, file: CaseFile, context: FlowContext) {
        let header = CallHeader(
            id: name, number: file.number, dialled: dialled, from: file.from, startedAt: file.startedAt,
            flow: context.program.name, flowHash: context.program.hash, policyHash: policyHash, deskHash: deskHash,
            source: .sip, isDrill: file.isDrill, language: context.policy.defaultLanguage)
        put(.begin(header), of: number, commit: nil)
    }

    /// What one moment of a call gives to write down; where something waits for it, the exchange is told.
    ///
    /// - Parameter isOver: whether the call is over, so that nothing waits any more.
    func write(_ note: CallNote, of number: CallNumber, isOver: Bool) {
        let failure = note.passcodeFailure.map { PasscodeFailure(client: $0, at: note.at) }
        put(
            .append(note.entries, decided: note.decision, passcodeFailure: failure, at: note.at), of: number,
            commit: isOver ? nil : note.commit)
    }

    /// A call is over.
    func finish(_ number: CallNumber, _ report: CallReport, at now: Instant) {
        put(.finish(CallOutcome(report, endedAt: now)), of: number, commit: nil)
    }

    /// A caller left a message; it may come after the end of the call.
    func keep(_ voicemail: Voicemail, of number: CallNumber) { put(.voicemail(voicemail), of: number, commit: nil) }

    /// What is known of a call only once it is over.
    func add(_ event: CallEvent, to number: CallNumber) { put(.addendum([event]), of: number, commit: nil) }

    /// Takes nothing more, and waits until everything that was taken is on the disk.
    func close() { writer.close() }

    private func put(_ change: CallChange, of number: CallNumber, commit: CommitID?) {
        do throws(LedgerError) {
            try writer.enqueue(
                change, call: Int(truncatingIfNeeded: number.number), tag: commit?.number ?? Self.untagged,
                isAwaited: commit != nil)
        } catch {
            logger.error("the ledger refuses: \(error.message)", metadata: ["call_number": "\(number.number)"])
            if let commit { relay.onLoop { $0.happen(.commitFailed(commit), in: number) } }
        }
    }

    private static func completed(_ completed: [CompletedEntry], _ relay: ExchangeRelay, _ logger: Logger) {
        var news: [(CallNumber, CallInput)] = []
        for entry in completed {
            let number = CallNumber(number: UInt64(truncatingIfNeeded: entry.call))
            switch entry.result {
            case .success: if entry.tag != untagged { news.append((number, .committed(CommitID(entry.tag)))) }
            case .failure(let error):
                logger.error("the ledger could not write: \(error.message)", metadata: ["call_number": "\(entry.call)"])
                if entry.tag != untagged { news.append((number, .commitFailed(CommitID(entry.tag)))) }
            }
        }
        guard !news.isEmpty else { return }
        relay.onLoop { [news] exchange in for (number, event) in news { exchange.happen(event, in: number) } }
    }
}
