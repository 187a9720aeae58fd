import ArgumentParser
import Desk
import DeskFolder
import Evidence
import Foundation
import Ledger
import TransparencyLog

/// `voicedesk ledger export`.
struct LedgerExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write everything that proves one call into a folder that stands on its own.",
        discussion: """
            Entries with their proofs, a signed checkpoint, the assessment, the rules and texts as they were, the timeline, the charges with
            their history, a README, and an independent verifier in Python.

            EXAMPLES
              voicedesk ledger export --call C-20260310-203000-1a2b --to evidence/
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var keyOptions: SigningKeyOptions
    @Option(help: "The call's id.")
    var call: String
    @Option(help: ArgumentHelp("A new folder.", valueName: "dir"), completion: .directory)
    var to: String

    func run() throws {
        let zone = try options.load().policy.zone
        let ledger = try ledgerOptions.openExisting()
        guard try ledger.call(call) != nil else {
            throw Unusable(
                "there is no call '\(call)' in '\(ledgerOptions.database)'",
                mend: "list them with 'voicedesk ledger show'")
        }
        let signer = try keyOptions.signer(ledgerOptions, ledger)
        // The key may become known only now; the evidence is of the log after that.
        try ledger.adopt(signer.verifier, at: SystemTime.now)
        let evidence = try ledger.evidence(of: call)
        let checkpoint = try Checkpoint(
            origin: signer.verifier.name, size: evidence.size, root: evidence.root
        ).signed(by: signer)
        let texts = try evidence.details.call.header.deskHash.flatMap { try ledger.desk($0) } ?? []
        let bundle = EvidenceBundle(
            evidence, checkpoint: checkpoint, key: signer.verifier, texts: texts, zone: zone,
            pictures: CallPictures(details: evidence.details, texts: texts, zone: zone).files)
        try bundle.write(to: to)
        print("\(to): \(evidence.entries.count) entries of a log of \(evidence.size), \(bundle.files.count) files")
        if texts.isEmpty {
            Output.error("voicedesk: the desk's texts of that call were not kept; the bundle is without them")
        }
    }
}
