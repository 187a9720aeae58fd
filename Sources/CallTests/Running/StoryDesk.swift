import CallFlow
import Desk
import DeskFolder
import Prompts

/// A desk made ready to run many stories.
public struct StoryDesk: Sendable {
    /// The flows, by the number that they answer.
    public let contexts: [NumberRole: FlowContext]
    /// Renders prompts as they read.
    public let renderer: PromptRenderer
    /// Who is on call when.
    public let rota: Rota
    /// The desk's policy.
    public let policy: Policy
    let hasher: any PasscodeHasher

    /// Prepares a desk.
    ///
    /// - Parameters:
    ///   - hasher: the one with which the stories' worlds were read.
    ///   - voice: the desk's recordings, if prompts are to take as long as they do; else it is reckoned from the texts.
    public init(_ desk: DeskFolder, hasher: any PasscodeHasher, voice: PromptVoice? = nil) {
        contexts = desk.programs.mapValues { FlowContext(program: $0, policy: desk.policy) }
        renderer =
            voice.map { PromptRenderer(desk.catalogue, zone: desk.policy.zone, voice: $0) }
            ?? PromptRenderer(desk.catalogue, zone: desk.policy.zone)
        rota = desk.rota
        policy = desk.policy
        self.hasher = hasher
    }
}
