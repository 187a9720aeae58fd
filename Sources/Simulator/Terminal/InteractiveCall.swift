import CallFlow
import Desk
import Prompts

/// A call that a person places in a terminal: the machine of a real call, with the keyboard as its keypad.
///
/// The person is the caller, and answers the phones of the technicians too. The call's clock starts at a given time and runs with
/// the monotonic clock; letting a phone ring out skips the time that it takes.
public struct InteractiveCall<Facts: FactStore> {
    private let rulebook: Rulebook<Facts>
    private let rota: Rota
    private let renderer: PromptRenderer
    private let terminal: Terminal
    private let isFast: Bool
    private let journal: any CallJournal
    private let complaints: Complaints
    private var machine: FlowMachine
    private var recorder = CallRecorder()
    private var speech: Speech?
    private var phone: Phone?
    private var isRecording: ActivityID?
    private var journalFailed = false
    private var waiting: [FlowEvent] = []
    private var isDelivering = false
    private var holdingStep: Int?
    private let clock = ContinuousClock()
    private let began: ContinuousClock.Instant
    private var skipped = Duration.zero

    /// The phone of the technician who is rung.
    private struct Phone {
        enum State { case ringing, whispering(until: Instant, accepts: Bool), talking }

        let id: ActivityID
        let person: OnCallPerson
        var state: State
    }

    /// Prepares a call.
    ///
    /// - Parameters:
    ///   - isFast: prompts appear at once instead of at speaking pace.
    ///   - journal: where the call is written down as it happens.
    ///   - complaints: what went wrong beside the call, to be shown in it.
    public init(
        _ context: FlowContext, rota: Rota, facts: Facts, renderer: PromptRenderer, file: CaseFile, terminal: Terminal,
        isFast: Bool, journal: any CallJournal, complaints: Complaints
    ) {
        rulebook = Rulebook(policy: context.policy, facts: facts)
        self.rota = rota
        self.renderer = renderer
        self.terminal = terminal
        self.isFast = isFast
        self.journal = journal
        self.complaints = complaints
        machine = FlowMachine(context, file: file)
        began = clock.now
    }

    private var now: Instant { machine.file.startedAt.advanced(by: began.duration(to: clock.now) + skipped) }

    /// Runs the call to its end.
    public mutating func run() -> CallReport {
        deliver(.started)
        while !machine.isOver {
            passTime()
            if machine.isOver { break }
            showStatus()
            guard let input = terminal.read(within: patience) else { continue }
            switch input {
            case .hangUp: deliver(.callerHungUp)
            case .character(let character): pressed(character)
            }
        }
        let report = recorder.report(of: machine, at: now)
        let end = now
        write { try $0.finish(report, at: end) }
        terminal.commitLive()
        return report
    }

    /// How long to wait for a key before something else is due.
    private var patience: Duration {
        if speech != nil { return .milliseconds(40) }
        var due = machine.nextDeadline ?? .distantFuture
        if case .whispering(let until, _) = phone?.state { due = min(due, until) }
        return max(.milliseconds(1), min(.milliseconds(500), now.duration(to: due)))
    }

    /// Lets everything happen that is due.
    private mutating func passTime() {
        for line in complaints.take() { terminal.add("         ! \(line)") }
        if var speech {
            let (finished, live) = speech.advance(to: now, width: terminal.width)
            self.speech = speech
            for line in finished {
                terminal.show(live: line)
                terminal.commitLive()
            }
            terminal.show(live: live)
            if now >= speech.endsAt {
                self.speech = nil
                terminal.commitLive()
                deliver(.played(speech.id))
            }
        }
        if let phone, case .whispering(let until, let accepts) = phone.state, now >= until,
            case .hunt(let hunt) = machine.step.verb
        {
            self.phone?.state = .talking
            deliver(.targetKeyed(phone.id, accepts ? hunt.acceptKey : hunt.declineKey))
        }
        if let deadline = machine.nextDeadline, now >= deadline { deliver(.deadlineReached) }
    }

    // MARK: The keyboard

    private mutating func pressed(_ character: Character) {
        if let key = Key(character) {
            deliver(.keyed(key))
        } else if let phone {
            pressed(character, on: phone)
        } else if let recording = isRecording, character == "s" {
            deliver(.fellSilent(recording))
        }
    }

    private mutating func pressed(_ character: Character, on phone: Phone) {
        switch (phone.state, character) {
        case (.ringing, "a"), (.ringing, "d"):
            self.phone?.state = .whispering(until: .distantFuture, accepts: character == "a")
            deliver(.targetAnswered(phone.id))
        case (.ringing, "b"): deliver(.targetFailed(phone.id, .busy))
        case (.ringing, "l"):
            terminal.add("         \(phone.person.name) lets it ring …")
            if let deadline = machine.nextDeadline, deadline > now { skipped += now.duration(to: deadline) }
        case (.talking, "h"): deliver(.targetHungUp(phone.id))
        default: break
        }
    }

    // MARK: Events and effects

    /// Delivers an event, and then those that its effects brought about.
    private mutating func deliver(_ event: FlowEvent) {
        waiting.append(event)
        guard !isDelivering else { return }
        isDelivering = true
        while !waiting.isEmpty { handle(waiting.removeFirst()) }
        isDelivering = false
    }

