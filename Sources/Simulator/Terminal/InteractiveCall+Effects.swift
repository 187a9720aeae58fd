import CallFlow
import Calls
import Desk
import Prompts

/// Events go to the machine, its effects are written down, and then they are done.
extension InteractiveCall {
    /// Delivers an event, and then those that its effects brought about.
    mutating func deliver(_ event: FlowEvent, from facts: ConsultedFacts? = nil) {
        waiting.append((event, facts))
        guard !isDelivering else { return }
        isDelivering = true
        while !waiting.isEmpty {
            let next = waiting.removeFirst()
            handle(next.event, from: next.facts)
        }
        isDelivering = false
    }

    mutating func handle(_ event: FlowEvent, from facts: ConsultedFacts?) {
        let now = now
        var details: [(String, JSON)] = []
        if case .checked(_, let finding) = event { details = factRecorder.fields(facts, of: finding) }
        var entries = [CallTrace.entry(event, hidesKeys: !machine.showsKeys).adding(details)]
        if case .played(let id) = event { recorder.played(id, at: now) }
        let program = machine.context.program
        var effects = machine.receive(event, at: now)
        // Silence tells nobody anything, so it need not wait for the disk: a caller who presses a key is not talked over.
        if effects.contains(where: isSilencing) { speaker.stop() }
        entries += effects.map { CallTrace.entry($0, in: program) }
        let decided = LoggedDecision(effects, of: machine)
        if !write({ try $0.commit(entries, decided: decided, at: now) }) {
            effects = effects.uncommitted(then: machine.receive(.ledgerFailed, at: now))
            if effects.contains(where: isSilencing) { speaker.stop() }
        }
        if case .checked(_, .passcode(.wrong)) = event, let number = machine.file.client?.number {
            write { try $0.passcodeFailed(number, at: now) }
        }
        for effect in effects {
            recorder.note(effect, at: now, program: program) { [speaker] in speaker.duration(of: $0, at: now) }
        }
        for effect in effects { perform(effect, at: now) }
    }

    private func isSilencing(_ effect: FlowEffect) -> Bool {
        if case .stopPlaying(let id) = effect { id == speech?.id } else { false }
    }

    /// Writes to the journal, and says so once when it fails: from then on nothing of the call is on record.
    ///
    /// - Returns: whether it was written.
    @discardableResult mutating func write(_ body: (any CallJournal) throws -> Void) -> Bool {
        guard !journalFailed else { return false }
        do {
            try body(journal)
            return true
        } catch {
            journalFailed = true
            complaints.add("this call is not recorded: \(error)")
            return false
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
            let answer = rulebook.consult(on: topic, keys: keys, file: machine.file, now: now)
            deliver(.checked(id, answer.finding), from: answer.facts)
        case .findChain(let id, let chain): deliver(.chainFound(id, people(in: chain, at: now)))
        case .ring(let id, let person, _):
            phones.append(Phone(id: id, person: person, state: .ringing))
            terminal.add(
                "         ☎ \(person.name) (\(person.id)) is rung: a accepts, d declines, b is busy, l lets it ring")
        case .whisper(let id, let utterances): whisper(id, utterances, at: now)
        case .attempted(let person, let result):
            terminal.add("         \(person.name): \(result.rawValue)")
            if result != .answered { phones.removeAll { $0.person.id == person.id } }
        case .bridge:
            speaker.stop()
            terminal.add("         You are talking. h: the technician hangs up; Ctrl-C: you do.")
            if abuseKey != nil { terminal.add("         m: the technician marks the call as abusive.") }
        case .release(let id): phones.removeAll { $0.id == id }
        case .startRecording(let id, _):
            isRecording = id
            speaker.beep()
            terminal.add("         ● recording: # ends it, s falls silent")
        case .stopRecording(_, let keep):
            isRecording = nil
            terminal.add("         ■ \(keep ? "recorded" : "nothing recorded")")
        case .log(let entry):
            terminal.add("         \(journalFailed ? "not recorded" : "ledger"): \(entry.category.rawValue)")
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
        guard let index = phones.firstIndex(where: { $0.id == id }),
            case .whispering(_, let accepts) = phones[index].state
        else { return }
        var length = Duration.zero
        for utterance in utterances {
            terminal.add("         (to \(phones[index].person.name)) \(speaker.text(utterance, at: now))")
            length += speaker.pace(of: utterance, at: now)
        }
        speaker.sound(utterances, at: now)
        phones[index].state = .whispering(until: now.advanced(by: length), accepts: accepts)
    }

    func people(in chain: ChainName, at now: Instant) -> ChainAnswer {
        if chain == .standby {
            let standby = machine.context.policy.standby
            return standby.isEmpty ? .unavailable : .people(OnCallChain(standby))
        }
        return rulebook.facts.rotaIsAvailable ? rota.people(in: chain, at: now) : .unavailable
    }
}
