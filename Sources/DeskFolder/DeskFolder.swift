import CallFlow
import Desk

/// A desk as it is written in a folder: read, checked and linked.
public struct DeskFolder: Sendable {
    /// The folder, as it was given.
    public let path: String
    /// The desk's name.
    public let name: String
    /// The procedure as data.
    public let policy: Policy
    /// SHA-256 of `desk.yaml`, in hexadecimal; the ledger records it.
    public let policyHash: String
    /// Who runs the desk, for invoices.
    public let provider: ProviderDetails
    /// How recordings are synthesised.
    public let speech: SpeechSettings
    /// How the desk is reached by telephone.
    public let telephony: Telephony
    /// How confirmed charges become invoices.
    public let billing: BillingTerms
    /// How long what the desk keeps is kept.
    public let retention: Retention
    /// On what terms people of the rota are rung for an exercise.
    public let readiness: ReadinessTerms
    /// Who is on call when.
    public let rota: Rota
    /// Every prompt.
    public let catalogue: PromptCatalogue
    /// Every flow by name, before linking.
    public let flows: [String: FlowDefinition]
    /// The linked flow of each number.
    public let programs: [NumberRole: FlowProgram]
    /// The text of every file that was read, by its path in the folder.
    ///
    /// ``load(at:overlay:)`` makes the same desk of them again.
    public let texts: [String: String]

    /// Reads, checks and links a desk folder.
    ///
    /// The static checks over all paths of a flow are not made here.
    /// - Parameters:
    ///   - path: the folder, with `desk.yaml`, `rota.yaml`, `callflows/` and `prompts/catalogue.yaml`.
    ///   - overlay: texts that stand in for files of the folder or add to them, by their path in it.
    /// - Throws: everything that is wrong with any of its files.
    public static func load(at path: String, overlay: [String: String] = [:]) throws(Problems) -> DeskFolder {
        var loader = DeskLoader(files: FolderFiles(path: path, overlay: overlay))
        guard let folder = loader.load() else { throw Problems(loader.problems) }
        return folder
    }

    /// What the calls of a number share; nothing if the desk does not answer that number.
    public func context(for number: NumberRole) -> FlowContext? {
        programs[number].map { FlowContext(program: $0, policy: policy) }
    }

    /// Reads a world file with this desk's policy.
    ///
    /// - Throws: everything that is wrong with the file, or that it cannot be read.
    public func world(at path: String, hasher: any PasscodeHasher) throws(Problems) -> World {
        try WorldFile.load(at: path, policy: policy, hasher: hasher)
    }
}
