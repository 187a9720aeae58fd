import CallFlow
import Desk
import Testing

@testable import DeskFolder

/// Flows of a few lines, linked against the conformance desk's prompts.
enum TestFlow {
    /// Reads flows, each from a file that is called like the flow.
    static func read(_ texts: [String]) throws -> [FlowDefinition] {
        try texts.map { text in
            let name = try #require(text.split(separator: "\n").first?.split(separator: " ").last.map(String.init))
            let root = try YAMLReader.read(Array(text.utf8), file: name)
            let (flow, problems) = FlowReader.read(root, name: name, hash: "")
            return try #require(flow, "\(problems)")
        }
    }

    /// Links flows.
    static func link(_ texts: String...) throws -> (program: FlowProgram?, problems: [String]) {
        try link(read(texts))
    }

    /// Links flows that were made by hand.
    static func link(_ flows: [FlowDefinition]) throws -> (program: FlowProgram?, problems: [String]) {
        let library = Dictionary(flows.map { ($0.name, $0) }) { first, _ in first }
        let main = try #require(flows.first)
        let linked = try Linker.link(
            main, for: .emergency, library: library, catalogue: ConformanceDesk.load().catalogue)
        return (linked.program, linked.problems.map(\.description))
    }

    /// What the checker says of flows that can be linked.
    static func check(_ texts: String...) throws -> [String] {
        let linked = try link(read(texts))
        let program = try #require(linked.program, "\(linked.problems)")
        return FlowChecker.check(program).map(\.description)
    }

    /// A flow of the lines of its steps, with variables and an end.
    static func flow(_ name: String = "main", variables: String = "", fields: String = "", steps: String...) -> String {
        """
        flow: \(name)
        \(variables.isEmpty ? "" : "variables: { \(variables) }")
        \(fields)
        start: start
        steps:
          \(steps.joined(separator: "\n  "))
          end: { hangup: {} }

        """
    }
}
