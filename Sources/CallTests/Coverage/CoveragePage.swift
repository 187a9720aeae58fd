import CallFlow
import Desk

/// Coverage as a page of its own: every step and outcome, with how often it happened.
public enum CoveragePage {
    /// The page as HTML, without anything from elsewhere.
    public static func html(_ coverage: FlowCoverage, desk: String, stories: Int) -> String {
        let (steps, outcomes) = (coverage.stepCount, coverage.outcomes)
        var body = """
            <h1>Flow coverage</h1>
            <p>\(escaped(desk)): \(stories) stories exercise <strong>\(outcomes.covered) of \(outcomes.all) outcomes</strong> \
            (\(CoverageText.percent(outcomes))) and \(steps.covered) of \(steps.all) steps \
            (\(CoverageText.percent(steps))).</p>
            <p class="key"><span class="hit">happened</span> <span class="miss">can happen and did not</span> \
            <span class="never">cannot happen at this desk</span></p>

            """
        let flows = Dictionary(grouping: coverage.steps, by: \.flow)
        for (flow, steps) in flows.sorted(by: { $0.key < $1.key }) { body += section(flow, steps) }
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Flow coverage</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>\(style)</style></head>
            <body>
            \(body)</body></html>

            """
    }

    private static func section(_ flow: String, _ steps: [FlowCoverage.Step]) -> String {
        let all = steps.flatMap(\.outcomes).filter(\.isReachable)
        let part = (covered: all.count { $0.count > 0 }, all: all.count)
        var text = "<h2>\(escaped(flow)) <small>\(CoverageText.percent(part))</small></h2>\n<table>"
        text += "<thead><tr><th>step</th><th>verb</th><th>line</th><th>outcomes</th></tr></thead>\n<tbody>\n"
        for step in steps {
            let name = step.isReachable ? (step.isCovered ? "hit" : "miss") : "never"
            let cells = step.outcomes.map { outcome in
                let kind = outcome.count > 0 ? "hit" : outcome.isReachable ? "miss" : "never"
                let count = outcome.count > 0 ? " <b>\(outcome.count)</b>" : ""
                return "<span class=\"\(kind)\">\(escaped(outcome.name))\(count)</span>"
            }
            let end = step.outcomes.isEmpty ? ["<span class=\"\(name)\">ends the call <b>\(step.ended)</b></span>"] : []
            text += "<tr><td class=\"\(name)\">\(escaped(step.name))</td><td>\(step.verb)</td>"
            text += "<td>\(step.place.line)</td><td>\((cells + end).joined(separator: " "))</td></tr>\n"
        }
        return text + "</tbody></table>\n"
    }

    /// Text for HTML.
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    }

    private static let style = """
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #1c2330; }
        h1 { font-size: 1.6rem; } h2 { margin-top: 2rem; font-size: 1.15rem; } small { color: #667; font-weight: normal; }
        table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .25rem .6rem; vertical-align: top; }
        th { border-bottom: 2px solid #ccd; font-size: .85rem; color: #667; } tr + tr td { border-top: 1px solid #eef; }
        span { border-radius: .3rem; padding: 0 .35rem; white-space: nowrap; display: inline-block; margin: .05rem 0; }
        .hit { background: #d9f2e1; } .miss { background: #ffd9d6; font-weight: 600; } .never { background: #eceff4; color: #778; }
        td.hit, td.miss, td.never { background: none; } td.miss { color: #b3261e; } td.never { color: #99a; }
        b { font-weight: normal; color: #2e6b45; font-size: .85em; } .key span { margin-right: .6rem; }
        @media (prefers-color-scheme: dark) { body { background: #14181f; color: #dde3ee; } .hit { background: #1d4a2e; color: #cfe9d8; }
          .miss { background: #6b2320; color: #ffd9d6; } .never { background: #262c38; color: #8a94a8; } b { color: #8fd0a6; }
          tr + tr td { border-color: #262c38; } }
        """
}
