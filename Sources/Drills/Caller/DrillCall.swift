import CallFlow
import Calls
import Desk
import Prompts

/// A call that a trainee places within a drill: the machine of a real call, on the drill's world, in virtual time.
///
/// All time passes at once up to the moment at which the desk waits for keys or a message; there it stands until the
/// trainee does something. So nobody is punished for reading, and an input times out only if the trainee wants it to.
///
/// The call is no exercise for its own flow: it goes as a real one would, to the charge that it would bring. Nothing of it
/// leaves the drill, so nothing can be billed.
struct DrillCall: Sendable {
    /// What the trainee can see and hear of it.
    enum News: Hashable, Sendable {
        /// The desk said something.
        case said(prompt: String, text: String)
        /// A phone rings.
        case rings(String)
        /// An attempt to reach somebody came to nothing.
        case notReached(String, HuntResult)
        /// Caller and person talk.
        case connected(String)
        /// The person finds the call neither urgent nor serious, and marks it.
        case marked(String)
        /// The desk decided something.
        case logged(FlowLogEntry)
        /// The desk hung up.
        case hungUp
    }

    /// What the call waits for.
    enum Waiting: Hashable, Sendable {
        case keys(Int)
        case message(ActivityID, silence: Duration)
    }

    private struct Pending: Sendable {
        let at: Instant
        let sequence: Int
        let event: FlowEvent
    }

    private(set) var machine: FlowMachine
    /// The call's clock.
    private(set) var now: Instant
    /// What it waits for; nothing once it is over.
    private(set) var waiting: Waiting?
    /// What happened since it was asked last, with its times.
    private var news: [(at: Instant, news: News)] = []
    private var recorder = CallRecorder()
    private var queue: [Pending] = []
    private var sequence = 0
    private var people: [ActivityID: OnCallPerson] = [:]
    private let behaviour: ScriptedPeople

    /// How the people behave who are rung.
    struct ScriptedPeople: Sendable {
        let technicians: [String: TechnicianBehaviour]
        /// Whether whoever talks to the caller finds the call neither urgent nor serious.
        let marks: Bool

        func behaviour(of id: String) -> TechnicianBehaviour {
            let own = technicians[id] ?? .accept
            return marks && own == .accept ? .mark : own
        }
    }

    init(_ context: FlowContext, file: CaseFile, behaviour: ScriptedPeople) {
        machine = FlowMachine(context, file: file)
        now = file.startedAt
        self.behaviour = behaviour
        schedule(.started, after: .zero)
    }

    /// Takes what happened since the last time.
    mutating func takeNews() -> [(at: Instant, news: News)] {
        defer { news = [] }
        return news
    }

    /// The report of the call as it stands.
    var report: CallReport { recorder.report(of: machine, at: now) }

    // MARK: The caller

    /// The trainee did something so late; the desk waited for that.
    mutating func wait(until time: Instant) {
        guard waiting != nil else { return }
        let last = (machine.nextDeadline ?? .distantFuture).advanced(by: .milliseconds(-1))
        now = max(now, min(time, last))
    }

    /// The trainee presses keys.
    mutating func press(_ keys: [Key]) {
        for (index, key) in keys.enumerated() { schedule(.keyed(key), after: .milliseconds(250) * (index + 1)) }
        if !keys.isEmpty, case .keys = waiting { waiting = nil }
    }

    /// The trainee lets the time for an input pass.
    mutating func keepSilent(_ desk: DrillDesk, _ facts: WorldFacts) {
        switch waiting {
        case .keys:
            waiting = nil
            now = max(now, machine.nextDeadline ?? now)
            deliver(.deadlineReached, desk, facts)
        case .message(let id, let silence): fallSilent(id, after: silence)
        case nil: break
        }
    }

    /// The trainee leaves a message.
    mutating func speak(for length: Duration) {
        guard case .message(let id, let silence) = waiting else { return }
        fallSilent(id, after: length + silence)
    }

    private mutating func fallSilent(_ id: ActivityID, after time: Duration) {
        waiting = nil
        schedule(.fellSilent(id), after: time)
    }

    /// The trainee hangs up.
    mutating func hangUp(_ desk: DrillDesk, _ facts: WorldFacts) {
        waiting = nil
        deliver(.callerHungUp, desk, facts)
    }

    // MARK: Running

    /// Lets everything happen up to the next moment at which the trainee has to do something.
    mutating func run(_ desk: DrillDesk, _ facts: WorldFacts) {
        while !machine.isOver {
            let pending = queue.min { ($0.at, $0.sequence) < ($1.at, $1.sequence) }
            let deadline = machine.nextDeadline ?? .distantFuture
            if let pending, pending.at <= deadline {
                queue.removeAll { $0.sequence == pending.sequence }
                now = max(now, pending.at)
                deliver(pending.event, desk, facts)
            } else if waiting != nil {
                return
            } else {
                now = max(now, deadline)
                deliver(.deadlineReached, desk, facts)
            }
        }
        waiting = nil
    }

