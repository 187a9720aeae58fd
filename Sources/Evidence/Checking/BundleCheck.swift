import Desk
import Foundation
import Ledger
import TransparencyLog

/// Checks a bundle without the ledger: by the key and a checkpoint alone.
public struct BundleCheck {
    /// The key that is trusted; the bundle's own if there is none, which proves less.
    public var trusted: NoteVerifier?
    /// Checkpoints that were kept elsewhere; one of the bundle's size must be the same.
    public var outside: [SignedNote]

    /// How many bytes a file of a bundle may have.
    public static let largestFile = 256 << 20

    /// Makes a check.
    public init(trusted: NoteVerifier? = nil, outside: [SignedNote] = []) {
        self.trusted = trusted
        self.outside = outside
    }

    /// Checks the bundle in a folder.
    ///
    /// - Throws: that the folder is no bundle. What is wrong with a bundle is in the report.
    public func check(folder: String) throws(EvidenceError) -> BundleReport {
        let note = try read("checkpoint.txt", in: folder)
        guard let note = SignedNote(note), let checkpoint = Checkpoint(note.text) else {
            throw EvidenceError(
                "checkpoint.txt in \(folder) is no signed checkpoint", mend: "name the folder of a bundle")
        }
        let own = NoteVerifier(try read("key.txt", in: folder).trimmingCharacters(in: .whitespacesAndNewlines))
        let lines = try read("entries.jsonl", in: folder).split(separator: "\n")
        var state = BundleState(checkpoint: checkpoint)
        for (index, line) in lines.enumerated() { state.receive(String(line), line: index + 1) }
        state.checkTexts { try? read("desk/" + $0, in: folder) }
        state.checkSignature(note, own: own, trusted: trusted)
        for other in outside {
            guard let told = Checkpoint(other.text), told.size == checkpoint.size else { continue }
            if told.root != checkpoint.root {
                state.report.note(
                    .root, "a checkpoint that was kept elsewhere tells another root for \(told.size) entries")
            }
        }
        return state.finished()
    }

    private func read(_ file: String, in folder: String) throws(EvidenceError) -> String {
        let path = folder + "/" + file
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? nil
        guard let size, size <= Self.largestFile, let data = FileManager.default.contents(atPath: path),
            let text = String(data: data, encoding: .utf8)
        else {
            throw EvidenceError(
                "\(path) is missing, too large or no text", mend: "name the folder that 'voicedesk ledger export' wrote"
            )
        }
        return text
    }
}

/// What is known of a bundle so far.
struct BundleState {
    let checkpoint: Checkpoint
    var report = BundleReport()
    private var keys = LogKeys()
    private var last = 0
    /// How many entries of each call there were; all should be of one.
    private var calls: [Int: Int] = [:]
    private var texts: [(path: String, hash: String)] = []

    init(checkpoint: Checkpoint) {
        self.checkpoint = checkpoint
        report.size = checkpoint.size
    }

    mutating func receive(_ line: String, line number: Int) {
        guard let members = CanonicalJSON(parsing: line)?.members, let text = members["leaf"]?.string,
            let leaf = CanonicalJSON(parsing: text)?.members, let seq = leaf["seq"]?.integer,
            let kind = leaf["kind"]?.string, let at = leaf["at"]?.integer, let items = members["proof"]?.items
        else { return report.note(.unreadable, "line \(number) of entries.jsonl is no entry") }
        report.entries += 1
        if seq <= last { report.note(.gap, entry: seq, "the entry \(seq) comes after \(last)") }
        last = seq
        let proof = items.compactMap { $0.string.flatMap { TreeHash(hexadecimal: $0) } }
        do throws(TreeProof.Refusal) {
            guard proof.count == items.count else { throw .wrongLength }
            try TreeProof.checkInclusion(
                of: .leaf(Array(text.utf8)), at: seq - 1, size: checkpoint.size, proof: proof, root: checkpoint.root)
        } catch {
            report.note(.root, entry: seq, "the entry \(seq) is not in the log of the checkpoint (\(error.rawValue))")
        }
        let call = leaf["call"]?.integer
        let payload = checked(members, leaf, seq)
        if let call { note(call, kind, payload) }
        if leaf["commitment"] == nil {
            let entry = LogEntry(
                seq: seq, at: Instant(milliseconds: Int64(at)), kind: kind, call: call.map { Int64($0) },
                content: .open(body: leaf["body"]?.text ?? "null"))
            do { try keys.receive(entry) } catch { report.note(.key, entry: seq, error.message) }
            if kind == LogKind.deskKept, let files = leaf["body"]?.members?["files"]?.members {
                texts += files.sorted.map { ($0.name, $0.value.string ?? "") }
            }
        }
    }

    /// The payload, once it fits its commitment.
    private mutating func checked(
        _ members: CanonicalJSON.Members, _ leaf: CanonicalJSON.Members, _ seq: Int
    ) -> CanonicalJSON? {
        guard let commitment = leaf["commitment"]?.string else { return nil }
        guard let payload = members["payload"]?.string else {
            report.erased += 1
            return nil
        }
        let salt = members["salt"]?.string.flatMap { Hexadecimal.bytes($0) } ?? []
        guard LogEntry.Seal(salt: salt, payload: payload).commitment.hexadecimal == commitment else {
            report.note(.payload, entry: seq, "the payload of entry \(seq) was changed")
            return nil
        }
        return CanonicalJSON(parsing: payload)
    }

    private mutating func note(_ call: Int, _ kind: String, _ payload: CanonicalJSON?) {
        if kind == LogKind.callEnded, let entries = payload?.members?["entries"]?.integer {
            if calls[call] ?? 0 != entries {
                report.completeness = .broken(
                    "the call's end tells of \(entries) entries before it, and \(calls[call] ?? 0) are there")
            } else {
                report.completeness = .shown
            }
        }
        calls[call, default: 0] += 1
    }

    mutating func checkTexts(_ read: (String) -> String?) {
        for text in texts {
            guard let found = read(text.path) else {
                report.note(.record, "desk/\(text.path) is missing")
                continue
            }
            if DeskText(path: text.path, text: found).hash != text.hash {
                report.note(.record, "desk/\(text.path) is not the text that the log names")
            }
        }
    }

    mutating func checkSignature(_ note: SignedNote, own: NoteVerifier?, trusted: NoteVerifier?) {
        guard let anchor = trusted ?? own, keys.isSigned(note, size: checkpoint.size, trusted: anchor) else {
            report.note(
                .signature,
                "the checkpoint is not signed by \(trusted == nil ? "the bundle's key" : "the key that is trusted")")
            return
        }
        let signer = keys.signer(of: note, size: checkpoint.size)
        report.key = (signer?.verifier ?? anchor).hash
        if signer == nil { report.note(.key, "the log does not know the key that signed the checkpoint") }
    }

    func finished() -> BundleReport {
        var report = report
        if calls.count > 1 { report.note(.record, "the bundle holds entries of \(calls.count) calls") }
        return report
    }
}
