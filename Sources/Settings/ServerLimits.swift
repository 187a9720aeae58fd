import SIP

/// How much a server accepts; what goes over a limit is refused, never queued without end.
public struct ServerLimits: Hashable, Sendable {
    /// The largest SIP message, in bytes.
    public var messageBytes = MessageLimits.standard.messageBytes
    /// The most header lines of one.
    public var headers = MessageLimits.standard.headerCount
    /// The longest header line, in bytes.
    public var headerLineBytes = MessageLimits.standard.headerBytes
    /// The largest body, in bytes.
    public var bodyBytes = MessageLimits.standard.bodyBytes

    /// Callers at the same time; each may need a second leg of sound, to a technician.
    public var calls = 1_000
    /// Calls at the same time from one address that is no trunk.
    public var callsPerSource = 20
    /// Calls at the same time from one caller number.
    public var callsPerCaller = 3
    /// The part of the lines that is kept for callers whose number is a contact's, in percent.
    public var reservedPercent = 25
    /// Calls that nobody has answered yet.
    public var earlyCalls = TransactionLimits.standard.earlyInvites.total
    /// New calls within a second.
    public var newCallsPerSecond = 100
    /// How long a call may last, whatever its flow says.
    public var callDuration = Duration.seconds(2 * 3_600)
    /// How long a leg may be without sound.
    public var rtpSilence = Duration.seconds(60)
    /// The longest message that a caller can leave.
    public var voicemail = Duration.seconds(180)

    /// Requests of peers that are kept with their answers.
    public var serverTransactions = TransactionLimits.standard.serverTransactions.total
    /// Requests of ours that wait for an answer.
    public var clientTransactions = TransactionLimits.standard.clientTransactions
    /// Connections that peers have opened.
    public var connections = 1_000
    /// Connections from one address.
    public var connectionsPerSource = 32
    /// How long a connection stays open without a message.
    public var idleTime = Duration.seconds(600)
    /// How long a message may take from its first byte to its last.
    public var messageTime = Duration.seconds(10)

    /// Entries that wait to be written to the ledger.
    public var ledgerQueue = 10_000
    /// How long a verdict may wait to be on disk before the call goes on without.
    public var commitPatience = Duration.seconds(2)

    /// The defaults.
    public init() {}

    /// The limits of the parser.
    public var messages: MessageLimits {
        MessageLimits(
            messageBytes: messageBytes, headerCount: headers, headerBytes: headerLineBytes, bodyBytes: bodyBytes)
    }

    /// The limits of streams: a message of the largest size becomes whole.
    public var framing: FramingLimits {
        var limits = FramingLimits.standard
        limits.headerSectionBytes = messageBytes
        limits.bodyBytes = bodyBytes
        limits.bufferedBytes = max(limits.bufferedBytes, messageBytes + bodyBytes + 65_536)
        return limits
    }

    /// The limits of transactions, with the part that is kept for trunks.
    public var transactions: TransactionLimits {
        TransactionLimits(
            serverTransactions: .init(serverTransactions, reserved: reserved(of: serverTransactions)),
            earlyInvites: .init(earlyCalls, reserved: reserved(of: earlyCalls)), clientTransactions: clientTransactions)
    }

    /// How many of the lines are kept for known callers.
    public var reservedCalls: Int { reserved(of: calls) }

    private func reserved(of total: Int) -> Int { total / 100 * reservedPercent + total % 100 * reservedPercent / 100 }
}
