import SIP
import Testing

@Suite("IP addresses and endpoints")
struct IPAddressTests {
    @Test(
        "An address prints in its one spelling",
        arguments: [
            ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
            ("::", "::"), ("::1", "::1"), ("[2001:DB8::0:1]", "2001:db8::1"), ("1::", "1::"),
            ("2001:db8:0:1:0:0:0:1", "2001:db8:0:1::1"), ("2001:0:0:1:0:0:1:1", "2001::1:0:0:1:1"),
            ("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"), ("::ffff:192.0.2.10", "::ffff:c000:20a"),
        ])
    func spelling(text: String, printed: String) throws {
        #expect(try #require(IPAddress(text)).description == printed)
        #expect(IPAddress(printed) == IPAddress(text))
    }

    @Test(
        "What is not an address is refused",
        arguments: [
            "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.", "1..2.3", "+1.2.3.4", " 1.2.3.4", "[1.2.3.4]",
            ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "::g", "[::1", "::1]",
            "fe80::1%eth0",
            "1.2.3.4::", "::1.2.3", "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:6:7::8", "[]",
        ])
    func refusal(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test("Octets go both ways, and other counts are refused")
    func octets() {
        #expect(IPAddress.v4(192, 0, 2, 1).networkOrder == [192, 0, 2, 1])
        #expect(IPAddress(networkOrder: [192, 0, 2, 1]) == .v4(192, 0, 2, 1))
        let six = IPAddress("2001:db8::ff01")
        #expect(six?.networkOrder == [0x20, 1, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 1])
        #expect(six.flatMap { IPAddress(networkOrder: $0.networkOrder) } == six)
        #expect(IPAddress(networkOrder: [1, 2, 3]) == nil)
        #expect(IPAddress(networkOrder: [UInt8](repeating: 0, count: 15)) == nil)
    }

    @Test("Loopback and unspecified are known in both families, and the families differ")
    func kinds() {
        #expect(IPAddress("127.3.2.1")?.isLoopback == true)
        #expect(IPAddress("::1")?.isLoopback == true)
        #expect(IPAddress("128.0.0.1")?.isLoopback == false)
        #expect(IPAddress("0.0.0.0")?.isUnspecified == true)
        #expect(IPAddress("::")?.isUnspecified == true)
        #expect(IPAddress("::") != IPAddress("0.0.0.0"))
    }

    @Test("An endpoint needs a port, and IPv6 its brackets")
    func endpoints() throws {
        let four = try #require(Endpoint("192.0.2.1:5060"))
        #expect(four == Endpoint(address: .v4(192, 0, 2, 1), port: 5060))
        #expect(try #require(Endpoint("[::1]:65535")).description == "[::1]:65535")
        for text in ["192.0.2.1", "192.0.2.1:", "192.0.2.1:65536", "::1:5060", "[::1]", "a:1", "1.2.3.4:+5", ""] {
            #expect(Endpoint(text) == nil, "\(text)")
        }
    }

    @Test("Streams are reliable; only TLS has another default port")
    func transports() {
        #expect(TransportProtocol.allCases.map(\.isReliable) == [false, true, true])
        #expect(TransportProtocol.allCases.map(\.defaultPort) == [5060, 5060, 5061])
    }
}
