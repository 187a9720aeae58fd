import Desk
import GRDB
import TransparencyLog

/// Compares the rows beside the log with what the log says of them, each table by its own part.
struct RecordComparison {
    private var calls: CallComparison
    private var messages = MessageComparison()
    private var charges = ChargeFold()
    private var disputes = DisputeFold()
    private var invoices = InvoiceComparison()
    private var texts = TextComparison()
    private var erasures = ErasureComparison()
    private var drills: DrillComparison
    private var callsBefore = 0

    init(database: Database) throws {
        calls = CallComparison(database: database)
        drills = try DrillComparison(database: database)
    }

    /// Takes note of an entry, and of what of it can be compared at once.
    mutating func receive(
        _ entry: LogBatch.Entry, of batch: LogBatch
    ) throws -> [VerificationReport.Finding] {
        let kind = batch.text(entry.kind)
        // What merely happened in a call has no row beside the log.
        guard LogKind.own.contains(kind) || entry.payload == nil else {
            if let call = entry.call { calls.receiveEvent(of: call) }
            return []
        }
        return try receive(try batch.logEntry(entry))
    }

    private mutating func receive(_ entry: LogEntry) throws -> [VerificationReport.Finding] {
        if let found = try drills.receive(entry) { return found }
        if entry.isErased { erasures.missing(entry) }
        switch entry.kind {
        case LogKind.began:
            callsBefore = entry.openMembers?["calls_before"]?.integer ?? 0
            calls.callsBefore = callsBefore
            return entry.seq == 1 ? [] : [entry.finding("begins the log again")]
        case LogKind.erased: return erasures.receive(entry)
        case LogKind.deskKept: return texts.receive(entry)
        case LogKind.invoiceIssued: return invoices.receive(entry)
        case LogKind.voicemail, LogKind.voicemailRemoved:
            _ = try calls.receive(entry)
            return messages.receive(entry)
        default:
            if let found = charges.receive(entry) ?? disputes.receive(entry) {
                return try found + calls.receive(entry)
            }
            return try calls.receive(entry)
        }
    }

    /// What can be told only once the whole log was read.
    mutating func findingsAtTheEnd(_ database: Database) throws -> [VerificationReport.Finding] {
        let erased = erasures.calls
        return try erasures.findings(database) + calls.findings()
            + messages.findings(database, callsBefore: callsBefore, erased: erased)
            + charges.findings(database) + disputes.findings(database, erased: erased) + invoices.findings(database)
            + texts.findings(database) + drills.findings() + HiddenText.findings(database)
    }
}

extension LogEntry {
    /// The members of an open entry's body.
    var openMembers: CanonicalJSON.Members? {
        guard case .open(let body) = content else { return nil }
        return CanonicalJSON(parsing: body)?.members
    }

    /// The members of a payload that is still there.
    var sealedMembers: CanonicalJSON.Members? {
        guard case .sealed(_, let seal?) = content else { return nil }
        return CanonicalJSON(parsing: seal.payload)?.members
    }

    /// Whether its payload is gone.
    var isErased: Bool { if case .sealed(_, nil) = content { true } else { false } }

    /// Something that is wrong about it.
    func finding(_ message: String) -> VerificationReport.Finding {
        .init(.record, entry: seq, "the entry \(seq) (\(kind)) \(message)")
    }
}

/// Text behind a zero byte, which a reader of C strings does not see and the comparison of rows would pass over.
enum HiddenText {
    static func findings(_ database: Database) throws -> [VerificationReport.Finding] {
        var findings: [VerificationReport.Finding] = []
        for table in ["call", "charge", "dispute", "voicemail", "invoice", "drill"]
        where try database.tableExists(table) {
            let columns = try database.columns(in: table).filter { $0.type.uppercased() == "TEXT" }.map(\.name)
            guard !columns.isEmpty else { continue }
            let hides = columns.map { "instr(CAST(\($0) AS BLOB), x'00') > 0" }.joined(separator: " OR ")
            let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table) WHERE \(hides)") ?? 0
            if count > 0 { findings.append(.init(.record, "\(count) rows of \(table) hold text behind a zero byte")) }
        }
        return findings
    }
}
