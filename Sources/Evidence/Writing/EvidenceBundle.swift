import Desk
import Foundation
import Ledger
import TransparencyLog

/// Everything that proves one call, as files that stand on their own.
public struct EvidenceBundle: Sendable {
    /// The files, in the order of their paths.
    public let files: [EvidenceFile]

    /// Puts a bundle together.
    ///
    /// - Parameters:
    ///   - checkpoint: a checkpoint of exactly the entries of the evidence, signed.
    ///   - key: the public key that signed it.
    ///   - texts: the desk's texts by which the call was decided; none if they were not kept.
    ///   - tariff: the tariff that was in force, if the call was charged.
    ///   - pictures: further files, such as the timeline.
    public init(
        _ evidence: CallEvidence, checkpoint: SignedNote, key: NoteVerifier, texts: [DeskText], zone: ZoneRules,
        pictures: [EvidenceFile] = []
    ) {
        var files = [
            EvidenceFile("entries.jsonl", EntryLines.text(of: evidence.entries)),
            EvidenceFile("checkpoint.txt", checkpoint.description),
            EvidenceFile("key.txt", key.description + "\n"),
            EvidenceFile("verify.py", Self.verifier),
            EvidenceFile("call.json", CallSummary(evidence, zone: zone).call),
            EvidenceFile("charges.json", CallSummary(evidence, zone: zone).charges),
            EvidenceFile("README.md", EvidenceReadme(evidence, checkpoint: checkpoint, key: key, zone: zone).text),
        ]
        files += texts.map { EvidenceFile("desk/" + $0.path, $0.text) }
        files += pictures
        files.sort { $0.path < $1.path }
        let sums = files.map { "\($0.hash)  \($0.path)\n" }.joined()
        self.files = files + [EvidenceFile("SHA256SUMS", sums)]
    }

    /// The independent verifier that goes with every bundle.
    public static let verifier = String(decoding: PackageResources.verify_py, as: UTF8.self)

    /// Writes the files into a folder that is not there yet, or is empty.
    public func write(to folder: String) throws(EvidenceError) {
        let manager = FileManager.default
        if let found = try? manager.contentsOfDirectory(atPath: folder), !found.isEmpty {
            throw EvidenceError("the folder \(folder) is not empty", mend: "name a new folder with --to")
        }
        do {
            for file in files {
                let url = URL(fileURLWithPath: folder).appendingPathComponent(file.path)
                try manager.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700])
                try Data(file.text.utf8).write(to: url)
            }
        } catch {
            throw EvidenceError(
                "the folder \(folder) cannot be written (\(error.localizedDescription))",
                mend: "free some space, or give this user the right to write there")
        }
    }
}
