import Desk

extension DeskFolder {
    /// The most rungs that any chain can have; bounds the time of a hunt.
    public var longestChain: Int {
        max(policy.standby.count, rota.chains.values.map(\.count).max() ?? 0)
    }
}
