import Desk

/// What `desk.yaml` may hold.
enum PolicyShapes {
    static let desk = RecordShape(
        "the desk",
        [
            .required("desk", .text(.text), "The desk's name."),
            .required(
                "provider", .record(ProviderShapes.provider), "Who runs the desk, with the mentions for invoices."),
            .required("time_zone", .text(.text), "The zone of every time without an offset, such as Europe/Paris."),
            .optional(
                "languages", .list(.text(languages), count: 1...Language.allCases.count),
                "What the desk speaks, the default first."),
            .required(
                "numbers", .table(key: roles, value: .record(number), count: 1...NumberRole.allCases.count),
                "The numbers that the desk answers."),
            .required("hours", .record(hours), "When the support team is there (R8)."),
            .required(
                "channels", .table(key: channels, value: .record(channel), count: 1...ChannelName.allCases.count),
                "How a ticket may be opened (R4)."),
            .required(
                "contracts", .table(key: .name, value: .record(contract), count: 1...100),
                "The response guarantees (R5)."),
            .optional("passcode", .record(passcode), "How passcodes are tried (R3)."),
            .optional("order", .record(order), "The emergency number comes first (R7)."),
            .required("tariffs", .list(.record(tariff), count: 0...500), "What an abusive call costs, and when (R10)."),
            .optional(
                "insisting", .text(.choice(Policy.Insisting.allCases.map(\.rawValue))),
                "What follows when a caller insists."),
            .optional(
                "fail_open", .text(.boolean),
                "Whether a store that does not answer connects the caller; true if left out."),
            .optional(
                "speech", .table(key: languages, value: command, count: 1...Language.allCases.count),
                "The program that synthesises recordings, by language: text on its standard input, sound on its output."
            ),
            .optional(
                "standby", .list(.record(PeopleShapes.person), count: 0...20),
                "Who is rung when the rota cannot be read or has nobody."),
            .optional("billing", .record(BillingShapes.billing), "How confirmed charges become invoices."),
            .optional("retention", .record(BillingShapes.retention), "How long what the desk keeps is kept."),
            .optional("drills", .record(DrillShapes.drills), "How people practise."),
            .optional("telephony", .record(TelephonyShapes.telephony), "Trunks, and whose calls are answered."),
        ])

    static let languages = TextKind.choice(Language.allCases.map(\.rawValue))
    static let roles = TextKind.choice(NumberRole.allCases.map(\.rawValue))
    static let channels = TextKind.choice(ChannelName.allCases.map(\.rawValue))
    static let weekdays = Shape.list(.text(.choice(Weekday.allCases.map(\.rawValue))), count: 1...7)

    private static let command = Shape.list(.text(.text), count: 1...64)

    private static let number = RecordShape(
        "a number",
        [
            .required("phone", .text(.phone), "The number that people dial."),
            .required("flow", .text(.name), "The flow that answers it."),
        ])

    private static let hours = RecordShape(
        "'hours'",
        [
            .required("support", .record(window), "The part of the day."),
            .optional("days", weekdays, "The days of the week; all if left out."),
            .optional("holidays", .list(.text(.date), count: 0...1000), "Days without support."),
        ])

    static let window = RecordShape(
        "a part of the day",
        [
            .required("from", .text(.timeOfDay), "The first second."),
            .required("until", .text(.timeOfDay), "The first second after it."),
        ])

    private static let channel = RecordShape(
        "a channel",
        [
            .optional("ended", .text(.date), "The first day on which a ticket through it no longer counts."),
            .optional("read_during", .text(.choice(["support"])), "If it is only read during support hours."),
        ])

    private static let contract = RecordShape(
        "a contract",
        [
            .required("response", .text(.duration(.seconds(1)...limit)), "How long the provider has to answer."),
            .optional(
                "clock", .text(.choice(Contract.Clock.allCases.map(\.rawValue))),
                "When that time runs; around-the-clock if left out."),
            .optional("default", .text(.boolean), "Whether it holds for clients without a contract; exactly one does."),
        ])

    private static let passcode = RecordShape(
        "'passcode'",
        [
            .optional(
                "required_for", .list(.text(roles), count: 0...NumberRole.allCases.count),
                "The numbers that ask for it."),
            .optional("attempts", .text(.integer(1...10)), "Wrong entries within one call."),
            .optional("lock_after", .text(.integer(1...100)), "Wrong entries of one client within the window."),
            .optional("window", .text(.duration(.minutes(1)...limit)), "The rolling time over which they count."),
        ])

    private static let order = RecordShape(
        "'order'",
        [
            .optional(
                "window", .text(.duration(.minutes(1)...limit)), "How long ago the emergency number may have been used."
            )
        ])

    private static let tariff = RecordShape(
        "a tariff",
        [
            .required("number", .text(roles), "The number."),
            .required("amount", .text(.amount), "The amount, excluding tax."),
            .optional("currency", .text(.currency), "EUR if left out."),
            .required("from", .text(.date), "The first day."),
            .optional("until", .text(.date), "The first day on which it no longer holds."),
        ])

    /// The longest window or guarantee: a year.
    private static let limit = Duration.hours(366 * 24)
}

/// People who are rung, alike in `desk.yaml` and `rota.yaml`.
enum PeopleShapes {
    static let person = RecordShape(
        "a person",
        [
            .required("id", .text(.name), "A short name."),
            .required("name", .text(.text), "The person's name."),
            .required("phone", .text(.phone), "Where the person is rung."),
            .optional(
                "sip", .text(.text),
                "A SIP address at which the person is rung instead, at a host that 'telephony: direct' allows."),
            .optional("language", .text(PolicyShapes.languages), "The language of the whisper."),
        ])

    static func read(_ node: YAMLNode) -> OnCallPerson? {
        guard let id = node["id"]?.text, let name = node["name"]?.text, let phone = node.phone("phone") else {
            return nil
        }
        return OnCallPerson(
            id: id, name: name, phone: phone, sip: node["sip"]?.text, language: node.language("language"))
    }
}
