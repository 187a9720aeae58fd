import Desk
import SIP
import Testing

@testable import Settings

@Suite("Settings of a server") struct SettingsLoaderTests {
    @Test("are the defaults where nobody says anything")
    func defaults() throws {
        let settings = try Loading.load()
        #expect(settings.values == ServerSettings())
        #expect(Setting.all.allSatisfy { settings.origin(of: $0.name) == .standard })
    }

    @Test("come from flags, then variables, then the file, then defaults")
    func precedence() throws {
        let file = "http: 127.0.0.1:1\ndatabase: file.sqlite\nlimit:\n  calls: 11\n  headers: 20\n"
        let environment = [
            "VOICEDESK_HTTP": "127.0.0.1:2", "VOICEDESK_LIMIT_CALLS": "12", "VOICEDESK_LOG_LEVEL": "debug",
        ]
        let settings = try Loading.load(
            file: file, ["--http", "127.0.0.1:3", "--log-format=json"], environment: environment)
        #expect(settings.values.http?.port == 3)
        #expect(settings.values.limits.calls == 12)
        #expect(settings.values.limits.headers == 20)
        #expect(settings.values.database == "file.sqlite")
        #expect(settings.values.log.level == .debug)
        #expect(settings.values.log.format == .json)
        #expect(settings.origin(of: "http") == .flag("--http"))
        #expect(settings.origin(of: "log.format") == .flag("--log-format"))
        #expect(settings.origin(of: "limit.calls") == .variable("VOICEDESK_LIMIT_CALLS"))
        #expect(settings.origin(of: "log.level") == .variable("VOICEDESK_LOG_LEVEL"))
        #expect(settings.origin(of: "drain") == .standard)
        guard case .file(let place) = settings.origin(of: "limit.headers") else {
            Issue.record("limit.headers is not of the file")
            return
        }
        #expect((place.line, place.column) == (5, 12))
    }

    @Test("of the weaker source are not looked at")
    func shadowed() throws {
        let settings = try Loading.load(
            file: "drain: nonsense\n", ["--drain", "5s"], environment: ["VOICEDESK_DRAIN": "nonsense"])
        #expect(settings.values.drain == .seconds(5))
    }

    @Test(
        "listen on several places",
        arguments: [
            ("0.0.0.0:5060", ["udp:0.0.0.0:5060", "tcp:0.0.0.0:5060"]),
            ("udp:127.0.0.1:5090", ["udp:127.0.0.1:5090"]),
            ("udp:192.0.2.1:5060,tcp:192.0.2.1:5061", ["udp:192.0.2.1:5060", "tcp:192.0.2.1:5061"]),
            ("[::1]:5060", ["udp:[::1]:5060", "tcp:[::1]:5060"]), ("tcp:[::]", ["tcp:[::]:5060"]),
            ("localhost:0", ["udp:127.0.0.1:0", "tcp:127.0.0.1:0"]), ("udp:localhost", ["udp:127.0.0.1:5060"]),
        ])
    func listeners(_ text: String, _ expected: [String]) throws {
        for settings in [
            try Loading.load("--sip", text), try Loading.load(environment: ["VOICEDESK_SIP": text]),
            try Loading.load(file: "sip: \"\(text)\"\n"),
        ] {
            #expect(settings.values.sip.map { SettingText.text($0) } == expected)
        }
    }

    @Test("take a list as one flag, several flags or a list of the file")
    func lists() throws {
        let expected: [SIPListener] = [
            SIPListener(.udp, Endpoint(address: .v4(127, 0, 0, 1), port: 1)),
            SIPListener(.tcp, Endpoint(address: .v4(127, 0, 0, 1), port: 2)),
        ]
        #expect(try Loading.load("--sip", "udp:127.0.0.1:1", "--sip", "tcp:127.0.0.1:2").values.sip == expected)
        #expect(try Loading.load("--sip=udp:127.0.0.1:1, tcp:127.0.0.1:2 ").values.sip == expected)
        #expect(try Loading.load(file: "sip: [udp:127.0.0.1:1, tcp:127.0.0.1:2]\n").values.sip == expected)
        let addresses = try Loading.load(file: "public_address: [192.0.2.1, \"2001:db8::1\"]\n").values.publicAddresses
        #expect(addresses.map(\.description) == ["192.0.2.1", "2001:db8::1"])
    }

    @Test("of every kind are read")
    func kinds() throws {
        let settings = try Loading.load(
            "--rtp-ports", "40000-40999", "--rtp-threads", "4", "--rtp-port-rest", "0s", "--drain", "1m30s",
            "--database", "a,b.sqlite", "--world", "worlds/evening.yaml",
            "--http", "off", "--name-server", "192.0.2.53:53", "--log-level", "warning",
            "--sip", "tls:0.0.0.0", "--tls-certificate", "c.pem", "--tls-key", "k.pem", "--tls-authorities", "a.pem",
            "--tls-client-authorities", "b.pem")
        var expected = ServerSettings()
        expected.rtp.ports = 40_000...40_999
        expected.rtp.threads = 4
        expected.rtp.portRest = .zero
        expected.drain = .seconds(90)
        expected.database = "a,b.sqlite"
        expected.world = "worlds/evening.yaml"
        expected.http = nil
        expected.nameServer = Endpoint(address: .v4(192, 0, 2, 53), port: 53)
        expected.log.level = .warning
        expected.sip = [SIPListener(.tls, Endpoint(address: .v4(0, 0, 0, 0), port: 5061))]
        expected.tls.certificate = "c.pem"
        expected.tls.key = "k.pem"
        expected.tls.authorities = "a.pem"
        expected.tls.clientAuthorities = "b.pem"
        // Half as many calls as there are pairs of ports.
        expected.limits.calls = 250
        #expect(settings.values == expected)
    }

    @Test("of a variable that is set to nothing are not set")
    func emptyVariable() throws {
        #expect(try Loading.load(environment: ["VOICEDESK_HTTP": ""]).values == ServerSettings())
    }

    @Test("come from the file that is named, and only from it")
    func namedFile() throws {
        let missing = ["--settings", "/nonexistent.yaml"]
        #expect(
            try Loading.problems(missing, file: "http: off\n") == [
                "--settings: '/nonexistent.yaml' cannot be used: there is no such file: name a settings file in YAML"
            ])
        #expect(
            try Loading.problems(environment: ["VOICEDESK_SETTINGS": "/nonexistent.yaml"]) == [
                "VOICEDESK_SETTINGS: '/nonexistent.yaml' cannot be used: there is no such file: name a settings file in YAML"
            ])
    }

    @Test("leave the variables of others alone")
    func foreignVariables() throws {
        let kubernetes = [
            "VOICEDESK_PORT": "tcp://10.0.0.1:5060", "VOICEDESK_SERVICE_HOST": "10.0.0.1",
            "VOICEDESK_SERVICE_PORT": "5060", "VOICEDESK_PORT_5060_UDP": "udp://10.0.0.1:5060",
            "VOICEDESK_PORT_5060_UDP_PROTO": "udp", "VOICEDESK_DESK": ".", "PATH": "/bin", "VOICEDESK_RECORD": "1",
        ]
        #expect(try Loading.load(environment: kubernetes).values == ServerSettings())
    }
}
