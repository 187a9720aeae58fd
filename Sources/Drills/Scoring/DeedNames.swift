import CallFlow
import Desk

/// The names of everything that can happen in a scenario: what rubrics, injects and answers may name.
enum DeedNames {
    /// All deeds of a scenario, in no order.
    static func all(of scenario: Scenario) -> Set<String> {
        var names: Set<String> = ["started", "finished", "left", "out-of-time", "hint", "warned"]
        for inject in scenario.injects { names.insert("inject.\(inject.id)") }
        switch scenario.part {
        case .caller: names.formUnion(caller(scenario))
        case .deskAgent(let part): names.formUnion(deskAgent(scenario, part))
        case .technician(let part): names.formUnion(technician(part))
        }
        return names
    }

    private static func caller(_ scenario: Scenario) -> [String] {
        let services = scenario.world.clients.flatMap(\.services).map { "ticket.on.\($0.name)" }
        return scenario.facts.flatMap { ["seen.\($0.id)", "tried.\($0.id)"] } + services
            + ["opened", "portal", "email", "urgent", "blocking"].map { "ticket.\($0)" }
            + ["public", "provider", "sites"].map { "tested.\($0)" }
            + ["waited", "called", "heard.price", "connected", "insisted", "declared.false", "message", "failed-open"]
            + ["billed", "marked"]
            + NumberRole.allCases.map(\.rawValue).flatMap { number in
                ["called.\(number)", "\(number).connected", "\(number).unreached"]
                    + VerdictKind.allCases.map { "\(number).\($0.rawValue)" }
            } + Reason.allCases.map { "refused.\($0.rawValue)" }
    }

    private static func deskAgent(_ scenario: Scenario, _ part: DeskAgentPart) -> [String] {
        let records = DeskRecord.allCases.flatMap { record in
            ["looked.\(record.rawValue)"]
                + (record.isOfClient ? scenario.world.clients.map { "looked.\(record.rawValue).\($0.number)" } : [])
        }
        return part.questions.flatMap { question in
            ["asked.\(question.id)"]
                + Set(question.answers.map(\.manner)).map { manner in
                    switch manner {
                    case .open: "answered.\(question.id)"
                    case .hides: "hid.\(question.id)"
                    case .lies: "lied.\(question.id)"
                    }
                }
        } + part.questions.flatMap(\.answers).flatMap(\.reveals).map { "learned.\($0)" } + records
            + StandardStatement.allCases.map { "said.\($0.rawValue)" } + part.statements.map { "said.\($0.id)" }
            + ChainName.allCases.map { "decided.to.\($0.rawValue)" } + Reason.allCases.map { "reason.\($0.rawValue)" }
            + [
                "asked", "looked.unknown-client", "heard.price", "decided", "decided.route", "decided.refuse",
                "decision.right", "decided.right", "decided.wrong", "marked-abusive", "abuse.right", "abuse.wrong",
                "left.undecided", "caller.left", "caller.grumbled",
            ] + (part.persona.insisting == nil ? [] : ["caller.insisted"])
            + (part.persona.contented == nil ? [] : ["caller.contented"])
    }

    private static func technician(_ part: TechnicianPart) -> [String] {
        [
            "rang", "answered", "accepted", "declined", "missed", "marked-abusive", "abuse.right", "abuse.wrong",
            "triaged", "timed-out", "hung-up-early", "closed",
        ]
            + part.triage.flatMap { question in
                ["chose.\(question.id)", "timed-out.\(question.id)"]
                    + question.choices.map { "chose.\(question.id).\($0.id)" }
            }
    }
}

extension Scenario {
    /// The names of everything that can happen in it, in order: what its rubric may name.
    public var deedNames: [String] { DeedNames.all(of: self).sorted() }
}
