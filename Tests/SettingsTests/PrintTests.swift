import Desk
import DeskFolder
import Foundation
import SIP
import Testing

@testable import Settings

@Suite("Printed settings") struct PrintTests {
    /// A desk with one trunk.
    private static var telephony: Telephony {
        var trunk = Trunk(
            name: "carrier", proxy: .init(host: "sip.carrier.example", port: 5061, transport: .tls),
            domain: "carrier.example", user: "+33290920555")
        trunk.registering = .init(expires: 600)
        trunk.mediaSecurity = .optional
        var telephony = Telephony()
        let source = SecretSource(.environment("CARRIER_PASSWORD"), at: SourcePlace(file: "desk.yaml"))
        telephony.trunks = [TrunkSettings(trunk: trunk, credentials: [.init(username: "desk", password: source)])]
        return telephony
    }

    @Test("say every value, its unit and where it comes from")
    func text() throws {
        let settings = try Loading.load(
            "--limit-calls", "40", "--sip", "udp:127.0.0.1:5090", environment: ["VOICEDESK_WORLD": "evening"])
        let lines = settings.text().split(separator: "\n").map(String.init)
        #expect(lines.count == Setting.all.count)
        #expect(lines.contains("sip                           udp:127.0.0.1:5090   --sip"))
        #expect(lines.contains("world                         evening              VOICEDESK_WORLD"))
        #expect(lines.contains("limit.calls                   40 calls             --limit-calls"))
        #expect(lines.contains("limit.commit-patience         2s                   default"))
    }

    @Test("mask passwords and say where they are")
    func masked() throws {
        let environment = ["CARRIER_PASSWORD": "hunter2"]
        let settings = try Loading.load(environment: environment)
        // The server has the trunks with their passwords; what is printed has them not.
        let trunks = try Self.telephony.trunks(environment: environment, folder: ".")
        #expect(trunks.first?.credentials.count == 1)
        let text = settings.text(with: Self.telephony)
        let json = try settings.json(with: Self.telephony)
        for printed in [text, json] {
            #expect(!printed.contains("hunter2"))
            #expect(printed.contains("********"))
            #expect(printed.contains("env:CARRIER_PASSWORD"))
            #expect(printed.contains("tls:sip.carrier.example:5061"))
            #expect(printed.contains("srtp-optional"))
        }
    }

    @Test("are JSON for programs")
    func json() throws {
        let settings = try Loading.load(file: "http: off\n", ["--drain=5s"])
        let root = try JSONSerialization.jsonObject(with: Data(try settings.json().utf8))
        let rows = try #require(root as? [[String: Any]])
        #expect(rows.count == Setting.all.count)
        func row(_ name: String) -> [String: Any]? { rows.first { $0["name"] as? String == name } }
        #expect(row("drain")?["value"] as? String == "5s")
        #expect(row("drain")?["source"] as? String == "flag")
        #expect(row("drain")?["origin"] as? String == "--drain")
        #expect(row("http")?["value"] as? String == "off")
        #expect(row("http")?["source"] as? String == "file")
        #expect((row("http")?["origin"] as? String)?.hasSuffix("server.yaml:1:7") == true)
        #expect(row("world")?["value"] is NSNull)
        #expect(row("limit.reserved")?["unit"] as? String == "%")
    }
}
