/// One step of a chain: whom it contributes, one or several who are rung at once.
public struct ChainStep: Hashable, Sendable {
    /// Who is rung in this step, in order.
    public let members: [ChainMember]

    private init(_ members: [ChainMember]) { self.members = members }

    /// Always this person.
    public static func person(_ id: String) -> ChainStep { ChainStep([.person(id)]) }

    /// The person at a position of a rotation.
    public static func rotation(_ name: String, position: Int = 0) -> ChainStep {
        ChainStep([.rotation(name, position: position)])
    }

    /// All of these at once.
    public static func together(_ members: [ChainMember]) -> ChainStep { ChainStep(members) }
}

/// Whom a step of a chain names.
public enum ChainMember: Hashable, Sendable {
    /// Always this person.
    case person(String)
    /// The person at a position of a rotation: 0 is who is on duty, 1 the next in turn, and so on.
    case rotation(String, position: Int = 0)
}
