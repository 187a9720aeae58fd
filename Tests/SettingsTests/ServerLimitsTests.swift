import DeskFolder
import SIP
import Testing

@testable import Settings

@Suite("Limits of a server") struct ServerLimitsTests {
    @Test(
        "take what is in their range and nothing else",
        arguments: [
            ("rtp.threads", 1, 64), ("limit.calls", 1, 50_000), ("limit.calls-per-source", 1, 50_000),
            ("limit.calls-per-caller", 1, 1_000), ("limit.reserved", 0, 90), ("limit.early-calls", 1, 100_000),
            ("limit.new-calls", 1, 10_000), ("limit.message", 2_048, 1_048_576), ("limit.headers", 16, 1_024),
            ("limit.header-line", 256, 65_535), ("limit.body", 1_024, 1_048_576),
            ("limit.server-transactions", 1_000, 5_000_000), ("limit.client-transactions", 100, 1_000_000),
            ("limit.connections", 1, 100_000), ("limit.connections-per-source", 1, 100_000),
            ("limit.ledger-queue", 100, 1_000_000),
        ])
    func counts(_ name: String, _ least: Int, _ most: Int) throws {
        try check(name, [String(least), String(most)], [String(least - 1), String(most + 1)])
    }

    @Test(
        "that are times take what is in their range and nothing else",
        arguments: [
            ("drain", "0s", "24h", "0", "24h1ms"), ("rtp.port-rest", "0s", "10m", "0", "10m1ms"),
            ("limit.call-duration", "1m", "24h", "59s", "24h1ms"), ("limit.rtp-silence", "5s", "1h", "4s", "1h1ms"),
            ("limit.voicemail", "5s", "30m", "4s", "30m1ms"), ("limit.idle-time", "10s", "24h", "9s", "24h1ms"),
            ("limit.message-time", "1s", "2m", "999ms", "2m1ms"),
            ("limit.commit-patience", "50ms", "30s", "49ms", "30s1ms"),
        ])
    func times(_ name: String, _ least: String, _ most: String, _ under: String, _ over: String) throws {
        try check(name, [least, most], [under, over])
    }

    private func check(_ name: String, _ good: [String], _ bad: [String]) throws {
        let setting = try #require(Setting.all.first { $0.name == name })
        for text in good {
            var settings = ServerSettings()
            #expect(setting.take([text], &settings), "\(text)")
            #expect(setting.show(settings).flatMap { DurationText.parse($0) ?? nil } == DurationText.parse(text))
            #expect(DurationText.parse(text) != nil || setting.show(settings) == text)
        }
        for text in bad {
            var settings = ServerSettings()
            #expect(!setting.take([text], &settings), "\(text)")
            #expect(settings == ServerSettings())
        }
    }

    @Test("have defaults that could be written themselves", arguments: Setting.all.map(\.name))
    func defaults(_ name: String) throws {
        let setting = try #require(Setting.all.first { $0.name == name })
        guard let text = setting.standard else { return }
        var settings = ServerSettings()
        #expect(setting.take(setting.isList ? text.split(separator: ",").map(String.init) : [text], &settings))
        #expect(settings == ServerSettings())
    }

    @Test("are those of the parser, of streams and of transactions")
    func parts() throws {
        let standard = ServerLimits()
        #expect(standard.messages == .standard)
        #expect(standard.transactions.serverTransactions == .init(200_000, reserved: 50_000))
        #expect(standard.transactions.earlyInvites == .init(5_000, reserved: 1_250))
        #expect(standard.transactions.clientTransactions == 50_000)
        #expect(standard.reservedCalls == 250)

        let limits = try Loading.load(
            "--limit-message", "100000", "--limit-body", "90000", "--limit-headers", "64", "--limit-header-line", "512",
            "--limit-reserved", "10", "--limit-calls", "55", "--limit-server-transactions", "1234",
            "--limit-early-calls", "99", "--limit-client-transactions", "101"
        ).values.limits
        #expect(limits.messages.messageBytes == 100_000)
        #expect(limits.messages.bodyBytes == 90_000)
        #expect(limits.messages.headerCount == 64)
        #expect(limits.messages.headerBytes == 512)
        #expect(limits.framing.headerSectionBytes == 100_000)
        #expect(limits.framing.bodyBytes == 90_000)
        #expect(limits.framing.bufferedBytes == 262_144)
        #expect(limits.reservedCalls == 5)
        #expect(limits.transactions.serverTransactions == .init(1_234, reserved: 123))
        #expect(limits.transactions.earlyInvites == .init(99, reserved: 9))
        #expect(limits.transactions.clientTransactions == 101)
        let large = try Loading.load("--limit-message", "1048576", "--limit-body", "1048576").values.limits
        #expect(large.framing.bufferedBytes == 2_162_688)
    }

    @Test("names, flags and variables are each one setting's")
    func names() {
        #expect(Set(Setting.all.map(\.name)).count == Setting.all.count)
        #expect(Set(Setting.all.map(\.flag)).count == Setting.all.count)
        #expect(Set(Setting.all.map(\.variable)).count == Setting.all.count)
        #expect(
            Setting.all.first { $0.name == "limit.calls-per-source" }?.variable == "VOICEDESK_LIMIT_CALLS_PER_SOURCE")
    }

    @Test("variables and flags are called as the providers call them", arguments: Setting.all.map(\.name))
    func encoding(_ name: String) throws {
        let setting = try #require(Setting.all.first { $0.name == name })
        let sources = SettingSources(
            arguments: [setting.flag, "a"], environment: [setting.variable: "b"])
        let fromFlag = try #require(try sources.values(setting.key))
        #expect(fromFlag.texts == ["a"])
        #expect(fromFlag.origin == .flag(setting.flag))
        let fromVariable = try #require(
            try SettingSources(arguments: [], environment: [setting.variable: "b"]).values(setting.key))
        #expect(fromVariable.texts == ["b"])
        #expect(fromVariable.origin == .variable(setting.variable))
    }
}
