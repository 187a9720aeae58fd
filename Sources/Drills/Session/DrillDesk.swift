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
    /// The flow of each number in each language: the trainee hears the language of the drill, whatever the contact's is.
    let contexts: [Language: [NumberRole: FlowContext]]
    /// What is said, as text.
    let renderer: PromptRenderer
    /// Hashes the passcodes of the drill's world, and compares them.
    let hasher: any PasscodeHasher

    /// The desk of a folder.
    public init(_ folder: DeskFolder, hasher: any PasscodeHasher = KeyedPasscodeHasher.ephemeral()) {
        policy = folder.policy
        rota = folder.rota
        contexts = Dictionary(
            uniqueKeysWithValues: Language.allCases.map { language in
                var policy = folder.policy
                policy.languages = [language]
                return (language, folder.programs.mapValues { FlowContext(program: $0, policy: policy) })
            })
        renderer = PromptRenderer(folder.catalogue, zone: folder.policy.zone)
        self.hasher = hasher
    }
}
