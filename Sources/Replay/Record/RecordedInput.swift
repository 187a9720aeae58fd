import CallFlow
import CallLedger
import Calls
import Desk
import Ledger

/// What an event of a call's record says that happened around the call, read from its payload.
struct RecordedInput: Sendable {
    enum Kind: Sendable {
        case started
        /// A key; none where the record hides a digit.
        case keyed(Key?)
        case played(ActivityID)
        case checked(RecordedCheck)
        /// The people who were found, by rung; none where nobody could say.
        case chainFound(ActivityID, [[String]]?)
        case targetAnswered(ActivityID)
        case targetFailed(ActivityID, HuntResult)
        case targetKeyed(ActivityID, Key)
        case targetHungUp(ActivityID)
        case fellSilent(ActivityID)
        case recordingFailed(ActivityID)
        case transferred(ActivityID, accepted: Bool)
        case ledgerFailed
        case callerHungUp
        case deadlineReached
    }

    let seq: Int
    let at: Instant
    let kind: Kind
}

/// The answer to a check, as it is on record.
struct RecordedCheck: Sendable {
    let id: ActivityID
    let topic: Topic
    let outcome: TopicOutcome
    /// Whether anybody answered in time.
    let isAnswered: Bool
    /// When the rules were asked, where that matters.
    let askedAt: Instant?
    /// The facts that were new by then.
    let facts: CanonicalJSON?
}

/// What a line of a call's record is.
enum RecordedLine: Sendable {
    /// Something happened around the call.
    case input(RecordedInput)
    /// The flow wanted something.
    case effect
    /// Something was noted beside the call, such as how it sounded.
    case beside

    /// The kinds of what a flow wants.
    private static let effects: Set<String> = [
        "step", "answer", "play", "stop-playing", "listen", "collected", "check", "find-chain", "ring", "release",
        "whisper", "bridge", "attempt", "start-recording", "stop-recording", "transfer", "log", "hangup", "ended",
    ]

    /// Reads an event.
    ///
    /// - Throws: an obstacle for an event that was erased, or that this version does not write.
    init(_ event: RecordedEvent) throws(ReplayObstacle) {
        if Self.effects.contains(event.kind) {
            self = .effect
            return
        }
        guard let read = Self.inputs[event.kind] else {
            self = .beside
            return
        }
        let payload: CanonicalJSON
        do throws(JSONParsingError) {
            payload = try CanonicalJSON(reading: event.payload)
        } catch {
            throw .unreadable(seq: event.seq, "its payload is no JSON (\(error))")
        }
        if payload == .null { throw .erased }
        guard let kind = read(PayloadReading(payload)) else {
            throw .unreadable(seq: event.seq, "\"\(event.kind)\" with \(payload.text.prefix(80))")
        }
        self = .input(RecordedInput(seq: event.seq, at: event.at, kind: kind))
    }

    private static let inputs: [String: @Sendable (PayloadReading) -> RecordedInput.Kind?] = [
        "started": { _ in .started },
        "keyed": { payload in payload.key.map { .keyed($0) } },
        "played": { $0.id.map { .played($0) } },
        "checked": { $0.check.map { .checked($0) } },
        "chain-found": { payload in payload.id.flatMap { id in payload.people.map { .chainFound(id, $0) } } },
        "picked-up": { $0.id.map { .targetAnswered($0) } },
        "not-reached": { payload in
            payload.id.flatMap { id in payload.result.map { .targetFailed(id, $0) } }
        },
        "technician-keyed": { payload in
            payload.id.flatMap { id in payload.key.flatMap { $0 }.map { .targetKeyed(id, $0) } }
        },
        "technician-hung-up": { $0.id.map { .targetHungUp($0) } },
        "fell-silent": { $0.id.map { .fellSilent($0) } },
        "recording-failed": { $0.id.map { .recordingFailed($0) } },
        "transferred": { payload in
            payload.id.flatMap { id in payload.accepted.map { .transferred(id, accepted: $0) } }
        },
        "ledger-failed": { _ in .ledgerFailed },
        "caller-hung-up": { _ in .callerHungUp },
        "deadline": { _ in .deadlineReached },
    ]
}

/// The details of an event.
private struct PayloadReading {
    let payload: CanonicalJSON

    init(_ payload: CanonicalJSON) { self.payload = payload }

    var id: ActivityID? { payload["activity"]?.integer.map { ActivityID($0) } }
    var accepted: Bool? { payload["accepted"]?.bool }
    var result: HuntResult? { payload["result"]?.string.flatMap { HuntResult(rawValue: $0) } }

    /// A key, or none where it is hidden; nothing where the record has neither.
    var key: Key?? {
        guard let text = payload["key"]?.string, let character = text.first, text.count == 1 else { return nil }
        if text == CallTrace.hiddenDigit { return .some(nil) }
        return Key(character).map { .some($0) }
    }

    var people: [[String]]?? {
        guard let people = payload["people"] else { return nil }
        if people == .null { return .some(nil) }
        guard let rungs = people.items else { return nil }
        return .some(rungs.map { rung in rung.string.map { [$0] } ?? rung.items?.compactMap(\.string) ?? [] })
    }

    var check: RecordedCheck? {
        guard let id, let topic = payload["topic"]?.string.flatMap({ Topic(name: $0) }),
            let outcome = payload["outcome"]?.string.flatMap({ TopicOutcome(rawValue: $0) })
        else { return nil }
        return RecordedCheck(
            id: id, topic: topic, outcome: outcome, isAnswered: payload["answered"]?.bool ?? true,
            askedAt: payload["asked"]?.integer.map { Instant(milliseconds: Int64(clamping: $0)) },
            facts: payload["facts"])
    }
}
