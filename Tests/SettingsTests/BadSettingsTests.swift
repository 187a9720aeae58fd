import Testing

@testable import Settings

@Suite("Settings that cannot be used") struct BadSettingsTests {
    @Test(
        "of any source are told with it and with what is expected",
        arguments: [
            ("http", "8080", "give an address and a port, such as 127.0.0.1:8080 or [::1]:8080, or 'off'"),
            ("http", "example.net:80", "give an address and a port, such as 127.0.0.1:8080 or [::1]:8080, or 'off'"),
            ("name-server", "off", "give an address and a port, such as 127.0.0.1:8080 or [::1]:8080"),
            ("rtp.ports", "30000", "give the first and the last port, such as 30000-39999"),
            ("rtp.ports", "40000-30000", "give the first and the last port, such as 30000-39999"),
            ("rtp.ports", "0-100", "give the first and the last port, such as 30000-39999"),
            ("rtp.ports", "60000-70000", "give the first and the last port, such as 30000-39999"),
            ("rtp.ports", "-1-100", "give the first and the last port, such as 30000-39999"),
            ("drain", "80", "give a duration from 0s to 24h, such as 500ms, 10s or 1h30m"),
            ("drain", "-1s", "give a duration from 0s to 24h, such as 500ms, 10s or 1h30m"),
            ("log.level", "loud", "give one of 'trace', 'debug', 'info', 'notice', 'warning', 'error', 'critical'"),
            ("log.format", "JSON", "give one of 'text', 'json'"),
            ("limit.calls", "1e3", "give a whole number from 1 to 50000"),
            ("limit.calls", "0", "give a whole number from 1 to 50000"),
            ("limit.calls", "99999999999999999999", "give a whole number from 1 to 50000"),
            ("public-address", "desk.example.net", "give an IPv4 address, an IPv6 address or both, with a comma"),
        ])
    func bad(_ name: String, _ value: String, _ mend: String) throws {
        let setting = try #require(Setting.all.first { $0.name == name })
        let rest = "'\(value)' cannot be used: \(mend)"
        #expect(try Loading.problems(["\(setting.flag)=\(value)"]) == ["\(setting.flag): \(rest)"])
        #expect(
            try Loading.problems(environment: [setting.variable: value]) == ["\(setting.variable): \(rest)"])
        let indent = setting.key.dropLast().enumerated().map { String(repeating: " ", count: $0) + $1 + ":\n" }.joined()
        let line = String(repeating: " ", count: setting.key.count - 1) + (setting.key.last ?? "") + ": "
        let place = "server.yaml:\(setting.key.count):\(line.count + 1)"
        #expect(try Loading.problems(file: "\(indent)\(line)\"\(value)\"\n") == ["\(place): \(rest)"])
    }

    @Test(
        "of a listener are told",
        arguments: [
            "sctp:0.0.0.0:5060", "udp:", "udp:example.net:5060", "0.0.0.0:99999", "UDP:0.0.0.0:5060", "udp::5060",
            "localhost:", "::1:5060x",
        ])
    func listener(_ text: String) throws {
        #expect(
            try Loading.problems(["--sip", text]) == [
                "--sip: '\(text)' cannot be used: give udp:, tcp: or tls: before an address and a port, such as udp:0.0.0.0:5060, several with commas"
            ])
    }

    @Test(
        "of flags that do not exist, are repeated or have no value are told",
        arguments: [
            (["--htp", "off"], "--htp: there is no such flag: did you mean '--http'?"),
            (["--frobnicate=1"], "--frobnicate: there is no such flag: remove it, or see docs/operation.md"),
            (["--http", "off", "--http", "off"], "--http: it is given twice: keep one of the two"),
            (["stray"], "stray: this belongs to no flag: remove it"),
            (
                ["--drain"], "--drain: there is no value: give a duration from 0s to 24h, such as 500ms, 10s or 1h30m"
            ),
            (
                ["--drain", "1s", "2s"],
                "--drain: '1s,2s' cannot be used: give a duration from 0s to 24h, such as 500ms, 10s or 1h30m"
            ),
            (["--database="], "--database: there is no value: give a file"),
            (["--database", "a\nb"], "--database: 'a b' cannot be used: give a file"),
        ])
    func flags(_ arguments: [String], _ expected: String) throws {
        #expect(try Loading.problems(arguments).first == expected)
    }

    @Test("of variables that are nearly right are told")
    func variables() throws {
        #expect(
            try Loading.problems(environment: ["VOICEDESK_LIMIT_CALS": "5"]) == [
                "VOICEDESK_LIMIT_CALS: there is no such setting: did you mean 'VOICEDESK_LIMIT_CALLS'?"
            ])
    }

    @Test("of the file are told with line and column")
    func file() throws {
        #expect(
            try Loading.problems(file: "limit:\n  cals: 5\nsip: [a: b]\n")
                == ["server.yaml:3:7: an entry of the list is a mapping: write one value"])
        #expect(
            try Loading.problems(
                file: "limit:\n  cals: 5\nfoo: 1\nlog: info\npublic_address: 192.0.2.1\npublic-address: 192.0.2.1\n")
                == [
                    "server.yaml:2:9: there is no setting 'limit.cals': did you mean 'limit.calls'?",
                    "server.yaml:3:6: there is no setting 'foo': remove it, or see docs/operation.md",
                    "server.yaml:4:6: there is no setting 'log': remove it, or see docs/operation.md",
                    "server.yaml:6:17: 'public-address' is written twice: keep one of the two",
                ])
        #expect(
            try Loading.problems(file: "http: [\n").first?.hasPrefix("server.yaml:2:1: this is no YAML") == true)
    }

    @Test("are told all at once, in the order of the settings")
    func several() throws {
        #expect(
            try Loading.problems(
                ["--drain", "x", "--htp", "1"], environment: ["VOICEDESK_LOG_LEVEL": "loud"],
                file: "rtp: { threads: 0 }\n") == [
                    "--htp: there is no such flag: did you mean '--http'?",
                    "--drain: 'x' cannot be used: give a duration from 0s to 24h, such as 500ms, 10s or 1h30m",
                    "server.yaml:1:17: '0' cannot be used: give a whole number from 1 to 64",
                    "VOICEDESK_LOG_LEVEL: 'loud' cannot be used: give one of 'trace', 'debug', 'info', 'notice', 'warning', 'error', 'critical'",
                ])
    }
}
