import CallFlow
import Desk
import Foundation
import Testing

@testable import DeskFolder

/// One call of a conformance file with what is expected of it.
struct ConformanceCase: CustomTestStringConvertible, Sendable {
    let file: String
    let name: String
    let flow: FlowDefinition
    let library: [String: FlowDefinition]
    /// Deadlines come by themselves up to the next event and, after the last one, up to here.
    let until: Duration
    /// Whether deadlines come by themselves.
    let hasTimers: Bool
    /// Whether the flow passes the checks that a flow of a desk must pass.
    let isChecked: Bool
    let isDrill: Bool
    let moments: [Moment]

    /// An event and the lines that are expected to follow it.
    struct Moment: Sendable {
        let text: String
        let event: CallEvent
        let expected: [String]
        let line: Int
    }

    var testDescription: String { "\(file): \(name)" }
}

/// Reads the files of `Conformance/`, one a verb: flows, and calls of them.
struct ConformanceFile: Sendable {
    /// The folder of the files.
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Conformance").path

    /// The names of the files without their ending.
    static var names: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(".yaml".count)) }.sorted()
    }

    /// The cases, if there are no problems.
    private(set) var cases: [ConformanceCase] = []
    private(set) var problems: [Problem] = []

    private static let moment = Shape.table(key: .text, value: .list(.text(.text), count: 0...200), count: 1...1)

    private static let call = RecordShape(
        "a case",
        [
            .required("name", .text(.text), "What the call shows."),
            .required("flow", .text(.name), "The flow that answers it."),
            .optional("until", .text(.text), "How long to wait after the last event."),
            .optional("timers", .text(.boolean), "Whether deadlines come by themselves; true if left out."),
            .optional("checked", .text(.boolean), "Whether the flow has to pass the checks; true if left out."),
            .optional("drill", .text(.boolean), "Whether the call is an exercise; false if left out."),
            .required("call", .list(moment, count: 1...200), "The events, each with the effects that follow."),
        ])

    private static let shape = RecordShape(
        "a conformance file",
        [
            .required("about", .text(.text), "What the file shows."),
            .required("flows", .list(.record(FlowShapes.flow), count: 1...40), "The flows."),
            .required("cases", .list(.record(call), count: 1...200), "The calls."),
        ])

    /// Reads a file.
    ///
    /// - Parameter isRecording: whether expectations may be missing.
    init(_ name: String, isRecording: Bool = false) {
        do {
            let text = try String(contentsOfFile: "\(Self.folder)/\(name).yaml", encoding: .utf8)
            self.init(text, named: name, isRecording: isRecording)
        } catch {
            self.init("", named: name)
        }
    }

    /// Reads a text.
    init(_ text: String, named name: String, isRecording: Bool = false) {
        do throws(Problem) {
            let root = try YAMLReader.read(Array(text.utf8), file: "\(name).yaml")
            problems = ShapeCheck.problems(of: root, .record(Self.shape), named: "the file")
            if isRecording { problems.removeAll { $0.message.hasSuffix("is empty") } }
            if problems.isEmpty { read(root, name) }
        } catch {
            problems = [error]
        }
    }

    private mutating func report(_ node: YAMLNode, _ message: String, _ mend: String) {
        problems.append(Problem(node.place, message, mend: mend))
    }

    private mutating func read(_ root: YAMLNode, _ file: String) {
        var library: [String: FlowDefinition] = [:]
        for node in root["flows"]?.items ?? [] {
            let name = node["flow"]?.text ?? ""
            let (flow, wrong) = FlowReader.read(node, name: name, hash: "")
            problems += wrong
            if library[name] != nil { report(node, "flow '\(name)' is written twice", "rename one of them") }
            library[name] = flow
        }
        var used: Set<String> = []
        var named: Set<String> = []
        for node in root["cases"]?.items ?? [] {
            guard let name = node["name"]?.text, let flowName = node["flow"]?.text else { continue }
            if !named.insert(name).inserted { report(node, "case '\(name)' is written twice", "rename one of them") }
            guard let flow = library[flowName] else {
                report(node, "there is no flow '\(flowName)'", "write it under 'flows:'")
                continue
            }
            use(flow, library, &used)
            let moments = (node["call"]?.items ?? []).compactMap { moment($0) }
            guard let last = moments.last?.event.time,
                let until = node["until"].map({ $0.text.flatMap(VirtualTime.read) }) ?? last, until >= last,
                zip(moments, moments.dropFirst()).allSatisfy({ $0.event.time <= $1.event.time })
            else {
                report(node, "the times of '\(name)' do not rise", "order the events, and let 'until' be the last time")
                continue
            }
            cases.append(
                ConformanceCase(
                    file: file, name: name, flow: flow, library: library, until: until,
                    hasTimers: node.boolean("timers") ?? true, isChecked: node.boolean("checked") ?? true,
                    isDrill: node.boolean("drill") ?? false, moments: moments))
        }
        for name in library.keys.sorted() where !used.contains(name) {
            report(root, "no case uses the flow '\(name)'", "write one, or remove it")
        }
        if !problems.isEmpty { cases = [] }
    }

    private func use(_ flow: FlowDefinition, _ library: [String: FlowDefinition], _ used: inout Set<String>) {
        guard used.insert(flow.name).inserted else { return }
        for step in flow.steps {
            if case .call(let name) = step.verb, let sub = library[name.text] { use(sub, library, &used) }
        }
    }

    private mutating func moment(_ node: YAMLNode) -> ConformanceCase.Moment? {
        guard let entry = node.entries.first else { return nil }
        guard let event = CallEvent(entry.key) else {
            let words = CallEvent.Word.allCases.map(\.rawValue).joined(separator: ", ")
            report(node, "'\(entry.key)' is no event", "write a time such as 1.2s, then one of \(words)")
            return nil
        }
        return ConformanceCase.Moment(
            text: entry.key, event: event, expected: entry.value.items.compactMap(\.text), line: entry.place.line)
    }
}
