import Desk
import Ledger

/// The figures of drills, counted result by result.
public struct DrillFigures: Hashable, Sendable {
    /// All of them together.
    public private(set) var all = DrillTally()
    /// By the name of who practised.
    public private(set) var people: [String: DrillTally] = [:]
    /// By scenario.
    public private(set) var scenarios: [String: DrillTally] = [:]
    /// By rule of the procedure; the empty name is for manners and time.
    public private(set) var rules: [String: RuleTally] = [:]
    /// Results whose name and payload were erased, which are in no other figure.
    public private(set) var erased = 0

    /// People, and scenarios, that one report tells apart.
    static let mostNames = 5000

    mutating func add(_ drill: RecordedDrill) throws(ReportError) {
        guard let result = drill.result else {
            erased += 1
            return
        }
        all.add(result)
        people[result.person, default: DrillTally()].add(result)
        scenarios[result.scenario, default: DrillTally()].add(result)
        for (rule, lines) in Dictionary(grouping: result.criteria, by: { $0.rule ?? "" }) {
            rules[rule, default: RuleTally()].add(lines)
        }
        guard people.count <= Self.mostNames, scenarios.count <= Self.mostNames, rules.count <= Self.mostNames else {
            throw ReportError(
                .tooMuch, "there are more than \(Self.mostNames) people, scenarios or rules",
                mend: "ask for a month, a person or a scenario")
        }
    }

    /// The rules by what they cost, the most first: what is to be learned next.
    public var rulesByLoss: [(rule: String, tally: RuleTally)] {
        rules.sorted { left, right in
            left.value.lost != right.value.lost
                ? left.value.lost > right.value.lost
                : (left.key.utf8.count, left.key) < (right.key.utf8.count, right.key)
        }.map { ($0.key, $0.value) }
    }

    /// The people in the order of their names.
    public var peopleByName: [(name: String, tally: DrillTally)] {
        people.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The scenarios in the order of their names.
    public var scenariosByName: [(name: String, tally: DrillTally)] {
        scenarios.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
