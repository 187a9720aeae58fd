import Desk
import GRDB

/// Compares the rows of messages with what the log says of them.
struct MessageComparison {
    private struct Standing {
        var call: Int64?
        var record: String?
        var removed: Int64?
    }

    /// By the file, which only one message has.
    private var standings: [String: Standing] = [:]

    mutating func receive(_ entry: LogEntry) -> [VerificationReport.Finding] {
        guard case .sealed(_, let seal?) = entry.content else { return [] }
        guard let call = entry.call, let file = entry.sealedMembers?["file"]?.string else {
            return [entry.finding("is not readable")]
        }
        if entry.kind == LogKind.voicemailRemoved {
            standings[file, default: Standing()].removed = entry.at.milliseconds
        } else {
            standings[file] = Standing(call: call, record: seal.payload)
        }
        return []
    }

    /// What the rows say otherwise; of messages from before the log nothing is known but their removal.
    func findings(
        _ database: Database, callsBefore: Int, erased: [Int64: Int]
    ) throws -> [VerificationReport.Finding] {
        var findings: [VerificationReport.Finding] = []
        var seen: Set<String> = []
        let rows = try Row.fetchCursor(
            database, sql: "SELECT call, file, length_ms, sha256, at, removed FROM voicemail")
        while let row = try rows.next() {
            let (call, file): (Int64, String) = (try row.decode(forColumn: "call"), try row.decode(forColumn: "file"))
            let standing = standings[file]
            seen.insert(file)
            let record = try VoicemailReading.voicemail(row).record.text
            let agrees =
                standing?.call.map { $0 == call && standing?.record?.utf8.elementsEqual(record.utf8) == true }
                ?? (call <= Int64(callsBefore))
            if try !agrees || standing?.removed != row.decode(Int64?.self, forColumn: "removed") || erased[call] != nil
            {
                findings.append(.init(.record, "the row of the message \(file) says otherwise than the log"))
            }
        }
        let lost = standings.count { !seen.contains($0.key) && erased[$0.value.call ?? 0] == nil }
        if lost > 0 { findings.append(.init(.record, "\(lost) messages of the log have no row")) }
        return findings
    }
}
