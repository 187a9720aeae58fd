import Media

/// How the server carries sound.
public struct MediaSettings: Hashable, Sendable {
    /// The addresses at which legs are opened, one for each family at most; their ports do not matter.
    public var localAddresses: [MediaAddress]
    /// The ports for RTP and RTCP.
    public var portRange: ClosedRange<UInt16> = 30_000...39_999
    /// How long the ports of a closed leg rest before another gets them.
    public var portRest = Duration.seconds(30)
    /// How many threads carry the legs.
    public var threads = 2
    /// The priority that threads ask for (SCHED_FIFO); nothing for that of an ordinary thread.
    public var priority: Int32? = 10
    /// How many legs may be secure at once (SRTP).
    ///
    /// The default is for Debian's libsrtp, whose cryptography is NSS: beyond some hundred contexts a packet costs it
    /// ten times as much. With a libsrtp that was built on OpenSSL it may be a thousand.
    public var secureLegs = 100
    /// What one leg may take.
    public var limits = MediaLimits()

    /// The defaults for some addresses.
    public init(localAddresses: [MediaAddress]) { self.localAddresses = localAddresses }
}

/// Why no leg can be opened, or no engine started.
public enum MediaError: Error, Hashable, Sendable {
    /// There is no local address of this family.
    case noAddress(MediaAddress.Family)
    /// All ports of the range are in use or at rest.
    case portsExhausted(ClosedRange<UInt16>)
    /// A leg of this id is open.
    case alreadyOpen(MediaID)
    /// As many legs are secure already as may be.
    case tooManySecureLegs(Int)
    /// The engine has been stopped.
    case stopped
    /// The operating system refuses a socket at this address, with this error number.
    case refused(MediaAddress, errno: Int32)
    /// The operating system refuses a thread or a descriptor of its own, with this error number.
    case noThread(errno: Int32)
}
