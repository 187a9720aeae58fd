import CallFlow
import Desk
import DeskFolder

/// Reads what is expected of a call, and refuses what no call can fulfil.
struct ExpectationReader {
    private let node: YAMLNode?
    private let terms: DeskTerms
    private let flow: DeskTerms.Flow
    private(set) var problems: [Problem] = []

    init(_ node: YAMLNode?, terms: DeskTerms, flow: DeskTerms.Flow) {
        self.node = node
        self.terms = terms
        self.flow = flow
    }

    private mutating func report(_ place: SourcePlace, _ message: String, _ mend: String) {
        problems.append(Problem(place, message, mend: mend))
    }

    /// All that is expected.
    mutating func expectation() -> Expectation {
        var expected = Expectation()
        expected.verdict = word("verdict", VerdictKind.init(rawValue:))
        expected.reasons = words("reasons", Reason.init(rawValue:))
        expected.connectedTo = person()
        expected.charge = charge()
        expected.client = maybe("client") { ClientNumber($0) != nil ? $0 : nil }
        expected.contact = maybe("contact") { $0 }
        expected.ticket = maybe("ticket") { $0 }
        expected.assessment = assessment()
        expected.steps = names("steps", among: flow.steps, "step of '\(flow.name)'")
        expected.heard = names("heard", among: flow.prompts, "prompt that a caller of '\(flow.name)' hears")
        expected.notHeard = names("not_heard", among: flow.prompts, "prompt that a caller of '\(flow.name)' hears")
        expected.attempts = attempts()
        expected.ledger = words("ledger", LogCategory.init(rawValue:))
        expected.ended = word("ended") { text in CallEnd.all.first { $0.word == text } }
        expected.maxDuration = duration("max_duration")
        expected.minDuration = duration("min_duration")
        refuseContradictions(expected)
        return expected
    }

    // MARK: Fields

    private func word<Value>(_ key: String, _ read: (String) -> Value?) -> Expected<Value>? {
        guard let field = node?[key], let value = field.text.flatMap(read) else { return nil }
        return Expected(value: value, place: field.place)
    }

    private func words<Value>(_ key: String, _ read: (String) -> Value?) -> Expected<[Value]>? {
        guard let field = node?[key] else { return nil }
        return Expected(value: field.items.compactMap { $0.text.flatMap(read) }, place: field.place)
    }

    private func duration(_ key: String) -> Expected<Duration>? {
        guard let field = node?[key], let value = node?.duration(key) else { return nil }
        return Expected(value: value, place: field.place)
    }

    private mutating func maybe<Value>(_ key: String, _ read: (String) -> Value?) -> Expected<Maybe<Value>>? {
        guard let field = node?[key], let text = field.text else { return nil }
        if text == "none" { return Expected(value: .none, place: field.place) }
        guard let value = read(text) else {
            report(field.place, "'\(key)' is '\(text)'", "correct it, or write none")
            return nil
        }
        return Expected(value: .some(value), place: field.place)
    }

    private mutating func person() -> Expected<Maybe<String>>? {
        guard let field = node?["connected_to"], let text = field.text else { return nil }
        if text == "none" { return Expected(value: .none, place: field.place) }
        guard terms.people.contains(text) else {
            report(
                field.place, "'\(text)' is nobody whom this desk rings", NearestName.mend(text, among: terms.people))
            return nil
        }
        return Expected(value: .some(text), place: field.place)
    }

    private mutating func charge() -> Expected<Maybe<Money>>? {
        guard let field = node?["charge"], let text = field.text else { return nil }
        if text == "none" { return Expected(value: .none, place: field.place) }
        let parts = text.split(separator: " ")
        guard parts.count == 2, let cents = AmountText.cents(String(parts[0])),
            TextKind.currency.accepts(String(parts[1]))
        else {
            report(field.place, "'charge' is '\(text)'", "write it like 350.00 EUR, or none")
            return nil
        }
        return Expected(value: .some(Money(cents: cents, currency: String(parts[1]))), place: field.place)
    }

    private mutating func assessment() -> Expected<[String: String]>? {
        guard let field = node?["assessment"] else { return nil }
        var outcomes: [String: String] = [:]
        for entry in field.entries {
            guard let precondition = Precondition(rawValue: entry.key), let outcome = entry.value.text else { continue }
            let known = precondition.topics.flatMap(\.outcomes).map(\.rawValue) + ["not_evaluated", "not_required"]
            if !known.contains(outcome) {
                report(
                    entry.value.place, "'\(entry.key)' never comes out as '\(outcome)'",
                    NearestName.mend(outcome, among: known))
            }
            outcomes[entry.key] = outcome
        }
        return Expected(value: outcomes, place: field.place)
    }

    private mutating func names(_ key: String, among known: Set<String>, _ what: String) -> Expected<[String]>? {
        guard let field = node?[key] else { return nil }
        for item in field.items {
            guard let name = item.text, !known.contains(name) else { continue }
            report(
                item.place, "'\(name)' is no \(what)",
                NearestName.suggestion(for: name, among: known.sorted(), else: "correct or remove it"))
        }
        return Expected(value: field.items.compactMap(\.text), place: field.place)
    }

    private mutating func attempts() -> Expected<[Expectation.Attempt]>? {
        guard let field = node?["attempts"] else { return nil }
        var attempts: [Expectation.Attempt] = []
        for entry in field.items.flatMap(\.entries) {
            guard let result = entry.value.text.flatMap(HuntResult.init(rawValue:)) else { continue }
            if !terms.people.contains(entry.key) {
                report(
                    entry.place, "'\(entry.key)' is nobody whom this desk rings",
                    NearestName.mend(entry.key, among: terms.people))
            }
            attempts.append(.init(target: entry.key, result: result))
        }
        return Expected(value: attempts, place: field.place)
    }

    // MARK: Contradictions

    private mutating func refuseContradictions(_ expected: Expectation) {
        if let verdict = expected.verdict {
            if verdict.value != .abusive, let charge = expected.charge, charge.value != .none {
                report(charge.place, "a call that is \(verdict.value.rawValue) is never charged", "correct one of them")
            }
            if verdict.value == .refused, let reasons = expected.reasons, reasons.value.isEmpty {
                report(reasons.place, "a call is never refused without a reason", "name the reason, or leave it out")
            }
        }
        if let least = expected.minDuration, let most = expected.maxDuration, least.value > most.value {
            report(least.place, "'min_duration' is longer than 'max_duration'", "correct one of them")
        }
        if let heard = expected.heard, let not = expected.notHeard,
            let both = not.value.first(where: heard.value.contains)
        {
            report(not.place, "'\(both)' is expected to be heard and not to be", "remove it from one of them")
        }
    }
}

extension Expectation {
    /// Whether nothing is expected, or nothing that any call could miss.
    var isEmpty: Bool {
        let (hearsAnything, isEverLongEnough) = (notHeard?.value.isEmpty ?? true, minDuration?.value ?? .zero == .zero)
        return verdict == nil && reasons == nil && connectedTo == nil && charge == nil && client == nil
            && contact == nil
            && ticket == nil && assessment == nil && steps == nil && heard == nil && hearsAnything && attempts == nil
            && ledger == nil && ended == nil && maxDuration == nil && isEverLongEnough
    }
}
