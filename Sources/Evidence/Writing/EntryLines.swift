import Ledger
import TransparencyLog

/// The entries of a bundle as `entries.jsonl`: a line each, so that any program can read them one by one.
///
/// `leaf` and `payload` are texts in texts: they are hashed as they are, byte by byte.
enum EntryLines {
    static func text(of entries: [ProvenEntry]) -> String {
        entries.map { line($0).text + "\n" }.joined()
    }

    private static func line(_ proven: ProvenEntry) -> CanonicalJSON {
        var members: [(String, CanonicalJSON)] = [
            ("leaf", .string(String(decoding: proven.entry.leaf, as: UTF8.self))),
            ("proof", .array(proven.proof.map { .string($0.hexadecimal) })),
        ]
        if case .sealed(_, let seal) = proven.entry.content {
            members.append(("payload", .optional(seal?.payload)))
            members.append(("salt", .optional(seal.map { Hexadecimal.text($0.salt) })))
        } else {
            members.append(("payload", .null))
            members.append(("salt", .null))
        }
        return .object(.init(members))
    }
}
