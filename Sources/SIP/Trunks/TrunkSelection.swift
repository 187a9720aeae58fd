/// The trunks that an outgoing call tries, one after the other.
///
/// Trunks that are up come first, by priority; then those that are down, as a trunk that is believed down is still
/// better than no call at all. Equal trunks keep the order of the configuration. The machine ends with the result of
/// the telephone, or with that of the last trunk.
public struct TrunkSelection: Hashable, Sendable {
    /// What is to be done.
    public enum Action: Hashable, Sendable {
        /// Call over the trunk of that name.
        case call(trunk: String)
        /// The attempts are over.
        case finished(PhoneResult)
    }

    private let order: [String]
    private var position = 0

    /// Sorts the trunks.
    ///
    /// - Parameter isUp: whether the trunk of that name is up.
    public init(_ trunks: [Trunk], isUp: (String) -> Bool) {
        order = trunks.enumerated()
            .map { index, trunk in (name: trunk.name, rank: (isUp(trunk.name) ? 0 : 1, trunk.priority, index)) }
            .sorted { $0.rank < $1.rank }
            .map(\.name)
    }

    /// Begins with the first trunk.
    public func begin() -> Action {
        order.first.map { .call(trunk: $0) } ?? .finished(.unreachable)
    }

    /// Takes the end of the attempt at hand.
    ///
    /// - Parameter rang: whether the telephone was heard ringing.
    public mutating func ended(_ outcome: AttemptOutcome, rang: Bool) -> Action {
        switch outcome.consequence(rang: rang) {
        case .result(let result): return .finished(result)
        case .nextTrunk(let result):
            position += 1
            return position < order.count ? .call(trunk: order[position]) : .finished(result)
        }
    }
}
