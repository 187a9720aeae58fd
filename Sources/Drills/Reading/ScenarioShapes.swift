import CallFlow
import Desk
import DeskFolder
import Ledger

/// What a scenario's file may hold.
enum ScenarioShapes {
    static let scenario = RecordShape(
        "the scenario", oneOf: ["caller", "desk-agent", "technician"],
        [
            .required("title", words, "What it is called."),
            .required("level", .text(.integer(1...5)), "From 1, the first day, to 5, nasty."),
            .required("briefing", words, "What the trainee is told beforehand."),
            .required("goals", .list(words, count: 1...8), "What is to be learnt."),
            .optional("debrief", words, "What is to be remembered, told at the end."),
            .required("limit", .text(.duration(.seconds(30) ... .hours(2))), "How long an exam takes at most."),
            .required(
                "world", .either(.name, .record(WorldShapes.world)), "The facts: a file of worlds/, or written out."),
            .optional("at", .text(.timestamp), "When it begins; the world's time if left out."),
            .required("truth", .record(truth), "Who calls whom, and how things really are."),
            .optional("expect", .record(expectation), "What the rules have to say to it; a check of the scenario."),
            .optional("facts", .list(.record(fact), count: 0...30), "What can be found out."),
            .optional("injects", .list(.record(inject), count: 0...20), "What happens by itself."),
            .optional("hints", .list(.record(hint), count: 0...20), "Help in coach mode, in order."),
            .optional("caller", .record(caller), "The trainee is the client."),
            .optional("desk-agent", .record(deskAgent), "The trainee takes the call."),
            .optional("technician", .record(technician), "The trainee is rung."),
            .required("rubric", .list(.record(line), count: 1...30), "What points are given for."),
            .required("pass", .text(.integer(1...1000)), "How many points make it passed."),
            .required("solution", play, "The model answer, line by line; it has to earn every point."),
            .required("mistakes", .list(.record(mistake), count: 1...10), "Runs that go wrong, and what each loses."),
        ])

    /// A text in both languages.
    private static let words = Shape.record(RecordShape("the text", texts))
    private static let texts: [FieldShape] = [
        .required("fr", .text(.text), "In French."), .required("en", .text(.text), "In English."),
    ]
    private static let name = Shape.text(.name)
    /// A deed, such as `asked.client-number`; which there are depends on the scenario.
    private static let deed = Shape.text(.identifier)
    private static let deeds = Shape.list(deed, count: 1...20)
    private static let play = Shape.list(.text(.text), count: 1...100)
    private static let rule = Shape.text(.choice((1...10).map { "R\($0)" }))

    private static let truth = RecordShape(
        "the truth",
        [
            .required("number", .text(choice(NumberRole.self)), "The number that is called, or ought to be."),
            .optional("from", .text(.phone), "From which phone; withheld if left out."),
            .optional("client", .text(.clientNumber), "The client number that the caller can give."),
            .optional("contact", .text(.contactCode), "The contact code that the caller can give."),
            .optional("passcode", .text(.passcode), "The beginning of the password that the caller can give."),
            .required("urgent", .text(.boolean), "Whether it is particularly urgent."),
            .required("serious", .text(.boolean), "Whether it is serious."),
            .required("nature", .text(choice(Truth.Nature.self)), "What it is about."),
            .optional("sites", .text(.boolean), "Whether both sites were tried; false if left out."),
        ])

    private static let expectation = RecordShape(
        "the expectation",
        [
            .required("decision", .text(.choice(["route", "refuse"])), "What is right."),
            .optional("to", .text(choice(ChainName.self)), "Whom the call is passed on to."),
            .optional("reasons", .list(.text(choice(Reason.self)), count: 1...10), "Why it is refused."),
            .optional("at", .text(.duration(.zero ... .hours(48))), "When, from the start; at once if left out."),
        ])

    private static let fact = RecordShape(
        "a fact",
        [.required("id", name, "Its name."), .required("title", words, "What it is called.")] + texts + [
            .optional("needs", deeds, "What has to be done before it can be looked at."),
            .optional("locked", words, "What is seen until then."),
        ])

    private static let inject = RecordShape(
        "an inject", oneOf: ["at", "after"],
        [
            .required("id", name, "Its name."),
            .optional("at", .text(.duration(.zero ... .hours(48))), "When, from the start."),
            .optional("after", deed, "The deed after which it happens."),
            .optional("delay", .text(.duration(.zero ... .hours(48))), "How long after that; at once if left out."),
            .optional("unless", deeds, "Deeds that keep it from happening."),
            .optional("said", .text(.boolean), "Whether the persona says it; false if left out."),
            .optional("answers", .text(.identifier), "The ticket that is answered by it; 'own' for the trainee's."),
            .optional("publishes", .record(published), "The bulletin that is published by it."),
            .optional(
                "fails", .list(.text(choice(Store.self)), count: 1...Store.allCases.count),
                "Stores that do not answer from then on."),
            .optional("urgent", .text(.boolean), "Whether it is particularly urgent from then on."),
            .optional("serious", .text(.boolean), "Whether it is serious from then on."),
        ] + texts)

