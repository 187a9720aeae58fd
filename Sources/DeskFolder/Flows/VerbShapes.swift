import CallFlow
import Desk

/// The verbs of the flow language with their fields.
enum VerbShapes {
    /// Every verb: the field of a step that says what it does.
    static let all: [FieldShape] = [
        verb(
            "answer", "Picks up, or opens early media.",
            [.optional("early_media", .text(.boolean), "Speak without picking up.")]),
        verb(
            "play", "Speaks prompts.",
            [
                .required("prompts", prompts, "What is spoken."),
                .optional("bargein", .text(.boolean), "Whether a key cuts it short; false if left out."),
            ]),
        verb("collect", "Collects digits into a variable.", collect),
        verb("menu", "Offers choices by one key.", menu),
        verb(
            "check", "Asks the desk's rules.",
            [
                .required("name", .text(.choice(Topic.allCases.filter(\.isLookedUp).map(\.name))), "What is asked."),
                .optional(
                    "args", .table(key: .name, value: .text(.name), count: 0...4), "The variables that the check takes."
                ),
                .optional("timeout", .text(wait), "How long the rules may take; 2s if left out."),
            ]),
        verb(
            "switch", "Goes by the value of a variable.", [.required("on", .text(.name), "A Boolean or enum variable.")]
        ),
        verb(
            "set", "Gives a variable a value.",
            [
                .required("variable", .text(.name), "The variable."),
                .required(
                    "value", .text(.expression), "A value, a variable, or an expression of 'not', 'and', 'or', 'is'."),
            ]),
        verb("hunt", "Rings a chain of people until one accepts.", hunt),
        verb("record", "Records the caller.", record),
        .optional("log", log, "Writes a log entry."),
        verb("call", "Enters a sub-flow.", [.required("flow", .text(.name), "The sub-flow.")]),
        .optional("return", .text(.name), "Leaves a sub-flow with one of its outcomes."),
        verb("transfer", "Sends the caller elsewhere.", [.required("destination", .text(.destination), "Where to.")]),
        verb(
            "hangup", "Ends the call.",
            [.optional("cause", .text(.choice(HangupCause.allCases.map(\.rawValue))), "Why; normal if left out.")]),
    ]

    static let log = Shape.record(
        RecordShape(
            "'log'",
            [
                .required("category", .text(.choice(LogCategory.allCases.map(\.rawValue))), "What the entry says."),
                .optional(
                    "fields", .list(.text(.name), count: 0...FlowLimits.variables),
                    "The variables whose values are written."),
            ]))

    /// A waiting time of a step.
    private static let wait = TextKind.duration(.milliseconds(1)...FlowLimits.wait)
    private static let prompts = Shape.either(.name, .list(.text(.name), count: 1...32))
    private static let attempts = TextKind.integer(1...FlowLimits.attempts)
    private static let digits = TextKind.integer(1...FlowLimits.digits)

    private static let collect: [FieldShape] = [
        .required("prompts", prompts, "What is asked."),
        .optional("retry_prompts", prompts, "Spoken first when it is asked again."),
        .required("min_digits", .text(digits), "The fewest digits."),
        .required("max_digits", .text(digits), "The most digits; the input ends with the last."),
        .required("timeout", .text(wait), "How long to wait for the first key."),
        .required("inter_digit_timeout", .text(wait), "How long to wait for each further key."),
        .optional("finish_on_key", .text(.key), "The key that ends the input."),
        .required("max_attempts", .text(attempts), "How often it is asked."),
        .required("into", .text(.name), "The variable."),
        .optional("sensitive", .text(.boolean), "Whether the digits may never be logged; false if left out."),
        .optional("bargein", .text(.boolean), "Whether a key cuts the prompts short; true if left out."),
    ]

    private static let menu: [FieldShape] = [
        .required("prompts", prompts, "What is asked."),
        .optional("retry_prompts", prompts, "Spoken first when it is asked again."),
        .required("choices", .table(key: .key, value: .text(.name), count: 1...12), "The outcome of each key."),
        .required("timeout", .text(wait), "How long to wait for a key."),
        .required("max_attempts", .text(attempts), "How often it is asked."),
        .optional("declares", .text(.choice(Declaration.names)), "What the answer establishes."),
        .optional("bargein", .text(.boolean), "Whether a key cuts the prompts short; true if left out."),
    ]

    private static let hunt: [FieldShape] = [
        .required("chain", .text(.choice(ChainName.allCases.map(\.rawValue))), "Who is rung."),
        .required("ring_timeout", .text(wait), "How long each phone rings."),
        .optional("accept_key", .text(.key), "The key that takes the call; \"1\" if left out."),
        .optional("decline_key", .text(.key), "The key that declines it; \"2\" if left out."),
        .required("accept_timeout", .text(wait), "How long to wait for that key."),
        .optional(
            "abuse_key", .text(.keys), "One or two keys by which the technician marks the conversation as abusive."),
        .optional(
            "whisper", prompts, "Spoken to whoever picks up; a prompt that speaks of what is not known is left out."),
        .optional("hold_prompt", prompts, "Spoken to the caller meanwhile."),
        .optional(
            "caller_id", .text(.choice(Verb.CallerID.allCases.map(\.rawValue))),
            "The number that is shown; desk if left out."),
        .required("max_duration", .text(.duration(.seconds(1)...FlowLimits.callDuration)), "The longest conversation."),
    ]

    private static let record: [FieldShape] = [
        .required("prompts", prompts, "What is asked."),
        .required("max_length", .text(wait), "The longest message."),
        .optional("final_silence", .text(wait), "The silence that ends it; 3s if left out."),
        .optional("finish_on_key", .text(.key), "The key that ends it."),
        .optional(
            "min_length", .text(.duration(.zero...FlowLimits.wait)), "A shorter one does not count; 1s if left out."),
    ]

    private static func verb(_ name: String, _ note: String, _ fields: [FieldShape]) -> FieldShape {
        .optional(name, .record(RecordShape("'\(name)'", fields)), note)
    }
}
