import CallFlow
import Calls
import Desk
import Prompts

/// A call that a person places in a terminal: the machine of a real call, with the keyboard as its keypad.
///
/// The person is the caller, and answers the phones of the technicians too. The call's clock starts at a given time and runs with
/// the monotonic clock; letting a phone ring out skips the time that it takes.
public struct InteractiveCall<Facts: FactStore> {
    let rulebook: Rulebook<Facts>
    let rota: Rota
    let terminal: Terminal
    let speaker: Speaker
    let journal: any CallJournal
    let complaints: Complaints
    var machine: FlowMachine
    var recorder = CallRecorder()
    var factRecorder: FactRecorder
    var speech: Speech?
    /// The phones of the technicians who are rung, or talk.
    var phones: [Phone] = []
    var isRecording: ActivityID?
    var journalFailed = false
    var waiting: [(event: FlowEvent, facts: ConsultedFacts?)] = []
    var isDelivering = false
    var holdingStep: Int?
    private var stall = StallWatch()
    /// Time that nobody waited for, because a phone was let ring out.
    var skipped = Duration.zero
    private let clock = ContinuousClock()
    private let began: ContinuousClock.Instant

    /// The phone of the technician who is rung.
    struct Phone {
        enum State: Equatable { case ringing, whispering(until: Instant, accepts: Bool), talking }

        let id: ActivityID
        let person: OnCallPerson
        var state: State
    }

    /// Prepares a call.
    ///
    /// - Parameters:
    ///   - speaker: how prompts are shown, and heard.
    ///   - journal: where the call is written down as it happens.
    ///   - complaints: what went wrong beside the call, to be shown in it.
    public init(
        _ context: FlowContext, rota: Rota, facts: Facts, file: CaseFile, terminal: Terminal, speaker: Speaker,
        journal: any CallJournal, complaints: Complaints
    ) {
        rulebook = Rulebook(policy: context.policy, facts: facts)
        self.rota = rota
        self.terminal = terminal
        self.speaker = speaker
        self.journal = journal
        self.complaints = complaints
        machine = FlowMachine(context, file: file)
        factRecorder = FactRecorder(caller: file.from, startedAt: file.startedAt)
        began = clock.now
    }

    var now: Instant { machine.file.startedAt.advanced(by: began.duration(to: clock.now) + skipped) }

    /// Runs the call to its end.
    public mutating func run() -> CallReport {
        defer { speaker.stop() }
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
        for case .whispering(let until, _) in phones.map(\.state) { due = min(due, until) }
        return max(.milliseconds(1), min(.milliseconds(500), now.duration(to: due)))
    }

    /// A prompt that the device does not take was not heard: it is shown anew.
    private mutating func giveUpStalledSound() {
        let now = now
        guard speaker.isSpeaking, stall.isStalled(frames: speaker.framesTaken, at: now) else { return }
        speaker.lose()
        terminal.commitLive()
        terminal.add("         ! the sound device takes nothing any more: the call goes on in text")
        speech?.restart(at: now)
    }

    /// The keys by which the technician at hand may mark the call.
    var abuseKey: AbuseKey? { if case .hunt(let hunt) = machine.step.verb { hunt.abuseKey } else { nil } }

    /// Who has heard the whisper presses the key that was decided on before.
    private mutating func passWhispers() {
        for phone in phones {
            guard case .whispering(let until, let accepts) = phone.state, now >= until,
                let index = phones.firstIndex(where: { $0.id == phone.id }), case .hunt(let hunt) = machine.step.verb
            else { continue }
            phones[index].state = .talking
            deliver(.targetKeyed(phone.id, accepts ? hunt.acceptKey : hunt.declineKey))
        }
    }

    /// Lets everything happen that is due.
    private mutating func passTime() {
        for line in complaints.take() { terminal.add("         ! \(line)") }
        giveUpStalledSound()
        if var speech {
            let (finished, live) = speech.advance(to: now, width: terminal.width)
            self.speech = speech
            for line in finished {
                terminal.show(live: line)
                terminal.commitLive()
            }
            terminal.show(live: live)
            if now >= speech.endsAt, !speaker.isSpeaking {
                self.speech = nil
                terminal.commitLive()
                deliver(.played(speech.id))
            }
        }
        passWhispers()
        if let deadline = machine.nextDeadline, now >= deadline { deliver(.deadlineReached) }
    }
}
