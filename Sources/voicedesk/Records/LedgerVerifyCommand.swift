import ArgumentParser
import Calls
import Desk
import Evidence
import Foundation
import Ledger
import TransparencyLog

/// `voicedesk ledger verify`.
struct LedgerVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that nothing in a ledger, or in an exported bundle, was altered or removed.",
        discussion: """
            Two answers. Integrity: everything that is there is what was written, and every row of calls and charges says the same
            as the log. Completeness: nothing is missing, up to a checkpoint that was kept outside of the ledger; without one this
            cannot be shown. The file is opened for reading only.

            EXAMPLES
              voicedesk ledger verify
              voicedesk ledger verify --checkpoint /mnt/auditor/checkpoints.txt --key auditor-key.txt
              voicedesk ledger verify --bundle evidence/ --key 'voicedesk/1a2b+0c0d0e0f+AQ…'
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var proof: ProofOptions
    @Option(help: ArgumentHelp("Check this bundle in place of the ledger.", valueName: "dir"), completion: .directory)
    var bundle: String?
    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let (notes, key) = (try proof.notes(), try proof.verifier())
        if let bundle { return try check(bundle, notes, key) }
        guard FileManager.default.fileExists(atPath: ledgerOptions.database) else {
            throw Unusable("there is no ledger '\(ledgerOptions.database)'", mend: "name another file with --database")
        }
        let line = ProgressLine("checking")
        let verifier = LedgerVerifier(outside: notes, trusted: key) { line.show($0, of: $1) }
        let report = verifier.verify(path: ledgerOptions.database)
        line.clear()
        if json { print(members(report).pretty()) } else { show(report) }
        if !report.holds || report.completeness == .broken { throw FellShort() }
    }

    private func show(_ report: VerificationReport) {
        let erased = report.erased > 0 ? ", \(report.erased) of them erased" : ""
        print("\(report.entries) entries\(erased); root \(report.root.hexadecimal)")
        for key in report.keys.keys { print("key \(key.verifier) \(state(key))") }
        print(verdict("integrity", report.integrity.isEmpty, "everything that is there is what was written"))
        show(report.integrity, report.unlisted)
        switch report.completeness {
        case .notShown:
            print(
                "completeness: " + Output.styled("not shown", .yellow)
                    + ", as no checkpoint from outside was given (--checkpoint)")
        case .shown(let size): print(verdict("completeness", true, "nothing is missing of the first \(size) entries"))
        case .broken: print(verdict("completeness", false, ""))
        }
        show(report.disagreements, 0)
    }

    private func show(_ findings: [VerificationReport.Finding], _ unlisted: Int) {
        for finding in findings { print("  \(finding.kind.rawValue): \(finding.message)") }
        if unlisted > 0 { print("  and \(unlisted) more") }
    }

    private func verdict(_ name: String, _ holds: Bool, _ words: String) -> String {
        "\(name): "
            + (holds
                ? Output.styled("holds", .green) + (words.isEmpty ? "" : ", \(words)") : Output.styled("broken", .red))
    }

    private func state(_ key: LogKey) -> String {
        if let revoked = key.revoked { return "revoked by entry \(revoked.at): \(revoked.reason)" }
        return key.replacedAt.map { "replaced by entry \($0)" } ?? "in use since entry \(key.since)"
    }

    private func members(_ report: VerificationReport) -> JSON {
        let completeness: JSON =
            switch report.completeness {
            case .notShown: .object([("verdict", .string("not-shown"))])
            case .shown(let size): .object([("verdict", .string("holds")), ("up_to", .int(size))])
            case .broken: .object([("verdict", .string("broken"))])
            }
        return .object([
            ("entries", .int(report.entries)), ("erased", .int(report.erased)),
            ("root", .string(report.root.hexadecimal)),
            ("integrity", .string(report.integrity.isEmpty ? "holds" : "broken")), ("completeness", completeness),
            ("findings", list(report.integrity)), ("disagreements", list(report.disagreements)),
            ("unlisted", .int(report.unlisted)),
            (
                "keys",
                .array(
                    report.keys.keys.map {
                        .object([("key", .string($0.verifier.description)), ("state", .string(state($0)))])
                    })
            ),
        ])
    }

    private func list(_ findings: [VerificationReport.Finding]) -> JSON {
        .array(
            findings.map {
                .object([
                    ("kind", .string($0.kind.rawValue)), ("entry", $0.entry.map { .int($0) } ?? .null),
                    ("message", .string($0.message)),
                ])
            })
    }

    private func check(_ folder: String, _ notes: [SignedNote], _ key: NoteVerifier?) throws {
        let report = try BundleCheck(trusted: key, outside: notes).check(folder: folder)
        let (word, reason): (String, String?) =
            switch report.completeness {
            case .shown: ("holds", nil)
            case .notShown: ("not-shown", "the call's end is not among the entries, or erased")
            case .broken(let why): ("broken", why)
            }
        if json {
            print(
                JSON.object([
                    ("entries", .int(report.entries)), ("erased", .int(report.erased)), ("size", .int(report.size)),
                    ("key", .string(report.key)), ("integrity", .string(report.integrity.isEmpty ? "holds" : "broken")),
                    ("completeness", .string(word)), ("reason", .optional(reason)),
                    ("findings", list(report.integrity)),
                ]).pretty())
        } else {
            let erased = report.erased > 0 ? ", \(report.erased) of them erased" : ""
            print(
                "\(report.entries) entries of a log of \(report.size)\(erased); signed by \(report.key.isEmpty ? "nobody" : report.key)"
            )
            print(verdict("integrity", report.integrity.isEmpty, "everything that is there is what was written"))
            show(report.integrity, 0)
            print(
                "completeness: " + (word == "holds" ? Output.styled(word, .green) : Output.styled(word, .red))
                    + (reason.map { ", \($0)" } ?? ", no entry up to the call's end is missing"))
            if key == nil { print("note: the bundle's own key was used; name the one you trust with --key") }
        }
        if !report.holds { throw FellShort() }
    }
}
