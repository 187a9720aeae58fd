import CallFlow
import Calls
import Desk
import Ledger
import Prompts

/// Plays what people and stores did in a recorded call against another flow or policy, in virtual time.
///
/// The two streams part, so nothing is fed event by event: the caller keys what was keyed at the step of that name, people
/// who are rung do what they did when they were rung, stores answer what they answered. Where the record has nothing to
/// say, the run stops: before a decision was logged the call cannot be told; after it the decision stands, and the step at
/// which the record ends is named.
struct WhatIfRun {
    /// The most events of one call.
    private static let eventLimit = 20_000

    private var machine: FlowMachine
    private var recorder = CallRecorder()
    private let renderer: PromptRenderer
    private var behaviour: RecordedBehaviour
    private var requests: RequestBook
    private var queue: [Pending] = []
    private var sequence = 0
    private var now: Instant
    private var visits: [String: Int] = [:]
    private var checked: [Topic: Int] = [:]
    private var ringing: [ActivityID: RecordedBehaviour.Leg] = [:]
    private var isDecided = false
    /// Where the record has nothing to say any more.
    private var openAt: String?

    private struct Pending {
        enum What {
            case event(FlowEvent)
            /// From here on nobody knows what the person would have done.
            case unknown(ActivityID, person: String)
        }

        let at: Instant
        let sequence: Int
        let what: What
    }

    init(_ context: FlowContext, _ renderer: PromptRenderer, _ details: CallDetails) throws(ReplayObstacle) {
        let header = details.call.header
        behaviour = try BehaviourReading(details).behaviour
        requests = RequestBook(behaviour.inputs, in: context.program)
        machine = FlowMachine(
            context,
            file: CaseFile(
                number: header.number, from: header.from, startedAt: header.startedAt, isDrill: header.isDrill))
        self.renderer = renderer
        now = header.startedAt
    }

    /// Runs the call to its end, or to where the record has nothing to say any more.
    mutating func run() throws(ReplayObstacle) -> CallEnding {
        schedule(.started, after: .zero)
        var count = 0
        while !machine.isOver, openAt == nil {
            count += 1
            guard count < Self.eventLimit else { throw .endless }
            let pending = queue.min { ($0.at, $0.sequence) < ($1.at, $1.sequence) }
            let deadline = machine.nextDeadline ?? .distantFuture
            guard let pending, pending.at <= deadline else {
                guard deadline < .distantFuture else { throw .endless }
                now = deadline
                try deliver(.deadlineReached)
                continue
            }
            queue.removeAll { $0.sequence == pending.sequence }
            now = pending.at
            switch pending.what {
            case .event(let event): try deliver(event)
            case .unknown(let id, let person):
                if ringing[id] != nil { try stop(at: person, because: .neverAsked(step: machine.step.name)) }
            }
        }
        let report = recorder.report(of: machine, at: now)
        return CallEnding(
            verdict: report.verdict, connectedTo: report.connectedTo, charge: report.charge?.amount, openAt: openAt)
    }

    /// The record has nothing to say: the call is as it was decided, or cannot be told.
    private mutating func stop(at place: String, because obstacle: ReplayObstacle) throws(ReplayObstacle) {
        guard isDecided else { throw obstacle }
        openAt = openAt ?? place
    }

    private mutating func schedule(_ event: FlowEvent, after delay: Duration) { schedule(.event(event), after: delay) }

    private mutating func schedule(_ what: Pending.What, after delay: Duration) {
        sequence += 1
        queue.append(Pending(at: now.advanced(by: delay), sequence: sequence, what: what))
    }

    private mutating func deliver(_ event: FlowEvent) throws(ReplayObstacle) {
        if case .played(let id) = event { recorder.played(id, at: now) }
        let effects = machine.receive(event, at: now)
        for effect in effects {
            recorder.note(effect, at: now, program: machine.context.program) { [renderer, now] in
                renderer.duration(of: $0, at: now)
            }
        }
        for effect in effects where openAt == nil { try perform(effect) }
    }

    private mutating func perform(_ effect: FlowEffect) throws(ReplayObstacle) {
        switch effect {
        case .entered(let step): entered(machine.context.program.steps[step].name)
        case .play(let id, let utterances, _): schedule(.played(id), after: length(of: utterances))
        case .listen: try answer()
        case .check(let id, let topic, let keys): try lookUp(topic, keys, id)
        case .findChain(let id, let chain): try find(chain, id)
        case .ring(let id, let person, _): try ring(person, id)
        case .release(let id): ringing[id] = nil
        case .bridge(let id): talk(id)
        case .startRecording(let id, let silence): try record(id, silence)
        case .transfer(let id, _):
            if behaviour.transfers.isEmpty {
                try stop(at: machine.step.name, because: .neverAsked(step: machine.step.name))
            } else {
                schedule(.transferred(id, accepted: behaviour.transfers.removeFirst()), after: .seconds(1))
            }
        case .log(let entry):
            switch entry.category {
            case .admitted, .refused, .failedOpen, .abusiveCall: isDecided = true
            case .abandoned, .unreached, .voicemail, .ended, .note: break
            }
        case .answer, .stopPlaying, .collected, .whisper, .attempted, .stopRecording, .hangup, .ended: break
        }
    }

    // MARK: The caller

    private mutating func entered(_ step: String) {
        let visit = visits[step, default: 0]
        visits[step] = visit + 1
        requests.entered()
        guard let hangUp = behaviour.hangUp else { return }
        if hangUp.step == step, hangUp.visit == visit {
            schedule(.callerHungUp, after: hangUp.after)
        } else if visit == 0, visits.count == 1, !requests.has(step: hangUp.step) {
            schedule(.callerHungUp, after: hangUp.total)
        }
    }

