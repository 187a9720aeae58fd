/// Stacked columns over a row of categories, such as the hours of a day, with a legend.
struct ColumnChart {
    struct Series {
        let name: String
        let fill: ChartFill
        /// A value for each category.
        let values: [Int]
    }

    let name: String
    let title: String
    let categories: [String]
    let series: [Series]
    /// Writes a number of the axis.
    let number: (Int) -> String

    private static let left = 64
    private static let plotWidth = 620
    private static let plotHeight = 190
    private static let top = 12

    func svg() -> String {
        let sums = categories.indices.map { index in series.reduce(0) { $0 + value($1, index) } }
        let scale = ChartText.roundScale(max(4, sums.max() ?? 0))
        var content = axis(scale)
        let slot = max(4, Self.plotWidth / max(1, categories.count))
        for position in series.indices { content += shape(position, slot, scale) }
        for (index, category) in categories.enumerated() {
            let (x, width) = columnPlace(index, slot)
            content += ChartText.label(category, x: x + width / 2, y: Self.top + Self.plotHeight + 16, anchor: "middle")
        }
        let bottom = Self.top + Self.plotHeight
        content +=
            #"<line x1="\#(Self.left)" y1="\#(bottom)" x2="\#(Self.left + Self.plotWidth)" y2="\#(bottom)" stroke="black"/>"#
        let (entries, rows) = legend(from: bottom + 34)
        let text = ChartText(
            name: name, title: title, description: description(sums), width: Self.left + Self.plotWidth + 16,
            height: bottom + 34 + rows * 20)
        return text.svg(fills: series.map(\.fill), content + entries)
    }

    private func value(_ series: Series, _ index: Int) -> Int {
        series.values.indices.contains(index) ? max(0, series.values[index]) : 0
    }

    /// The height of a value in tenths of a unit.
    private func tenths(_ value: Int, _ scale: Int) -> Int {
        let (product, overflow) = value.multipliedReportingOverflow(by: Self.plotHeight * 10)
        return overflow ? Self.plotHeight * 10 : product / scale
    }

    private func axis(_ scale: Int) -> String {
        // A scale of 1, 2 or 5 times a power of ten: fifths or quarters are whole where there is room for them.
        let steps = scale % 4 == 0 ? 4 : scale % 5 == 0 ? 5 : 1
        return (0...steps).map { step in
            let value = scale / steps * step
            let y = Self.top + Self.plotHeight - Self.plotHeight * step / steps
            return #"<line x1="\#(Self.left - 4)" y1="\#(y)" x2="\#(Self.left + Self.plotWidth)" y2="\#(y)" "#
                + #"stroke="silver" stroke-width="0.6"/>"#
                + ChartText.label(number(value), x: Self.left - 8, y: y + 4, anchor: "end")
        }.joined()
    }

    /// All parts of one series as one shape: a page with hundreds of patterned shapes prints slowly.
    private func shape(_ position: Int, _ slot: Int, _ scale: Int) -> String {
        let one = series[position]
        var path = ""
        for index in categories.indices {
            let value = value(one, index)
            guard value > 0 else { continue }
            let base = series[..<position].reduce(0) { $0 + self.value($1, index) }
            let (low, high) = (tenths(base, scale), tenths(base + value, scale))
            let (x, width) = columnPlace(index, slot)
            path +=
                "M\(x),\(decimal((Self.top + Self.plotHeight) * 10 - high))h\(width)v\(decimal(high - low))h-\(width)z"
        }
        return path.isEmpty ? "" : #"<path d="\#(path)" \#(one.fill.attributes(in: name))/>"#
    }

    private func columnPlace(_ index: Int, _ slot: Int) -> (x: Int, width: Int) {
        (Self.left + index * slot + slot / 8, slot - slot / 4)
    }

    private func decimal(_ tenths: Int) -> String { "\(tenths / 10).\(tenths % 10)" }

    private func legend(from y: Int) -> (String, Int) {
        var (text, x, row) = ("", Self.left, 0)
        for one in series {
            let width = 30 + one.name.count * 8
            if x + width > Self.left + Self.plotWidth, x > Self.left { (x, row) = (Self.left, row + 1) }
            text +=
                #"<rect x="\#(x)" y="\#(y + row * 20)" width="14" height="12" "# + one.fill.attributes(in: name) + "/>"
                + ChartText.label(one.name, x: x + 20, y: y + row * 20 + 11)
            x += width
        }
        return (text, row + 1)
    }

    private func description(_ sums: [Int]) -> String {
        zip(categories, sums).map { "\($0): \(number($1))" }.joined(separator: "; ")
    }
}
