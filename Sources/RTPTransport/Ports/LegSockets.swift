import Media

/// The two sockets of a leg, at an even port and the next.
struct LegSockets: Sendable {
    /// The even port.
    let port: UInt16
    let media: RTPSocket
    let control: RTPSocket
    /// The one address that the socket for sound is connected to.
    private(set) var connected: MediaAddress?
    /// Whether the socket for sound is left alone until the system says that something has come.
    private(set) var isQuiet = false
    private var emptyTurns = 0

    /// Turns without a datagram, one second's worth, after which the socket is held to be quiet.
    static let quietAfter = 50

    /// Binds both.
    init(_ local: MediaAddress, port: UInt16) throws(SystemError) {
        self.port = port
        media = try RTPSocket(local.with(port: port))
        do throws(SystemError) {
            control = try RTPSocket(local.with(port: port + 1))
        } catch {
            media.close()
            throw error
        }
    }

    /// A turn has read the socket for sound.
    ///
    /// - Returns: whether the socket is quiet now, so that it has to be watched.
    mutating func hasRead(anything: Bool) -> Bool {
        emptyTurns = anything ? 0 : emptyTurns + 1
        isQuiet = emptyTurns >= Self.quietAfter
        return isQuiet
    }

    /// Something has come after a quiet time: the next turn reads again.
    mutating func wake() { (isQuiet, emptyTurns) = (false, 0) }

    /// Sends sound: the first bytes of a packet.
    ///
    /// Once a peer's source is settled the socket is connected to it: the system then drops all that strangers send,
    /// however much it is, and each packet costs less as its way is known.
    mutating func send(_ packet: [UInt8], count: Int, _ outgoing: MediaShard.Outgoing) {
        let wanted = outgoing.isSettled ? outgoing.destination : nil
        if connected != wanted { connected = media.connect(to: wanted) ? wanted : nil }
        media.send(packet, count: count, to: connected == nil ? outgoing.destination : nil)
    }

    /// Hears everybody again, as after a re-INVITE: the peer may have moved, and it may be that nothing is sent to it.
    mutating func disconnect() {
        if connected != nil, media.connect(to: nil) { connected = nil }
    }

    /// Sends a report: the first bytes of a packet.
    func send(_ report: [UInt8], count: Int, _ route: ReportRoute) {
        let isConnected = route.byMediaPort && connected == route.destination
        (route.byMediaPort ? media : control).send(
            report, count: count, to: isConnected ? nil : route.destination)
    }

    func close() {
        media.close()
        control.close()
    }
}
