import Crypto
import Desk
import Foundation
import GRDB
import TransparencyLog

/// Compares the texts of desks with the hashes that the log names.
struct TextComparison {
    private var named: [String: String] = [:]

    mutating func receive(_ entry: LogEntry) -> [VerificationReport.Finding] {
        guard let members = entry.openMembers, let files = members["files"]?.members else {
            return [entry.finding("is not readable")]
        }
        for file in files.sorted { named[file.value.string ?? ""] = file.name }
        let hash = Hexadecimal.text(Array(SHA256.hash(data: Array(CanonicalJSON.object(files).text.utf8))))
        return members["desk"]?.string == hash ? [] : [entry.finding("names another hash than that of its files")]
    }

    func findings(_ database: Database) throws -> [VerificationReport.Finding] {
        var findings: [VerificationReport.Finding] = []
        var missing = named
        let rows = try Row.fetchCursor(database, sql: "SELECT hash, CAST(text AS BLOB) FROM desk_text")
        while let row = try rows.next() {
            let (hash, text): (String, [UInt8]) = (
                try row.decode(atIndex: 0), Array(try row.decode(Data.self, atIndex: 1))
            )
            guard named[hash] != nil, Hexadecimal.text(Array(SHA256.hash(data: text))) == hash else {
                findings.append(.init(.record, "a text of a desk is not what the log names: \(named[hash] ?? hash)"))
                continue
            }
            missing[hash] = nil
        }
        return findings
            + missing.values.sorted().map { .init(.record, "the text of \($0), which the log names, is missing") }
    }
}
