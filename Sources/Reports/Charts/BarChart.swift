/// Horizontal bars, one for each row, with their values beside them.
struct BarChart {
    struct Bar {
        let label: String
        let value: Int
        /// What stands behind the bar: the value in words.
        let note: String
        let fill: ChartFill
    }

    let name: String
    let title: String
    let bars: [Bar]

    private static let labelWidth = 250
    private static let barWidth = 300
    private static let rowHeight = 26

    func svg() -> String {
        let largest = max(1, bars.map(\.value).max() ?? 1)
        var content = ""
        for (index, bar) in bars.enumerated() {
            let y = 8 + index * Self.rowHeight
            let (product, overflow) = bar.value.multipliedReportingOverflow(by: Self.barWidth)
            let length = overflow ? Self.barWidth : product / largest
            // What exists is seen, however little it is.
            let width = bar.value > 0 ? max(2, length) : 0
            content += ChartText.label(bar.label, x: Self.labelWidth - 8, y: y + 14, anchor: "end")
            content +=
                #"<rect x="\#(Self.labelWidth)" y="\#(y)" width="\#(width)" height="18" "#
                + bar.fill.attributes(in: name) + "/>"
            content += ChartText.label(bar.note, x: Self.labelWidth + width + 8, y: y + 14)
        }
        let height = 16 + max(1, bars.count) * Self.rowHeight
        content +=
            #"<line x1="\#(Self.labelWidth)" y1="2" x2="\#(Self.labelWidth)" y2="\#(height - 4)" stroke="black"/>"#
        let text = ChartText(
            name: name, title: title, description: bars.map { "\($0.label): \($0.note)" }.joined(separator: "; "),
            width: Self.labelWidth + Self.barWidth + 150, height: height)
        return text.svg(fills: Array(Set(bars.map(\.fill))).sorted { $0.rawValue < $1.rawValue }, content)
    }
}
