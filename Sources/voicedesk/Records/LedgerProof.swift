import ArgumentParser
import Desk
import Foundation
import Ledger
import TransparencyLog

/// The options that name what a ledger is compared with.
struct ProofOptions: ParsableArguments {
    @Option(
        name: .customLong("checkpoint"),
        help: ArgumentHelp(
            "A file of checkpoints that was kept elsewhere; may be given several times.", valueName: "file"),
        completion: .file())
    var checkpoints: [String] = []
    @Option(
        help: ArgumentHelp("The public key that is trusted: its text, or a file that holds it.", valueName: "key"),
        completion: .file())
    var key: String?

    func notes() throws -> [SignedNote] {
        try checkpoints.flatMap { path in
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw Unusable("--checkpoint: '\(path)' cannot be read", mend: "name a file of checkpoints")
            }
            guard let notes = SignedNote.list(text), !notes.isEmpty else {
                throw Unusable(
                    "--checkpoint: '\(path)' holds no checkpoint", mend: "name a file that 'ledger checkpoint' wrote")
            }
            return notes
        }
    }

    func verifier() throws -> NoteVerifier? { try key.map { try Self.verifier($0, option: "--key") } }

    /// A public key, or the file of one.
    static func verifier(_ text: String, option: String) throws -> NoteVerifier {
        if let verifier = NoteVerifier(text) { return verifier }
        let content = (try? String(contentsOfFile: text, encoding: .utf8)) ?? ""
        if let verifier = NoteVerifier(content.trimmingCharacters(in: .whitespacesAndNewlines)) { return verifier }
        throw Unusable(
            "\(option): '\(text)' is no public key",
            mend: "write it like NAME+HASH+BASE64; 'voicedesk ledger key list' prints it")
    }
}

/// The option that names the key which signs checkpoints.
struct SigningKeyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The file of the key that signs checkpoints; beside the ledger if left out.", valueName: "file"),
        completion: .file())
    var signingKey: String?

    func file(_ ledger: LedgerOptions) -> SigningKeyFile {
        SigningKeyFile(path: signingKey ?? ledger.database + ".signing-key")
    }

    /// The signer; where the log has no key yet, one is made and made known.
    func signer(_ options: LedgerOptions, _ ledger: Ledger) throws -> NoteSigner {
        try file(options).signer(of: ledger)
    }
}

/// Who does something.
struct ActorOption: ParsableArguments {
    @Option(help: ArgumentHelp("Who does it; the user of this terminal if left out.", valueName: "name"))
    var by: String?

    var name: String { by ?? ProcessInfo.processInfo.environment["USER"] ?? NSUserName() }
}
