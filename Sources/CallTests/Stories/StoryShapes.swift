import CallFlow
import Desk
import DeskFolder

/// What a file of stories may hold: `calltests/*.yaml`.
package enum StoryShapes {
    /// The most stories of a file.
    static let mostStories = 1_000
    /// The most calls of a story.
    static let mostCalls = 20
    /// The most actions of a call.
    static let mostActions = 200
    /// The longest that anything is waited for.
    static let longestWait = Duration.seconds(2 * 3600)
    /// The longest time between two calls of a story.
    static let longestGap = Duration.seconds(400 * 86_400)

    /// The whole file.
    package static let file = RecordShape(
        "the file",
        [
            .optional("title", .text(.text), "What the stories of this file are about."),
            .optional("world", world, "The facts of every story that names none of its own."),
            .optional("rules", rules, "The rules of every story that names none of its own."),
            .required(
                "stories", .table(key: .name, value: .record(story), count: 1...mostStories), "The stories by name."),
        ])

    private static let rules = Shape.list(.text(.choice((1...10).map { "R\($0)" })), count: 0...10)
    private static let world = Shape.either(.name, .record(WorldShapes.world))
    private static let phone = Shape.text(.text)
    private static let wait = Shape.text(.duration(.zero...longestWait))

    private static let story = RecordShape(
        "a story", oneOf: ["call", "calls"],
        [
            .required("title", .text(.text), "What happens, in a line."),
            .optional("rules", rules, "The rules of the procedure that it is about."),
            .optional("world", world, "The name of one of the desk's worlds, or the facts themselves."),
            .optional("at", .text(.timestamp), "When the first call comes in; the world's own time if left out."),
            .optional("call", .record(call), "The call."),
            .optional("calls", .list(.record(call), count: 1...mostCalls), "The calls, in their order."),
        ])

    private static let call = RecordShape(
        "a call",
        [
            .required("number", .text(.choice(NumberRole.allCases.map(\.rawValue))), "The number that is called."),
            .optional("at", .text(.timestamp), "When; or 'after'."),
            .optional(
                "after", .text(.duration(.zero...longestGap)), "How long after the end of the call before."),
            .optional("from", phone, "The caller's number in quotes, or anonymous."),
            .optional(
                "technicians", .table(key: .text, value: technician, count: 0...200),
                "What technicians do, by id or \"*\"; who is not named accepts."),
            .optional(
                "unavailable", .list(.text(.choice(Self.unavailable)), count: 0...unavailable.count),
                "What does not answer."),
            .optional(
                "fails", .table(key: .choice(Self.unavailable), value: wait, count: 0...unavailable.count),
                "What stops to answer in the call, and how long after its start."),
            .optional(
                "caller", .list(.either(.choice(["hang-up"]), .record(action)), count: 0...mostActions),
                "What the caller does, in order; silence afterwards."),
            .optional("expect", .record(expectation), "What is expected; what is left out may be anything."),
        ])

    /// What may not answer.
    static let unavailable =
        Topic.allCases.filter(\.isLookedUp).map(\.name) + ["rota", "recording", "transfer", "ledger"]

    private static let technician = Shape.either(
        behaviour,
        .record(
            RecordShape(
                "what a technician does",
                [
                    .required("does", .text(behaviour), "What."),
                    .optional("after", wait, "From the ring to picking up, or to the busy signal."),
                    .optional("presses_after", wait, "From the end of what is said to the key."),
                    .optional("talks", wait, "How long the conversation lasts."),
                    .optional("marks_after", wait, "When within the conversation the call is marked."),
                ])))
    private static let behaviour = TextKind.choice(TechnicianBehaviour.allCases.map(\.rawValue))

    private static let action = RecordShape(
        "an action", oneOf: ["hear", "press", "wait", "speak"],
        [
            .optional("hear", .text(.text), "Wait for a prompt by its id, or for a text with its values."),
            .optional(
                "until", .text(.choice(CallerAction.Extent.allCases.map(\.rawValue))),
                "With hear: how much of it; its end if left out."),
            .optional("within", wait, "With hear: how long to wait at most; 1m if left out."),
            .optional("press", .text(.text), "Press keys, in quotes."),
            .optional("wait", wait, "Do nothing for a while."),
            .optional("speak", wait, "Speak for a while."),
        ])

    private static let ids = Shape.list(.text(.name), count: 0...mostActions)
    private static let maybe = Shape.text(.text)

    private static let expectation = RecordShape(
        "what is expected",
        [
            .optional("verdict", .text(words(VerdictKind.self)), "How the call is decided."),
            .optional(
                "reasons", .list(.text(words(Reason.self)), count: 0...Reason.allCases.count), "Why, in any order."),
            .optional("connected_to", maybe, "The technician who takes the call, or none."),
            .optional("charge", maybe, "What is proposed to be charged, such as 350.00 EUR, or none."),
            .optional("client", maybe, "The client who is recognised, or none."),
            .optional("contact", maybe, "The contact who is recognised, by code, or none."),
            .optional("ticket", maybe, "The ticket that the call is about, or none."),
            .optional(
                "assessment",
                .table(
                    key: words(Precondition.self), value: .text(.name), count: 1...Precondition.allCases.count),
                "Outcomes of preconditions."),
            .optional(
                "steps", .list(.text(.text), count: 1...mostActions),
                "Steps that the call comes by in this order, others between them."),
            .optional("heard", ids, "The prompts that are heard to their end: all of them, in this order."),
            .optional("not_heard", ids, "Prompts that are not heard to their end."),
            .optional(
                "attempts",
                .list(.table(key: .name, value: .text(words(HuntResult.self)), count: 1...1), count: 0...mostActions),
                "Who is rung, and what comes of it: all of them, in this order."),
            .optional(
                "ledger", .list(.text(words(LogCategory.self)), count: 0...mostActions),
                "The entries that the flow writes into the ledger: all of them, in this order."),
            .optional("ended", .text(.choice(CallEnd.all.map(\.word))), "Who hangs up, or why the desk does."),
            .optional("max_duration", wait, "The longest that the call may take."),
            .optional("min_duration", wait, "The shortest that it may take."),
        ])

    private static func words<Word: CaseIterable & RawRepresentable>(_ type: Word.Type) -> TextKind
    where Word.RawValue == String { .choice(type.allCases.map(\.rawValue)) }
}

/// The JSON Schema (draft 2020-12) of `calltests/*.yaml`.
public enum StorySchema {
    /// The file's name in `docs/schema`.
    public static let fileName = "calltest.json"

    /// The schema as JSON.
    public static var text: String { SchemaFile.text(of: .record(StoryShapes.file), for: "calltests/*.yaml") }
}
