/// Which trunk a request came from, by its source address (RFC 3325 §5, spec of the trust domain).
///
/// The most specific range wins; of two trunks with the same range, the first. An address of a datagram can be forged,
/// but whoever forges it does not see our answers; trunks for which that is not enough ask for a digest, or come over
/// TLS.
public struct InboundTrust: Hashable, Sendable {
    private struct Rule: Hashable {
        let prefix: AddressPrefix
        let transport: TransportProtocol?
        let trunk: String
        let requiresDigest: Bool
        let assertsIdentity: Bool
    }

    /// What is known about a source.
    public struct Standing: Hashable, Sendable {
        /// The name of the trunk.
        public let trunk: String
        /// Whether INVITE must be challenged.
        public let requiresDigest: Bool
        /// Whether its `P-Asserted-Identity` counts.
        public let assertsIdentity: Bool
    }

    private let rules: [Rule]

    /// Takes the inbound rules of the trunks.
    public init(_ trunks: [Trunk]) {
        let rules = trunks.flatMap { trunk in
            trunk.inbound.sources.map { prefix in
                Rule(
                    prefix: prefix, transport: trunk.inbound.transport, trunk: trunk.name,
                    requiresDigest: trunk.inbound.requiresDigest, assertsIdentity: trunk.inbound.assertsIdentity)
            }
        }
        self.rules = rules.enumerated()
            .sorted { ($1.element.prefix.length, $0.offset) < ($0.element.prefix.length, $1.offset) }
            .map(\.element)
    }

    /// What is known about the source of a request; nothing for a stranger.
    public func standing(of source: IPAddress, over transport: TransportProtocol) -> Standing? {
        rules.first { $0.prefix.contains(source) && ($0.transport == nil || $0.transport == transport) }
            .map { Standing(trunk: $0.trunk, requiresDigest: $0.requiresDigest, assertsIdentity: $0.assertsIdentity) }
    }
}
