/// One step of a chain: whom it contributes.
public enum ChainStep: Hashable, Sendable {
    /// Always this person.
    case person(String)
    /// The person at a position of a rotation: 0 is who is on duty, 1 the next in turn, and so on.
    case rotation(String, position: Int = 0)
}
