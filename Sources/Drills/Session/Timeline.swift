import Desk

/// What happened in a drill, in order: what points are given by, and what is shown afterwards.
public struct Timeline: Hashable, Sendable {
    /// Who did or said something.
    public enum Who: String, CaseIterable, Hashable, Sendable {
        case trainee, persona, desk, inject, hint, system
    }

    /// Something that happened.
    public struct Happening: Hashable, Sendable {
        /// When, counted from the start by the clock of the drill.
        public let at: Duration
        /// Who or what.
        public let who: Who
        /// What, in the language of the drill.
        public let words: String
        /// The names by which rubrics and injects know it.
        public let deeds: [String]
    }

    /// The most that is kept; a session ends before.
    public static let limit = 5000

    /// Everything, in order.
    public private(set) var happenings: [Happening] = []
    /// Where each deed is, in order.
    private var places: [String: [Int]] = [:]

    /// Nothing happened yet.
    public init() {}

    mutating func add(_ happening: Happening) {
        guard happenings.count < Self.limit else { return }
        for deed in happening.deeds { places[deed, default: []].append(happenings.count) }
        happenings.append(happening)
    }

    /// Whether something was done.
    public func has(_ deed: String) -> Bool { places[deed] != nil }

    /// Where something was done, in order.
    func places(of deed: String) -> [Int] { places[deed] ?? [] }

    /// When something was done for the first time.
    public func first(_ deed: String) -> Duration? { places[deed]?.first.map { happenings[$0].at } }
}
