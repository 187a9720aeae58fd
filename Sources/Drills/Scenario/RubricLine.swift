/// One line of a rubric: all of its conditions have to hold for its points to be given.
public struct RubricLine: Hashable, Sendable {
    /// Its name within the scenario.
    public let id: String
    /// The rule of the procedure that it stands on, `R1` to `R10`.
    public let rule: String?
    /// What it is worth.
    public let points: Int
    /// Deeds that all have to be done.
    public let done: [String]
    /// Deeds of which at least one has to be done.
    public let any: [String]
    /// Deeds that must not be done.
    public let never: [String]
    /// The deed before which all that counts: what is done later comes too late, what is forbidden is free from then on.
    public let before: String?
    /// The deed after which all that counts.
    public let after: String?
    /// How long after the start it has to be done at the latest.
    public let within: Duration?
    /// What is asked, and why.
    public let text: LocalText

    /// All deeds that it names.
    public var deeds: [String] { done + any + never + [before, after].compactMap { $0 } }
}

/// A run that goes wrong, to be sure that the rubric notices.
public struct Mistake: Hashable, Sendable {
    /// What is done wrong, in words.
    public let text: LocalText
    /// What the trainee writes, line by line.
    public let play: [String]
    /// The lines of the rubric that are lost by it; all others are earned.
    public let loses: [String]
}
