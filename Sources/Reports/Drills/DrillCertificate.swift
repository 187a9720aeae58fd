import Desk
import Ledger

/// What somebody who passed a drill may hang on the wall: one sheet of A4, with what makes it checkable.
public enum DrillCertificate {
    /// Writes the page.
    ///
    /// - Parameters:
    ///   - proven: a result that is passed and not erased.
    ///   - language: the page's language.
    /// - Throws: `notPassed` for any other result.
    public static func html(
        _ proven: ProvenDrill, provider: String, zone: ZoneRules, language: Language, to output: inout ReportOutput
    ) throws {
        let result = try Self.passed(proven.drill)
        let say = ReportWords(language: language, zone: zone)
        let title = say("Attestation d’exercice", "Certificate of practice")
        DrillPage.openDocument(title, provider, style, language, &output)
        func line(_ kind: String, _ text: String) { output.write("<p class=\"\(kind)\">\(text.markupEscaped)</p>\n") }
        output.write("<main>\n")
        line("provider", provider)
        output.write("<h1>\(title.markupEscaped)</h1>\n")
        line("who", result.person)
        line("quiet", say("a réussi l’exercice", "has passed the drill"))
        line("scenario", result.scenario)
        line(
            "quiet",
            say(
                "le \(say.instant(result.at)), comme \(say.name(result.role)) (\(say.name(result.mode)))",
                "on \(say.instant(result.at)), as \(say.name(result.role)) (\(say.name(result.mode)))"))
        output.write(
            "<p class=\"points\"><b>\(say.number(result.points))</b> / \(say.number(result.outOf)) "
                + "\(say("points", "points")) <span>"
                + say(
                    "(réussi à partir de \(say.number(result.passMark)))",
                    "(passed from \(say.number(result.passMark)) on)"
                )
                .markupEscaped + "</span></p>\n")
        writeRules(result, say, &output)
        writeProof(proven, result, say, &output)
        output.write("</main></body></html>\n")
        try output.flush()
    }

    /// The result, if a certificate may be written for it.
    public static func passed(_ drill: RecordedDrill) throws(ReportError) -> DrillResult {
        guard let result = drill.result else {
            throw ReportError(
                .notPassed, "the drill \(drill.id) was erased: nobody's name stands on it any more",
                mend: "practise again")
        }
        guard result.isPassed else {
            throw ReportError(
                .notPassed,
                "\(result.person) did not pass the drill \(drill.id): \(result.points) of \(result.outOf) points, the mark is \(result.passMark)",
                mend: "practise again: 'voicedesk drill'")
        }
        guard result.outOf > 0 else {
            throw ReportError(
                .notPassed, "in the drill \(drill.id) there were no points to win",
                mend: "practise again: 'voicedesk drill'")
        }
        return result
    }

    private static func writeRules(_ result: DrillResult, _ say: ReportWords, _ output: inout ReportOutput) {
        output.write("<h2>\(say("Règles pratiquées", "Rules practised"))</h2>\n<ul class=\"rules\">\n")
        var order: [String] = []
        for line in result.criteria where !order.contains(line.rule ?? "") { order.append(line.rule ?? "") }
        for rule in order {
            let lines = result.criteria.filter { ($0.rule ?? "") == rule }
            let points = lines.reduce(0) { $0 + $1.points }
            let outOf = lines.reduce(0) { $0 + $1.outOf }
            output.write(
                "<li><b>\((rule.isEmpty ? "–" : rule).markupEscaped)</b> <span>\(say.rule(rule).markupEscaped)</span> "
                    + "<i>\(say.number(points)) / \(say.number(outOf))</i></li>\n")
        }
        output.write("</ul>\n")
    }

    private static func writeProof(
        _ proven: ProvenDrill, _ result: DrillResult, _ say: ReportWords, _ output: inout ReportOutput
    ) {
        let leaf = proven.printedLeaf
        output.write("<footer><dl>\n")
        for (name, value) in [
            (say("Exercice", "Drill"), result.id),
            (say("Entrée du journal", "Entry of the log"), say.number(proven.drill.entry)),
            (say("Empreinte de l’entrée", "Hash of the entry"), leaf),
            (say("Scénario (SHA-256)", "Scenario (SHA-256)"), result.scenarioHash),
        ] { output.write("<dt>\(name.markupEscaped)</dt><dd>\(value.markupEscaped)</dd>\n") }
        output.write("</dl>\n<p>")
        let check = say(
            "Cette attestation se contrôle sur le journal du prestataire : ",
            "This certificate can be checked on the provider's log: ")
        output.write(
            "\(check.markupEscaped)<code>voicedesk drill verify \(result.id.markupEscaped) \(leaf)</code></p></footer>\n"
        )
    }

    private static let style = """
        @page { size: A4 portrait; margin: 0; }
        * { box-sizing: border-box; }
        :root { --ink: #111; --ground: #fff; --quiet: #444; --mark: #1d4e68; --desk: #e8eaec; }
        body { font: 11pt/1.45 "DejaVu Serif", Georgia, serif; color: var(--ink); background: var(--desk); margin: 0; }
        main { width: 210mm; min-height: 296mm; margin: 0 auto; padding: 24mm 26mm 18mm; background: var(--ground); text-align: center;
          display: flex; flex-direction: column; position: relative; }
        main::before { content: ""; position: absolute; inset: 10mm; border: .6mm solid var(--mark); outline: .2mm solid var(--mark);
          outline-offset: 1.4mm; pointer-events: none; }
        p { margin: 0; } .provider { letter-spacing: .12em; text-transform: uppercase; font-size: .95em; overflow-wrap: anywhere; }
        h1 { font-size: 26pt; font-weight: normal; margin: 10mm 0 12mm; color: var(--mark); }
        .who { font-size: 24pt; line-height: 1.2; overflow-wrap: anywhere; border-bottom: .3mm solid var(--quiet); padding-bottom: 3mm;
          margin: 0 10mm 6mm; }
        .quiet { color: var(--quiet); } .scenario { font-size: 16pt; margin: 3mm 0; overflow-wrap: anywhere; }
        .points { margin: 9mm 0 2mm; font-size: 14pt; } .points b { font-size: 26pt; color: var(--mark); }
        .points span { color: var(--quiet); font-size: .75em; }
        h2 { font-size: 11pt; font-weight: normal; letter-spacing: .08em; text-transform: uppercase; margin: 9mm 0 3mm; color: var(--quiet); }
        .rules { list-style: none; margin: 0 auto; padding: 0; text-align: left; width: 100%; max-width: 125mm; font-size: 10pt; }
        .rules li { display: grid; grid-template-columns: 3.2em 1fr max-content; gap: .6em; border-bottom: .2mm dotted var(--quiet);
          padding: .9mm 0; break-inside: avoid; } .rules i { font-style: normal; font-variant-numeric: tabular-nums; }
        footer { margin-top: auto; padding-top: 12mm; font-size: 8pt; text-align: left; color: var(--quiet); }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .4mm 4mm; margin: 0 0 2mm; } dd { margin: 0; }
        dd, code { font-family: "DejaVu Sans Mono", monospace; font-size: 7.2pt; overflow-wrap: anywhere; }
        @media screen and (prefers-color-scheme: dark) {
          :root { --ink: #e6e8ea; --ground: #14181b; --quiet: #a9b4ba; --mark: #7fc1e0; --desk: #0b0e10; color-scheme: dark; } }
        @media screen and (max-width: 210mm) { main { width: auto; padding: 16mm 12mm; } main::before { inset: 4mm; } }
        @media print { body { background: none; } }
        """
}
