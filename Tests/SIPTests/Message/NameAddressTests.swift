import SIP
import Testing

@Suite("Addresses with names")
struct NameAddressTests {
    @Test(
        "The parts of an address",
        arguments: [
            ("<sip:a@b>", nil, "sip:a@b", nil), ("sip:a@b;tag=x", nil, "sip:a@b", "x"),
            ("<sip:a@b;lr>;tag=x", nil, "sip:a@b;lr", "x"),
            ("\"A, \\\"B\\\" <c>\" <sip:a@b> ; TAG = x", "A, \"B\" <c>", "sip:a@b", "x"),
            ("Zoé Lausanne<sip:a@b>", "Zoé Lausanne", "sip:a@b", nil), ("\"\" <sip:a@b>", nil, "sip:a@b", nil),
            ("<tel:+41215550101>;tag=x;y=\"a;b\"", nil, "tel:+41215550101", "x"),
        ] as [(String, String?, String, String?)])
    func parts(text: String, name: String?, uri: String, tag: String?) throws {
        let address = try NameAddress(parsing: text)
        #expect(address.displayName == name)
        #expect(address.uri.text == uri)
        #expect(address.tag == tag)
        #expect(try NameAddress(parsing: address.text) == address)
    }

    @Test(
        "What is not an address is refused",
        arguments: [
            ("", SIPError.Problem.scheme), ("*", .scheme), ("<>", .scheme), ("<sip:a@b", .angleBracket),
            ("\"a <sip:a@b>", .quotedString), ("\"a\" sip:a@b", .angleBracket), ("< sip:a@b>", .scheme),
            ("<sip:a@b>;", .parameter), ("<sip:a@b>;tag=", .parameter), ("<sip:a@b>;tag", .parameter),
            ("<sip:a@b>;tag=\"x\"", .parameter), ("<sip:a@b> x", .trailing), ("<sip:a@b>, <sip:c@d>", .bareURI),
            ("sip:a@b?c=d", .bareURI), ("sip:a@b, sip:c@d", .bareURI), ("<sip:a@b>;tag=é", .parameter),
            ("<sip:a@b>>", .trailing), ("sip:a@b>", .trailing),
        ])
    func refusal(text: String, problem: SIPError.Problem) {
        do throws(SIPError) {
            _ = try NameAddress(parsing: text)
            Issue.record("taken: \(text)")
        } catch {
            #expect(error.problem == problem, "\(text)")
        }
    }

    @Test("Names and parameters are quoted where they must be")
    func writing() {
        var address = NameAddress(displayName: "A \"B\"\r\nX: y", uri: URI(user: "a", host: "b"), tag: "t")
        address.parameters.append("note", "a b")
        address.parameters.append("flag")
        #expect(address.text == "\"A \\\"B\\\"  X: y\" <sip:a@b>;tag=t;note=\"a b\";flag")
    }
}

@Suite("Via")
struct ViaTests {
    @Test("The parts of a Via")
    func parts() throws {
        let via = try Via(
            parsing: "SIP / 2.0 / tls  [2001:db8::1] : 5071 ;branch=z9hG4bKx; received=192.0.2.9 ;rport=5080;ttl=1")
        #expect(via.transport == .tls)
        #expect(via.host == "[2001:db8::1]")
        #expect(via.port == 5071)
        #expect(via.branch == "z9hG4bKx")
        #expect(via.received == "192.0.2.9")
        #expect(via.rport == .port(5080))
        #expect(via.text == "SIP/2.0/tls [2001:db8::1]:5071;branch=z9hG4bKx;received=192.0.2.9;rport=5080;ttl=1")
        #expect(try Via(parsing: "SIP/2.0/SCTP a").transport == nil)
    }

    @Test("A Via of ours asks for rport, and takes what the server fills in")
    func writing() {
        var via = Via(transport: .udp, host: "192.0.2.1", port: 5060, branch: "z9hG4bKy")
        #expect(via.text == "SIP/2.0/UDP 192.0.2.1:5060;rport;branch=z9hG4bKy")
        #expect(via.rport == .requested)
        via.rport = .port(1024)
        via.received = "198.51.100.1"
        #expect(via.text == "SIP/2.0/UDP 192.0.2.1:5060;rport=1024;branch=z9hG4bKy;received=198.51.100.1")
        via.rport = nil
        #expect(via.rport == nil)
    }

    @Test(
        "What is not a Via is refused",
        arguments: [
            "", "SIP/2.0", "SIP/2.0/UDP", "SIP/2.0/UDPhost", "SIP/2.0/UDP ", "SIP/2.0/UDP a:b", "SIP/2.0/UDP a:70000",
            "SIP/2.0/UDP a;branch=", "SIP/2.0/UDP a;branch=\"x\"", "SIP/2.0/UDP a;;", "SIP/2.0/UDP a, SIP/2.0/UDP b",
            "SIP/2.0/UDP a;branch=é", "SIP/2.0/UDP a b",
        ])
    func refusal(text: String) {
        #expect(throws: SIPError.self) { try Via(parsing: text) }
    }
}
