/// What a line must be like for a call to be in order.
public struct LineTerms: Hashable, Sendable {
    /// From the INVITE to the first sign of the other end; ITU-T E.721 wants 5 s on average for a toll call.
    public var postDialDelay = Duration.seconds(5)
    /// From the answer to the first prompt.
    public var timeToFirstPrompt = Duration.seconds(3)
    /// Packets that may be lost, in percent.
    public var lossPercent = 3
    /// The least that speech may be judged by loss and delay, times a hundred: below 3.6 many users are dissatisfied (ITU-T G.107).
    public var opinionScore = 360
    /// Calls of fewer packets than this are too short to judge their sound.
    public var fewestPackets = 100

    /// The usual terms.
    public init() {}
}
