/// Gives every item of a lane a row, such that neither shapes nor labels lie on each other while there are rows left.
struct TimelineLayout {
    /// An item with its place.
    struct Placed {
        let item: TimelineItem
        let x: Int
        let width: Int
        let row: Int
        /// Whether there is room for the label.
        let isLabelled: Bool
    }

    /// Rows of one lane at most.
    static let rows = 8
    /// The width of a letter of the labels, generously.
    private static let letter = 7
    /// Letters of one label at most.
    static let labelLength = 44

    let placed: [Placed]
    let rowCount: Int

    /// - Parameters:
    ///   - place: turns milliseconds into a horizontal place.
    ///   - right: the right edge, which no label crosses if it can be helped.
    init(_ items: [TimelineItem], right: Int, place: (Int64) -> Int) {
        var ends: [Int] = []
        var placed: [Placed] = []
        for item in items.sorted(by: { $0.from < $1.from }) {
            let x = place(item.from)
            let width = max(3, place(item.until) - x)
            let text = min(item.label.count, Self.labelLength) * Self.letter
            // A label stands in its shape, or behind it.
            let end = text + 8 <= width ? x + width : x + width + text + 8
            if let row = ends.firstIndex(where: { $0 + 4 <= x }) ?? (ends.count < Self.rows ? ends.count : nil) {
                if row == ends.count { ends.append(end) } else { ends[row] = end }
                placed.append(Placed(item: item, x: x, width: width, row: row, isLabelled: true))
            } else {
                placed.append(Placed(item: item, x: x, width: width, row: Self.rows - 1, isLabelled: false))
            }
        }
        self.placed = placed
        rowCount = max(1, ends.count)
    }
}
