/// How long scripted people take, to make the times of a report plausible.
public struct ScriptPace: Hashable, Sendable {
    /// Between two keys.
    public var key = Duration.milliseconds(250)
    /// Before the first key, and before hanging up.
    public var hesitation = Duration.seconds(1)
    /// Until somebody picks up.
    public var pickUp = Duration.seconds(6)
    /// Until a busy signal comes.
    public var signal = Duration.seconds(2)
    /// A conversation.
    public var conversation = Duration.seconds(120)
    /// Until a technician marks a call, within the conversation.
    public var mark = Duration.seconds(30)
    /// A message.
    public var message = Duration.seconds(10)
    /// Until a store answers.
    public var check = Duration.milliseconds(20)

    /// The pace of simulations.
    public init() {}
}
