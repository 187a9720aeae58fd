import Testing

@testable import SIP

@Suite("Which trunk a source belongs to")
struct InboundTrustTests {
    private func trunk(
        _ name: String, _ sources: [String], transport: TransportProtocol? = nil, asserts: Bool = false
    ) throws -> Trunk {
        var trunk = Trunk(name: name, proxy: .init(host: "sip.\(name)"), domain: name, user: "u")
        let prefixes = try sources.map { try #require(AddressPrefix($0)) }
        trunk.inbound = .init(
            sources: prefixes, transport: transport, requiresDigest: !asserts, assertsIdentity: asserts)
        return trunk
    }

    @Test("The most specific range wins, the first of equals, and strangers belong to none")
    func ranges() throws {
        let trust = InboundTrust([
            try trunk("wide", ["192.0.2.0/24"]),
            try trunk("narrow", ["192.0.2.64/26", "2001:db8::/32"], asserts: true),
            try trunk("late", ["192.0.2.0/24"]), try trunk("outgoing", []),
        ])
        let name = { (text: String) in IPAddress(text).flatMap { trust.standing(of: $0, over: .udp)?.trunk } }
        #expect(name("192.0.2.1") == "wide")
        #expect(name("192.0.2.65") == "narrow")
        #expect(name("::ffff:192.0.2.65") == "narrow")
        #expect(name("2001:db8::1") == "narrow")
        #expect(name("198.51.100.1") == nil)
        #expect(InboundTrust([]).standing(of: .v4(192, 0, 2, 1), over: .udp) == nil)
    }

    @Test("A trunk that comes over TLS is not trusted over UDP, where an address is easily forged")
    func transports() throws {
        let trust = InboundTrust([
            try trunk("secure", ["192.0.2.1"], transport: .tls, asserts: true), try trunk("plain", ["192.0.2.0/24"]),
        ])
        let secure = trust.standing(of: .v4(192, 0, 2, 1), over: .tls)
        #expect(secure == .init(trunk: "secure", requiresDigest: false, assertsIdentity: true))
        let plain = trust.standing(of: .v4(192, 0, 2, 1), over: .udp)
        #expect(plain == .init(trunk: "plain", requiresDigest: true, assertsIdentity: false))
    }
}
