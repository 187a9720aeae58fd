import CallFlow
import Desk

/// How a real call rings the people of a chain, as its flow says: an exercise rings them alike.
public struct ReadinessHunt: Hashable, Sendable {
    /// Who is rung.
    public let chain: ChainName
    /// How long each phone rings.
    public let ringTimeout: Duration
    /// How long to wait for a key once somebody picked up.
    public let acceptTimeout: Duration
    /// The key that takes the call.
    public let acceptKey: Key
    /// The key that declines it.
    public let declineKey: Key
    /// The last prompt of the whisper, which says the keys; nothing if it speaks a value of the call.
    public let keysPrompt: String?

    /// Makes the terms of a hunt.
    public init(
        chain: ChainName, ringTimeout: Duration, acceptTimeout: Duration, acceptKey: Key, declineKey: Key,
        keysPrompt: String?
    ) {
        self.chain = chain
        self.ringTimeout = ringTimeout
        self.acceptTimeout = acceptTimeout
        self.acceptKey = acceptKey
        self.declineKey = declineKey
        self.keysPrompt = keysPrompt
    }

    /// The first hunt of that chain in the flows of a desk; nothing if no flow rings it.
    public init?(_ chain: ChainName, in programs: [NumberRole: FlowProgram], catalogue: PromptCatalogue) {
        let numbers = NumberRole.allCases.compactMap { programs[$0] }
        for step in numbers.flatMap(\.steps) {
            guard case .hunt(let hunt) = step.verb, hunt.chain == chain else { continue }
            let keys = hunt.whisper.last.flatMap { id in
                catalogue.prompts[id]?.values.isSubset(of: [.provider]) == true ? id : nil
            }
            self.init(
                chain: chain, ringTimeout: hunt.ringTimeout, acceptTimeout: hunt.acceptTimeout,
                acceptKey: hunt.acceptKey, declineKey: hunt.declineKey, keysPrompt: keys)
            return
        }
        return nil
    }
}

/// What is said in an exercise, by the ids of prompts.
public enum ReadinessPrompts {
    /// That it is an exercise, to whoever picks up.
    public static let whisper = "drill-whisper"
    /// Thanks, to whoever accepted.
    public static let accepted = "drill-accepted"
    /// Both.
    public static let all = [whisper, accepted]
}
