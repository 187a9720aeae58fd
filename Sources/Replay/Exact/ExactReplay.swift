import CallFlow
import CallLedger
import Calls
import Desk
import Ledger

/// A place at which a replay and the record part.
public struct ReplayDifference: Hashable, Sendable {
    /// The event of the record, by its number in the call; none for what is only known of the call as a whole.
    public let seq: Int?
    /// What is compared, for example `effect` or `verdict`.
    public let what: String
    /// What the record says.
    public let recorded: String
    /// What the replay says.
    public let replayed: String

    /// Describes a difference.
    public init(seq: Int?, what: String, recorded: String, replayed: String) {
        self.seq = seq
        self.what = what
        self.recorded = recorded
        self.replayed = replayed
    }
}

/// Runs a recorded call again: the recorded events at their recorded times through a fresh machine of the same desk.
///
/// Every check is decided anew by the rules from the facts on record; every effect, the verdict, the assessment and the
/// charge have to come out as they were written. The first difference in the events ends the replay, as whatever
/// follows it differs too.
public struct ExactReplay: Sendable {
    private let context: FlowContext

    /// Replays calls of one flow and one policy.
    public init(_ context: FlowContext) { self.context = context }

    /// Replays one call.
    ///
    /// - Returns: the differences, none if the call came out as it was recorded.
    /// - Throws: why the call cannot be replayed.
    public func differences(in details: CallDetails) throws(ReplayObstacle) -> [ReplayDifference] {
        guard details.call.state == .finished, details.call.ending != nil else {
            throw .notFinished(details.call.state)
        }
        let lines = try RecordedLines(details.events)
        var hidden = HiddenKeys()
        while true {
            var run = ExactRun(context, details, hidden)
            let differences = try run.differences(in: lines)
            // A digit that is hidden where it was pressed may be told from what it was used for later.
            guard !differences.isEmpty, hidden.learn(from: run.hidden) else {
                if !differences.isEmpty, lines.hasFailedLedger { throw .ledgerFailed }
                return differences
            }
        }
    }
}

/// The events of a call, each with what followed from it.
struct RecordedLines: Sendable {
    struct Moment: Sendable {
        let input: RecordedInput
        let effects: Range<Int>
    }

    /// The effects of all moments, one after the other.
    private(set) var effects: [RecordedEvent] = []
    private(set) var moments: [Moment] = []
    /// Whether the ledger failed during the call.
    private(set) var hasFailedLedger = false

    init(_ events: [RecordedEvent]) throws(ReplayObstacle) {
        var inputs: [(input: RecordedInput, first: Int)] = []
        for event in events {
            switch try RecordedLine(event) {
            case .beside: continue
            case .effect: effects.append(event)
            case .input(let input):
                if case .ledgerFailed = input.kind { hasFailedLedger = true }
                inputs.append((input, effects.count))
            }
        }
        let ends = inputs.dropFirst().map(\.first) + [effects.count]
        moments = zip(inputs, ends).map { Moment(input: $0.input, effects: $0.first..<$1) }
    }
}

/// One attempt at replaying a call.
struct ExactRun {
    private var machine: FlowMachine
    private var recorder = CallRecorder()
    private var facts = FactsSoFar()
    private var questions: [ActivityID: Question] = [:]
    private let details: CallDetails
    private(set) var hidden: HiddenKeys

    private struct Question {
        let keys: String?
        let file: CaseFile
        let at: Instant
    }

    init(_ context: FlowContext, _ details: CallDetails, _ hidden: HiddenKeys) {
        let header = details.call.header
        machine = FlowMachine(
            context,
            file: CaseFile(
                number: header.number, from: header.from, startedAt: header.startedAt, isDrill: header.isDrill))
        self.details = details
        self.hidden = hidden
    }

    mutating func differences(in lines: RecordedLines) throws(ReplayObstacle) -> [ReplayDifference] {
        var endedAt = details.call.header.startedAt
        if let first = lines.effects.prefix(lines.moments.first?.effects.lowerBound ?? lines.effects.count).first {
            return [Self.difference(first, replayed: "nothing")]
        }
        for moment in lines.moments {
            if let difference = try replay(moment, lines) { return [difference] }
            endedAt = moment.input.at
        }
        guard machine.isOver else {
            return [ReplayDifference(seq: nil, what: "end", recorded: "over", replayed: "in \(machine.step.name)")]
        }
        let report = recorder.report(of: machine, at: endedAt)
        return EndComparison(details).differences(from: CallOutcome(report, endedAt: endedAt))
    }

