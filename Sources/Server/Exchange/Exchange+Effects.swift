import CallFlow
import Calls
import Desk
import DeskFolder
import Ledger
import Media
import Prompts
import RTP
import RTPTransport
import SIP
import SIPTransport

/// What the machine of a call wants done.
extension Exchange {
    func perform(_ effect: CallEffect, of number: CallNumber) {
        switch effect {
        case .accept(let earlyMedia): accept(number, earlyMedia: earlyMedia)
        case .play(let party, let id, let utterances): play(utterances, id, to: party, of: number)
        case .silence(let party, _): silence(party, of: number)
        case .lookUp(let id, let topic, let keys, let file): lookUp(topic, keys, file, id, of: number)
        case .findChain(let id, let chain): happen(.chainFound(id, people(in: chain, of: number)), in: number)
        case .ring(let id, let person, let callerID): ring(person, callerID, id, of: number)
        case .release(let id): release(id, of: number)
        case .join(let id): join(id, of: number)
        case .startRecording(let id, let finalSilence): startRecording(id, finalSilence, of: number)
        case .stopRecording(let id, let keep): stopRecording(id, keep, of: number)
        case .transfer(let id, let destination): transfer(id, destination, of: number)
        case .write(let note): write(note, of: number)
        case .hangUp(let cause): hangUp(cause, number)
        case .finish(let report): finish(number, report)
        }
    }

    func accept(_ number: CallNumber, earlyMedia: Bool) {
        guard let caller = calls[number]?.caller, !caller.isGone, !caller.isAnswered else { return }
        if earlyMedia {
            withAgent { $0.ring(caller.leg, media: caller.ports, now: $1, into: &$2) }
        } else {
            calls[number]?.caller.isAnswered = true
            withAgent { $0.answer(caller.leg, media: caller.ports, now: $1, into: &$2) }
        }
    }

    // MARK: Speaking

    private func play(_ utterances: [Utterance], _ id: ActivityID, to party: Party, of number: CallNumber) {
        guard let call = calls[number] else { return }
        let voice = call.voice
        let list = voice.playlist(utterances, at: call.machine.clock.instant(at: loop.now))
        guard list.frameCount > 0 else { return happen(.played(party, id), in: number) }
        let command = MediaCommand.play(list, from: voice.store, PlayToken(id.number))
        switch party {
        case .caller where !call.caller.canHear: calls[number]?.caller.waiting.append(command)
        case .caller: surroundings.media.perform(command, on: call.caller.media)
        case .target(let target):
            if let media = call.targets[target]?.media { surroundings.media.perform(command, on: media) }
        }
    }

    private func silence(_ party: Party, of number: CallNumber) {
        calls[number]?.caller.waiting.removeAll()
        if let media = calls[number]?.media(of: party) { surroundings.media.perform(.stop, on: media) }
    }

    /// The caller hears us from now on.
    func callerHears(_ number: CallNumber) {
        guard let caller = calls[number]?.caller, !caller.canHear else { return }
        calls[number]?.caller.canHear = true
        calls[number]?.caller.waiting = []
        for command in caller.waiting { surroundings.media.perform(command, on: caller.media) }
    }

    // MARK: The rules

    private func lookUp(
        _ topic: Topic, _ keys: String?, _ file: CaseFile, _ id: ActivityID, of number: CallNumber
    ) {
        let instant = calls[number]?.machine.clock.instant(at: loop.now) ?? file.startedAt
        let question = FactDesk.Question(
            call: Int(truncatingIfNeeded: number.number), tag: id.number, topic: topic, keys: keys, file: file,
            now: instant, policy: surroundings.desk.policy)
        if let answer = surroundings.facts.ask(question) {
            happen(.found(id, answer.finding, from: answer.facts), in: number)
        }
    }

    /// What the rules found.
    func found(_ answers: [FactDesk.Answer]) {
        for answer in answers {
            happen(
                .found(ActivityID(answer.tag), answer.finding, from: answer.facts),
                in: CallNumber(number: UInt64(truncatingIfNeeded: answer.call)))
        }
    }

    private func people(in chain: ChainName, of number: CallNumber) -> ChainAnswer {
        let now = calls[number]?.machine.clock.instant(at: loop.now) ?? surroundings.wallClock()
        return surroundings.desk.people(in: chain, at: now)
    }

    private func write(_ note: CallNote, of number: CallNumber) {
        if let id = note.commit { calls[number]?.unwritten.append((id, loop.now)) }
        surroundings.book.write(note, of: number, isOver: calls[number]?.machine.isOver ?? true)
    }

    // MARK: Leaving

    private func hangUp(_ cause: HangupCause, _ number: CallNumber) {
        guard let caller = calls[number]?.caller, !caller.isGone else { return }
        calls[number]?.caller.isGone = true
        withAgent { $0.hangUp(caller.leg, status: cause.status, cause: cause.q850, now: $1, into: &$2) }
    }

    private func transfer(_ id: ActivityID, _ destination: String, of number: CallNumber) {
        guard let caller = calls[number]?.caller, !caller.isGone,
            let target = transferTarget(destination)
        else { return happen(.transferred(id, accepted: false), in: number) }
        calls[number]?.transfer = id
        withAgent { $0.transfer(caller.leg, to: target, now: $1, into: &$2) }
    }

    /// Where a caller may be sent: a number of the telephone network, or an address at a host that is allowed.
    private func transferTarget(_ destination: String) -> URI? {
        guard let uri = try? URI(parsing: destination) else { return nil }
        switch uri.scheme {
        case .tel: return uri
        case .sip, .sips: return surroundings.directHosts.allows(uri) ? uri : nil
        default: return nil
        }
    }

    // MARK: Recording

    private func startRecording(_ id: ActivityID, _ finalSilence: Duration, of number: CallNumber) {
        guard let media = calls[number]?.caller.media else { return }
        calls[number]?.recording = id
        surroundings.media.perform(.beep, on: media)
        surroundings.media.perform(
            .record(RecordingLimits(length: surroundings.longestMessage, finalSilence: finalSilence)), on: media)
    }

    private func stopRecording(_ id: ActivityID, _ keep: Bool, of number: CallNumber) {
        guard let call = calls[number], call.recording == id else { return }
        calls[number]?.recording = nil
        // The caller may have hung up, and the call be over, when the recording comes.
        if keep { messages.insert(call.caller.media) }
        surroundings.media.perform(.stopRecording, on: call.caller.media)
    }
}

extension RunningCall {
    /// The stream of somebody.
    func media(of party: Party) -> MediaID? {
        switch party {
        case .caller: caller.media
        case .target(let id): targets[id]?.media
        }
    }
}
