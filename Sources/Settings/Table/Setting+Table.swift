import Foundation
import SIP

extension Setting {
    /// Every setting, in the order in which they are printed.
    public static let all: [Setting] =
        places + sound + certificates + proof + logs + callLimits + peerLimits + storeLimits

    private static let places: [Setting] = [
        .list(
            "sip", \.sip,
            expected: "udp:, tcp: or tls: before an address and a port, such as udp:0.0.0.0:5060, several with commas",
            "Where SIP is listened for; without a transport it is UDP and TCP.",
            read: { SettingText.listeners($0) }, show: { SettingText.text($0) }),
        .list(
            "public-address", \.publicAddresses, expected: "an IPv4 address, an IPv6 address or both, with a comma",
            "The address that peers are told, where it is not that of the machine (address translation). If left out, the address from which the route to the peer leaves.",
            read: { IPAddress($0).map { [$0] } }, show: { $0.description }),
        .endpoint(
            "name-server", \.nameServer, canBeOff: false,
            "The name server to ask for SRV records, in place of the system's."),
        .endpoint("http", \.http, canBeOff: true, "Where the console and the metrics are served."),
        .file(
            "database", \.database, "The ledger's SQLite file; the key of the passcodes lies beside it, ending in .key."
        ),
        .file("world", \.world, "A world, by its file or its name, whose facts are loaded into an empty database."),
        .duration(
            "drain", \.drain, .zero...(.seconds(86_400)),
            "How long calls may go on once the server was told to stop. systemd kills after 90 s unless TimeoutStopSec says otherwise."
        ),
    ]

    private static let sound: [Setting] = [
        .ports("rtp.ports", \.rtp.ports, "The UDP ports of sound: a pair a leg, even for RTP and odd for RTCP."),
        .count("rtp.threads", \.rtp.threads, 1...64, unit: "threads", "How many threads carry sound."),
        .duration(
            "rtp.port-rest", \.rtp.portRest, .zero...(.seconds(600)), "How long the ports of a leg rest after it."),
    ]

    private static let certificates: [Setting] = [
        .file("tls.certificate", \.tls.certificate, "Our certificate and its chain, PEM."),
        .file("tls.key", \.tls.key, "The private key of the certificate, PEM."),
        .file(
            "tls.authorities", \.tls.authorities,
            "The authorities that trunks must be certified by, PEM; those of the system if left out."),
        .file(
            "tls.client-authorities", \.tls.clientAuthorities,
            "The authorities that clients of a tls listener must be certified by, PEM; clients need no certificate if left out."
        ),
    ]

    private static let proof: [Setting] = [
        .duration(
            "checkpoint.interval", \.checkpoints.interval, .zero...(.seconds(604_800)),
            "How much time lies between two signed checkpoints of the ledger; with 0s none are made."),
        .list(
            "checkpoint.to", \.checkpoints.outlets,
            expected: "file:PATH, syslog, or a web address for a POST, several with commas",
            "Where checkpoints are written to, beside the ledger: best to another machine, as they prove something only there.",
            read: { text in
                let outlets = text.split(separator: ",").map {
                    CheckpointSettings.Outlet($0.trimmingCharacters(in: .whitespaces))
                }
                return outlets.contains(nil) ? nil : outlets.compactMap(\.self)
            }, show: { $0.description }),
        .file(
            "checkpoint.key", \.checkpoints.key,
            "The key that signs checkpoints; the database's name and .signing-key if left out, made at the first start."
        ),
    ]

    private static let logs: [Setting] = [
        .choice("log.level", \.log.level, "The least important messages that are written."),
        .choice("log.format", \.log.format, "Lines to read, or a JSON object a line."),
    ]

    private static let callLimits: [Setting] = [
        .count(
            "limit.calls", \.limits.calls, 1...50_000, unit: "calls",
            "Callers at the same time. If left out, at most half as many as rtp.ports has pairs."),
        .count(
            "limit.calls-per-source", \.limits.callsPerSource, 1...50_000, unit: "calls",
            "Calls at the same time from one address that is no trunk."),
        .count(
            "limit.calls-per-caller", \.limits.callsPerCaller, 1...1_000, unit: "calls",
            "Calls at the same time from one caller number."),
        .count(
            "limit.reserved", \.limits.reservedPercent, 0...90, unit: "%",
            "The part of the lines that is kept for callers whose number is a contact's, and of the transactions for trunks."
        ),
        .count(
            "limit.early-calls", \.limits.earlyCalls, 1...100_000, unit: "calls", "Calls that are not answered yet."),
        .count(
            "limit.new-calls", \.limits.newCallsPerSecond, 1...10_000, unit: "calls/s",
            "New calls a second; more are refused with 503 and Retry-After."),
        .duration(
            "limit.call-duration", \.limits.callDuration, .seconds(60)...(.seconds(86_400)),
            "How long a call may last, whatever its flow says."),
        .duration(
            "limit.rtp-silence", \.limits.rtpSilence, .seconds(5)...(.seconds(3_600)),
            "How long a leg may be without any packet of sound before it is hung up."),
        .duration(
            "limit.voicemail", \.limits.voicemail, .seconds(5)...(.seconds(1_800)),
            "The longest message that a caller can leave, whatever the flow says."),
    ]

    private static let peerLimits: [Setting] = [
        .count(
            "limit.message", \.limits.messageBytes, 2_048...1_048_576, unit: "bytes", "The largest SIP message."),
        .count("limit.headers", \.limits.headers, 16...1_024, unit: "lines", "The most header lines of a message."),
        .count(
            "limit.header-line", \.limits.headerLineBytes, 256...65_535, unit: "bytes",
            "The longest header with its folded lines."),
        .count(
            "limit.body", \.limits.bodyBytes, 1_024...1_048_576, unit: "bytes", "The largest body of a message."),
        .count(
            "limit.server-transactions", \.limits.serverTransactions, 1_000...5_000_000, unit: "transactions",
            "Requests of peers that are kept with their answers, 32 s each over UDP."),
        .count(
            "limit.client-transactions", \.limits.clientTransactions, 100...1_000_000, unit: "transactions",
            "Requests of ours that are under way."),
        .count(
            "limit.connections", \.limits.connections, 1...100_000, unit: "connections",
            "TCP and TLS connections that peers have opened."),
        .count(
            "limit.connections-per-source", \.limits.connectionsPerSource, 1...100_000, unit: "connections",
            "Connections from one IPv4 address, or one IPv6 network of 64 bits."),
        .duration(
            "limit.idle-time", \.limits.idleTime, .seconds(10)...(.seconds(86_400)),
            "How long a connection stays open without a message."),
        .duration(
            "limit.message-time", \.limits.messageTime, .seconds(1)...(.seconds(120)),
            "How long a message may take from its first byte to its last (slow senders)."),
    ]

    private static let storeLimits: [Setting] = [
        .count(
            "limit.ledger-queue", \.limits.ledgerQueue, 100...1_000_000, unit: "entries",
            "Entries that wait to be written to the ledger."),
        .duration(
            "limit.commit-patience", \.limits.commitPatience, .milliseconds(50)...(.seconds(30)),
            "How long a verdict may wait to be on disk; then the caller is connected and cannot be billed."),
    ]
}
