import CallFlow
import Desk

/// Listens to a call's effects and draws up its report: the same for scripted and for interactive calls.
public struct CallRecorder: Sendable {
    /// The utterances that are being spoken to the caller, and since when.
    private struct Speaking: Sendable {
        let id: ActivityID
        var since: Instant
        let utterances: [(utterance: Utterance, ends: Duration)]
    }

    private var speaking: Speaking?
    private var heard: [String] = []
    private var keys: [String] = []
    private var steps: [String] = []
    private var attempts: [CallReport.Attempt] = []
    private var connectedTo: String?
    private var charge: CallReport.Charge?
    /// When the call ended, once it has.
    public private(set) var endedAt: Instant?

    /// Nothing has happened yet.
    public init() {}

    /// Takes note of an effect.
    ///
    /// - Parameter duration: how long an utterance takes to speak.
    public mutating func note(
        _ effect: FlowEffect, at now: Instant, program: FlowProgram, duration: (Utterance) -> Duration
    ) {
        switch effect {
        case .entered(let step):
            steps.append(program.steps[step].name)
            // An end that could not be recorded was taken back.
            endedAt = nil
        case .play(let id, let utterances, _):
            var ends = Duration.zero
            speaking = Speaking(
                id: id, since: now,
                utterances: utterances.map {
                    ends += duration($0)
                    return ($0, ends)
                })
        case .stopPlaying(let id): spoken(id, until: now)
        case .collected(_, let keyed): keys.append(keyed)
        case .attempted(let person, let result):
            attempts.append(.init(target: person.id, result: result))
            if result == .answered { connectedTo = person.id }
        case .log(let entry):
            if case .propose(let tariff, let reasons) = entry.billing {
                charge = .init(amount: tariff.amount, tariffFrom: tariff.from, reasons: reasons)
            }
        case .ended:
            if let id = speaking?.id { spoken(id, until: now) }
            endedAt = now
        case .answer, .listen, .check, .findChain, .ring, .release, .whisper, .bridge, .startRecording, .stopRecording,
            .transfer, .hangup:
            break
        }
    }

    /// Takes note that prompts which had to wait are spoken from now on.
    public mutating func began(_ id: ActivityID, at now: Instant) {
        if speaking?.id == id { speaking?.since = now }
    }

    /// Takes note that prompts were spoken to their end.
    public mutating func played(_ id: ActivityID, at now: Instant) { spoken(id, until: .distantFuture) }

    private mutating func spoken(_ id: ActivityID, until now: Instant) {
        guard let speaking, speaking.id == id else { return }
        let passed = speaking.since.duration(to: now)
        for (utterance, ends) in speaking.utterances where ends <= passed && heard.last != utterance.prompt {
            heard.append(utterance.prompt)
        }
        self.speaking = nil
    }

    /// The report of a machine's call, as it stands; a charge that was taken back is not in it.
    public func report(of machine: FlowMachine, at now: Instant) -> CallReport {
        let policy = machine.context.policy
        let file = machine.file
        return CallReport(
            number: file.number, flow: machine.context.program.name, at: file.startedAt,
            period: policy.hours.period(at: file.startedAt, in: policy.zone), client: file.client?.number,
            contact: file.contact?.code, ticket: file.ticket?.id, verdict: machine.verdict,
            assessment: machine.assessment, attempts: attempts, connectedTo: connectedTo,
            charge: machine.state.standing.charged ? charge : nil, heard: heard, keys: keys, steps: steps,
            duration: file.startedAt.duration(to: endedAt ?? now), zone: policy.zone)
    }
}