    private mutating func replay(
        _ moment: RecordedLines.Moment, _ lines: RecordedLines
    ) throws(ReplayObstacle) -> ReplayDifference? {
        let input = moment.input
        var isLate = machine.isOver
        if case .ledgerFailed = input.kind { isLate = false }
        guard !isLate else {
            return ReplayDifference(seq: input.seq, what: "event", recorded: "after the end", replayed: "none")
        }
        let event: FlowEvent
        switch input.kind {
        case .checked(let check):
            let finding = try answer(check, seq: input.seq)
            guard finding.outcome == check.outcome else {
                if facts.isInDoubt(finding) { throw .factsIncomplete }
                return ReplayDifference(
                    seq: input.seq, what: "check of \(check.topic.name)", recorded: check.outcome.rawValue,
                    replayed: finding.outcome.rawValue)
            }
            event = .checked(check.id, finding)
        case .keyed(let key): event = .keyed(hidden.key(key, at: input.seq, whileCollecting: isCollecting))
        default: event = FlowEvent(input.kind)
        }
        if case .played(let id) = event { recorder.played(id, at: input.at) }
        let effects = machine.receive(event, at: input.at)
        for effect in effects { take(effect, at: input.at) }
        hidden.took(effects, waiting: machine.keysPressedAhead, held: machine.keysSoFar.count)
        let recorded = lines.effects[moment.effects]
        // What follows from an event happens at its time.
        if let stray = recorded.first(where: { $0.at != input.at }) {
            return ReplayDifference(
                seq: stray.seq, what: "time", recorded: Timestamp.format(stray.at),
                replayed: Timestamp.format(input.at))
        }
        return compare(effects, with: recorded, after: input.seq)
    }

    private var isCollecting: Bool {
        switch machine.step.verb {
        case .collect, .menu: true
        default: false
        }
    }

    private mutating func take(_ effect: FlowEffect, at now: Instant) {
        if case .check(let id, _, let keys) = effect {
            questions[id] = Question(keys: keys, file: machine.file, at: now)
        }
        recorder.note(effect, at: now, program: machine.context.program) { _ in .zero }
    }

    /// Decides a check anew.
    private mutating func answer(_ check: RecordedCheck, seq: Int) throws(ReplayObstacle) -> Finding {
        try facts.take(check, seq: seq)
        guard check.isAnswered else { return .unavailable(check.topic) }
        guard let question = questions[check.id] else {
            throw .unreadable(seq: seq, "it answers check \(check.id), which was never asked")
        }
        let store = RecordedFacts(facts.facts, passcodeMatches: check.outcome == .verified)
        let finding = Rulebook(policy: machine.context.policy, facts: store).look(
            up: check.topic, keys: question.keys, file: question.file, now: check.askedAt ?? question.at)
        if let missing = store.missing { throw .factsNotRecorded(missing) }
        return finding
    }

    private mutating func compare(
        _ effects: [FlowEffect], with recorded: ArraySlice<RecordedEvent>, after seq: Int
    ) -> ReplayDifference? {
        let program = machine.context.program
        var inputs = 0
        for (effect, event) in zip(effects, recorded) {
            if case .collected = effect { inputs += 1 }
            let entry = CallTrace.entry(effect, in: program)
            let payload = CanonicalJSON(.object(entry.fields)).text
            guard entry.kind != event.kind || payload != event.payload else { continue }
            if case .collected = effect { hidden.mistook(inputs - 1, payload: event.payload) }
            return ReplayDifference(
                seq: event.seq, what: "effect", recorded: "\(event.kind) \(event.payload)",
                replayed: "\(entry.kind) \(payload)")
        }
        if effects.count > recorded.count {
            let entry = CallTrace.entry(effects[recorded.count], in: program)
            return ReplayDifference(
                seq: recorded.last?.seq ?? seq, what: "effect", recorded: "nothing more",
                replayed: "\(entry.kind) \(CanonicalJSON(.object(entry.fields)).text)")
        }
        if let event = recorded.dropFirst(effects.count).first {
            return Self.difference(event, replayed: "nothing")
        }
        return nil
    }

    private static func difference(_ event: RecordedEvent, replayed: String) -> ReplayDifference {
        ReplayDifference(
            seq: event.seq, what: "effect", recorded: "\(event.kind) \(event.payload)", replayed: replayed)
    }
}

extension FlowEvent {
    /// The event of a recorded input, without findings and hidden keys.
    fileprivate init(_ kind: RecordedInput.Kind) {
        switch kind {
        case .started: self = .started
        case .played(let id): self = .played(id)
        case .chainFound(let id, let rungs): self = .chainFound(id, ChainAnswer(rungs))
        case .targetAnswered(let id): self = .targetAnswered(id)
        case .targetFailed(let id, let result): self = .targetFailed(id, result)
        case .targetKeyed(let id, let key): self = .targetKeyed(id, key)
        case .targetHungUp(let id): self = .targetHungUp(id)
        case .fellSilent(let id): self = .fellSilent(id)
        case .recordingFailed(let id): self = .recordingFailed(id)
        case .transferred(let id, let accepted): self = .transferred(id, accepted: accepted)
        case .ledgerFailed: self = .ledgerFailed
        case .callerHungUp: self = .callerHungUp
        case .deadlineReached, .keyed, .checked: self = .deadlineReached
        }
    }
}
