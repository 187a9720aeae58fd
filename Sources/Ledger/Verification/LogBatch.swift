import Desk
import Foundation
import GRDB
import TransparencyLog

/// A run of entries as they stand in the file, byte for byte.
///
/// Text is taken by its bytes: a string of the database ends at its first zero byte, and what is behind would be hidden.
struct LogBatch: Sendable {
    /// One entry; the ranges are of ``bytes``.
    struct Entry {
        let seq: Int
        let at: Int64
        let call: Int64?
        let kind: Range<Int>
        let body: Range<Int>?
        let commitment: Range<Int>?
        let salt: Range<Int>?
        let payload: Range<Int>?
    }

    private(set) var bytes: [UInt8] = []
    private(set) var entries: [Entry] = []

    /// How many entries are read before they are handed on.
    static let most = 1024

    init() {
        bytes.reserveCapacity(Self.most * 300)
        entries.reserveCapacity(Self.most)
    }

    var isFull: Bool { entries.count >= Self.most || bytes.count > 1 << 20 }

    /// Reads a row with ``LogReading/columns``.
    mutating func append(_ row: Row) throws {
        guard let kind = try copy(row, 2) else { throw Stored.unreadable("NULL", in: "kind") }
        entries.append(
            Entry(
                seq: try row.decode(atIndex: 0), at: try row.decode(atIndex: 1), call: try row.decode(atIndex: 3),
                kind: kind, body: try copy(row, 4), commitment: try copy(row, 5), salt: try copy(row, 6),
                payload: try copy(row, 7)))
    }

    private mutating func copy(_ row: Row, _ index: Int) throws -> Range<Int>? {
        let start = bytes.count
        return try row.withUnsafeData(atIndex: index) { data in
            guard let data else { return nil }
            data.withUnsafeBytes { bytes.append(contentsOf: $0) }
            return start..<bytes.count
        }
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The entry with its text as strings.
    func logEntry(_ entry: Entry) throws -> LogEntry {
        let content: LogEntry.Content
        if let body = entry.body {
            content = .open(body: text(body))
        } else {
            guard let commitment = entry.commitment.flatMap({ TreeHash(bytes[$0]) }) else {
                throw Stored.unreadable("a blob", in: "commitment")
            }
            var seal: LogEntry.Seal?
            if let salt = entry.salt, let payload = entry.payload {
                seal = LogEntry.Seal(salt: Array(bytes[salt]), payload: text(payload))
            }
            content = .sealed(commitment: commitment, seal)
        }
        return LogEntry(
            seq: entry.seq, at: Instant(milliseconds: entry.at), kind: text(entry.kind), call: entry.call,
            content: content)
    }
}
