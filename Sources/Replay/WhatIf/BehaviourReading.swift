import CallFlow
import CallLedger
import Desk
import Ledger

/// Reads from a call's record what the people and stores around it did.
struct BehaviourReading {
    private(set) var behaviour = RecordedBehaviour()
    private let startedAt: Instant
    private var facts = FactsSoFar()
    private var step = StepVisit()
    private var visits: [String: Int] = [:]
    private var checks: [Int: (topic: Topic, at: Instant)] = [:]
    private var chains: [Int: (name: ChainName, at: Instant)] = [:]
    private var legs = LegReading()
    private var recordingSince: Instant?
    private var lastInput: RecordedInput.Kind?

    init(_ details: CallDetails) throws(ReplayObstacle) {
        guard details.call.state == .finished else { throw .notFinished(details.call.state) }
        startedAt = details.call.header.startedAt
        for event in details.events {
            switch try RecordedLine(event) {
            case .beside: continue
            case .input(let input): try take(input)
            case .effect: try take(event)
            }
        }
        leaveStep()
        (behaviour.facts, behaviour.known) = (facts.facts, facts)
        behaviour.legs = legs.legs
    }

    // MARK: What happened

    private mutating func take(_ input: RecordedInput) throws(ReplayObstacle) {
        let now = input.at
        lastInput = input.kind
        switch input.kind {
        case .keyed(let key): step.keyed(key, at: now)
        case .played(let id): step.promptEnded(id.number, at: now)
        case .checked(let check):
            try facts.take(check, seq: input.seq)
            guard let asked = checks.removeValue(forKey: check.id.number) else { break }
            behaviour.answers[asked.topic, default: []].append(
                .init(
                    facts: facts.facts, isAnswered: check.isAnswered, outcome: check.outcome,
                    delay: asked.at.duration(to: now)))
        case .chainFound(let id, let rungs):
            guard let asked = chains.removeValue(forKey: id.number) else { break }
            behaviour.chains[asked.name, default: []].append((asked.at.duration(to: now), rungs))
        case .targetAnswered(let id): legs.pickedUp(id.number, at: now)
        case .targetFailed(let id, let result): legs.failed(id.number, result, at: now)
        case .targetHungUp(let id): legs.hungUp(id.number, at: now)
        case .recordingFailed: behaviour.messages.append(.failed)
        case .transferred(_, let accepted): behaviour.transfers.append(accepted)
        case .callerHungUp:
            behaviour.hangUp = .init(
                step: step.name, visit: visits[step.name, default: 1] - 1, after: step.enteredAt.duration(to: now),
                total: startedAt.duration(to: now))
        case .started, .targetKeyed, .fellSilent, .ledgerFailed, .deadlineReached: break
        }
    }

    // MARK: What the flow wanted

    private mutating func take(_ event: RecordedEvent) throws(ReplayObstacle) {
        let payload: CanonicalJSON
        do throws(JSONParsingError) {
            payload = try CanonicalJSON(reading: event.payload)
        } catch {
            throw .unreadable(seq: event.seq, "its payload is no JSON (\(error))")
        }
        if payload == .null { throw .erased }
        effect(event.kind, payload, id: payload["activity"]?.integer ?? 0, at: event.at)
    }

    private mutating func effect(_ kind: String, _ payload: CanonicalJSON, id: Int, at now: Instant) {
        switch kind {
        case "step":
            leaveStep()
            step = StepVisit(payload["name"]?.string ?? "", at: now)
            visits[step.name, default: 0] += 1
        case "play": step.prompted(id, at: now)
        case "stop-playing": step.promptEnded(id, at: now)
        case "listen": step.isInput = true
        case "collected": step.collected(payload["keys"]?.string ?? "")
        case "check":
            if let topic = payload["topic"]?.string.flatMap({ Topic(name: $0) }) { checks[id] = (topic, now) }
        case "find-chain":
            if let name = payload["chain"]?.string.flatMap({ ChainName(rawValue: $0) }) { chains[id] = (name, now) }
        case "ring": if let person = payload["person"]?.string { legs.rang(id, person, at: now) }
        case "bridge": legs.joined(id, at: now)
        case "release":
            if case .callerHungUp = lastInput { break }
            legs.released(id, at: now)
        case "attempt":
            if let person = payload["person"]?.string, let result = payload["result"]?.string {
                legs.ended(person, HuntResult(rawValue: result), at: now)
            }
        case "start-recording": recordingSince = now
        case "stop-recording": messageEnded(at: now)
        case "log" where payload["category"]?.string == LogCategory.abusiveCall.rawValue: legs.marked(at: now)
        default: break
        }
    }

