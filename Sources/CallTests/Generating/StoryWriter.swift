import CallFlow
import Calls
import Desk
import DeskFolder
import Simulator

/// Writes calls as a file of stories: what people do as the scripted call did it, what is expected as it came out.
public struct StoryWriter {
    private let desk: StoryDesk
    private let zone: ZoneRules

    /// Writes for a desk.
    public init(_ desk: StoryDesk) {
        self.desk = desk
        zone = desk.policy.zone
    }

    /// The text of a file with a story for each class.
    ///
    /// - Parameter title: what the stories are about.
    /// - Throws: a script that cannot be run.
    public func file(_ classes: [PathClasses.Class], title: String) throws -> String {
        var text = "title: \(Self.quoted(title))\nstories:\n"
        for entry in classes { text += try story(entry) }
        return text
    }

    private func story(_ entry: PathClasses.Class) throws -> String {
        let script = entry.script
        guard let context = desk.contexts[script.number] else { return "" }
        let notes = Notes(tokens: script.keys, at: script.at)
        let facts = WorldFacts(script.world, hasher: desk.hasher)
        var call = ScriptedCall(
            context, rota: desk.rota, facts: facts, renderer: desk.renderer,
            file: CaseFile(number: script.number, from: script.from, startedAt: script.at),
            behaviour: try script.behaviour(),
            listener: { now, happening in notes.note(happening, at: now) })
        let report = try call.run()
        var lines = ["  \(entry.name):", "    title: \(Self.quoted(entry.name.replacing("-", with: " ")))"]
        lines.append("    at: \(Timestamp.format(script.at, in: zone))")
        lines.append("    world:")
        lines += WorldFile.write(script.world, zone: zone, passcodes: script.passcodes)
            .split(separator: "\n").map { "      \($0)" }
        lines.append("    call:")
        lines.append("      number: \(script.number.rawValue)")
        if let from = script.from { lines.append("      from: \"\(from)\"") }
        if !script.technicians.isEmpty {
            let list = script.technicians.map { "\($0.id == "*" ? "\"*\"" : $0.id): \($0.behaviour.rawValue)" }
            lines.append("      technicians: { \(list.joined(separator: ", ")) }")
        }
        if !script.unavailable.isEmpty {
            lines.append("      unavailable: [\(script.unavailable.joined(separator: ", "))]")
        }
        if !notes.actions.isEmpty {
            lines.append("      caller:")
            lines += notes.actions.map { "        - \($0)" }
        }
        lines.append("      expect:")
        lines += Self.expectations(report, notes).map { "        \($0)" }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func expectations(_ report: CallReport, _ notes: Notes) -> [String] {
        var lines = ["verdict: \(report.verdict.kind.rawValue)"]
        lines.append("reasons: [\(report.verdict.reasons.map(\.rawValue).joined(separator: ", "))]")
        if !report.attempts.isEmpty {
            let list = report.attempts.map { "\($0.target): \($0.result.rawValue)" }
            lines.append("attempts: [\(list.joined(separator: ", "))]")
        }
        lines.append("connected_to: \(report.connectedTo ?? "none")")
        lines.append("charge: \(report.charge?.amount.description ?? "none")")
        lines.append("ledger: [\(notes.ledger.map(\.rawValue).joined(separator: ", "))]")
        lines.append("ended: \(notes.end.word)")
        return lines
    }

    /// Text in double quotation marks.
    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// What happens in a scripted call, as a story tells it.
    private final class Notes {
        private var tokens: ArraySlice<String>
        private var lastPrompt: String?
        private var since: Instant
        private(set) var actions: [String] = []
        private var entries = CommittedEntries()
        private(set) var end = CallEnd.byCaller

        init(tokens: [String], at now: Instant) {
            self.tokens = tokens[...]
            since = now
        }

        var ledger: [LogCategory] { entries.categories }

        func note(_ happening: CallTrace.Happening, at now: Instant) {
            entries.note(happening)
            guard case .effect(let effect) = happening else { return }
            switch effect {
            case .play(_, let utterances, _): lastPrompt = utterances.last?.prompt
            case .listen, .startRecording:
                if let lastPrompt { hear(lastPrompt, at: now) }
                act(isRecording: { if case .startRecording = effect { true } else { false } }())
            case .hangup(let cause): end = .byDesk(cause)
            default: break
            }
        }

        /// A prompt that is long in coming is waited for as long again.
        private func hear(_ prompt: String, at now: Instant) {
            let waited = since.duration(to: now)
            since = now
            guard waited * 4 > StoryCallReader.patience * 3 else { return actions.append("hear: \(prompt)") }
            let minutes = waited.milliseconds / 30_000 + 1
            actions.append("{ hear: \(prompt), within: \(minutes)m }")
        }

        private func act(isRecording: Bool) {
            switch tokens.popFirst() {
            case nil, "silence": break
            case "speak": if isRecording { actions.append("speak: 10s") }
            case "hangup": actions.append("hang-up")
            case let keys?: if !keys.isEmpty { actions.append("press: \"\(keys)\"") }
            }
        }
    }
}
