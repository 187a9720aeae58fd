import CallFlow
import Desk
import DeskFolder
import Prompts

/// The desk that a drill is played on: its rules, its people, its flows and what they say.
public struct DrillDesk: Sendable {
    /// The procedure as data.
    public let policy: Policy
    /// Who is on call when.
    public let rota: Rota
    /// The flow of each number.
    let contexts: [NumberRole: FlowContext]
    /// What is said, as text.
    let renderer: PromptRenderer
    /// Hashes the passcodes of the drill's world, and compares them.
    let hasher: any PasscodeHasher

    /// The desk of a folder.
    public init(_ folder: DeskFolder, hasher: any PasscodeHasher = KeyedPasscodeHasher.ephemeral()) {
        policy = folder.policy
        rota = folder.rota
        contexts = Dictionary(
            uniqueKeysWithValues: NumberRole.allCases.compactMap { role in
                folder.context(for: role).map { (role, $0) }
            })
        renderer = PromptRenderer(folder.catalogue, zone: folder.policy.zone)
        self.hasher = hasher
    }
}
