import Desk
import Ledger

/// What the team should learn next, and how each person came along.
extension DrillPage {
    mutating func writeRules(_ output: inout ReportOutput) throws {
        let title = say("Ce que l’équipe devrait apprendre ensuite", "What the team should learn next")
        page.heading(title, id: "rules", to: &output)
        let rules = report.figures.rulesByLoss
        let lost = rules.filter { $0.tally.lost > 0 }
        guard !lost.isEmpty else {
            page.paragraph(say("Aucun point n’a été perdu.", "No point was lost."), to: &output)
            return
        }
        let bars = lost.prefix(12).map { rule, tally in
            BarChart.Bar(
                label: rule.isEmpty ? say("hors règles", "no rule") : rule, value: tally.lost,
                note: "\(say.number(tally.lost)) (\(say.share(tally.lost, of: tally.outOf)))", fill: .solid)
        }
        let caption = say("Points perdus par règle", "Points lost by rule")
        output.write(
            "<figure><figcaption>\(caption.markupEscaped)</figcaption>\n"
                + BarChart(name: "rules", title: caption, bars: Array(bars)).svg() + "</figure>\n")
        page.open(
            [
                .text(say("Règle", "Rule")), .text(say("Ce qu’elle demande", "What it asks")),
                .number(say("exercices", "drills")), .number(say("avec perte", "with a loss")),
                .number(say("points perdus", "points lost")), .number(say("part perdue", "share lost")),
                .wide(say("Lignes les plus coûteuses", "Costliest lines")),
            ], to: &output)
        for (rule, tally) in rules {
            try page.row(
                [
                    rule.isEmpty ? "–" : rule, say.rule(rule), say.number(tally.drills), say.number(tally.missed),
                    say.number(tally.lost), say.share(tally.lost, of: tally.outOf),
                    tally.costliest.map { "\($0.line) (\(say.number($0.lost)))" }.joined(separator: ", "),
                ], to: &output)
        }
        page.close(to: &output)
    }

    func writeWays(_ output: inout ReportOutput) {
        page.heading(say("Progrès de chacun", "How each came along"), id: "progress", to: &output)
        page.paragraph(
            say(
                "Part des points en pour cent, exercice après exercice ; un rond plein est un exercice réussi.",
                "Share of the points in percent, drill after drill; a full dot is a drill that was passed."),
            kind: "note", to: &output)
        output.write("<div class=\"ways\">\n")
        let people = report.figures.peopleByName
        for (index, (name, tally)) in people.prefix(Self.drawn).enumerated() { way(index, name, tally, &output) }
        output.write("</div>\n")
        if people.count > Self.drawn {
            page.paragraph(
                say(
                    "\(Self.drawn) personnes sur \(say.number(people.count)) sont dessinées.",
                    "\(Self.drawn) of \(say.number(people.count)) people are drawn."),
                kind: "note", to: &output)
        }
    }

    private func way(_ index: Int, _ name: String, _ tally: DrillTally, _ output: inout ReportOutput) {
        func day(_ step: DrillTally.Step?) -> String { step.map { say.day(say.zone.local($0.at).date) } ?? "" }
        let steps = tally.steps.map { step in
            ProgressChart.Step(
                permille: step.permille, isEnough: step.isPassed,
                note: "\(day(step)): \(say.share(step.points, of: step.outOf)), "
                    + (step.isPassed ? say("réussi", "passed") : say("non réussi", "not passed")))
        }
        let chart = ProgressChart(
            name: "way\(index)", title: say("Progrès de \(name)", "How \(name) came along"), steps: steps,
            ends: (day(tally.steps.first), day(tally.steps.last)))
        let count = say(
            tally.count == 1 ? "1 exercice" : "\(say.number(tally.count)) exercices",
            tally.count == 1 ? "1 drill" : "\(say.number(tally.count)) drills")
        output.write(
            "<figure><figcaption>\(name.markupEscaped) <span>\(count.markupEscaped)</span></figcaption>\n"
                + chart.svg() + "</figure>\n")
    }
}
