/// An exception to a rotation for some time: a replacement, or a hole.
///
/// What it replaces is the person whose turn it is by the rotation, never one whom another override put there. So two
/// overrides exchange two people, and where several replace the same person, the last in the list decides.
public struct RotaOverride: Hashable, Sendable {
    /// The rotation's name.
    public let rotation: String
    /// The first instant at which it holds.
    public let from: Instant
    /// The first instant at which it no longer holds.
    public let until: Instant
    /// The id of the person who is replaced; none for everybody, also at times when nobody is on duty.
    public let replaces: String?
    /// The id of the person who stands in; none leaves a hole.
    public let person: String?

    /// Makes an override.
    public init(rotation: String, from: Instant, until: Instant, replaces: String? = nil, person: String?) {
        self.rotation = rotation
        self.from = from
        self.until = until
        self.replaces = replaces
        self.person = person
    }

    /// Whether it holds at an instant.
    public func isActive(at now: Instant) -> Bool { from <= now && now < until }

    /// Whether it takes the place of a person whose turn it is, or of nobody.
    func matches(_ scheduled: String?) -> Bool { replaces == nil || replaces == scheduled }
}
