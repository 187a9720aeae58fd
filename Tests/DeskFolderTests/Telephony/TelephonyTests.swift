import Desk
import DeskFolder
import Foundation
import SIP
import Testing

@Suite("Telephony in desk.yaml") struct TelephonyTests {
    @Test("may be left out: no trunks, and calls of private networks are answered")
    func absent() throws {
        let telephony = try TelephonyDesk.telephony("")
        #expect(telephony == Telephony())
        #expect(telephony.trunks.isEmpty)
        #expect(telephony.acceptedPeers == .privateNetworks)
        #expect(telephony.numberPlan == .france)
        #expect(telephony.voicemail.folder == "voicemail")
        #expect(telephony.voicemail.keep == .hours(90 * 24))
    }

    @Test("may be empty")
    func empty() throws {
        #expect(try TelephonyDesk.telephony("telephony:\n") == Telephony())
        #expect(try TelephonyDesk.telephony("telephony: {}\n") == Telephony())
    }

    @Test("says all of a trunk")
    func full() throws {
        let telephony = try TelephonyDesk.telephony()
        #expect(telephony.acceptedPeers == .trunks)
        #expect(telephony.directHosts == DirectHosts(["pbx.example.net", "192.168.10.0/24"]))
        #expect(telephony.voicemail.folder == "messages")
        #expect(telephony.voicemail.keep == .hours(30 * 24))
        #expect(telephony.trunks.map(\.trunk.name) == ["carrier", "plain"])

        let proxy = Trunk.Proxy(host: "sip.carrier.example", port: 5080, transport: .tls)
        var expected = Trunk(name: "carrier", proxy: proxy, domain: "carrier.example", user: "+33290920555")
        expected.registering = .init(expires: 600)
        expected.keepalive = .init(interval: .minutes(1))
        expected.priority = 2
        expected.inbound = .init(
            sources: ["192.0.2.0/24", "2001:db8::/32"].compactMap { AddressPrefix($0) }, transport: .tls,
            requiresDigest: true, assertsIdentity: true)
        expected.numberForm = .national
        expected.presentedNumber = "+33290920555"
        expected.requires100rel = true
        expected.sessionTimer = .init(interval: 1_200, minimum: 120)
        expected.mediaSecurity = .required
        let settings = try #require(telephony.trunks.first)
        #expect(settings.trunk == expected)
        #expect(settings.credentials.map(\.username) == ["desk"])
        #expect(settings.credentials.map(\.realm) == ["carrier"])
        #expect(settings.credentials.map(\.password.location) == [.environment("CARRIER_PASSWORD")])
    }

    @Test("fills in what a trunk leaves out")
    func plain() throws {
        let settings = try #require(try TelephonyDesk.telephony().trunks.last)
        var expected = Trunk(
            name: "plain", proxy: .init(host: "198.51.100.7"), domain: "198.51.100.7", user: "desk")
        expected.registering = .init()
        expected.keepalive = nil
        expected.sessionTimer = nil
        #expect(settings.trunk == expected)
        #expect(settings.credentials.isEmpty)
    }

    @Test("knows a country by name, by its plan, and the desk's where a trunk names none")
    func country() throws {
        let plan =
            "{ calling_code: \"61\", shortest: 9, longest: 9, national_prefix: \"0\", international_prefix: \"0011\" }"
        let trunk = "{ name: a, proxy: a.example, user: a }"
        let swiss = try TelephonyDesk.telephony("telephony: { country: ch, trunks: [\(trunk)] }\n")
        #expect(swiss.trunks.map(\.trunk.numberPlan) == [Country.ch.numberPlan])
        let other = try TelephonyDesk.telephony("telephony: { country: \(plan), trunks: [\(trunk)] }\n")
        #expect(other.numberPlan.e164("0011 33 2 90 92 05 55") == "+33290920555")
        #expect(other.numberPlan.e164("02 5550 1234") == "+61255501234")
        #expect(other.trunks.map(\.trunk.numberPlan) == [other.numberPlan])
    }

    @Test(
        "reads proxies",
        arguments: [
            ("sip.example.net", "sip.example.net", nil), ("sip.example.net:5061", "sip.example.net", 5061),
            ("192.0.2.1:5060", "192.0.2.1", 5060), ("2001:db8::1", "2001:db8::1", nil),
            ("[2001:db8::1]", "[2001:db8::1]", nil), ("[2001:db8::1]:5070", "[2001:db8::1]", 5070),
            ("pbx", "pbx", nil), ("sip.example.net.", "sip.example.net.", nil),
        ] as [(String, String, UInt16?)])
    func proxy(_ text: String, _ host: String, _ port: UInt16?) throws {
        let part = "telephony: { trunks: [{ name: a, user: a, proxy: \"\(text)\" }] }\n"
        #expect(try TelephonyDesk.telephony(part).trunks.map(\.trunk.proxy) == [.init(host: host, port: port)])
    }

    @Test("of the example in the shipped desk can be used once the comment marks are taken away")
    func example() throws {
        let desk = try String(contentsOfFile: "\(Repository.root)/desk.yaml", encoding: .utf8)
        let start = try #require(desk.range(of: "# telephony:"))
        let lines = desk[start.lowerBound...].split(separator: "\n").map { $0.dropFirst(2) }
        let telephony = try TelephonyDesk.telephony(lines.joined(separator: "\n") + "\n")
        #expect(telephony.trunks.map(\.trunk.name) == ["carrier"])
        #expect(telephony.trunks.flatMap(\.credentials).map(\.password.description) == ["env:CARRIER_PASSWORD"])
    }
}
