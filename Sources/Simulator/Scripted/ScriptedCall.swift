import CallFlow
import Calls
import Desk
import Prompts

/// Runs one whole call in virtual time: the machine of a real call, with a scripted caller and scripted technicians.
///
/// Time is a queue of events. Nothing waits; a call of ten minutes takes a fraction of a millisecond.
public struct ScriptedCall<Facts: FactStore> {
    private let rulebook: Rulebook<Facts>
    private let rota: Rota
    private let renderer: PromptRenderer
    private let behaviour: ScriptedBehaviour
    private var machine: FlowMachine
    private var recorder = CallRecorder()
    private var factRecorder: FactRecorder
    private var queue: [Pending] = []
    private var sequence = 0
    private var tokens: ArraySlice<String>
    private var tokensByStep: [String: [String]]
    private var people: [ActivityID: OnCallPerson] = [:]
    private var now: Instant
    private var journal: (any CallJournal)?
    private var caller: (any ScriptedCaller)?
    /// Until when the caller speaks.
    private var speaksUntil: Instant
    /// The end of the recording's silence, as it is scheduled.
    private var recording: (id: ActivityID, silence: Duration)?
    private let listener: ((Instant, CallTrace.Happening) -> Void)?

    private struct Pending {
        let at: Instant
        let sequence: Int
        let event: FlowEvent
        /// What the stores answered, of a check in a call that is written down.
        var facts: ConsultedFacts?
    }

    /// Prepares a call.
    ///
    /// - Parameters:
    ///   - context: the flow and the policy.
    ///   - facts: where the rules find the facts.
    ///   - journal: where the call is written down, if anywhere.
    ///   - caller: a caller who reacts to what is heard; the keys of the behaviour are not used then.
    ///   - notesTrail: whether the outcomes by which steps are left are noted.
    ///   - listener: hears of every event and effect with its time.
    public init(
        _ context: FlowContext, rota: Rota, facts: Facts, renderer: PromptRenderer, file: CaseFile,
        behaviour: ScriptedBehaviour, journal: (any CallJournal)? = nil,
        caller: (any ScriptedCaller)? = nil, notesTrail: Bool = false,
        listener: ((Instant, CallTrace.Happening) -> Void)? = nil
    ) {
        rulebook = Rulebook(policy: context.policy, facts: facts)
        self.rota = rota
        self.renderer = renderer
        self.behaviour = behaviour
        self.journal = journal
        self.listener = listener
        machine = FlowMachine(context, file: file)
        if notesTrail { machine.trail = [] }
        self.caller = caller
        speaksUntil = file.startedAt
        factRecorder = FactRecorder(caller: file.from, startedAt: file.startedAt)
        tokens = behaviour.keys[...]
        tokensByStep = behaviour.keysByStep
        now = file.startedAt
    }

    /// Runs the call to its end.
    ///
    /// - Throws: what the journal throws.
    public mutating func run() throws -> CallReport {
        schedule(.started, after: .zero)
        if let limit = behaviour.hangsUpAfter { schedule(.callerHungUp, after: limit) }
        while !machine.isOver {
            let pending = queue.min { ($0.at, $0.sequence) < ($1.at, $1.sequence) }
            let deadline = machine.nextDeadline ?? .distantFuture
            // A caller reacts before the time goes on, but to what happened at the same moment.
            if let due = caller?.nextDeadline, due < min(deadline, pending?.at ?? .distantFuture) {
                now = max(now, due)
                tell(.deadlineReached)
            } else if let pending, pending.at <= deadline {
                queue.removeAll { $0.sequence == pending.sequence }
                now = pending.at
                try deliver(pending.event, from: pending.facts)
            } else {
                now = deadline
                try deliver(.deadlineReached)
            }
        }
        tell(.ended)
        let report = recorder.report(of: machine, at: now)
        if !ledgerFails { try journal?.finish(report, at: now) }
        return report
    }

    /// The outcomes by which steps were left, if they were to be noted.
    public var trail: [Exploration.Leg] { machine.trail ?? [] }

    /// The caller, as the call has left it.
    public var finalCaller: (any ScriptedCaller)? { caller }

    private mutating func schedule(_ event: FlowEvent, after delay: Duration, from facts: ConsultedFacts? = nil) {
        sequence += 1
        queue.append(Pending(at: now.advanced(by: delay), sequence: sequence, event: event, facts: facts))
    }

