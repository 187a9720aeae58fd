import Desk

/// Something that must hold on every path of a flow.
public enum Property: Hashable, Sendable {
    case preconditionsBeforeRinging
    case verdictLoggedBeforeRinging
    case everyPathEnds
    case priceHeardBeforeCharge
    case identityBeforeCharge
    case violationBeforeCharge
    case unavailableNeverCharged
    case chargedOnce
    case abuseLogged
    case sensitiveNeverLogged
    case promptsComplete
    case checksInOrder
    case valuesKnown
    case variablesSet
    case noDeadStep
    /// A guarantee of the flow's own.
    case own(Guarantee)

    /// The properties that every flow must have, in the order in which they are reported.
    public static let builtIn: [Property] = [
        .preconditionsBeforeRinging, .verdictLoggedBeforeRinging, .everyPathEnds, .priceHeardBeforeCharge,
        .identityBeforeCharge, .violationBeforeCharge, .unavailableNeverCharged, .chargedOnce, .abuseLogged,
        .sensitiveNeverLogged, .promptsComplete, .checksInOrder, .valuesKnown, .variablesSet, .noDeadStep,
    ]

    /// A short name.
    public var name: String {
        switch self {
        case .preconditionsBeforeRinging: "preconditions-before-ringing"
        case .verdictLoggedBeforeRinging: "verdict-logged-before-ringing"
        case .everyPathEnds: "every-path-ends"
        case .priceHeardBeforeCharge: "price-heard-before-charge"
        case .identityBeforeCharge: "identity-before-charge"
        case .violationBeforeCharge: "violation-before-charge"
        case .unavailableNeverCharged: "unavailable-never-charged"
        case .chargedOnce: "charged-once"
        case .abuseLogged: "abuse-logged"
        case .sensitiveNeverLogged: "sensitive-never-logged"
        case .promptsComplete: "prompts-complete"
        case .checksInOrder: "checks-in-order"
        case .valuesKnown: "values-known"
        case .variablesSet: "variables-set"
        case .noDeadStep: "no-dead-step"
        case .own(let guarantee): guarantee.name
        }
    }

    /// What it says, in a sentence.
    public var statement: String {
        switch self {
        case .preconditionsBeforeRinging:
            "nobody is rung unless every precondition holds, or the desk could not know one or write the refusal down"
        case .verdictLoggedBeforeRinging: "the decision to ring is logged before a phone rings"
        case .everyPathEnds: "every path ends in hangup or transfer"
        case .priceHeardBeforeCharge: "the price is heard to its end before a caller can insist or agree and be charged"
        case .identityBeforeCharge: "nobody is charged whose identity is not established"
        case .violationBeforeCharge: "nobody is charged unless a billable precondition is definitely false"
        case .unavailableNeverCharged: "an unavailable outcome never leads to a charge"
        case .chargedOnce: "a call is charged at most once"
        case .abuseLogged: "every billable outcome is logged"
        case .sensitiveNeverLogged: "nothing sensitive is logged"
        case .promptsComplete: "every prompt exists in every language of the desk, with its recordings"
        case .checksInOrder: "the client and the contact are known before anything is looked up about them"
        case .valuesKnown:
            "every value that a prompt speaks to the caller is known by then; a whisper leaves out what is not"
        case .variablesSet: "every variable is set before it is read"
        case .noDeadStep: "some call reaches every step"
        case .own(let guarantee): "guarantee of the flow, \(guarantee.place)"
        }
    }
}

/// A property that does not hold, and the shortest way to see it.
public struct Violation: Sendable {
    /// The property.
    public let property: Property
    /// Where in the flow.
    public let place: SourcePlace
    /// What happens there.
    public let message: String
    /// The shortest way from the start to it; empty where no call is needed to see it.
    public let way: [Exploration.Leg]
}
