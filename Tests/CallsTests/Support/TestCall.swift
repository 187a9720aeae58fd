import CallFlow
import Calls
import Desk
import Testing

/// One call in virtual time.
///
/// The process has been running for a day when the call comes in. A prompt takes two seconds to speak.
struct TestCall {
    static let origin = Duration.seconds(86_400)

    private(set) var machine: CallMachine
    private(set) var now = Self.origin
    /// Everything that was written, in order.
    private(set) var notes: [CallNote] = []
    /// How the call ended, once it has.
    private(set) var report: CallReport?

    init(_ context: FlowContext, commitPatience: Duration? = nil) {
        machine = CallMachine(
            context, file: CaseFile(number: .emergency, from: nil, startedAt: SmallDesk.start), origin: Self.origin,
            commitPatience: commitPatience
        ) { _, _ in .seconds(2) }
    }

    /// Something happens at once.
    @discardableResult mutating func after(_ event: CallInput) -> [String] { after(.zero, event) }

    /// Lets time pass, then something happen; what is to be done comes back as lines.
    @discardableResult mutating func after(_ time: Duration, _ event: CallInput) -> [String] {
        now += time
        let effects = machine.receive(event, now: now)
        for effect in effects {
            if case .write(let note) = effect { notes.append(note) }
            if case .finish(let report) = effect { self.report = report }
        }
        return effects.map(EffectText.line)
    }

    /// Lets time pass until the next deadline.
    mutating func atDeadline() throws -> [String] {
        let deadline = try #require(machine.nextDeadline)
        return after(deadline - now, .deadlineReached)
    }

    /// How long from now the next deadline is.
    var deadline: Duration? { machine.nextDeadline.map { $0 - now } }

    /// Comes to the moment at which the client is found, in a flow of ``SmallDesk/answering(fields:)``.
    mutating func arrive() {
        after(.arrived)
        after(.seconds(1), .played(.caller, ActivityID(1)))
    }
}

extension CallInput {
    /// A client is found, or is not.
    static func client(_ activity: Int, isKnown: Bool) throws -> CallInput {
        let number = try #require(ClientNumber("12345"))
        let finding = isKnown ? ClientFinding.known(Client(number: number, name: "Atelier")) : .unknown(number)
        return .found(ActivityID(activity), .client(finding))
    }

    /// People are found.
    static func people(_ activity: Int, _ names: String...) throws -> CallInput {
        let people = try names.map {
            OnCallPerson(id: $0, name: $0, phone: try #require(PhoneNumber("+33611111101")))
        }
        return .chainFound(ActivityID(activity), .people(OnCallChain(people)))
    }

    /// What was written under a number is on the disk.
    static func committed(_ number: Int) -> CallInput { .committed(CommitID(number)) }

    /// What was written under a number could not be written.
    static func commitFailed(_ number: Int) -> CallInput { .commitFailed(CommitID(number)) }

    /// Somebody who is rung pressed a key.
    static func target(_ activity: Int, _ key: Key?) throws -> CallInput {
        .keyed(.target(ActivityID(activity)), try #require(key))
    }
}

/// Writes effects as lines; the number of an activity stands behind the word, that of a commit behind a question mark.
enum EffectText {
    static func line(_ effect: CallEffect) -> String {
        switch effect {
        case .accept(let earlyMedia): earlyMedia ? "accept early" : "accept"
        case .play(.caller, let id, let utterances): "play(\(id)) \(prompts(utterances))"
        case .play(.target(let target), _, let utterances): "whisper(\(target)) \(prompts(utterances))"
        case .silence(.caller, let id): "silence(\(id))"
        case .silence(.target(let target), _): "silence target(\(target))"
        case .lookUp(let id, let topic, _, _): "look up(\(id)) \(topic.name)"
        case .findChain(let id, let chain): "find(\(id)) \(chain.rawValue)"
        case .ring(let id, let person, _): "ring(\(id)) \(person.id)"
        case .release(let id): "release(\(id))"
        case .join(let id): "join(\(id))"
        case .startRecording(let id, _): "record(\(id))"
        case .stopRecording(let id, let keep): keep ? "keep(\(id))" : "drop(\(id))"
        case .transfer(let id, let destination): "transfer(\(id)) \(destination)"
        case .write(let note): note.commit.map { "write?\($0.number)" } ?? "write"
        case .hangUp(let cause): "hang up \(cause.rawValue)"
        case .finish(let report): "finish \(report.verdict.kind.rawValue)"
        }
    }

    private static func prompts(_ utterances: [Utterance]) -> String { utterances.map(\.prompt).joined(separator: " ") }
}
