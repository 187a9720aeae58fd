import SIP

/// Every limit of the transports.
public struct TransportLimits: Hashable, Sendable {
    /// The limits of a server that nobody has tuned.
    public static let standard = TransportLimits()

    /// The largest datagram that is read; a longer one is cut, and its parser sees that its body is short.
    public var datagramBytes = 65_535
    /// How many datagrams are read with one call of the system; 1 reads them one by one.
    public var datagramsPerRead = 16
    /// The receive buffer that is asked of the system for a UDP socket; it may grant less.
    public var datagramReceiveBuffer = 4 << 20
    /// The size of messages on a stream.
    public var framing = FramingLimits.standard
    /// How many connections that peers opened may be open at once.
    public var inboundConnections = 1_000
    /// How many of them from one source: one IPv4 address, or the first 64 bits of an IPv6 address.
    public var connectionsPerSource = 32
    /// How many connections of our own may be open at once, or opening.
    public var outboundConnections = 256
    /// How many connections wait in the system to be accepted.
    public var acceptBacklog = 512
    /// How long a connection of our own may take to open, without TLS.
    public var connectTime = Duration.seconds(4)
    /// How long a TLS handshake may take.
    public var handshakeTime = Duration.seconds(10)
    /// How long a connection stays open without a message or a keep-alive.
    public var idleTime = Duration.seconds(600)
    /// How long a message may take from its first byte to its last.
    public var messageTime = Duration.seconds(10)
    /// How long a connection is kept after a refusal was written, so that the refusal arrives.
    public var drainTime = Duration.seconds(2)
    /// How many messages wait for a connection to open.
    public var waitingMessages = 64
    /// How many bytes may wait for a peer that does not read.
    public var writeQueueBytes = 1 << 20
    /// The limits of names.
    public var names = NameLimits.standard

    /// Creates the standard limits, to be changed one by one.
    public init() {}
}

/// The limits of name resolution.
public struct NameLimits: Hashable, Sendable {
    /// The limits of a server that nobody has tuned.
    public static let standard = NameLimits()

    /// How long a question may wait for an answer when nothing is known.
    public var lookupTime = Duration.seconds(3)
    /// How long a question waits for a new answer when an old one is known.
    public var refreshTime = Duration.milliseconds(200)
    /// How long an address is fresh: the system does not tell its time to live.
    public var addressLifetime = Duration.seconds(60)
    /// The shortest time that an answer is fresh, whatever its time to live.
    public var shortestLifetime = Duration.seconds(5)
    /// The longest time that an answer is fresh, whatever its time to live.
    public var longestLifetime = Duration.seconds(3_600)
    /// How long an answer that is no longer fresh may be used while the name servers fail.
    public var staleTime = Duration.seconds(7 * 86_400)
    /// How many answers are kept.
    public var answers = 256
    /// How many questions may be under way.
    public var questions = 32
    /// How many threads wait for name servers.
    public var threads = 2
    /// How many ends one target may have.
    public var endpoints = 16

    /// Creates the standard limits, to be changed one by one.
    public init() {}
}
