import Desk

/// The decision table of a flow: every class of calls with what the desk decides, drawn from all states of its exploration.
///
/// Calls that differ in one condition only and end alike share a row. Calls whose refusal the ledger did not take are
/// left out: they are connected, whatever the conditions.
public struct DecisionTable: Sendable {
    /// One class of calls.
    public struct Row: Hashable, Sendable {
        /// The outcomes of each condition, in the order of ``DecisionTable/conditions``; none where it does not come up.
        public var conditions: [[String]]
        /// The verdict.
        public let verdict: VerdictKind
        /// Why.
        public let reasons: [Reason]
        /// The chains that are rung.
        public let rings: [String]
        /// Whether a charge is proposed.
        public let isCharged: Bool
    }

    /// The names of the conditions.
    public let conditions: [String]
    /// The rows.
    public let rows: [Row]

    /// Draws up the table of an explored flow.
    public init(_ exploration: Exploration) {
        let topics = Topic.allCases.filter { topic in
            topic != .tariff && exploration.states.contains { $0.standing.outcomes[topic] != nil }
        }
        let canBeMarked = exploration.states.contains { $0.standing.marked }
        conditions = topics.map(\.name) + ["insists"] + (canBeMarked ? ["marked"] : [])
        let rung = Self.chainsRung(exploration)
        var rows: Set<Row> = []
        for (index, state) in exploration.states.enumerated()
        where exploration.moves[index].isEmpty && !state.standing.unrecorded {
            let verdict = Verdict.of(
                state.standing, on: exploration.context.program.number, policy: exploration.context.policy)
            let values = topics.map { state.standing.outcomes[$0].map { [$0.rawValue] } ?? [] }
            for chains in rung[index] {
                rows.insert(
                    Row(
                        conditions: values + [Self.insists(state.standing, verdict)]
                            + (canBeMarked ? [Self.isMarked(state.standing)] : []),
                        verdict: verdict.kind, reasons: verdict.reasons, rings: chains,
                        isCharged: state.standing.charged))
            }
        }
        self.rows = Self.merge(rows, columns: conditions.count).sorted(by: Self.comesFirst)
    }

    private static func insists(_ standing: Standing, _ verdict: Verdict) -> [String] {
        if standing.insisted { return ["yes"] }
        return standing.heardPrice && verdict.kind == .refused ? ["no"] : []
    }

    /// A call without a conversation has nobody who could mark it.
    private static func isMarked(_ standing: Standing) -> [String] {
        standing.marked ? ["yes"] : standing.connected ? ["no"] : []
    }

    /// The chains that were rung on the ways to each state.
    private static func chainsRung(_ exploration: Exploration) -> [Set<[String]>] {
        var rung = Array(repeating: Set<[String]>(), count: exploration.states.count)
        rung[0] = [[]]
        var waiting = [0]
        while let state = waiting.popLast() {
            var onward = rung[state]
            if case .hunt(let hunt) = exploration.step(state).verb {
                onward = Set(onward.map { $0.contains(hunt.chain.rawValue) ? $0 : $0 + [hunt.chain.rawValue] })
            }
            for move in exploration.moves[state] where !onward.isSubset(of: rung[move.target]) {
                rung[move.target].formUnion(onward)
                waiting.append(move.target)
            }
        }
        return rung
    }

    /// Joins rows that differ in one column only, column by column.
    private static func merge(_ rows: Set<Row>, columns: Int) -> [Row] {
        var current = rows
        for _ in 0..<3 {
            for column in 0..<columns {
                var groups: [Row: Set<String>] = [:]
                for row in current {
                    var key = row
                    key.conditions[column] = []
                    groups[key, default: []].formUnion(row.conditions[column].isEmpty ? ["–"] : row.conditions[column])
                }
                current = Set(
                    groups.map { key, values in
                        var row = key
                        row.conditions[column] = values == ["–"] ? [] : values.sorted()
                        return row
                    })
            }
        }
        return Array(current)
    }

    private static func comesFirst(_ left: Row, _ right: Row) -> Bool {
        let rank: (Row) -> Int = { VerdictKind.allCases.firstIndex(of: $0.verdict) ?? 0 }
        if rank(left) != rank(right) { return rank(left) < rank(right) }
        let reason: (Row) -> Int = { row in row.reasons.first.flatMap { Reason.allCases.firstIndex(of: $0) } ?? -1 }
        if reason(left) != reason(right) { return reason(left) < reason(right) }
        return order(left).lexicographicallyPrecedes(order(right))
    }

    /// Everything else that tells rows apart, so that the order is always the same.
    private static func order(_ row: Row) -> [String] {
        row.conditions.map { $0.joined(separator: "/") } + row.rings + ["", row.isCharged ? "1" : "0"]
            + row.reasons.map(\.rawValue)
    }

    /// The header and the rows as text, a cell each.
    public var cells: [[String]] {
        [conditions + ["verdict", "reasons", "rings", "charge"]]
            + rows.map { row in
                row.conditions.map { $0.isEmpty ? "–" : $0.joined(separator: "/") }
                    + [
                        row.verdict.rawValue, row.reasons.map(\.rawValue).joined(separator: " "),
                        row.rings.joined(separator: " "), row.isCharged ? "proposed" : "",
                    ]
            }
    }

    /// The table in Markdown.
    public var markdown: String {
        let rows = cells.map { "| " + $0.joined(separator: " | ") + " |" }
        let rule = "|" + String(repeating: " --- |", count: conditions.count + 4)
        return ([rows[0], rule] + rows.dropFirst()).joined(separator: "\n") + "\n"
    }

    /// The table as CSV (RFC 4180).
    public var csv: String {
        cells.map { row in
            row.map { $0.contains(",") || $0.contains("\"") ? "\"\($0.replacing("\"", with: "\"\""))\"" : $0 }
                .joined(separator: ",") + "\r\n"
        }.joined()
    }
}
