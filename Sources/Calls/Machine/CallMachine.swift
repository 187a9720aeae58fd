import CallFlow
import Desk

/// One call of a telephone line: joins the flow with its parties and with what is written down.
///
/// Takes what happened and the monotonic time, returns what is to be done; reads no clock and does nothing itself. The flow decides
/// (``FlowMachine``), the hunt is a part of it, the gate keeps effects back until a verdict is on the disk (``CommitGate``), the recorder
/// draws up the report. What is left here is to translate, and to keep the order.
///
/// The invariant: no phone rings and no refusal is spoken before the verdict that it follows from is on the disk. If that does not
/// happen in time, the flow is told so; it fails open where it would have refused, and nothing of the call can be billed.
public struct CallMachine: Sendable {
    /// The flow as it runs.
    public private(set) var flow: FlowMachine
    /// When the call came in, on both clocks.
    public let clock: CallClock
    /// Whether the call is over; the last effect was ``CallEffect/finish(_:)``.
    public private(set) var isOver = false

    private var recorder = CallRecorder()
    private var factRecorder: FactRecorder
    private var gate: CommitGate
    private var isRecorded = true
    private let speakingTime: @Sendable (Utterance, Instant) -> Duration

    /// Prepares a call.
    ///
    /// - Parameters:
    ///   - file: who called which number when.
    ///   - origin: the monotonic time at which the call came in.
    ///   - commitPatience: how long a verdict may take to be written before the call goes on without; 2 s if left out.
    ///   - speakingTime: how long an utterance takes to speak, as it is spoken in this call.
    public init(
        _ context: FlowContext, file: CaseFile, origin: Duration, commitPatience: Duration? = nil,
        speakingTime: @escaping @Sendable (Utterance, Instant) -> Duration
    ) {
        flow = FlowMachine(context, file: file)
        factRecorder = FactRecorder(caller: file.from, startedAt: file.startedAt)
        clock = CallClock(startedAt: file.startedAt, origin: origin)
        gate = CommitGate(patience: commitPatience ?? CommitGate.usualPatience)
        self.speakingTime = speakingTime
    }

    /// When ``CallInput/deadlineReached`` is to be sent; none once the call is over.
    public var nextDeadline: Duration? {
        guard !isOver else { return nil }
        let flowDeadline = flow.nextDeadline.flatMap(clock.time(of:))
        return [flowDeadline, gate.deadline].compactMap { $0 }.min()
    }

    /// Takes an event and returns what is to be done, in order.
    public mutating func receive(_ event: CallInput, now: Duration) -> [CallEffect] {
        guard !isOver else { return [] }
        switch event {
        case .committed(let id): return released(gate.committed(id), now: now)
        case .commitFailed(let id):
            return gate.failed(id).map { unwritten($0, now: now) } ?? []
        case .deadlineReached:
            var effects: [CallEffect] = []
            if let waiting = gate.deadlineReached(now: now) { effects = unwritten(waiting, now: now) }
            if let deadline = flow.nextDeadline.flatMap(clock.time(of:)), now >= deadline {
                tell(.deadlineReached, now: now, into: &effects)
            }
            return effects
        case .callerHungUp where flow.isOver: return released(gate.abandon(), now: now)
        default:
            var effects: [CallEffect] = []
            guard !flow.isOver, let told = FlowEvent(event) else { return [] }
            if case .found(_, let finding, let facts) = event {
                tell(told, about: factRecorder.fields(facts, of: finding), now: now, into: &effects)
            } else {
                tell(told, now: now, into: &effects)
            }
            return effects
        }
    }

    // MARK: The flow

    /// Lets the flow hear of an event, writes that down, and does what the flow wants.
    ///
    /// - Parameter details: what is written down beside the event itself.
    /// - Returns: whether it wants anything.
    @discardableResult private mutating func tell(
        _ event: FlowEvent, about details: [(String, JSON)] = [], now: Duration, into effects: inout [CallEffect]
    ) -> Bool {
        let instant = clock.instant(at: now)
        var entries = [CallTrace.entry(event, hidesKeys: !flow.showsKeys).adding(details)]
        if case .played(let id) = event { recorder.played(id, at: instant) }
        let asked = flow.receive(event, at: instant)
        for effect in asked {
            entries.append(CallTrace.entry(effect, in: flow.context.program))
            recorder.note(effect, at: instant, program: flow.context.program) { [speakingTime] in
                speakingTime($0, instant)
            }
        }
        var passcodeFailure: ClientNumber?
        if case .checked(_, .passcode(.wrong)) = event { passcodeFailure = flow.file.client?.number }
        let decision = LoggedDecision(asked, of: flow)
        // What comes before a log entry does not follow from it.
        let logged = asked.firstIndex { if case .log = $0 { true } else { false } } ?? asked.endIndex
        let before = passed(asked[..<logged], now: now)
        let commit = decision == nil ? nil : gate.close(now: now)
        effects.append(
            .write(
                CallNote(
                    commit: commit, at: instant, entries: entries, decision: decision, passcodeFailure: passcodeFailure)
            ))
        effects += before
        effects += passed(asked[logged...], now: now)
        if asked.contains(.ended) { end(now: now, into: &effects) }
        return !asked.isEmpty
    }