    private static let published = RecordShape(
        "a bulletin",
        [
            .required("id", .text(.identifier), "Its id."),
            .required("title", .text(.text), "What callers hear."),
            .required("covers", .list(.text(.text), count: 1...20), "Names of services, 'network' or 'all'."),
        ])

    private static let hint = RecordShape(
        "a hint",
        [
            .optional("until", deed, "The deed after which it is of no use any more."),
            .optional("rule", rule, "The rule that it explains."),
        ] + texts)

    private static let caller = RecordShape(
        "the caller's part",
        [
            .optional(
                "technicians",
                .table(key: .name, value: .text(choice(TechnicianBehaviour.self)), count: 0...50),
                "How the people behave who are rung; '*' cannot be named: who is not named accepts."),
            .required("conversation", words, "What the person says who takes the call."),
        ])

    private static let deskAgent = RecordShape(
        "the desk agent's part",
        [
            .required("persona", .record(persona), "Who calls."),
            .required("questions", .list(.record(question), count: 1...30), "What can be asked."),
            .optional(
                "says", .list(.record(statement), count: 0...20), "What can be said beside what can always be said."),
            .optional(
                "replies",
                .table(key: .choice(StandardStatement.allCases.map(\.rawValue)), value: words, count: 0...10),
                "What the persona answers to what can always be said."),
        ])

    private static let persona = RecordShape(
        "the persona",
        [
            .required("name", .text(.text), "Who the person claims to be."),
            .required("opening", words, "The first words."),
            .required("patience", .text(.duration(.seconds(30) ... .hours(2))), "How long the person stays."),
            .required("grumble", words, "What is said when two thirds of that are over."),
            .required("leaving", words, "The last words of somebody who was not served."),
            .optional("insisting", words, "After a refusal and the price, if the person insists."),
            .optional("contented", words, "To a known incident, if that is enough."),
            .required("puzzled", words, "To a question that is not understood."),
            .required("routed", words, "When the call is passed on."),
            .required("refused", words, "When it is refused."),
        ])

    private static let question = RecordShape(
        "a question",
        [.required("id", name, "Its name.")] + texts + [
            .required("words", .list(.text(.text), count: 1...30), "Words by which it is recognised, in any language."),
            .required("answers", .list(.record(answer), count: 1...10), "The last whose conditions hold is given."),
        ])

    private static let answer = RecordShape(
        "an answer",
        [
            .optional("manner", .text(choice(Question.Manner.self)), "How honest it is; open if left out."),
            .optional(
                "asked", .text(.integer(1...9)), "How often the question has to be asked; its place if left out."),
            .optional("after", deeds, "Deeds that have to be done before."),
            .optional("reveals", .list(name, count: 1...10), "The facts that it reveals."),
        ] + texts)

    private static let statement = RecordShape(
        "a statement",
        [.required("id", name, "Its name.")] + texts + [.optional("reply", words, "What the persona answers.")])

    private static let technician = RecordShape(
        "the technician's part",
        [
            .required("person", name, "Who is rung, by the id in the rota."),
            .optional("rings", .text(.duration(.seconds(5) ... .minutes(5))), "How long it rings; 25s if left out."),
            .required("caller", words, "What the caller says once connected."),
            .optional(
                "patience", .text(.duration(.seconds(5) ... .hours(1))), "How long a decision may take; 1m if left out."
            ),
            .required("triage", .list(.record(triage), count: 1...10), "What has to be decided, in order."),
        ])

    private static let triage = RecordShape(
        "a triage question",
        [.required("id", name, "Its name.")] + texts + [
            .required(
                "choices", .table(key: .key, value: .record(choice), count: 2...9), "What each key means.")
        ])

    private static let choice = RecordShape(
        "a choice",
        [.required("id", name, "Its name.")] + texts + [.required("reply", words, "What follows.")])

    private static let line = RecordShape(
        "a line of the rubric",
        [
            .required("id", name, "Its name."),
            .optional("rule", rule, "The rule that it stands on; none for manners and time."),
            .required("points", .text(.integer(1...100)), "What it is worth."),
            .optional("done", deeds, "Deeds that all have to be done."),
            .optional("any", deeds, "Deeds of which one has to be done."),
            .optional("never", deeds, "Deeds that must not be done."),
            .optional("before", deed, "The deed before which all that counts."),
            .optional("after", deed, "The deed after which all that counts."),
            .optional("within", .text(.duration(.seconds(1) ... .hours(48))), "How long after the start at most."),
        ] + texts)

    private static let mistake = RecordShape(
        "a mistake",
        texts + [
            .required("play", play, "What the trainee writes."),
            .required("loses", .list(name, count: 1...30), "The lines of the rubric that are lost."),
        ])

    private static func choice<Word: CaseIterable & RawRepresentable>(_ type: Word.Type) -> TextKind
    where Word.RawValue == String { .choice(type.allCases.map(\.rawValue)) }
}
