/// The timers of the four transactions (RFC 3261 §17 and table 4, RFC 6026 §8).
///
/// Everything follows from T1, T2, T4 and two more values; tests may shorten them. A timer that only covers the loss of
/// datagrams is zero over a reliable transport.
public struct TransactionTimers: Hashable, Sendable {
    /// The round trip that is assumed.
    public let t1: Duration
    /// The longest interval between two retransmissions of a request that is not an INVITE, or of a final response to
    /// an INVITE.
    public let t2: Duration
    /// How long a message may stay in the network.
    public let t4: Duration
    /// How long a client absorbs retransmitted refusals of its INVITE over an unreliable transport (timer D, at least
    /// 32 s).
    public let absorbsRefusals: Duration
    /// How long the user of an INVITE server transaction may stay silent before the transaction sends 100 Trying; zero
    /// sends it at once (RFC 3261 §17.2.1).
    public let trying: Duration

    /// The values of the RFC.
    public static let standard = TransactionTimers()

    /// With an interval of zero a retransmission would be due again at once, without end.
    private static let shortest = Duration.milliseconds(1)

    /// Takes the values of the RFC where none is given; none but `trying` can be below 1 ms.
    public init(
        t1: Duration = .milliseconds(500), t2: Duration = .seconds(4), t4: Duration = .seconds(5),
        absorbsRefusals: Duration = .seconds(32), trying: Duration = .milliseconds(200)
    ) {
        self.t1 = max(t1, Self.shortest)
        self.t2 = max(t2, Self.shortest)
        self.t4 = max(t4, Self.shortest)
        self.absorbsRefusals = max(absorbsRefusals, Self.shortest)
        self.trying = max(trying, .zero)
    }

    /// Timer A: the first interval between two INVITEs, doubled each time; none over a reliable transport.
    func a(reliable: Bool) -> Duration? { reliable ? nil : t1 }
    /// Timer B: how long an INVITE waits for any response; and, once cancelled, for its final one (RFC 3261 §9.1).
    var b: Duration { t1 * 64 }
    /// Timer D: how long retransmitted refusals of an INVITE are absorbed.
    func d(reliable: Bool) -> Duration { reliable ? .zero : absorbsRefusals }
    /// Timer E: the first interval between two requests that are no INVITE, doubled up to T2.
    func e(reliable: Bool) -> Duration? { reliable ? nil : t1 }
    /// Timer F: how long a request that is no INVITE waits for its final response.
    var f: Duration { t1 * 64 }
    /// Timer G: the first interval between two refusals of an INVITE, doubled up to T2.
    func g(reliable: Bool) -> Duration? { reliable ? nil : t1 }
    /// Timer H: how long a refusal of an INVITE waits for its ACK, over any transport.
    var h: Duration { t1 * 64 }
    /// Timer I: how long retransmitted ACKs are absorbed.
    func i(reliable: Bool) -> Duration { reliable ? .zero : t4 }
    /// Timer J: how long retransmissions of an answered request that is no INVITE are answered again.
    func j(reliable: Bool) -> Duration { reliable ? .zero : t1 * 64 }
    /// Timer K: how long retransmitted responses to a request that is no INVITE are absorbed.
    func k(reliable: Bool) -> Duration { reliable ? .zero : t4 }
    /// Timer L: how long retransmissions of an accepted INVITE are absorbed, over any transport (RFC 6026 §8.7).
    var l: Duration { t1 * 64 }
    /// Timer M: how long 2xx responses to an INVITE are passed on, over any transport (RFC 6026 §8.4).
    var m: Duration { t1 * 64 }

    /// The interval of a timer that doubles up to T2.
    func doubled(_ interval: Duration) -> Duration { min(interval * 2, t2) }
}