    /// What the flow wants, as far as it may be done now; the rest waits.
    private mutating func passed(_ asked: ArraySlice<FlowEffect>, now: Duration) -> [CallEffect] {
        var (silences, others): ([CallEffect], [CallEffect]) = ([], [])
        for effect in asked {
            // Silence tells nobody anything, so it need not wait for the disk: who presses a key is not talked over.
            if case .stopPlaying(let id) = effect {
                gate.withdraw(id)
                silences.append(.silence(.caller, id))
            } else {
                append(effect, to: &others)
            }
        }
        let allowed = gate.pass(others)
        if allowed.isEmpty {
            for case .play(.caller, let id, _) in others { recorder.began(id, at: .distantFuture) }
        }
        return silences + released(allowed, now: now)
    }

    /// The flow is over.
    ///
    /// Where it hung up, that waits for the disk as a refusal does; a caller who left waits for nothing.
    private mutating func end(now: Duration, into effects: inout [CallEffect]) {
        let finish = CallEffect.finish(recorder.report(of: flow, at: clock.instant(at: now)))
        let waits = gate.waitsToHangUp
        effects += released(gate.pass([finish]), now: now)
        if !waits { effects += released(gate.abandon(), now: now) }
    }

    private func append(_ effect: FlowEffect, to effects: inout [CallEffect]) {
        switch effect {
        case .answer(let earlyMedia): effects.append(.accept(earlyMedia: earlyMedia))
        case .play(let id, let utterances, _): effects.append(.play(.caller, id, utterances))
        case .check(let id, let topic, let keys): effects.append(.lookUp(id, topic, keys: keys, flow.file))
        case .findChain(let id, let chain): effects.append(.findChain(id, chain))
        case .ring(let id, let person, let callerID): effects.append(.ring(id, person, callerID))
        case .release(let id): effects.append(.release(id))
        case .whisper(let id, let utterances): effects.append(.play(.target(id), id, utterances))
        case .bridge(let id): effects.append(.join(id))
        case .startRecording(let id, let silence): effects.append(.startRecording(id, finalSilence: silence))
        case .stopRecording(let id, let keep): effects.append(.stopRecording(id, keep: keep))
        case .transfer(let id, let destination): effects.append(.transfer(id, destination: destination))
        case .hangup(let cause): effects.append(.hangUp(cause))
        case .entered, .listen, .collected, .attempted, .log, .ended, .stopPlaying: break
        }
    }

    // MARK: Writing

    private mutating func unwritten(_ waiting: [CallEffect], now: Duration) -> [CallEffect] {
        guard isRecorded else { return released(waiting, now: now) }
        isRecorded = false
        var instead: [CallEffect] = []
        let tookAnotherWay = tell(.ledgerFailed, now: now, into: &instead)
        // Where the flow took another way, what it wanted to say before must not be heard.
        return tookAnotherWay
            ? released(waiting.filter { $0.isHarmless && !$0.isOfTheEnd }, now: now) + instead
            : instead + released(waiting, now: now)
    }

    /// What need not wait any longer: what is spoken counts as spoken from now on, and the end is the end.
    private mutating func released(_ effects: [CallEffect], now: Duration) -> [CallEffect] {
        for effect in effects {
            switch effect {
            case .play(.caller, let id, _): recorder.began(id, at: clock.instant(at: now))
            case .finish: isOver = true
            default: break
            }
        }
        return effects
    }
}

extension FlowEvent {
    /// What a flow hears of an event, if it is for the flow.
    init?(_ event: CallInput) {
        switch event {
        case .arrived: self = .started
        case .callerHungUp: self = .callerHungUp
        case .keyed(.caller, let key): self = .keyed(key)
        case .keyed(.target(let id), let key): self = .targetKeyed(id, key)
        case .played(.caller, let id): self = .played(id)
        case .targetAnswered(let id): self = .targetAnswered(id)
        case .targetFailed(let id, let result): self = .targetFailed(id, result)
        case .targetHungUp(let id): self = .targetHungUp(id)
        case .found(let id, let finding, _): self = .checked(id, finding)
        case .chainFound(let id, let answer): self = .chainFound(id, answer)
        case .fellSilent(let id): self = .fellSilent(id)
        case .recordingFailed(let id): self = .recordingFailed(id)
        case .transferred(let id, let accepted): self = .transferred(id, accepted: accepted)
        case .deadlineReached: self = .deadlineReached
        // A whisper's end changes nothing: the person has until the accept time is over.
        case .played(.target, _), .committed, .commitFailed: return nil
        }
    }
}
