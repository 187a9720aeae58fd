import Crypto
import Desk
import GRDB
import TransparencyLog

/// One file of a desk as it was: part of the evidence for every call that was decided by it.
public struct DeskText: Hashable, Sendable {
    /// Its path in the desk's folder.
    public let path: String
    /// Its text.
    public let text: String

    /// Makes a text.
    public init(path: String, text: String) {
        self.path = path
        self.text = text
    }

    /// SHA-256 of the text, in hexadecimal.
    public var hash: String { Hexadecimal.text(Array(SHA256.hash(data: Array(text.utf8)))) }

    /// The hash under which a whole desk is kept: SHA-256 of the canonical JSON of its paths and hashes.
    public static func hash(of texts: [DeskText]) -> String {
        Hexadecimal.text(Array(SHA256.hash(data: Array(list(texts).text.utf8))))
    }

    static func list(_ texts: [DeskText]) -> CanonicalJSON {
        .object(.init(texts.map { ($0.path, .string($0.hash)) }))
    }
}

extension Ledger {
    /// Keeps the texts of a desk, so that calls can be explained and replayed when it has long changed.
    ///
    /// An entry of the log names every file with its hash; texts that are kept already are not kept twice.
    /// - Returns: the hash to be given to every call, see ``CallHeader/deskHash``.
    @discardableResult
    public func keep(_ texts: [DeskText], at now: Instant) throws(LedgerError) -> String {
        let hash = DeskText.hash(of: texts)
        if try desk(hash) != nil { return hash }
        return try append { log in
            for text in texts {
                try log.database.execute(
                    sql: "INSERT OR IGNORE INTO desk_text (hash, text) VALUES (?, ?)",
                    arguments: [text.hash, text.text])
            }
            _ = try log.append(
                LogKind.deskKept, at: now, open: ["desk": .string(hash), "files": DeskText.list(texts)])
            return hash
        }
    }

    /// The texts of a desk that was kept; nothing if none has that hash.
    public func desk(_ hash: String) throws(LedgerError) -> [DeskText]? {
        try read { database in
            for entry in try LogReading(database: database).entries(ofKinds: [LogKind.deskKept]) {
                guard case .open(let body) = entry.content, let members = CanonicalJSON(parsing: body)?.members,
                    members["desk"]?.string == hash, let files = members["files"]?.members
                else { continue }
                return try files.sorted.map { file in
                    let sql = "SELECT text FROM desk_text WHERE hash = ?"
                    guard let text = try String.fetchOne(database, sql: sql, arguments: [file.value.string]) else {
                        throw LedgerError(
                            .unreadable, "the text of \(file.name) that was kept is missing", mend: LedgerError.restore)
                    }
                    return DeskText(path: file.name, text: text)
                }
            }
            return nil
        }
    }
}
