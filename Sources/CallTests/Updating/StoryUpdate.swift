import CallFlow
import Desk
import DeskFolder

/// Puts what was seen into the place of what was expected, and shows every line that it changes.
///
/// Only values of `expect:` are changed, and only where they stand in one piece on one line; everything else of a file stays as it
/// is, comments too. What a person or a line did wrong (a prompt that was not heard, sound that was lost) is no expectation and is
/// never changed.
public struct StoryUpdate: Sendable {
    /// One line that is changed.
    public struct Change: Hashable, Sendable {
        /// Where the first value of it stands that is changed.
        public let place: SourcePlace
        /// The line before.
        public let before: String
        /// The line now.
        public let after: String
    }

    /// The changes, in the order of the file.
    public private(set) var changes: [Change] = []
    /// Failures that have to be mended by hand.
    public private(set) var left: [StoryFailure] = []
    /// The text with the changes.
    public private(set) var text: String

    /// Changes the text of one file.
    ///
    /// - Parameter failures: what failed in the stories of this file.
    public init(_ text: String, failures: [(failure: StoryFailure, observed: ObservedCall)]) {
        self.text = text
        // By scalars: for characters, a line feed after a carriage return is none.
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var changed = lines
        var places: [Int: SourcePlace] = [:]
        // From the end to the beginning, so that places stay right.
        for (failure, observed) in failures.sorted(by: { $1.failure.place < $0.failure.place }) {
            let index = failure.place.line - 1
            guard let value = Self.value(of: failure.kind, in: observed), lines.indices.contains(index),
                let line = Self.replacing(in: changed[index], from: failure.place.column, by: value)
            else {
                left.append(failure)
                continue
            }
            changed[index] = line
            places[index] = failure.place
        }
        changes = places.sorted { $0.key < $1.key }.filter { lines[$0.key] != changed[$0.key] }
            .map { Change(place: $0.value, before: lines[$0.key], after: changed[$0.key]) }
        left.reverse()
        self.text = changed.joined(separator: "\n")
    }

    /// What failed in a call, with what was seen of it.
    ///
    /// Nothing was seen that could be kept where the caller gave up: the rest of such a call follows from that.
    public static func failures(of call: StoryResult.Call) -> [(failure: StoryFailure, observed: ObservedCall)] {
        let isBrokenOff = call.failures.contains { [.notHeard, .hungUpEarly, .broken].contains($0.kind) }
        return call.failures.map { ($0, isBrokenOff ? ObservedCall() : call.observed) }
    }

    /// What was seen, as it is written in files; nothing for what is never changed.
    private static func value(of kind: StoryFailure.Kind, in call: ObservedCall) -> String? {
        switch kind {
        case .verdict: call.verdict?.rawValue
        case .reasons: call.reasons.map { list($0.map(\.rawValue)) }
        case .connectedTo: call.connectedTo.map { word($0) { $0 } }
        case .charge: call.charge.map { word($0) { $0.description } }
        case .client: call.client.map { word($0) { "\"\($0)\"" } }
        case .contact: call.contact.map { word($0) { "\"\($0)\"" } }
        case .ticket: call.ticket.map { word($0) { $0 } }
        case .heard: call.heard.map(list)
        case .attempts: call.attempts.map { list($0.map { "\($0.target): \($0.result.rawValue)" }) }
        case .ledger: call.ledger.map { list($0.map(\.rawValue)) }
        case .ended: call.ended?.word
        case .tooLong, .tooShort: call.duration.map(DurationText.format)
        default: nil
        }
    }

    private static func list(_ words: [String]) -> String { "[" + words.joined(separator: ", ") + "]" }

    private static func word<Value>(_ value: Maybe<Value>, _ write: (Value) -> String) -> String {
        switch value {
        case .none: "none"
        case .some(let value): write(value)
        }
    }

    /// A line with the value that begins at a column in it replaced; nothing if the value does not end on this line.
    private static func replacing(in line: String, from column: Int, by value: String) -> String? {
        let characters = Array(line.unicodeScalars)
        let start = column - 1
        guard characters.indices.contains(start), let end = end(of: characters, from: start) else { return nil }
        var changed = String.UnicodeScalarView()
        changed.append(contentsOf: characters[..<start])
        changed.append(contentsOf: value.unicodeScalars)
        changed.append(contentsOf: characters[end...])
        return String(changed)
    }

    /// Where a value ends: a list at its bracket, a quoted text at its quotation mark, a plain one where YAML ends it.
    private static func end(of line: [Unicode.Scalar], from start: Int) -> Int? {
        switch line[start] {
        case "[":
            var depth = 0
            for (index, scalar) in line.enumerated().dropFirst(start) {
                if scalar == "[" { depth += 1 }
                if scalar == "]" { depth -= 1 }
                if depth == 0 { return index + 1 }
            }
            return nil
        case "\"", "'":
            return line[(start + 1)...].firstIndex(of: line[start]).map { $0 + 1 }
        case "-", "{", "|", ">": return nil
        default:
            var end = start
            while end < line.count {
                let rest = line[end...]
                if rest.first == "," || rest.first == "}" || rest.first == "]" { break }
                if rest.starts(with: " #".unicodeScalars) { break }
                end += 1
            }
            while end > start, line[end - 1] == " " || line[end - 1] == "\r" { end -= 1 }
            return end
        }
    }
}
