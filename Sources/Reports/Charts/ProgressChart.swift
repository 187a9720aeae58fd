/// How a share went from one time to the next: a line over equal steps, with a full dot where it was enough and a hollow one
/// where it was not.
struct ProgressChart {
    struct Step {
        /// In thousandths of all.
        let permille: Int
        let isEnough: Bool
        /// What it was, in words.
        let note: String
    }

    let name: String
    let title: String
    let steps: [Step]
    /// What stands under the first and the last step.
    let ends: (first: String, last: String)

    private static let (left, right, top) = (38, 16, 12)
    private static let plotWidth = 250
    private static let plotHeight = 84

    func svg() -> String {
        let (width, height) = (Self.left + Self.plotWidth + Self.right, Self.top + Self.plotHeight + 24)
        var content = ""
        for percent in [0, 50, 100] {
            let y = place(percent * 10)
            content +=
                #"<line x1="\#(Self.left)" y1="\#(y)" x2="\#(Self.left + Self.plotWidth)" y2="\#(y)" "#
                + #"stroke="currentColor" stroke-opacity="0.25" stroke-width="0.8"/>"#
                + ChartText.label("\(percent)", x: Self.left - 8, y: y + 4, anchor: "end", #"font-size="10""#)
        }
        let points = steps.enumerated().map { (x: across($0.offset), y: place($0.element.permille)) }
        if points.count > 1 {
            let path = points.map { "\($0.x),\($0.y)" }.joined(separator: " ")
            content += #"<polyline class="way" points="\#(path)" fill="none" stroke-width="2"/>"#
        }
        for (step, point) in zip(steps, points) {
            content +=
                #"<circle class="\#(step.isEnough ? "enough" : "short")" cx="\#(point.x)" cy="\#(point.y)" r="3.6" "#
                + #"stroke-width="1.8"><title>\#(step.note.markupEscaped)</title></circle>"#
        }
        let bottom = Self.top + Self.plotHeight + 17
        content += ChartText.label(ends.first, x: Self.left, y: bottom, #"font-size="10""#)
        if steps.count > 1 {
            content += ChartText.label(
                ends.last, x: Self.left + Self.plotWidth, y: bottom, anchor: "end", #"font-size="10""#)
        }
        return ChartText(
            name: name, title: title, description: steps.map(\.note).joined(separator: "; "), width: width,
            height: height
        ).svg(fills: [], content)
    }

    private func place(_ permille: Int) -> Int {
        Self.top + Self.plotHeight - Self.plotHeight * min(max(permille, 0), 1000) / 1000
    }

    private func across(_ index: Int) -> Int {
        steps.count > 1 ? Self.left + Self.plotWidth * index / (steps.count - 1) : Self.left + Self.plotWidth / 2
    }
}