    private mutating func handle(_ event: FlowEvent) {
        let now = now
        var entries = [CallTrace.entry(event, hidesKeys: !machine.showsKeys)]
        if case .played(let id) = event { recorder.played(id, at: now) }
        let program = machine.context.program
        let effects = machine.receive(event, at: now)
        for effect in effects {
            entries.append(CallTrace.entry(effect, in: program))
            recorder.note(effect, at: now, program: program) { [renderer] in renderer.duration(of: $0, at: now) }
        }
        let decided = LoggedDecision(effects, of: machine)
        write { try $0.commit(entries, decided: decided, at: now) }
        if case .checked(_, .passcode(.wrong)) = event, let number = machine.file.client?.number {
            write { try $0.passcodeFailed(number, at: now) }
        }
        for effect in effects { perform(effect, at: now) }
    }

    /// Writes to the journal; when it fails the call goes on, says so once, and cannot be billed as nothing of it is on record.
    private mutating func write(_ body: (any CallJournal) throws -> Void) {
        guard !journalFailed else { return }
        do {
            try body(journal)
        } catch {
            journalFailed = true
            complaints.add("this call is not recorded: \(error)")
        }
    }

    private mutating func perform(_ effect: FlowEffect, at now: Instant) {
        switch effect {
        case .play(let id, let utterances, _):
            speech = speech(id, utterances, label: "desk     ", at: now)
        case .stopPlaying(let id):
            guard speech?.id == id else { return }
            speech = nil
            terminal.commitLive()
        case .collected(_, let keys):
            terminal.add("you      [\(keys)]")
        case .check(let id, let topic, let keys):
            deliver(.checked(id, rulebook.look(up: topic, keys: keys, file: machine.file, now: now)))
        case .findChain(let id, let chain): deliver(.chainFound(id, people(in: chain, at: now)))
        case .ring(let id, let person, _):
            phone = Phone(id: id, person: person, state: .ringing)
            terminal.add(
                "         ☎ \(person.name) (\(person.id)) is rung: a accepts, d declines, b is busy, l lets it ring")
        case .whisper(let id, let utterances): whisper(id, utterances, at: now)
        case .attempted(let person, let result):
            terminal.add("         \(person.name): \(result.rawValue)")
            if result != .answered { phone = nil }
        case .bridge: terminal.add("         You are talking. h: the technician hangs up; Ctrl-C: you do.")
        case .release(let id): if phone?.id == id { phone = nil }
        case .startRecording(let id, _):
            isRecording = id
            terminal.add("         ● recording: # ends it, s falls silent")
        case .stopRecording(_, let keep):
            isRecording = nil
            terminal.add("         ■ \(keep ? "recorded" : "nothing recorded")")
        case .log(let entry): terminal.add("         ledger: \(entry.category.rawValue)")
        case .hangup(let cause): terminal.add("         The desk hangs up (\(cause.rawValue)).")
        case .transfer(let id, let destination):
            terminal.add("         You are transferred to \(destination).")
            deliver(.transferred(id, accepted: true))
        case .entered, .answer, .listen, .ended: break
        }
    }

    /// Prompts at speaking pace, or at once.
    ///
    /// The hold prompts of a hunt keep their pace, and are shown only the first time.
    private mutating func speech(_ id: ActivityID, _ utterances: [Utterance], label: String, at now: Instant) -> Speech
    {
        var (isHolding, isRepeated) = (false, false)
        if case .hunt = machine.step.verb {
            isHolding = true
            isRepeated = holdingStep == machine.state.step
            holdingStep = machine.state.step
        }
        let texts = utterances.map { utterance in
            let pace = renderer.duration(of: utterance, at: now)
            return (
                isRepeated ? "" : renderer.text(utterance, at: now),
                isHolding ? max(pace, .seconds(5)) : isFast ? Duration.zero : pace
            )
        }
        return Speech(id, texts, label: isRepeated ? "" : label, at: now)
    }

    /// The whisper is heard by the technician, whose phone the person holds too.
    private mutating func whisper(_ id: ActivityID, _ utterances: [Utterance], at now: Instant) {
        guard case .whispering(_, let accepts) = phone?.state else { return }
        var length = Duration.zero
        for utterance in utterances {
            terminal.add("         (to \(phone?.person.name ?? "")) \(renderer.text(utterance, at: now))")
            if !isFast { length += renderer.duration(of: utterance, at: now) }
        }
        phone?.state = .whispering(until: now.advanced(by: length), accepts: accepts)
    }

    private func people(in chain: ChainName, at now: Instant) -> ChainAnswer {
        if chain == .standby {
            let standby = machine.context.policy.standby
            return standby.isEmpty ? .unavailable : .people(standby)
        }
        return rulebook.facts.rotaIsAvailable ? rota.people(in: chain, at: now) : .unavailable
    }

    // MARK: The status line

    private func showStatus() {
        let zone = machine.context.policy.zone
        let time = Timestamp.format(zone.local(now).time, withSeconds: true)
        let left = machine.nextDeadline.map { max(0, now.duration(to: $0).milliseconds / 1000) }
        var parts = [time, machine.step.name]
        let keys = machine.keysSoFar
        if !keys.isEmpty { parts.append("keys \(keys)") }
        if let left, left < 120 { parts.append("\(left) s left") }
        parts.append(hint)
        let text = " " + parts.joined(separator: "  │  ") + " "
        terminal.show(status: String(text.prefix(terminal.width - 1)))
    }

    private var hint: String {
        switch phone?.state {
        case .ringing: "a accept  d decline  b busy  l let ring"
        case .whispering: "…"
        case .talking: "h technician hangs up"
        case nil: "0-9 * #  Ctrl-C hangs up"
        }
    }
}
