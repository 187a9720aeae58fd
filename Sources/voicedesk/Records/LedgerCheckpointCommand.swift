import ArgumentParser
import Foundation
import Ledger
import TransparencyLog

/// `voicedesk ledger checkpoint`.
struct LedgerCheckpointCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "Sign how the ledger stands, to be kept elsewhere.",
        discussion: """
            A checkpoint proves something only to whoever has it from outside: send it to the auditor, print it, append it to a file on
            another machine. The first one makes the key (see 'voicedesk ledger key').

            EXAMPLES
              voicedesk ledger checkpoint
              voicedesk ledger checkpoint --to /mnt/auditor/checkpoints.txt | lp
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var keyOptions: SigningKeyOptions
    @Option(
        help: ArgumentHelp("Also add it to the end of this file; may be given several times.", valueName: "file"),
        completion: .file())
    var to: [String] = []

    func run() throws {
        let ledger = try ledgerOptions.openExisting()
        let note = try ledger.checkpoint(by: try keyOptions.signer(ledgerOptions, ledger), at: SystemTime.now)
        for path in to { try CheckpointFile(path: path).append(note) }
        print(note.description, terminator: "")
    }
}

/// `voicedesk ledger key`.
struct LedgerKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Create, list, change and revoke the keys that sign checkpoints.",
        subcommands: [
            LedgerKeyCreate.self, LedgerKeyList.self, LedgerKeyRotate.self, LedgerKeyRevoke.self,
        ])
}

/// `voicedesk ledger key create`.
struct LedgerKeyCreate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make the first key of a ledger; its creation is an entry of the log.",
        discussion: """
            The file holds a secret and is readable by its owner only. The public key that is printed goes to the auditor.

            EXAMPLE
              voicedesk ledger key create --name desk.example/log --signing-key /root/desk.signing-key
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var keyOptions: SigningKeyOptions
    @Option(help: "The log's name in its checkpoints, without spaces; a random one if left out.")
    var name: String?

    func run() throws {
        let ledger = try ledgerOptions.open()
        if let current = try ledger.keys().current {
            throw Unusable(
                "the ledger has the key \(current.verifier.hash) already",
                mend: "change it with 'voicedesk ledger key rotate'")
        }
        let signer = try keyOptions.file(ledgerOptions).create(name: name ?? SigningKeyFile.freshName())
        try ledger.adopt(signer.verifier, at: SystemTime.now)
        print(signer.verifier)
    }
}

/// `voicedesk ledger key list`.
struct LedgerKeyList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the public keys of a ledger, as its log tells.")

    @OptionGroup var ledgerOptions: LedgerOptions

    func run() throws {
        let keys = try ledgerOptions.openExisting().keys().keys
        if keys.isEmpty { print("no key yet: 'voicedesk ledger checkpoint' makes one") }
        for key in keys {
            let state =
                key.revoked.map { "revoked: \($0.reason)" } ?? (key.replacedAt == nil ? "in use" : "replaced")
            print("\(key.verifier)  \(state)")
        }
    }
}

/// `voicedesk ledger key rotate`.
struct LedgerKeyRotate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Hand over to a new key; the old one signs that.",
        discussion: """
            EXAMPLE
              voicedesk ledger key rotate --new /root/desk-2027.signing-key
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var keyOptions: SigningKeyOptions
    @Option(help: ArgumentHelp("The file for the new key; it must not exist.", valueName: "file"), completion: .file())
    var new: String
    @OptionGroup var actor: ActorOption

    func run() throws {
        let ledger = try ledgerOptions.openExisting()
        let old = try keyOptions.file(ledgerOptions).load()
        let signer = try SigningKeyFile(path: new).create(name: old.verifier.name)
        try ledger.rotate(from: old, to: signer.verifier, by: actor.name, at: SystemTime.now)
        print(signer.verifier)
    }
}

/// `voicedesk ledger key revoke`.
struct LedgerKeyRevoke: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Declare that a key counts no longer, for example as it was stolen.",
        discussion: """
            No checkpoint of it proves anything any more, the old ones neither: whoever has the key can sign any.

            EXAMPLE
              voicedesk ledger key revoke 'desk.example/log+0c0d0e0f+AQ…' --reason "the disk was stolen"
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @Argument(help: "The public key, or a file that holds it.")
    var key: String
    @Option(help: "Why.")
    var reason: String
    @OptionGroup var actor: ActorOption

    func run() throws {
        let key = try ProofOptions.verifier(key, option: "KEY")
        try ledgerOptions.openExisting().revoke(key, reason: reason, by: actor.name, at: SystemTime.now)
        print("\(key.hash) is revoked")
    }
}
