import RTP

/// What one leg may take of the server.
public struct MediaLimits: Hashable, Sendable {
    /// Datagrams that are read of one leg in a tick; the system drops what a flood brings beyond.
    public var datagramsPerTick = 8
    /// Nothing came for as long: the leg is lost.
    public var silence = ReceptionTimeout.standard

    /// The defaults.
    public init() {}
}
