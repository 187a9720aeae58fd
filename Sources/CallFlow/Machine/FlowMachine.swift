import Desk

/// Runs one call of a flow: takes what happened and the time, returns what is to be done.
///
/// Reads no clock and does nothing itself.
///
/// A call is in one step. A step that waits has an ``Activity``; a step that does not (a `switch`, a `log`) is left in the same
/// breath. The outcome of a step moves the call by ``FlowContext/follow(_:from:)``, which the prover explores too.
/// Events may come late, twice or never: each activity has an id, and an event of an activity that is over does nothing.
public struct FlowMachine: Sendable {
    /// The program and the policy.
    public let context: FlowContext
    /// Where the call stands in its flow.
    public internal(set) var state: FlowState
    /// The findings with their evidence.
    public internal(set) var file: CaseFile
    /// Whether the call is over.
    public internal(set) var isOver = false
    /// The outcomes by which steps were left, for whoever asked for them by setting this to an empty list; tests count by them
    /// what of a flow was exercised.
    public var trail: [Exploration.Leg]?

    var activity = Activity.none
    var digits: [String?]
    /// The hunt that goes on, or the last one; beside the activity, which is often copied.
    var hunt = Hunt()
    /// The people of the chain that is rung.
    var chain = OnCallChain()
    /// The refusal that was logged last, as long as it may not have been committed.
    var refusal: LoggedRefusal?
    var typeAhead: [Key] = []
    /// The finish key of an input that its last digit completed: a caller who presses it all the same means nothing more.
    var lateFinishKey: Key?
    private var stepsInBreath = 0
    private(set) var lastID = 0
    private var callDeadline = Instant.distantFuture

    /// What a waiting step is doing.
    enum Activity: Sendable {
        case none
        case playing(ActivityID, interruptible: Bool)
        case collecting(KeyInput)
        case checking(ActivityID, Topic, deadline: Instant)
        case hunting
        case introducing(ActivityID)
        case recording(ActivityID, since: Instant)
        case transferring(ActivityID, deadline: Instant)
    }

    /// Prepares a call.
    public init(_ context: FlowContext, file: CaseFile) {
        self.context = context
        self.file = file
        state = FlowState(context.program)
        language = context.policy.language(for: file.contactLanguage)
        digits = Array(repeating: nil, count: context.program.variables.count)
    }

    /// The step in which the call is.
    public var step: FlowProgram.Step { context.program.steps[state.step] }

    /// The same as it runs.
    var code: StepCode { context.codes[state.step] }

    /// The verdict as it stands.
    public var verdict: Verdict { Verdict.of(state.standing, on: file.number, policy: context.policy) }

    /// The assessment as it stands.
    public var assessment: Assessment { Assessment(file, state.standing, policy: context.policy) }

    /// The language in which the caller is spoken to: the contact's, once known.
    public private(set) var language: Language

    /// What was keyed so far for the input at hand; dots where it is sensitive.
    public var keysSoFar: String {
        guard case .collecting(let input) = activity, case .collects(_, _, let sensitive) = code.act else { return "" }
        return sensitive ? String(repeating: "•", count: Int(input.keys.count)) : input.keys.description
    }

    /// How many keys were pressed before anything asked for them and wait for what does.
    public var keysPressedAhead: Int { typeAhead.count }

    /// Whether a key that is pressed now may be shown and written down.
    ///
    /// A key that is pressed ahead may belong to a passcode, so only what an input takes that is not sensitive may.
    public var showsKeys: Bool {
        guard case .collecting = activity, case .collects(_, _, let sensitive) = code.act else { return false }
        return !sensitive
    }

    /// When ``FlowEvent/deadlineReached`` is to be sent at the latest; none once the call is over.
    public var nextDeadline: Instant? { isOver ? nil : min(callDeadline, activityDeadline) }

    private var activityDeadline: Instant {
        switch activity {
        case .none, .playing, .introducing: .distantFuture
        case .collecting(let input): input.deadline ?? .distantFuture
        case .checking(_, _, let deadline), .transferring(_, let deadline): deadline
        case .hunting: hunt.deadline
        case .recording(_, let since):
            if case .record(let record) = step.verb { since.advanced(by: record.maxLength) } else { .distantFuture }
        }
    }

