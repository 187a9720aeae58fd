import Desk

/// The recording of a call, and leaving whatever goes on in order.
extension FlowMachine {
    mutating func begin(_ record: Verb.Record, at now: Instant, into effects: inout [FlowEffect]) {
        forgetKeysPressedAhead()
        guard !record.prompts.isEmpty else {
            startRecording(record, at: now, into: &effects)
            return
        }
        let id = newID()
        activity = .introducing(id)
        effects.append(.play(id, utterances(in: language), interruptible: false))
    }

    mutating func startRecording(_ record: Verb.Record, at now: Instant, into effects: inout [FlowEffect]) {
        let id = newID()
        activity = .recording(id, since: now)
        effects.append(.startRecording(id, finalSilence: record.finalSilence))
    }

    mutating func fellSilent(_ id: ActivityID, at now: Instant, into effects: inout [FlowEffect]) {
        guard case .recording(id, let since) = activity, case .record(let record) = step.verb else { return }
        stopRecording(id, record, length: since.duration(to: now) - record.finalSilence, at: now, into: &effects)
    }

    mutating func recordingFailed(_ id: ActivityID, at now: Instant, into effects: inout [FlowEffect]) {
        guard case .recording(id, _) = activity else { return }
        effects.append(.stopRecording(id, keep: false))
        leave(RecordOutcome.unavailable.rawValue, at: now, into: &effects)
    }

    mutating func stopRecording(
        _ id: ActivityID, _ record: Verb.Record, length: Duration, at now: Instant, into effects: inout [FlowEffect]
    ) {
        let isLongEnough = length >= record.minLength
        effects.append(.stopRecording(id, keep: isLongEnough))
        let outcome = isLongEnough ? RecordOutcome.recorded : .tooShort
        leave(outcome.rawValue, at: now, into: &effects)
    }

    // MARK: Leaving

    /// Ends whatever the step is doing, without an outcome, and writes what the flow can write no more: the call is
    /// over.
    mutating func breakOff(at now: Instant, into effects: inout [FlowEffect]) {
        stopActivity(at: now, into: &effects)
        runHangupActions(into: &effects)
    }

    /// Ends whatever the step is doing, without an outcome.
    mutating func stopActivity(at now: Instant, into effects: inout [FlowEffect]) {
        switch activity {
        case .playing(let id, _), .introducing(let id): effects.append(.stopPlaying(id))
        case .collecting(let input):
            if let id = input.prompting { effects.append(.stopPlaying(id)) }
        case .hunting: stopHunting(into: &effects)
        case .recording(let id, let since):
            guard case .record(let record) = step.verb else { break }
            // Who is cut off after speaking has left a message all the same.
            let isLongEnough = since.duration(to: now) >= record.minLength
            effects.append(.stopRecording(id, keep: isLongEnough))
            if isLongEnough { log(.voicemail, [], outcome: nil, into: &effects) }
        case .none, .checking, .transferring: break
        }
    }
}
