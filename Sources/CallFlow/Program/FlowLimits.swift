/// The limits of the flow language; a flow beyond one is refused when it is loaded.
public enum FlowLimits {
    /// Steps of a flow with all its sub-flows in place.
    public static let steps = 2000
    /// Sub-flows within sub-flows.
    public static let depth = 8
    /// Variables of a flow with its sub-flows.
    public static let variables = NibbleTable.count
    /// Values of an enum variable.
    public static let enumerationValues = NibbleTable.largest
    /// Bounded edges of a flow with its sub-flows.
    public static let boundedEdges = NibbleTable.count
    /// How often a bounded edge may be taken.
    public static let bound = NibbleTable.largest
    /// Words of one expression.
    public static let expressionWords = 64
    /// Digits of one input.
    public static let digits = 32
    /// Attempts of one input.
    public static let attempts = 10
    /// The longest waiting time of a step.
    public static let wait = Duration.seconds(600)
    /// The longest call.
    public static let callDuration = Duration.seconds(4 * 3600)
    /// Keys that are kept while nothing asks for them.
    public static let typeAhead = 32
}