    private mutating func deliver(_ event: FlowEvent, from facts: ConsultedFacts? = nil) throws {
        let program = machine.context.program
        var entries: [CallTrace.Entry] = []
        let hidesKeys = !machine.showsKeys
        listener?(now, .event(event, hidesKeys: hidesKeys))
        if journal != nil {
            var details: [(String, JSON)] = []
            if case .checked(_, let finding) = event { details = factRecorder.fields(facts, of: finding) }
            entries.append(CallTrace.entry(event, hidesKeys: hidesKeys).adding(details))
        }
        if case .played(let id) = event { recorder.played(id, at: now) }
        var effects = machine.receive(event, at: now)
        if ledgerFails, effects.contains(where: isLog) {
            listener?(now, .event(.ledgerFailed, hidesKeys: false))
            effects = effects.uncommitted(then: machine.receive(.ledgerFailed, at: now))
        }
        for effect in effects {
            listener?(now, .effect(effect))
            if journal != nil { entries.append(CallTrace.entry(effect, in: program)) }
            recorder.note(effect, at: now, program: program) { [renderer, now] in renderer.duration(of: $0, at: now) }
        }
        if !ledgerFails {
            try journal?.commit(entries, decided: LoggedDecision(effects, of: machine), at: now)
            if case .checked(_, .passcode(.wrong)) = event, let client = machine.file.client {
                try journal?.passcodeFailed(client.number, at: now)
            }
        }
        for effect in effects { perform(effect) }
    }

    private func isLog(_ effect: FlowEffect) -> Bool { if case .log = effect { true } else { false } }

    private mutating func perform(_ effect: FlowEffect) {
        switch effect {
        case .play(let id, let utterances, _):
            guard caller != nil else { return schedule(.played(id), after: speakingTime(utterances)) }
            let timed = timed(utterances)
            schedule(.played(id), after: now.duration(to: timed.last?.ends ?? now))
            tell(.speaking(timed))
        case .stopPlaying: tell(.silenced)
        case .listen: if caller == nil { answer() }
        case .check(let id, let topic, let keys): lookUp(topic, keys, id)
        case .findChain(let id, let chain): schedule(.chainFound(id, people(in: chain)), after: pace.check)
        case .ring(let id, let person, _): ring(id, person)
        case .whisper(let id, let utterances): respond(id, after: speakingTime(utterances))
        case .bridge(let id):
            tell(.silenced)
            talk(id)
        case .startRecording(let id, let silence): record(id, silence)
        case .transfer(let id, _):
            schedule(
                .transferred(
                    id, accepted: !(behaviour.transferIsRefused || behaviour.fails("transfer", after: passed))),
                after: pace.hesitation)
        case .stopRecording: recording = nil
        case .entered, .answer, .collected, .release, .attempted, .log, .hangup, .ended: break
        }
    }

    /// Facts are noted only where they are written down: a simulation alone does not pay for that.
    private mutating func lookUp(_ topic: Topic, _ keys: String?, _ id: ActivityID) {
        if behaviour.isSilent(topic, after: passed) {
            schedule(.checked(id, .unavailable(topic)), after: pace.check)
        } else if journal == nil {
            let finding = rulebook.look(up: topic, keys: keys, file: machine.file, now: now)
            schedule(.checked(id, finding), after: pace.check)
        } else {
            let answer = rulebook.consult(on: topic, keys: keys, file: machine.file, now: now)
            schedule(.checked(id, answer.finding), after: pace.check, from: answer.facts)
        }
    }

    private func speakingTime(_ utterances: [Utterance]) -> Duration {
        utterances.reduce(.zero) { $0 + renderer.duration(of: $1, at: now) }
    }

    private func people(in chain: ChainName) -> ChainAnswer {
        if chain == .standby {
            let standby = machine.context.policy.standby
            return standby.isEmpty ? .unavailable : .people(OnCallChain(standby))
        }
        return behaviour.rotaIsUnavailable || behaviour.fails("rota", after: passed) || !rulebook.facts.rotaIsAvailable
            ? .unavailable : rota.people(in: chain, at: now)
    }

    private var pace: ScriptPace { behaviour.pace }
    private var passed: Duration { machine.file.startedAt.duration(to: now) }
    private var ledgerFails: Bool { behaviour.ledgerFails || behaviour.fails("ledger", after: passed) }