    /// Takes an event and returns what is to be done, in order.
    public mutating func receive(_ event: FlowEvent, at now: Instant) -> [FlowEffect] {
        var effects: [FlowEffect] = []
        receive(event, at: now, into: &effects)
        return effects
    }

    /// Takes an event and appends what is to be done, in order.
    public mutating func receive(_ event: FlowEvent, at now: Instant, into effects: inout [FlowEffect]) {
        guard !isOver || event.mayUndoTheEnd && refusal != nil else { return }
        stepsInBreath = 0
        if refusal != nil { confirmRefusal(by: event) }
        switch event {
        case .started: started(at: now, into: &effects)
        case .keyed(let key): keyed(key, at: now, into: &effects)
        case .played(let id): played(id, at: now, into: &effects)
        case .checked(let id, let finding): checked(id, finding, at: now, into: &effects)
        case .ledgerFailed: ledgerFailed(at: now, into: &effects)
        case .callerHungUp: callerHungUp(at: now, into: &effects)
        case .deadlineReached: deadlineReached(at: now, into: &effects)
        case .chainFound, .targetAnswered, .targetFailed, .targetKeyed, .targetHungUp:
            huntEvent(event, at: now, into: &effects)
        case .fellSilent(let id): fellSilent(id, at: now, into: &effects)
        case .recordingFailed(let id): recordingFailed(id, at: now, into: &effects)
        case .transferred(let id, let accepted):
            guard case .transferring(id, _) = activity else { return }
            leave(accepted ? TransferOutcome.done.rawValue : TransferOutcome.refused.rawValue, at: now, into: &effects)
        }
    }

    mutating func newID() -> ActivityID {
        lastID += 1
        return ActivityID(lastID)
    }

    // MARK: Moving

    private mutating func started(at now: Instant, into effects: inout [FlowEffect]) {
        guard callDeadline == .distantFuture else { return }
        callDeadline = now.advanced(by: context.program.maxCallDuration)
        enter(at: now, into: &effects)
    }

    /// Leaves the step with an outcome and enters the next.
    mutating func leave(_ outcome: Int, at now: Instant, into effects: inout [FlowEffect]) {
        activity = .none
        move(by: outcome)
        enter(at: now, into: &effects)
    }

    /// Moves the call along an outcome of its step.
    mutating func move(by outcome: Int) {
        if trail != nil {
            let leg = Exploration.Leg(step: state.step, outcome: explored(outcome))
            trail?.append(leg)
        }
        context.follow(outcome, from: &state)
    }

    /// The outcome as the exploration tells it: there a conversation in which the call was marked is one of its own.
    private func explored(_ outcome: Int) -> Int {
        guard case .hunts = code.act, outcome == HuntOutcome.completed.rawValue, state.standing.marked else {
            return outcome
        }
        return HuntOutcome.marked.rawValue
    }

    /// Enters steps until one waits or ends the call.
    ///
    /// Every cycle of a checked program waits or is bounded; the count is a last line of defence for a program that was
    /// run unchecked.
    mutating func enter(at now: Instant, into effects: inout [FlowEffect]) {
        while stepsInBreath < FlowLimits.steps {
            stepsInBreath += 1
            effects.append(.entered(step: state.step))
            let code = code
            guard let outcome = code.decidedOutcome(in: state) else {
                begin(code.act, at: now, into: &effects)
                return
            }
            if case .logs = code.act {
                log(outcome: outcome, into: &effects)
            } else {
                move(by: outcome)
            }
        }
        end(.tooLong, into: &effects)
    }

