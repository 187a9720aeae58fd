import Desk
import Ledger

/// The tables of the page.
extension DrillPage {
    mutating func writePeople(_ output: inout ReportOutput) throws {
        page.heading(say("Par personne", "By person"), id: "people", to: &output)
        try write(say("Personne", "Person"), report.figures.peopleByName, &output)
    }

    mutating func writeScenarios(_ output: inout ReportOutput) throws {
        page.heading(say("Par scénario", "By scenario"), id: "scenarios", to: &output)
        try write(say("Scénario", "Scenario"), report.figures.scenariosByName, &output)
    }

    private mutating func write(
        _ first: String, _ rows: [(name: String, tally: DrillTally)], _ output: inout ReportOutput
    ) throws {
        page.open(
            [
                .text(first), .number(say("exercices", "drills")), .number(say("réussis", "passed")),
                .number(say("points", "points")), .number(say("premier", "first")), .number(say("dernier", "last")),
                .number(say("meilleur", "best")), .number(say("dernière fois", "last time")),
            ], to: &output)
        for (name, tally) in rows {
            let steps = tally.steps
            func share(_ step: DrillTally.Step?) -> String {
                step.map { say.share($0.points, of: $0.outOf) } ?? "–"
            }
            try page.row(
                [
                    name, say.number(tally.count), say.number(tally.passed), say.share(tally.points, of: tally.outOf),
                    share(steps.first), share(steps.last), share(steps.max { $0.permille < $1.permille }),
                    say.day(say.zone.local(tally.last).date),
                ], to: &output)
        }
        page.close(to: &output)
        if rows.contains(where: { $0.tally.count > DrillTally.shownSteps }) {
            page.paragraph(
                say(
                    "« Premier » et « meilleur » sont ceux des \(DrillTally.shownSteps) derniers exercices.",
                    "\"First\" and \"best\" are those of the latest \(DrillTally.shownSteps) drills."),
                kind: "note", to: &output)
        }
    }

    mutating func writeReactions(_ output: inout ReportOutput) throws {
        let rows = report.figures.peopleByName.filter { $0.tally.technician > 0 }
        guard !rows.isEmpty else { return }
        page.heading(
            say("Temps de réaction des techniciens", "How fast technicians react"), id: "technicians", to: &output)
        page.open(
            [
                .text(say("Personne", "Person")), .number(say("exercices", "drills")),
                .number(say("décrochés", "picked up")), .number(say("décrocher, médiane", "to pick up, median")),
                .number(say("acceptés", "accepted")), .number(say("accepter, médiane", "to accept, median")),
                .number(say("le plus rapide", "fastest")), .number(say("le plus lent", "slowest")),
            ], to: &output)
        for (name, tally) in rows {
            try page.row(
                [
                    name, say.number(tally.technician), say.number(tally.answers.count),
                    say.reaction(tally.answers.median), say.number(tally.accepts.count),
                    say.reaction(tally.accepts.median), say.reaction(tally.accepts.fastest),
                    say.reaction(tally.accepts.slowest),
                ], to: &output)
        }
        page.close(to: &output)
    }

    mutating func writeResults(_ output: inout ReportOutput) throws {
        page.heading(say("Résultats", "Results"), id: "results", to: &output)
        let all = report.figures.all.count
        page.open(
            [
                .number(say("Date", "Date")), .text(say("Personne", "Person")), .text(say("Scénario", "Scenario")),
                .text(say("Rôle", "Role")), .text(say("Mode", "Mode")), .number("Points"),
                .text(say("Issue", "Outcome")), .text(say("Points perdus", "Points lost")),
                .text(say("Exercice", "Drill")),
            ], kind: "lines", to: &output)
        var place = 0
        try report.eachResult { _, result in
            place += 1
            guard place > all - Self.listed else { return }
            try page.row(
                [
                    say.instant(result.at), result.person, result.scenario, say.name(result.role),
                    say.name(result.mode),
                    "\(say.number(result.points)) / \(say.number(result.outOf))",
                    result.isPassed
                        ? say("réussi", "passed")
                        : say("non réussi (\(result.passMark))", "not passed (\(result.passMark))"),
                    result.lostByRule.map { rule, lost in
                        "\(rule == "-" ? say("hors règles", "no rule") : rule)\u{00A0}: \(say.number(lost))"
                    }.joined(separator: ", "), result.id,
                ], to: &output)
        }
        page.close(to: &output)
        if all > Self.listed {
            page.paragraph(
                say(
                    "Les \(Self.listed) derniers résultats sur \(say.number(all)) sont imprimés ; tous sont dans la table « results ».",
                    "The latest \(Self.listed) of \(say.number(all)) results are printed; the table \"results\" holds all."
                ),
                kind: "note", to: &output)
        }
    }
}
