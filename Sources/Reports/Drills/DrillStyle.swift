/// How pages about drills look: as reports do, and dark where the reader's screen is.
enum DrillStyle {
    static let text =
        PageStyle.text + """

            :root { --ink: #111; --ground: #fff; --quiet: #444; --line: #ccc; --head: #f1f3f4; --mark: #1d4e68; --bad: #a3271f;
              --good: #1f6b3a; }
            .ways { display: grid; grid-template-columns: repeat(auto-fill, minmax(19.5em, 1fr)); gap: .4em 1.6em; margin: .6em 0 1em; }
            .ways figure { margin: 0; } .ways figcaption { font-size: .92em; margin: 0; overflow-wrap: anywhere; }
            .ways figcaption span { font-weight: normal; color: var(--quiet); }
            svg .way { stroke: var(--mark); } svg .enough { fill: var(--mark); stroke: var(--mark); }
            svg .short { fill: var(--ground); stroke: var(--bad); }
            svg.chart text { fill: currentColor; }
            p.empty { border: 1px solid var(--line); border-radius: 4px; padding: 1.2em; font-size: 1.1em; }
            td { overflow-wrap: anywhere; } td.n { overflow-wrap: normal; }
            @media screen and (prefers-color-scheme: dark) {
              :root { --ink: #e6e8ea; --ground: #14181b; --quiet: #a9b4ba; --line: #3a4248; --head: #20272c; --mark: #7fc1e0;
                --bad: #ff8d80; --good: #7fd19a; color-scheme: dark; }
              body { color: var(--ink); background: var(--ground); } header { border-color: var(--mark); }
              h1 small, .note, .mentions, dl.facts dt, .figures span { color: var(--quiet); }
              h2 { border-color: var(--line); } th { background: var(--head); border-color: var(--quiet); }
              td { border-color: var(--line); } .figures li { border-color: var(--line); }
              svg.chart [stroke=black] { stroke: currentColor; } }
            @media print { .ways svg.chart { max-height: none; } table.lines { page: auto; } }
            """
}