    // MARK: The caller

    private mutating func nextToken() -> String? {
        guard var ofStep = tokensByStep[machine.step.name], !ofStep.isEmpty else { return tokens.popFirst() }
        defer { tokensByStep[machine.step.name] = ofStep }
        return ofStep.removeFirst()
    }

    private mutating func answer() {
        guard let token = nextToken() else { return }
        switch token {
        case "silence", "speak": return
        case "hangup": schedule(.callerHungUp, after: pace.hesitation)
        default:
            var delay = pace.hesitation
            for key in token.compactMap({ Key($0) }) {
                schedule(.keyed(key), after: delay)
                delay += pace.key
            }
        }
    }

    private mutating func record(_ id: ActivityID, _ silence: Duration) {
        if behaviour.recordingFails || behaviour.fails("recording", after: passed) {
            schedule(.recordingFailed(id), after: .zero)
            return
        }
        if caller != nil {
            recording = (id, silence)
            awaitSilence()
            return
        }
        switch nextToken() {
        case "speak": schedule(.fellSilent(id), after: pace.message + silence)
        case "hangup": schedule(.callerHungUp, after: pace.hesitation)
        default: schedule(.fellSilent(id), after: silence)
        }
    }

    /// A caller who falls silent is noticed after the silence; one who speaks on is not.
    private mutating func awaitSilence() {
        guard let recording else { return }
        schedule(.fellSilent(recording.id), after: now.duration(to: max(now, speaksUntil)) + recording.silence)
    }

    /// Tells the caller, and does what the caller does.
    private mutating func tell(_ event: CallerEvent) {
        for act in caller?.receive(event, at: now) ?? [] {
            switch act {
            case .press(let keys):
                for (index, key) in keys.enumerated() { schedule(.keyed(key), after: pace.key * index) }
            case .speak(let length):
                speaksUntil = max(speaksUntil, now.advanced(by: length))
                if recording != nil {
                    queue.removeAll { if case .fellSilent = $0.event { true } else { false } }
                    awaitSilence()
                }
            case .hangUp: schedule(.callerHungUp, after: .zero)
            }
        }
    }

    private func timed(_ utterances: [Utterance]) -> [TimedUtterance] {
        var begins = now
        return utterances.map { utterance in
            let ends = begins.advanced(by: renderer.duration(of: utterance, at: now))
            defer { begins = ends }
            return TimedUtterance(utterance: utterance, begins: begins, ends: ends)
        }
    }

    // MARK: The technicians

    private mutating func ring(_ id: ActivityID, _ person: OnCallPerson) {
        people[id] = person
        let pace = behaviour.pace(of: person.id)
        switch behaviour.behaviour(of: person.id) {
        case .accept, .mark, .decline, .machine: schedule(.targetAnswered(id), after: pace.pickUp)
        case .noAnswer: break
        case .busy: schedule(.targetFailed(id, .busy), after: pace.signal)
        case .unreachable: schedule(.targetFailed(id, .unreachable), after: pace.signal)
        }
    }

    /// The person who picked up hears the whisper and presses a key, or is a machine and presses none.
    private mutating func respond(_ id: ActivityID, after whisper: Duration) {
        guard let person = people[id], case .hunt(let hunt) = machine.step.verb else { return }
        let pace = behaviour.pace(of: person.id)
        switch behaviour.behaviour(of: person.id) {
        case .accept, .mark: schedule(.targetKeyed(id, hunt.acceptKey), after: whisper + pace.hesitation)
        case .decline: schedule(.targetKeyed(id, hunt.declineKey), after: whisper + pace.hesitation)
        case .noAnswer, .busy, .machine, .unreachable: break
        }
    }

    /// The technician talks for a while, and may find in the middle of it that the call is abusive.
    private mutating func talk(_ id: ActivityID) {
        let pace = people[id].map { behaviour.pace(of: $0.id) } ?? pace
        schedule(.targetHungUp(id), after: pace.conversation)
        guard let person = people[id], behaviour.behaviour(of: person.id) == .mark,
            case .hunt(let hunt) = machine.step.verb, let abuseKey = hunt.abuseKey
        else { return }
        for (index, key) in abuseKey.keys.enumerated() {
            schedule(.targetKeyed(id, key), after: pace.mark + pace.key * index)
        }
    }
}
