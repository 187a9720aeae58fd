import CallFlow
import Calls
import Desk
import Prompts
import Simulator

/// Runs one story in process, in virtual time: the machine of a real call, with scripted people and facts that live on from
/// call to call.
public struct StoryRun {
    private let desk: StoryDesk
    private let story: Story
    private var world: LivingWorld
    /// When the call before ended; the beginning of time before the first.
    private var lastEnd = Instant.distantPast
    private let listener: Listener?
    /// How much later than in time calls are placed, and prompts noticed that begin.
    private let lag: Duration

    /// Hears of everything that happens in a call, by its index in the story.
    public typealias Listener = (Int, Instant, CallTrace.Happening) -> Void

    /// Runs a story.
    ///
    /// - Parameter lag: how much later than in time calls are placed, and prompts noticed that begin: a story that comes out
    ///   otherwise then hangs on seconds.
    public static func run(
        _ story: Story, at desk: StoryDesk, lag: Duration = .zero, listener: Listener? = nil
    ) -> StoryResult {
        var run = StoryRun(story, desk, lag, listener)
        var calls: [StoryResult.Call] = []
        for index in story.calls.indices { calls.append(run.place(story.calls[index], index)) }
        return StoryResult(story: story, calls: calls)
    }

    private init(_ story: Story, _ desk: StoryDesk, _ lag: Duration, _ listener: Listener?) {
        self.lag = lag
        self.story = story
        self.desk = desk
        self.listener = listener
        let world = story.world.world
        self.world = LivingWorld(
            clients: world.clients, tickets: world.tickets, bulletins: world.bulletins, hasher: desk.hasher,
            now: world.at ?? Instant(seconds: 0))
        self.world.unavailable = world.unavailable
        for call in world.calls { self.world.add(call, endedAt: call.at) }
        for failure in world.passcodeFailures { self.world.addFailure(of: failure.client, at: failure.at) }
    }

    private mutating func place(_ call: StoryCall, _ index: Int) -> StoryResult.Call {
        guard let context = desk.contexts[call.number] else { return StoryResult.Call(unplaced: call) }
        let at =
            switch call.moment {
            case .at(let instant): instant.advanced(by: lag)
            case .after(let gap): lastEnd.advanced(by: gap)
            }
        // A call that was put off would not be the one that is written.
        guard at >= lastEnd else { return StoryResult.Call(call, during: lastEnd, in: desk.policy.zone) }
        world.now = at
        let notes = CallNotes()
        let failures = PasscodeNotes()
        var scripted = ScriptedCall(
            context, rota: desk.rota, facts: world, renderer: desk.renderer,
            file: CaseFile(number: call.number, from: call.from, startedAt: at), behaviour: call.behaviour,
            caller: VirtualCaller(call.actions, renderer: desk.renderer, at: at, lag: lag), notesTrail: true,
            listener: { [listener] now, happening in
                notes.note(happening)
                failures.note(happening, at: now)
                listener?(index, now, happening)
            })
        // Nothing is written down here, so nothing can be thrown.
        guard let report = try? scripted.run() else { return StoryResult.Call(unplaced: call) }
        let end = at.advanced(by: report.duration)
        remember(report, failures, endedAt: end)
        lastEnd = end
        let caller = (scripted.finalCaller as? VirtualCaller)?.caller
        return StoryResult.Call(
            call, report: report, ledger: notes.entries.categories, cause: notes.cause, failure: caller?.failure,
            trail: scripted.trail)
    }

    /// What the call leaves behind for those after it: rule R7 and the lock-out of R3.
    private mutating func remember(_ report: CallReport, _ failures: PasscodeNotes, endedAt end: Instant) {
        guard let client = report.client else { return }
        for at in failures.wrong { world.addFailure(of: client, at: at) }
        world.add(
            EarlierCall(
                number: report.number, client: client, ticket: report.ticket, at: report.at,
                connectedTo: report.connectedTo, verdict: report.verdict.kind), endedAt: end)
    }
}

/// What a call writes, and why it ends.
private final class CallNotes {
    private(set) var entries = CommittedEntries()
    private(set) var cause: HangupCause?

    func note(_ happening: CallTrace.Happening) {
        entries.note(happening)
        if case .effect(.hangup(let cause)) = happening { self.cause = cause }
    }
}

/// When a wrong passcode was keyed.
private final class PasscodeNotes {
    private(set) var wrong: [Instant] = []

    func note(_ happening: CallTrace.Happening, at now: Instant) {
        if case .event(.checked(_, .passcode(.wrong)), _) = happening { wrong.append(now) }
    }
}

extension StoryCall {
    /// The same for a scripted call.
    var behaviour: ScriptedBehaviour {
        var behaviour = ScriptedBehaviour()
        for (id, plan) in technicians {
            if id == "*" {
                behaviour.otherTechnicians = plan.behaviour
            } else {
                behaviour.technicians[id] = plan.behaviour
                behaviour.paces[id] = plan.pace
            }
        }
        if let others = technicians["*"] { behaviour.pace = others.pace }
        // The names were checked when the story was read.
        try? behaviour.readUnavailable(unavailable)
        behaviour.failsAfter = failsAfter
        return behaviour
    }
}

extension TechnicianPlan {
    fileprivate var pace: ScriptPace {
        var pace = ScriptPace()
        pace.pickUp = answersAfter
        pace.signal = answersAfter
        pace.hesitation = pressesAfter
        pace.conversation = talks
        pace.mark = marksAfter
        return pace
    }
}