    private mutating func messageEnded(at now: Instant) {
        guard let since = recordingSince else { return }
        recordingSince = nil
        switch lastInput {
        case .recordingFailed: break
        case .fellSilent: behaviour.messages.append(.fellSilent(after: since.duration(to: now)))
        default: behaviour.messages.append(.ended(after: since.duration(to: now)))
        }
    }

    private mutating func leaveStep() {
        if step.isInput {
            behaviour.inputs.append(.init(step: step.name, attempts: step.attempts))
        } else {
            behaviour.prompts[step.name, default: []] += step.attempts.compactMap(\.prompt)
        }
    }
}

/// One visit to a step of the record.
///
/// Only what follows its prompts tells whether a step asked for input.
private struct StepVisit {
    let name: String
    let enteredAt: Instant
    var isInput = false
    private(set) var attempts: [RecordedBehaviour.Attempt] = []
    private var prompt: (id: Int, at: Instant)?
    private var promptEndedAt: Instant?

    init(_ name: String = "", at now: Instant = .distantPast) {
        self.name = name
        enteredAt = now
    }

    mutating func prompted(_ id: Int, at now: Instant) {
        attempts.append(.init())
        (prompt, promptEndedAt) = ((id, now), nil)
    }

    mutating func promptEnded(_ id: Int, at now: Instant) {
        guard let prompt, prompt.id == id, !attempts.isEmpty else { return }
        self.prompt = nil
        promptEndedAt = promptEndedAt ?? now
        attempts[attempts.count - 1].prompt = prompt.at.duration(to: now)
    }

    mutating func keyed(_ key: Key?, at now: Instant) {
        if attempts.isEmpty { attempts.append(.init()) }
        let since = promptEndedAt ?? now
        // A key that cuts a prompt short ends it.
        promptEndedAt = since
        attempts[attempts.count - 1].keys.append((since.duration(to: now), key))
    }

    mutating func collected(_ keys: String) {
        if attempts.isEmpty { attempts.append(.init()) }
        isInput = true
        attempts[attempts.count - 1].collected = keys
    }
}

/// The phones that were rung.
private struct LegReading {
    private(set) var legs: [String: [RecordedBehaviour.Leg]] = [:]
    private var places: [Int: Place] = [:]
    private var talking: Int?

    private struct Place {
        let person: String
        let index: Int
        let rangAt: Instant
        var pickedUpAt: Instant?
        var joinedAt: Instant?
    }

    private mutating func change(_ id: Int, _ body: (inout RecordedBehaviour.Leg, Place) -> Void) {
        guard let place = places[id], var leg = legs[place.person]?[place.index] else { return }
        body(&leg, place)
        legs[place.person]?[place.index] = leg
    }

    mutating func rang(_ id: Int, _ person: String, at now: Instant) {
        places[id] = Place(person: person, index: legs[person]?.count ?? 0, rangAt: now)
        legs[person, default: []].append(.init())
    }

    mutating func pickedUp(_ id: Int, at now: Instant) {
        places[id]?.pickedUpAt = now
        change(id) { leg, place in leg.pickedUp = place.rangAt.duration(to: now) }
    }

    mutating func failed(_ id: Int, _ result: HuntResult, at now: Instant) {
        change(id) { leg, place in leg.failed = (place.rangAt.duration(to: now), result) }
    }

    mutating func joined(_ id: Int, at now: Instant) {
        places[id]?.joinedAt = now
        talking = id
        change(id) { leg, place in leg.answer = place.pickedUpAt.map { ($0.duration(to: now), .accepts) } }
    }

    mutating func hungUp(_ id: Int, at now: Instant) {
        change(id) { leg, place in
            if let joinedAt = place.joinedAt {
                leg.hungUp = joinedAt.duration(to: now)
            } else if leg.answer == nil {
                leg.answer = place.pickedUpAt.map { ($0.duration(to: now), .hangsUp) }
            }
        }
        if talking == id { talking = nil }
    }

    /// The conversation was as long as it may be.
    mutating func released(_ id: Int, at now: Instant) {
        change(id) { leg, place in
            if let joinedAt = place.joinedAt, leg.hungUp == nil { leg.hungUp = joinedAt.duration(to: now) }
        }
        if talking == id { talking = nil }
    }

    mutating func ended(_ person: String, _ result: HuntResult?, at now: Instant) {
        guard let index = legs[person]?.indices.last,
            let id = places.first(where: { $0.value.person == person && $0.value.index == index })?.key
        else { return }
        change(id) { leg, place in
            leg.knownFor = place.rangAt.duration(to: now)
            if result == .declined { leg.answer = place.pickedUpAt.map { ($0.duration(to: now), .declines) } }
        }
    }

    mutating func marked(at now: Instant) {
        guard let talking else { return }
        change(talking) { leg, place in leg.marked = place.joinedAt.map { $0.duration(to: now) } }
    }
}
