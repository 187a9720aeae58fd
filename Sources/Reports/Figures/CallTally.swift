import Desk
import Ledger

/// Counts calls that are alike, and looks at each likeness only once: what calls are, by which texts they ran, what was
/// noted of their preconditions, and their reasons.
struct CallTally {
    /// Different versions of texts, notes and lists of reasons that one month may hold.
    static let limit = 10_000

    private(set) var rules = RuleFigures()
    private(set) var lookupsFailed = 0
    private var kinds: [Int: (kind: CallKind, count: Int)] = [:]
    private var policies = Tally<String>()
    private var flows = Tally<CallFigures.FlowVersion>()
    private var statuses: [String: (count: Int, isUnavailable: Bool)] = [:]
    private var abusive = ReasonTally()
    private var refused = ReasonTally()

    /// Counts, where mostly the same comes again and again.
    private struct Tally<Value: Hashable> {
        var counts: [Value: Int] = [:]
        private var last: Value?
        private var run = 0

        mutating func add(_ value: Value) {
            if value == last {
                run += 1
            } else {
                settle()
                last = value
                run = 1
            }
        }

        mutating func settle() {
            if let last { counts[last, default: 0] += run }
            run = 0
            last = nil
        }
    }

    mutating func add(_ call: CallRow) throws {
        let kind = call.kind
        kinds[kind.code, default: (kind, 0)].count += 1
        guard !kind.isDrill else { return }
        policies.add(try call.policyHash)
        flows.add(CallFigures.FlowVersion(flow: try call.flow, hash: try call.flowHash))
        let note = try call.statuses ?? ""
        if statuses[note]?.count == nil { statuses[note] = (0, try RuleFigures.isUnavailable(note, call: call)) }
        statuses[note]?.count += 1
        switch kind.verdict {
        case .abusive: try abusive.add(call)
        case .refused: try refused.add(call)
        case .admitted, .abandoned, nil: break
        }
        guard statuses.count <= Self.limit, policies.counts.count <= Self.limit, flows.counts.count <= Self.limit else {
            throw ReportError(
                .tooMuch, "the month's calls have more than \(Self.limit) different hashes or statuses",
                mend: "examine the hashes and statuses of the calls")
        }
    }

    /// Adds up what was counted.
    mutating func settle(_ calls: inout CallFigures) {
        for (kind, count) in kinds.values {
            guard !kind.isDrill else {
                calls.drills += count
                continue
            }
            calls.results[kind.number]?[CallResult(kind.verdict, isConnected: kind.isConnected).rawValue] += count
            calls.periods[kind.period, default: 0] += count
            calls.sources[kind.source, default: 0] += count
            if kind.isErased { calls.erased += count }
            switch kind.state {
            case .finished: break
            case .inProgress: calls.inProgress += count
            case .interrupted: calls.interrupted += count
            }
        }
        policies.settle()
        flows.settle()
        (calls.policies, calls.flows) = (policies.counts, flows.counts)
        for (note, entry) in statuses {
            rules.add(note, count: entry.count)
            if entry.isUnavailable { lookupsFailed += entry.count }
        }
        (calls.abuseReasons, calls.refusalReasons) = (abusive.counts, refused.counts)
    }
}

/// Counts the reasons of calls; lists that are spelled alike are read once.
struct ReasonTally {
    private var lists = ReasonLists()
    private var known: [String: (count: Int, reasons: Set<Reason>)] = [:]

    mutating func add(_ call: CallRow) throws {
        guard let list = try call.reasons else { return }
        if known[list]?.count == nil {
            guard known.count < CallTally.limit else {
                throw ReportError(
                    .tooMuch, "the month's calls have more than \(CallTally.limit) different lists of reasons",
                    mend: "examine the reasons of the calls")
            }
            known[list] = (0, Set(try lists.reasons(list)))
        }
        known[list]?.count += 1
    }

    /// How many calls each reason has; a call may have several.
    var counts: [Reason: Int] {
        var counts: [Reason: Int] = [:]
        for entry in known.values { for reason in entry.reasons { counts[reason, default: 0] += entry.count } }
        return counts
    }
}