    private mutating func schedule(_ event: FlowEvent, after delay: Duration) {
        sequence += 1
        queue.append(Pending(at: now.advanced(by: delay), sequence: sequence, event: event))
    }

    private mutating func deliver(_ event: FlowEvent, _ desk: DrillDesk, _ facts: WorldFacts) {
        if case .played(let id) = event { recorder.played(id, at: now) }
        for effect in machine.receive(event, at: now) {
            recorder.note(effect, at: now, program: machine.context.program) { [now] in
                desk.renderer.duration(of: $0, at: now)
            }
            perform(effect, desk, facts)
        }
    }

    private mutating func perform(_ effect: FlowEffect, _ desk: DrillDesk, _ facts: WorldFacts) {
        switch effect {
        case .play(let id, let utterances, _):
            waiting = nil
            for utterance in utterances where utterance.prompt != "hold" {
                tell(.said(prompt: utterance.prompt, text: desk.renderer.text(utterance, at: now)))
            }
            schedule(.played(id), after: speakingTime(utterances, desk))
        case .listen(let count): waiting = .keys(count)
        case .check(let id, let topic, let keys):
            let rulebook = Rulebook(policy: desk.policy, facts: facts)
            let finding = rulebook.look(up: topic, keys: keys, file: machine.file, now: now)
            schedule(.checked(id, finding), after: .milliseconds(20))
        case .findChain(let id, let chain):
            schedule(.chainFound(id, people(in: chain, desk, facts)), after: .milliseconds(20))
        case .ring(let id, let person, _): ring(id, person)
        case .whisper(let id, let utterances): respond(id, after: speakingTime(utterances, desk))
        case .attempted(let person, let result):
            tell(result == .answered ? .connected(person.name) : .notReached(person.name, result))
        case .bridge(let id): talk(id)
        case .startRecording(let id, let silence): waiting = .message(id, silence: silence)
        case .transfer(let id, _): schedule(.transferred(id, accepted: true), after: .seconds(1))
        case .log(let entry): tell(.logged(entry))
        case .hangup: tell(.hungUp)
        case .entered, .answer, .stopPlaying, .collected, .release, .stopRecording, .ended: break
        }
    }

    private mutating func tell(_ item: News) { news.append((now, item)) }

    private func speakingTime(_ utterances: [Utterance], _ desk: DrillDesk) -> Duration {
        utterances.reduce(.zero) { $0 + desk.renderer.duration(of: $1, at: now) }
    }

    // MARK: The people who are rung

    private func people(in chain: ChainName, _ desk: DrillDesk, _ facts: WorldFacts) -> ChainAnswer {
        if chain == .standby {
            let standby = desk.policy.standby
            return standby.isEmpty ? .unavailable : .people(OnCallChain(standby))
        }
        return facts.rotaIsAvailable ? desk.rota.people(in: chain, at: now) : .unavailable
    }

    private mutating func ring(_ id: ActivityID, _ person: OnCallPerson) {
        people[id] = person
        tell(.rings(person.name))
        switch behaviour.behaviour(of: person.id) {
        case .accept, .mark, .decline, .machine: schedule(.targetAnswered(id), after: .seconds(6))
        case .noAnswer: break
        case .busy: schedule(.targetFailed(id, .busy), after: .seconds(2))
        case .unreachable: schedule(.targetFailed(id, .unreachable), after: .seconds(2))
        }
    }

    private mutating func respond(_ id: ActivityID, after whisper: Duration) {
        guard let person = people[id], case .hunt(let hunt) = machine.step.verb else { return }
        switch behaviour.behaviour(of: person.id) {
        case .accept, .mark: schedule(.targetKeyed(id, hunt.acceptKey), after: whisper + .seconds(1))
        case .decline: schedule(.targetKeyed(id, hunt.declineKey), after: whisper + .seconds(1))
        case .noAnswer, .busy, .machine, .unreachable: break
        }
    }

    /// The conversation; whoever finds the call neither urgent nor serious marks it.
    private mutating func talk(_ id: ActivityID) {
        schedule(.targetHungUp(id), after: .seconds(120))
        guard let person = people[id], behaviour.behaviour(of: person.id) == .mark,
            case .hunt(let hunt) = machine.step.verb, let abuseKey = hunt.abuseKey
        else { return }
        tell(.marked(person.name))
        for (index, key) in abuseKey.keys.enumerated() {
            schedule(.targetKeyed(id, key), after: .seconds(30) + .milliseconds(250) * index)
        }
    }
}
