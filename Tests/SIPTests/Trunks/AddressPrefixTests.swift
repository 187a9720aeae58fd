import Testing

@testable import SIP

@Suite("Ranges of addresses")
struct AddressPrefixTests {
    @Test(
        "Reading",
        arguments: [
            ("192.0.2.0/24", "192.0.2.0/24"), ("192.0.2.7", "192.0.2.7/32"), ("0.0.0.0/0", "0.0.0.0/0"),
            ("192.0.2.128/25", "192.0.2.128/25"), ("2001:db8::/32", "2001:db8::/32"), ("::1", "::1/128"),
            ("[2001:db8::]/32", "2001:db8::/32"), ("::/0", "::/0"), ("2001:db8::8000:0/97", "2001:db8::8000:0/97"),
            ("2001:db8::8000:0/96", nil),
            ("192.0.2.7/24", nil), ("192.0.2.0/33", nil), ("::/129", nil), ("192.0.2.0/", nil), ("192.0.2.0/-1", nil),
            ("192.0.2.0/+8", nil), ("192.0.2.0/024", "192.0.2.0/24"), ("192.0.2.0/0024", nil), ("/24", nil), ("", nil),
            ("192.0.2/24", nil), ("example.com/24", nil), ("192.0.2.0/24/24", nil),
        ] as [(String, String?)])
    func reading(text: String, expected: String?) {
        #expect(AddressPrefix(text)?.description == expected ?? nil)
    }

    @Test(
        "Containing",
        arguments: [
            ("192.0.2.0/24", "192.0.2.255", true), ("192.0.2.0/24", "192.0.3.0", false),
            ("192.0.2.128/25", "192.0.2.127", false), ("192.0.2.128/25", "192.0.2.128", true),
            ("192.0.2.7", "192.0.2.7", true), ("192.0.2.7", "192.0.2.6", false), ("0.0.0.0/0", "255.1.2.3", true),
            ("0.0.0.0/0", "::1", false), ("::/0", "192.0.2.7", false), ("2001:db8::/32", "2001:db8:ffff::1", true),
            ("2001:db8::/33", "2001:db8:8000::1", false), ("192.0.2.0/24", "::ffff:192.0.2.9", true),
            ("192.0.2.0/24", "::ffff:192.0.3.9", false), ("::ffff:0:0/96", "::ffff:192.0.2.9", true),
        ])
    func containing(prefix: String, address: String, expected: Bool) throws {
        let prefix = try #require(AddressPrefix(prefix))
        #expect(prefix.contains(try #require(IPAddress(address))) == expected)
    }
}
