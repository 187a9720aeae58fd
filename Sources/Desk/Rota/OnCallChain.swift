/// The people of a chain at one moment: in which order they are rung, and who of them at once.
///
/// A chain is a ladder. Its rungs are rung one after the other, the people of a rung together. Most rungs have one
/// person.
public struct OnCallChain: Hashable, Sendable {
    /// The most people of a chain; who comes after them is not rung.
    public static let limit = 64
    /// The most people of a rung; who comes after them has the next rung.
    public static let rungLimit = 8

    /// Everybody, in order.
    public private(set) var people: [OnCallPerson] = []
    /// By position, whether the person is rung together with the one before.
    private var joined: UInt64 = 0

    /// Nobody.
    public init() {}

    /// People who are rung one after the other.
    public init(_ people: [OnCallPerson]) { self.people = Array(people.prefix(Self.limit)) }

    /// Whether there is nobody.
    public var isEmpty: Bool { people.isEmpty }

    /// Adds somebody at the end.
    ///
    /// - Parameter together: whether the person is rung together with the one before.
    public mutating func append(_ person: OnCallPerson, together: Bool = false) {
        guard people.count < Self.limit else { return }
        if together, !people.isEmpty, rung(before: people.count).count < Self.rungLimit {
            joined |= 1 << UInt64(people.count)
        }
        people.append(person)
    }

    /// The positions of the rung that begins at a position; empty after the last one.
    public func rung(from start: Int) -> Range<Int> {
        guard people.indices.contains(start) else { return people.count..<people.count }
        var end = start + 1
        while end < people.count, joined & (1 << UInt64(end)) != 0 { end += 1 }
        return start..<end
    }

    /// The positions of every rung, in order.
    public var rungs: [Range<Int>] {
        var rungs: [Range<Int>] = []
        var next = rung(from: 0)
        while !next.isEmpty {
            rungs.append(next)
            next = rung(from: next.upperBound)
        }
        return rungs
    }

    private func rung(before end: Int) -> Range<Int> {
        var start = end - 1
        while start > 0, joined & (1 << UInt64(start)) != 0 { start -= 1 }
        return start..<end
    }

    mutating func reserveCapacity(_ count: Int) { people.reserveCapacity(count) }
}
