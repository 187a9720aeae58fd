import Desk

/// What a world file may hold.
package enum WorldShapes {
    package static let world = RecordShape(
        "the world",
        [
            .optional("at", .text(.timestamp), "The time at which the world stands."),
            .optional("clients", .list(.record(client), count: many), "The clients."),
            .optional("tickets", .list(.record(ticket), count: many), "The tickets."),
            .optional("calls", .list(.record(call), count: many), "Earlier calls, for rule R7."),
            .optional(
                "passcode_failures", .list(.record(failure), count: many), "Wrong passcode entries of earlier calls."),
            .optional("bulletins", .list(.record(bulletin), count: many), "Known incidents."),
            .optional(
                "unavailable", .list(.text(words(Store.self)), count: 0...Store.allCases.count),
                "The stores that do not answer."),
        ])

    private static let many = 0...10_000
    private static let number = Shape.text(.clientNumber)
    private static let time = Shape.text(.timestamp)

    private static let client = RecordShape(
        "a client",
        [
            .required("number", number, "The client number."),
            .required("name", .text(.text), "The name."),
            .optional("contract", .text(.name), "A contract of the desk; its default if left out."),
            .optional("services", .list(.record(service), count: 0...1000), "What the client has."),
            .optional("contacts", .list(.record(contact), count: 0...100), "Who is listed."),
        ])

    private static let service = RecordShape(
        "a service",
        [
            .required("name", .text(.text), "The name, such as srv-web-01."),
            .required("kind", .text(words(ServiceKind.self)), "What it is."),
        ])

    private static let contact = RecordShape(
        "a contact",
        [
            .required("code", .text(.contactCode), "The two digits that are keyed."),
            .required("name", .text(.text), "The person's name."),
            .optional("phones", .list(.text(.phone), count: 0...20), "By which the person is recognised."),
            .required("technical", .text(.boolean), "Whether the person is a technical contact."),
            .optional("passcode", .text(.passcode), "The beginning of the portal password, in quotes."),
            .optional("language", .text(PolicyShapes.languages), "What the person hears."),
        ])

    private static let ticket = RecordShape(
        "a ticket",
        [
            .required("id", .text(.identifier), "The identifier, such as T-8812."),
            .required("client", number, "Who opened it."),
            .required("channel", .text(words(ChannelName.self)), "How it came."),
            .optional("service", .text(.text), "What it is about."),
            .optional("priority", .text(words(TicketPriority.self)), "normal if left out."),
            .optional("qualification", .text(words(TicketQualification.self)), "assistance if left out."),
            .required("opened", time, "When."),
            .optional("responded", time, "When it was first answered, if it was."),
            .optional("closed", time, "When it was closed, if it was."),
        ])

    private static let call = RecordShape(
        "a call",
        [
            .required("number", .text(PolicyShapes.roles), "Which number was called."),
            .required("client", number, "Who called."),
            .optional("ticket", .text(.identifier), "What it was about."),
            .required("at", time, "When."),
            .optional("connected_to", .text(.name), "Who took it, if anybody did."),
            .optional("verdict", .text(words(VerdictKind.self)), "How it was decided; admitted if left out."),
        ])

    private static let failure = RecordShape(
        "a wrong passcode entry", [.required("client", number, "Whose."), .required("at", time, "When.")])

    private static let bulletin = RecordShape(
        "a bulletin",
        [
            .required("id", .text(.identifier), "The identifier, such as B-1."),
            .required("covers", .list(.text(.text), count: 1...1000), "Names of services, 'network' or 'all'."),
            .required("from", time, "When it begins."),
            .optional("until", time, "When it is over."),
            .required("title", .text(.text), "What callers hear."),
        ])

    private static func words<Word: CaseIterable & RawRepresentable>(_ type: Word.Type) -> TextKind
    where Word.RawValue == String { .choice(type.allCases.map(\.rawValue)) }
}
