import CallFlow
import Desk

/// Puts what happens in a call into words that can be stored: a kind and named values, nothing sensitive.
public enum CallTrace {
    /// One thing that happened.
    public struct Entry: Sendable {
        /// What kind of thing.
        public let kind: String
        /// Its details.
        public let fields: [(String, JSON)]

        /// The same with further details behind its own.
        public func adding(_ further: [(String, JSON)]) -> Entry {
            further.isEmpty ? self : Entry(kind: kind, fields: fields + further)
        }
    }

    /// One thing that happened, as it is handed to a listener.
    public enum Happening: Sendable {
        /// An event reached the machine; a key may be hidden, as it may belong to a passcode.
        case event(FlowEvent, hidesKeys: Bool)
        /// The machine asked for something to be done.
        case effect(FlowEffect)

        /// The happening as a JSON line, its time in seconds since the start of the call.
        public func line(at now: Instant, since start: Instant, in program: FlowProgram) -> String {
            let (name, entry): (String, Entry) =
                switch self {
                case .event(let event, let hidesKeys): ("event", CallTrace.entry(event, hidesKeys: hidesKeys))
                case .effect(let effect): ("effect", CallTrace.entry(effect, in: program))
                }
            let time = JSON.number(CallReport.seconds(start.duration(to: now)))
            return JSON.object([("t", time), (name, .string(entry.kind))] + entry.fields).description
        }
    }

    /// Stands for a digit that may belong to a passcode.
    public static let hiddenDigit = "•"

    /// What an event is called; a hidden digit is shown as a dot.
    ///
    /// No passcode has a `*` or `#`, so these are never hidden: what they end could not be told otherwise.
    public static func entry(_ event: FlowEvent, hidesKeys: Bool) -> Entry {
        switch event {
        case .started: entry("started")
        case .keyed(let key): entry("keyed", ("key", .string(hidesKeys && key.isDigit ? hiddenDigit : key.description)))
        case .played(let id): entry("played", activity(id))
        case .checked(let id, let finding):
            entry(
                "checked", activity(id), ("topic", .string(finding.topic.name)),
                ("outcome", .string(finding.outcome.rawValue)))
        case .chainFound(let id, .people(let chain)):
            entry("chain-found", activity(id), ("people", people(chain)))
        case .chainFound(let id, .unavailable): entry("chain-found", activity(id), ("people", .null))
        case .targetAnswered(let id): entry("picked-up", activity(id))
        case .targetFailed(let id, let result): entry("not-reached", activity(id), ("result", .string(result.rawValue)))
        case .targetKeyed(let id, let key): entry("technician-keyed", activity(id), ("key", .string(key.description)))
        case .targetHungUp(let id): entry("technician-hung-up", activity(id))
        case .fellSilent(let id): entry("fell-silent", activity(id))
        case .recordingFailed(let id): entry("recording-failed", activity(id))
        case .transferred(let id, let accepted): entry("transferred", activity(id), ("accepted", .bool(accepted)))
        case .ledgerFailed: entry("ledger-failed")
        case .callerHungUp: entry("caller-hung-up")
        case .deadlineReached: entry("deadline")
        }
    }

    /// What an effect is called.
    public static func entry(_ effect: FlowEffect, in program: FlowProgram) -> Entry {
        switch effect {
        case .entered(let step): return entry("step", ("name", .string(program.steps[step].name)))
        case .answer(let earlyMedia): return entry("answer", ("early_media", .bool(earlyMedia)))
        case .play(let id, let utterances, let interruptible):
            return entry(
                "play", activity(id), ("prompts", prompts(utterances)),
                ("language", .optional(utterances.first?.language.rawValue)), ("bargein", .bool(interruptible)))
        case .stopPlaying(let id): return entry("stop-playing", activity(id))
        case .listen(let keys): return entry("listen", ("max_keys", .int(keys)))
        case .collected(let step, let keys):
            return entry("collected", ("step", .string(program.steps[step].name)), ("keys", .string(keys)))
        case .check(let id, let topic, _): return entry("check", activity(id), ("topic", .string(topic.name)))
        case .findChain(let id, let chain): return entry("find-chain", activity(id), ("chain", .string(chain.rawValue)))
        case .ring(let id, let person, let caller):
            return entry("ring", activity(id), ("person", .string(person.id)), ("caller_id", .string(caller.rawValue)))
        case .release(let id): return entry("release", activity(id))
        case .whisper(let id, let utterances): return entry("whisper", activity(id), ("prompts", prompts(utterances)))
        case .bridge(let id): return entry("bridge", activity(id))
        case .attempted(let person, let result):
            return entry("attempt", ("person", .string(person.id)), ("result", .string(result.rawValue)))
        case .startRecording(let id, _): return entry("start-recording", activity(id))
        case .stopRecording(let id, let keep): return entry("stop-recording", activity(id), ("keep", .bool(keep)))
        case .transfer(let id, let destination):
            return entry("transfer", activity(id), ("destination", .string(destination)))
        case .log(let log): return describe(log)
        case .hangup(let cause): return entry("hangup", ("cause", .string(cause.rawValue)))
        case .ended: return entry("ended")
        }
    }

    private static func describe(_ log: FlowLogEntry) -> Entry {
        var fields: [(String, JSON)] = [
            ("category", .string(log.category.rawValue)),
            ("verdict", .string(log.verdict.kind.rawValue)),
            ("reasons", .array(log.verdict.reasons.map { .string($0.rawValue) })),
            ("fields", .object(log.fields.map { ($0.name, .string($0.value)) })),
        ]
        switch log.billing {
        case .propose(let tariff, _): fields.append(("charge", .string(tariff.amount.description)))
        case .refuse(let obstacle): fields.append(("not_billed", .string(obstacle.rawValue)))
        case nil: break
        }
        return Entry(kind: "log", fields: fields)
    }

    private static func prompts(_ utterances: [Utterance]) -> JSON { .array(utterances.map { .string($0.prompt) }) }

    /// The ids in order; those who are rung at once in a list of their own.
    public static func people(_ chain: OnCallChain) -> JSON {
        .array(
            chain.rungs.map { rung in
                let ids = rung.map { JSON.string(chain.people[$0].id) }
                return ids.count == 1 ? ids[0] : .array(ids)
            })
    }

    private static func activity(_ id: ActivityID) -> (String, JSON) { ("activity", .int(id.number)) }

    private static func entry(_ kind: String, _ fields: (String, JSON)...) -> Entry {
        Entry(kind: kind, fields: fields)
    }
}
