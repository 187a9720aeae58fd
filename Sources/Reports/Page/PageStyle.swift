/// How the page looks, on the screen and on paper; in the page itself, as it stands alone.
enum PageStyle {
    static let text = """
        @page wide { size: A4 landscape; }
        @page { size: A4; margin: 16mm 14mm 18mm;
          @bottom-right { content: counter(page) " / " counter(pages); font: 8pt "DejaVu Sans", sans-serif; } }
        * { box-sizing: border-box; }
        body { font: 10pt/1.4 "DejaVu Sans", Verdana, Arial, sans-serif; color: #111; background: #fff;
          max-width: 76em; margin: 1.5em auto; padding: 0 1.5em; }
        header { border-bottom: 2px solid #1d4e68; padding-bottom: .8em; margin-bottom: 1.2em; }
        h1 { font-size: 1.7em; margin: 0 0 .2em; } h1 small { font-weight: normal; color: #444; }
        h2 { font-size: 1.25em; margin: 2em 0 .5em; border-bottom: 1px solid #999; padding-bottom: .15em;
          break-after: avoid; }
        h3 { font-size: 1.02em; margin: 1.4em 0 .4em; break-after: avoid; }
        p { margin: .4em 0; } .note { color: #444; font-size: .88em; max-width: 62em; }
        .mentions { color: #333; font-size: .88em; }
        dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15em 1.2em; font-size: .9em; margin: .8em 0; }
        dl.facts dt { color: #444; } dl.facts dd { margin: 0; overflow-wrap: anywhere; }
        .figures { display: flex; flex-wrap: wrap; gap: .8em; margin: 1em 0; padding: 0; list-style: none; }
        .figures li { border: 1px solid #999; border-radius: 4px; padding: .5em .9em; min-width: 8.5em; }
        .figures b { display: block; font-size: 1.5em; line-height: 1.2; } .figures span { font-size: .84em; color: #333; }
        table { border-collapse: collapse; margin: .6em 0 1.2em; font-size: .86em; min-width: 50%; }
        th, td { border-bottom: 1px solid #ccc; padding: .28em .6em; text-align: left; vertical-align: top; }
        th { border-bottom: 1.5px solid #333; background: #f1f3f4; vertical-align: bottom; }
        .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        tr.total td { font-weight: bold; border-top: 1.5px solid #333; }
        table.lines { width: 100%; font-size: .76em; } table.lines td { padding: .22em .5em; }
        .w { min-width: 15em; overflow-wrap: anywhere; }
        .code, pre { font-family: "DejaVu Sans Mono", monospace; }
        pre { font-size: .8em; border: 1px solid #999; padding: .8em; white-space: pre-wrap; overflow-wrap: anywhere; }
        figure { margin: 1em 0 1.4em; break-inside: avoid; } figcaption { font-weight: bold; margin-bottom: .4em; }
        svg.chart { max-width: 100%; height: auto; display: block; }
        .sides { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 0 3em; } .sides table { min-width: 24em; }
        thead { display: table-header-group; } tr { break-inside: avoid; }
        @media print { body { margin: 0; padding: 0; max-width: none; font-size: 9pt; }
          table.lines { page: wide; } svg.chart { max-height: 58mm; width: auto; } th { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
          svg, svg * { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
        """
}
