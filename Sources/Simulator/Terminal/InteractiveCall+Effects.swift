import CallFlow
import Calls
import Desk
import Prompts

/// Events go to the machine, its effects are written down, and then they are done.
extension InteractiveCall {
    /// Delivers an event, and then those that its effects brought about.
    mutating func deliver(_ event: FlowEvent) {
        waiting.append(event)
        guard !isDelivering else { return }
        isDelivering = true
        while !waiting.isEmpty { handle(waiting.removeFirst()) }
        isDelivering = false
    }

    mutating func handle(_ event: FlowEvent) {
        let now = now
        var entries = [CallTrace.entry(event, hidesKeys: !machine.showsKeys)]
        if case .played(let id) = event { recorder.played(id, at: now) }
        let program = machine.context.program
        let effects = machine.receive(event, at: now)
        // Silence tells nobody anything, so it need not wait for the disk: a caller who presses a key is not talked over.
        if effects.contains(where: isSilencing) { speaker.stop() }
        for effect in effects {
            entries.append(CallTrace.entry(effect, in: program))
            recorder.note(effect, at: now, program: program) { [speaker] in speaker.duration(of: $0, at: now) }
        }
        let decided = LoggedDecision(effects, of: machine)
        write { try $0.commit(entries, decided: decided, at: now) }
        if case .checked(_, .passcode(.wrong)) = event, let number = machine.file.client?.number {
            write { try $0.passcodeFailed(number, at: now) }
        }
        for effect in effects { perform(effect, at: now) }
    }

    private func isSilencing(_ effect: FlowEffect) -> Bool {
        if case .stopPlaying(let id) = effect { id == speech?.id } else { false }
    }

    /// Writes to the journal; when it fails the call goes on, says so once, and cannot be billed as nothing of it is on record.
    mutating func write(_ body: (any CallJournal) throws -> Void) {
        guard !journalFailed else { return }
        do {
            try body(journal)
        } catch {
            journalFailed = true
            complaints.add("this call is not recorded: \(error)")
        }
    }

    mutating func perform(_ effect: FlowEffect, at now: Instant) {
        switch effect {
        case .play(let id, let utterances, _):
            speech = speech(id, utterances, at: now)
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
        case .bridge:
            speaker.stop()
            terminal.add("         You are talking. h: the technician hangs up; Ctrl-C: you do.")
        case .release(let id): if phone?.id == id { phone = nil }
        case .startRecording(let id, _):
            isRecording = id
            speaker.beep()
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

    /// The hold prompts of a hunt keep their pace, and are shown only the first time.
    mutating func speech(_ id: ActivityID, _ utterances: [Utterance], at now: Instant) -> Speech {
        guard case .hunt = machine.step.verb else { return speaker.speak(id, utterances, at: now) }
        let isRepeated = holdingStep == machine.state.step
        holdingStep = machine.state.step
        return speaker.hold(id, utterances, isShown: !isRepeated, at: now)
    }

    /// The whisper is heard by the technician, whose phone the person holds too.
    mutating func whisper(_ id: ActivityID, _ utterances: [Utterance], at now: Instant) {
        guard case .whispering(_, let accepts) = phone?.state else { return }
        var length = Duration.zero
        for utterance in utterances {
            terminal.add("         (to \(phone?.person.name ?? "")) \(speaker.text(utterance, at: now))")
            length += speaker.pace(of: utterance, at: now)
        }
        speaker.sound(utterances, at: now)
        phone?.state = .whispering(until: now.advanced(by: length), accepts: accepts)
    }

    func people(in chain: ChainName, at now: Instant) -> ChainAnswer {
        if chain == .standby {
            let standby = machine.context.policy.standby
            return standby.isEmpty ? .unavailable : .people(standby)
        }
        return rulebook.facts.rotaIsAvailable ? rota.people(in: chain, at: now) : .unavailable
    }
}