    /// As long as it was then, or as long as it takes to read.
    private mutating func length(of utterances: [Utterance]) -> Duration {
        if let asked = requests.prompted(machine.step) { return asked }
        let name = machine.step.name
        if let first = behaviour.prompts[name]?.first {
            behaviour.prompts[name]?.removeFirst()
            return first
        }
        return utterances.reduce(.zero) { $0 + renderer.duration(of: $1, at: now) }
    }

    private mutating func answer() throws(ReplayObstacle) {
        switch try requests.answer(to: machine.step) {
        case .silent: return
        case .keys(let keys): for pressed in keys { schedule(.keyed(pressed.key), after: pressed.after) }
        case .unknown:
            // Who hangs up next has nothing to key any more.
            let leaves = queue.contains { if case .event(.callerHungUp) = $0.what { true } else { false } }
            if !leaves { try stop(at: machine.step.name, because: .neverAsked(step: machine.step.name)) }
        }
    }

    private mutating func record(_ id: ActivityID, _ silence: Duration) throws(ReplayObstacle) {
        guard !behaviour.messages.isEmpty else {
            return try stop(at: machine.step.name, because: .neverAsked(step: machine.step.name))
        }
        switch behaviour.messages.removeFirst() {
        case .failed: schedule(.recordingFailed(id), after: .zero)
        case .fellSilent(let after): schedule(.fellSilent(id), after: after)
        case .ended(let after):
            if case .record(let record) = machine.step.verb, let key = record.finishOnKey {
                schedule(.keyed(key), after: after)
            } else {
                schedule(.fellSilent(id), after: after + silence)
            }
        }
    }

    // MARK: The stores

    private mutating func lookUp(_ topic: Topic, _ keys: String?, _ id: ActivityID) throws(ReplayObstacle) {
        let index = checked[topic, default: 0]
        checked[topic] = index + 1
        let known = behaviour.answers[topic].flatMap { $0.indices.contains(index) ? $0[index] : nil }
        let delay = known?.delay ?? .milliseconds(20)
        if let known, !known.isAnswered { return schedule(.checked(id, .unavailable(topic)), after: delay) }
        let facts = known?.facts ?? behaviour.facts
        let found = look(up: topic, keys, facts, passcodeMatches: known?.outcome == .verified)
        if topic == .passcode, known.map({ $0.outcome != .verified && $0.outcome != .wrong }) ?? true,
            look(up: topic, keys, facts, passcodeMatches: true).finding != found.finding
        {
            return try stop(at: machine.step.name, because: .passcodeNeverCompared)
        }
        if let missing = found.missing {
            return try stop(at: machine.step.name, because: .factsNotRecorded(missing))
        }
        if behaviour.known.isInDoubt(found.finding), known?.outcome != .nothing {
            return try stop(at: machine.step.name, because: .factsIncomplete)
        }
        schedule(.checked(id, found.finding), after: delay)
    }

    private func look(
        up topic: Topic, _ keys: String?, _ facts: ConsultedFacts, passcodeMatches: Bool
    ) -> (finding: Finding, missing: ReplayObstacle.Fact?) {
        let store = RecordedFacts(facts, passcodeMatches: passcodeMatches)
        let finding = Rulebook(policy: machine.context.policy, facts: store).look(
            up: topic, keys: keys, file: machine.file, now: now)
        return (finding, store.missing)
    }

    // MARK: The people who are rung

    private mutating func find(_ chain: ChainName, _ id: ActivityID) throws(ReplayObstacle) {
        guard let found = behaviour.chains[chain]?.first else {
            return try stop(at: machine.step.name, because: .neverAsked(step: machine.step.name))
        }
        behaviour.chains[chain]?.removeFirst()
        schedule(.chainFound(id, ChainAnswer(found.rungs)), after: found.delay)
    }

    private mutating func ring(_ person: OnCallPerson, _ id: ActivityID) throws(ReplayObstacle) {
        guard let leg = behaviour.legs[person.id]?.first else {
            return try stop(at: person.id, because: .neverAsked(step: machine.step.name))
        }
        behaviour.legs[person.id]?.removeFirst()
        ringing[id] = leg
        if let failed = leg.failed { schedule(.targetFailed(id, failed.result), after: failed.after) }
        if let pickedUp = leg.pickedUp {
            schedule(.targetAnswered(id), after: pickedUp)
            if let answer = leg.answer, case .hunt(let hunt) = machine.step.verb {
                let after = pickedUp + answer.after
                switch answer.answer {
                case .accepts: schedule(.targetKeyed(id, hunt.acceptKey), after: after)
                case .declines: schedule(.targetKeyed(id, hunt.declineKey), after: after)
                case .hangsUp: schedule(.targetHungUp(id), after: after)
                }
            }
        }
        schedule(.unknown(id, person: person.id), after: leg.knownFor + .milliseconds(1))
    }

    private mutating func talk(_ id: ActivityID) {
        guard let leg = ringing.removeValue(forKey: id) else { return }
        if let hungUp = leg.hungUp { schedule(.targetHungUp(id), after: hungUp) }
        guard let marked = leg.marked, case .hunt(let hunt) = machine.step.verb, let abuseKey = hunt.abuseKey else {
            return
        }
        for key in abuseKey.keys { schedule(.targetKeyed(id, key), after: marked) }
    }
}
