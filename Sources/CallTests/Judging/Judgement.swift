import CallFlow
import Desk
import DeskFolder

/// Compares what is expected of a call with what is known of it.
public struct Judgement: Sendable {
    /// In what the call turned out otherwise.
    public private(set) var failures: [StoryFailure] = []
    /// What is expected and could not be seen.
    public private(set) var unseen: [StoryFailure.Kind] = []

    /// Judges a call.
    public init(_ expected: Expectation, _ call: ObservedCall) {
        same(expected.verdict, call.verdict, .verdict) { $0.rawValue }
        compare(expected.reasons, call.reasons, .reasons, words: list) { Set($0) == Set($1) }
        same(expected.connectedTo, call.connectedTo, .connectedTo) { Self.word($0) }
        same(expected.charge, call.charge, .charge) { Self.word($0) }
        same(expected.client, call.client, .client) { Self.word($0) }
        same(expected.contact, call.contact, .contact) { Self.word($0) }
        same(expected.ticket, call.ticket, .ticket) { Self.word($0) }
        judge(assessment: expected.assessment, call.assessment)
        compare(expected.steps, call.steps, .steps, words: list, isMet: Self.comesBy)
        same(expected.heard, call.heard, .heard, words: list)
        compare(expected.notHeard, call.heard, .heardUnexpectedly, words: { "none of " + list($0) }) { not, heard in
            Set(not).isDisjoint(with: heard)
        }
        same(expected.attempts, call.attempts, .attempts) { attempts in
            "[" + attempts.map { "\($0.target): \($0.result.rawValue)" }.joined(separator: ", ") + "]"
        }
        same(expected.ledger, call.ledger, .ledger) { list($0.map(\.rawValue)) }
        same(expected.ended, call.ended, .ended) { $0.word }
        compare(expected.maxDuration, call.duration, .tooLong, words: DurationText.format) { $0 >= $1 }
        compare(expected.minDuration, call.duration, .tooShort, words: DurationText.format) { $0 <= $1 }
    }

    private mutating func same<Value: Equatable>(
        _ expected: Expected<Value>?, _ seen: Value?, _ kind: StoryFailure.Kind, words: (Value) -> String
    ) { compare(expected, seen, kind, words: words) { $0 == $1 } }

    private mutating func compare<Value>(
        _ expected: Expected<Value>?, _ seen: Value?, _ kind: StoryFailure.Kind, words: (Value) -> String,
        isMet: (Value, Value) -> Bool
    ) {
        guard let expected else { return }
        guard let seen else { return unseen.append(kind) }
        guard !isMet(expected.value, seen) else { return }
        // What is expected not to be heard is said in other words than what was heard.
        let seenWords = kind == .heardUnexpectedly ? list((seen as? [String]) ?? []) : words(seen)
        failures.append(StoryFailure(kind, at: expected.place, expected: words(expected.value), seen: seenWords))
    }

    private mutating func judge(assessment expected: Expected<[String: String]>?, _ seen: [String: String]?) {
        guard let expected else { return }
        guard let seen else { return unseen.append(.assessment) }
        for (name, outcome) in expected.value.sorted(by: { $0.key < $1.key }) where seen[name] != outcome {
            failures.append(
                StoryFailure(
                    .assessment, at: expected.place, expected: "\(name) \(outcome)",
                    seen: seen[name] ?? "not_evaluated"))
        }
    }

    /// Whether all steps come in their order, with others between them.
    private static func comesBy(_ wanted: [String], _ steps: [String]) -> Bool {
        var rest = wanted[...]
        for step in steps where step == rest.first { rest = rest.dropFirst() }
        return rest.isEmpty
    }

    private static func word<Value: CustomStringConvertible>(_ value: Maybe<Value>) -> String {
        switch value {
        case .none: "none"
        case .some(let value): value.description
        }
    }
}

private func list(_ words: [String]) -> String { "[" + words.joined(separator: ", ") + "]" }
private func list(_ reasons: [Reason]) -> String { list(reasons.map(\.rawValue)) }
