import Testing

@testable import Settings

@Suite("Settings that do not fit each other") struct SettingChecksTests {
    @Test(
        "are told at the one that was made",
        arguments: [
            (
                ["--sip", "tls:0.0.0.0:5061"],
                "--sip: 'tls:0.0.0.0:5061' needs a certificate: set tls.certificate and tls.key"
            ),
            (["--tls-certificate", "c.pem"], "--tls-certificate: there is no key for it: set tls.key too"),
            (["--tls-key", "k.pem"], "--tls-key: there is no certificate for it: set tls.certificate too"),
            (
                ["--sip", "udp:127.0.0.1:5060,127.0.0.1:5060"],
                "--sip: 'udp:127.0.0.1:5060' is given twice: keep one of the two"
            ),
            (
                ["--sip", "udp:0.0.0.0:30010"],
                "--sip: the port of 'udp:0.0.0.0:30010' is one of those of sound, 30000-39999: choose a SIP port outside of them, or other ports with rtp.ports"
            ),
            (
                ["--rtp-ports", "5000-6000"],
                "--rtp-ports: the port of 'udp:0.0.0.0:5060' is one of those of sound, 5000-6000: choose a SIP port outside of them, or other ports with rtp.ports"
            ),
            (
                ["--public-address", "0.0.0.0"],
                "--public-address: '0.0.0.0' is no address that anybody can send to: give the address that peers see, or leave it out"
            ),
            (
                ["--public-address", "192.0.2.1,192.0.2.2"],
                "--public-address: there are two addresses of one family: give one IPv4 address, one IPv6 address, or both"
            ),
            (
                ["--rtp-ports", "30001-30003"],
                "--rtp-ports: 30001-30003 has 1 pairs of ports: give at least two pairs, for a caller and a technician: four ports from an even one"
            ),
            (
                ["--rtp-ports", "30000-30099", "--limit-calls", "26"],
                "--limit-calls: 26 calls need two pairs of ports each, and there are 50: give at most 25, or more ports with rtp.ports"
            ),
            (
                ["--limit-message", "4096", "--limit-body", "5000"],
                "--limit-body: 5000 bytes are more than limit.message, 4096: give at most 4096, or a larger limit.message"
            ),
            (
                ["--limit-message", "4096", "--limit-header-line", "5000"],
                "--limit-header-line: 5000 bytes are more than limit.message, 4096: give at most 4096, or a larger limit.message"
            ),
        ])
    func told(_ arguments: [String], _ expected: String) throws {
        #expect(try Loading.problems(arguments) == [expected])
    }

    @Test("give way where they are defaults")
    func defaults() throws {
        #expect(try Loading.load("--rtp-ports", "30000-30099").values.limits.calls == 25)
        #expect(try Loading.load("--rtp-ports", "30000-30003").values.limits.calls == 1)
        #expect(try Loading.load("--rtp-ports", "30000-30099", "--limit-calls", "25").values.limits.calls == 25)
        let small = try Loading.load("--limit-message", "4096").values.limits
        #expect((small.bodyBytes, small.headerLineBytes) == (4_096, 4_096))
        #expect(try Loading.load("--sip", "tcp:0.0.0.0:30010,udp:0.0.0.0:0").values.sip.count == 2)
    }

    @Test(
        "pairs of ports are counted from even ones",
        arguments: [
            ("2-3", 1), ("2-4", 1), ("2-5", 2), ("1-4", 1), ("1-2", 0), ("1-1", 0), ("65534-65535", 1),
            ("1-65535", 32_767),
        ])
    func pairs(_ text: String, _ expected: Int) throws {
        var settings = RTPSettings()
        settings.ports = try #require(SettingText.ports(text))
        #expect(settings.pairs == expected)
    }
}
