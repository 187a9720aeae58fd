import CallFlow
import Desk

/// What a flow file may hold: the fields of the flow, and of every verb.
enum FlowShapes {
    static let flow = RecordShape(
        "a flow",
        [
            .required("flow", .text(.name), "The flow's name: the file's name without its ending."),
            .optional("title", .text(.text), "What the flow is for."),
            .optional(
                "max_call_duration", .text(.duration(.seconds(1)...FlowLimits.callDuration)), "The longest call."),
            .optional(
                "variables", .table(key: .name, value: .record(variable), count: variables),
                "The flow's variables; one of the same name in another flow of the call is the same."),
            .optional(
                "outcomes", .list(.text(.name), count: 1...FlowLimits.enumerationValues),
                "The outcomes of a sub-flow; a flow that answers a number has none."),
            .required("start", .text(.name), "The first step."),
            .required(
                "steps", .table(key: .name, value: .record(step), count: 1...FlowLimits.steps), "The steps by name."),
            .optional(
                "on_hangup", .list(.record(hangupAction), count: 0...16), "What is written when the caller hangs up."),
            .optional(
                "on_unrecorded", .text(.name),
                "The step to which a call goes, once, whose refusal the ledger did not take; it goes on if left out."),
            .optional(
                "guarantees", .list(.record(guarantee), count: 0...64),
                "What the flow promises beyond the built-in properties."),
        ])

    private static let variables = 0...FlowLimits.variables

    static let variable = RecordShape(
        "a variable", oneOf: ["boolean", "enum", "digits"],
        [
            .optional("boolean", .text(.choice(["true", "false", "unset"])), "A Boolean, and its value at the start."),
            .optional("enum", .list(.text(.name), count: 1...FlowLimits.enumerationValues), "One of these values."),
            .optional("digits", .text(.integer(1...FlowLimits.digits)), "At most this many digits."),
            .optional("initial", .text(.name), "The value of an enum at the start."),
        ])

    static let step = RecordShape(
        "a step", oneOf: VerbShapes.all.map(\.name),
        VerbShapes.all + [
            .optional(
                "outcomes", .table(key: .name, value: .either(.name, .record(edge)), count: 0...64),
                "The step that follows each outcome.")
        ])

    static let edge = RecordShape(
        "a bounded outcome",
        [
            .required("to", .text(.name), "The step that follows."),
            .required("at_most", .text(.integer(1...FlowLimits.bound)), "How often in one call."),
            .required("then", .text(.name), "The step that follows once it is used up."),
        ])

    private static let hangupAction = RecordShape(
        "a line of 'on_hangup'", oneOf: ["log"], [.optional("log", VerbShapes.log, "Writes a log entry.")])

    private static let guarantee = RecordShape(
        "a guarantee",
        [
            .required("name", .text(.text), "The guarantee in words."),
            .required("before", .record(moment), "What may not happen too early."),
            .required(
                "require", .list(.list(.text(.fact), count: 1...64), count: 1...64),
                "Every line must hold; a line holds if one of its facts does."),
            .optional("unless", .list(.text(.fact), count: 0...64), "If one of these holds, nothing is required."),
        ])

    static let moments = ["hunt", "log", "play", "step", "hangup"]

    private static let moment = RecordShape(
        "a moment", oneOf: moments,
        [
            .optional("hunt", .text(any(ChainName.allCases.map(\.rawValue))), "A chain is rung."),
            .optional("log", .text(any(LogCategory.allCases.map(\.rawValue))), "An entry is written."),
            .optional("play", .text(.name), "A prompt is spoken."),
            .optional("step", .text(.name), "A step is entered."),
            .optional("hangup", .text(any(HangupCause.allCases.map(\.rawValue))), "The desk hangs up."),
        ])

    private static func any(_ words: [String]) -> TextKind { .choice(words + ["any"]) }
}