    private mutating func begin(_ act: StepCode.Act, at now: Instant, into effects: inout [FlowEffect]) {
        switch act {
        case .answers(let earlyMedia):
            effects.append(.answer(earlyMedia: earlyMedia))
            leave(0, at: now, into: &effects)
        case .plays(let bargein): play(bargein: bargein, at: now, into: &effects)
        case .collects(_, let into, _):
            if let into { digits[Int(into)] = nil }
            activity = .collecting(KeyInput())
            prompt(at: now, into: &effects)
        case .checks(let topic, let argument, let timeout):
            let id = newID()
            activity = .checking(id, topic, deadline: now.advanced(by: timeout))
            effects.append(.check(id, topic, keys: argument.flatMap { digits[Int($0)] }))
        case .hunts(let chain, let terms): begin(chain, terms, at: now, into: &effects)
        case .records:
            if case .record(let record) = step.verb { begin(record, at: now, into: &effects) }
        case .transfers:
            guard case .transfer(let destination) = step.verb else { return }
            let id = newID()
            activity = .transferring(id, deadline: now.advanced(by: .seconds(30)))
            effects.append(.transfer(id, destination: destination))
        case .hangsUp(let cause): end(cause, into: &effects)
        case .passes, .switches, .logs: preconditionFailure("\(step.name) decides at once")
        }
    }

    private mutating func end(_ cause: HangupCause, into effects: inout [FlowEffect]) {
        isOver = true
        activity = .none
        effects.append(.hangup(cause))
        effects.append(.ended)
    }

    // MARK: Speaking

    private mutating func play(bargein: Bool, at now: Instant, into effects: inout [FlowEffect]) {
        if bargein, !typeAhead.isEmpty {
            leave(0, at: now, into: &effects)
            return
        }
        let id = newID()
        activity = .playing(id, interruptible: bargein)
        effects.append(.play(id, utterances(in: language), interruptible: bargein))
    }

    private mutating func played(_ id: ActivityID, at now: Instant, into effects: inout [FlowEffect]) {
        switch activity {
        case .playing(id, let interruptible):
            if !interruptible { typeAhead.removeAll() }
            leave(0, at: now, into: &effects)
        case .collecting(var input) where input.prompting == id:
            guard case .collects(let form, _, _) = code.act else { return }
            input.promptsEnded(form, at: now)
            activity = .collecting(input)
            effects.append(.listen(maxKeys: Int(form.maxKeys)))
        case .hunting where hunt.holding == id: hold(into: &effects)
        case .introducing(id):
            if case .record(let record) = step.verb { startRecording(record, at: now, into: &effects) }
        default: break
        }
    }

    // MARK: Checks

    private mutating func checked(
        _ id: ActivityID, _ finding: Finding, at now: Instant, into effects: inout [FlowEffect]
    ) {
        guard case .checking(id, let topic, _) = activity, finding.topic == topic,
            let outcome = topic.index(of: finding.outcome)
        else { return }
        forgetSensitiveDigits()
        file.add(finding, at: now)
        if topic == .caller || topic == .contact { language = context.policy.language(for: file.contactLanguage) }
        leave(outcome, at: now, into: &effects)
    }

    /// A passcode is kept no longer than its check needs it.
    private mutating func forgetSensitiveDigits() {
        guard case .checks(_, let argument?, _) = code.act, context.program.sensitiveVariables.contains(Int(argument))
        else {
            return
        }
        digits[Int(argument)] = nil
    }

    // MARK: The end of time

    private mutating func deadlineReached(at now: Instant, into effects: inout [FlowEffect]) {
        if now >= callDeadline {
            breakOff(at: now, into: &effects)
            end(.tooLong, into: &effects)
            return
        }
        guard now >= activityDeadline else { return }
        switch activity {
        case .collecting(let input):
            if case .collects(let form, _, _) = code.act { follow(input.timeoutReached(form), at: now, into: &effects) }
        case .checking(let id, let topic, _): checked(id, .unavailable(topic), at: now, into: &effects)
        case .hunting: huntDeadlineReached(at: now, into: &effects)
        case .recording(let id, _):
            guard case .record(let record) = step.verb else { break }
            stopRecording(id, record, length: record.maxLength, at: now, into: &effects)
        case .transferring: leave(TransferOutcome.refused.rawValue, at: now, into: &effects)
        case .none, .playing, .introducing: break
        }
    }

    private mutating func callerHungUp(at now: Instant, into effects: inout [FlowEffect]) {
        breakOff(at: now, into: &effects)
        refusal = nil
        isOver = true
        activity = .none
        effects.append(.ended)
    }

    /// Writes what the flow itself can write no more.
    mutating func runHangupActions(into effects: inout [FlowEffect]) {
        for action in context.program.onHangup {
            log(action.category, action.fields, outcome: nil, into: &effects)
        }
    }
}
