import Desk

/// What `rota.yaml` may hold.
enum RotaShapes {
    static let rota = RecordShape(
        "the rota",
        [
            .required(
                "people", .list(.record(PeopleShapes.person), count: 1...Rota.Limit.people.rawValue),
                "Everybody who can be rung."),
            .optional(
                "rotations", .list(.record(rotation), count: 0...Rota.Limit.rotations.rawValue),
                "People who take turns."),
            .required(
                "chains", .table(key: chains, value: steps, count: 1...ChainName.allCases.count),
                "Who is rung, in order."),
            .optional(
                "overrides", .list(.record(override), count: 0...Rota.Limit.overrides.rawValue),
                "Exceptions; a later one wins."),
        ])

    /// The standby's chain is in the policy.
    private static let chains = TextKind.choice(ChainName.allCases.filter { $0 != .standby }.map(\.rawValue))
    private static let steps = Shape.list(.record(step), count: 1...Rota.Limit.steps.rawValue)

    private static let rotation = RecordShape(
        "a rotation",
        [
            .required("id", .text(.name), "A short name."),
            .required(
                "people", .list(.text(.name), count: 1...Rota.Limit.turns.rawValue), "The people in turn, by id."),
            .required(
                "shift", .text(.duration(.hours(1)...Duration.hours(ShiftLength.limitInDays * 24))),
                "How long a turn lasts: whole hours, days or weeks."),
            .required("handover", .record(handover), "When a turn begins."),
            .required("from", .text(.date), "The day of the first handover."),
            .optional("until", .text(.date), "The day at whose handover the rotation ends."),
            .optional(
                "window", .record(PolicyShapes.window),
                "The part of the day to which duty is restricted; it may run over midnight."),
            .optional("days", PolicyShapes.weekdays, "The days to which duty is restricted."),
        ])

    private static let handover = RecordShape(
        "'handover'",
        [
            .optional(
                "day", .text(.choice(Weekday.allCases.map(\.rawValue))),
                "The day of the week, for shifts of whole weeks."),
            .required("at", .text(.timeOfDay), "The time."),
        ])

    private static let step = RecordShape(
        "a step of a chain", oneOf: ["person", "rotation", "together"],
        memberFields + [
            .optional(
                "together", .list(.record(member), count: 2...Rota.Limit.together.rawValue),
                "Several who are rung at once; the first who accepts has the call.")
        ])

    private static let member = RecordShape("one of 'together'", oneOf: ["person", "rotation"], memberFields)

    private static let memberFields: [FieldShape] = [
        .optional("person", .text(.name), "Always this person."),
        .optional("rotation", .text(.name), "Who is on duty in this rotation."),
        .optional(
            "position", .text(.integer(0...Rota.Limit.turns.rawValue - 1)),
            "0 for who is on duty, 1 for the next, and so on."),
    ]

    private static let override = RecordShape(
        "an override",
        [
            .required("rotation", .text(.name), "The rotation."),
            .required("from", .text(.timestamp), "The first moment; without an offset, on the desk's clock."),
            .required("until", .text(.timestamp), "The first moment after it."),
            .optional("replaces", .text(.name), "Who is replaced; everybody if left out."),
            .optional("person", .text(.name), "Who stands in; nobody if left out."),
        ])
}
