import DeskFolder
import SIP
import Testing

@Suite("Whose calls are answered") struct AcceptedPeersTests {
    @Test(
        "private networks are told from the Internet",
        arguments: [
            ("127.0.0.1", true), ("10.1.2.3", true), ("172.16.0.1", true), ("172.31.255.255", true),
            ("172.32.0.1", false), ("192.168.1.20", true), ("192.169.0.1", false), ("169.254.9.9", true),
            ("100.64.0.1", false), ("203.0.113.5", false), ("::1", true), ("::2", false), ("fd12:3456::1", true),
            ("fe80::1", true), ("2001:db8::1", false), ("::ffff:192.168.1.20", true), ("::ffff:203.0.113.5", false),
        ])
    func privateNetworks(_ text: String, _ isPrivate: Bool) throws {
        let address = try #require(IPAddress(text))
        #expect(AcceptedPeers.privateNetworks.admits(address) == isPrivate)
        #expect(AcceptedPeers.anyone.admits(address))
        #expect(!AcceptedPeers.trunks.admits(address))
    }

    @Test("only listed hosts are rung directly")
    func direct() throws {
        let hosts = DirectHosts(["PBX.example.net", "192.168.10.0/24", "::1"])
        let allowed = [
            "sip:alice@pbx.example.net", "sips:alice@pbx.example.net:5061", "sip:alice@pbx.EXAMPLE.net.",
            "sip:alice@192.168.10.9:5070;transport=tcp", "sip:alice@[::1]",
        ]
        let refused = [
            "sip:alice@example.net", "sip:alice@sub.pbx.example.net", "sip:alice@192.168.11.9",
            "sip:pbx.example.net@evil.example", "tel:+33899000000", "http://pbx.example.net",
        ]
        for text in allowed { #expect(hosts.allows(try URI(parsing: text)), "\(text)") }
        for text in refused { #expect(!hosts.allows(try URI(parsing: text)), "\(text)") }
        #expect(!DirectHosts().allows(try URI(parsing: "sip:alice@127.0.0.1")))
    }
}
