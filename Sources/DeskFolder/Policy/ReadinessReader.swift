import Desk

/// What `drills:` in `desk.yaml` may hold.
enum DrillShapes {
    static let drills = RecordShape(
        "'drills'",
        [.optional("readiness", .record(readiness), "Who is rung to see whether they would answer, and when.")])

    private static let readiness = RecordShape(
        "'readiness'",
        [
            .optional(
                "consent", .list(.text(.name), count: 0...1000),
                "The people of rota.yaml who agreed to be rung, by their ids; nobody if left out."),
            .optional(
                "quiet", .list(.record(PolicyShapes.window), count: 0...10),
                "Parts of the day in which nobody is rung; 22:00 to 07:00 if left out, [] for none."),
            .optional(
                "per_person", .text(.duration(.hours(1)...(.days(366)))),
                "The shortest time between two exercises of one person; 7d if left out."),
            .optional("answer_within", limit, "How soon a person is to pick up; 20s if left out."),
            .optional("accept_within", limit, "How soon a person is to accept, from the first ring; 40s if left out."),
        ])

    private static let limit = Shape.text(.duration(.seconds(1)...(.minutes(10))))
}

/// Turns `drills: readiness:`, whose shape was checked before, into terms.
struct ReadinessReader {
    /// What the part says.
    struct Readiness {
        var terms: ReadinessTerms
        /// Whom it names, and where.
        var consent: [(id: String, place: SourcePlace)]

        /// The ids that the rota does not know.
        func problems(with rota: Rota) -> [Problem] {
            let known = rota.people.map(\.id)
            return consent.filter { !known.contains($0.id) }.map {
                Problem(
                    $0.place, "'consent' names '\($0.id)', who is not in rota.yaml",
                    mend: NearestName.mend($0.id, among: known))
            }
        }
    }

    static func read(_ node: YAMLNode?) -> (readiness: Readiness, problems: [Problem]) {
        var terms = ReadinessTerms.standard
        guard let node else { return (Readiness(terms: terms, consent: []), []) }
        var problems: [Problem] = []
        var consent: [(id: String, place: SourcePlace)] = []
        for item in node["consent"]?.items ?? [] {
            guard let id = item.text else { continue }
            if !terms.consent.insert(id).inserted {
                problems.append(Problem(item.place, "'consent' names '\(id)' twice", mend: "name each person once"))
            }
            consent.append((id, item.place))
        }
        if let quiet = node["quiet"] {
            terms.quiet = quiet.items.compactMap { window in
                guard let opens = window.time("from"), let closes = window.time("until") else { return nil }
                return DutyWindow(opens: opens, closes: closes)
            }
        }
        terms.perPerson = node.duration("per_person") ?? terms.perPerson
        terms.answerWithin = node.duration("answer_within") ?? terms.answerWithin
        terms.acceptWithin = node.duration("accept_within") ?? terms.acceptWithin
        if terms.acceptWithin < terms.answerWithin {
            let (sooner, later) = (DurationText.format(terms.acceptWithin), DurationText.format(terms.answerWithin))
            problems.append(
                Problem(
                    (node["accept_within"] ?? node["answer_within"] ?? node).place,
                    "a person is to accept within \(sooner), and to pick up within \(later)",
                    mend: "let 'accept_within' be no shorter than 'answer_within'"))
        }
        return (Readiness(terms: terms, consent: consent), problems)
    }
}
