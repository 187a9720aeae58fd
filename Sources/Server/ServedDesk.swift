import CallFlow
import Desk
import DeskFolder
import Prompts
import Synchronization

/// The desk as the server runs it: flows that are ready, the voice, the rota.
final class ServedDesk: Sendable {
    let policy: Policy
    let policyHash: String
    let contexts: [NumberRole: FlowContext]
    private let rota: Rota
    private let rotaIsUnavailable: Bool
    private let spoken: Mutex<PromptVoice>

    /// Takes a desk that was checked.
    init(_ folder: DeskFolder, voice: PromptVoice, rotaIsUnavailable: Bool = false) {
        policy = folder.policy
        policyHash = folder.policyHash
        rota = folder.rota
        self.rotaIsUnavailable = rotaIsUnavailable
        var contexts: [NumberRole: FlowContext] = [:]
        for role in NumberRole.allCases { contexts[role] = folder.context(for: role) }
        self.contexts = contexts
        spoken = Mutex(voice)
    }

    /// What new calls are spoken to with.
    var voice: PromptVoice {
        get { spoken.withLock { $0 } }
        set { spoken.withLock { $0 = newValue } }
    }

    /// Which number of the desk was dialled.
    func role(of dialled: String?) -> NumberRole? {
        dialled.flatMap { PhoneNumber($0) }.flatMap { policy.number(dialled: $0)?.role }
    }

    /// The number of a role in E.164.
    func phone(of role: NumberRole) -> String? { policy.number(role)?.phone.description }

    /// The people of a chain.
    func people(in chain: ChainName, at now: Instant) -> ChainAnswer {
        if chain == .standby {
            return policy.standby.isEmpty ? .unavailable : .people(OnCallChain(policy.standby))
        }
        return rotaIsUnavailable ? .unavailable : rota.people(in: chain, at: now)
    }
}
