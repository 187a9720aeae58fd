import ArgumentParser
import CallFlow
import Calls
import Desk
import DeskFolder

/// `voicedesk flow`: what can be said of flows without a call.
struct FlowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flow", abstract: "Check, prove, draw and tabulate call flows.",
        discussion: """
            EXAMPLES
              voicedesk flow check
              voicedesk flow prove
              voicedesk flow table emergency
            """,
        subcommands: [
            CheckCommand.self, ProveCommand.self, GraphCommand.self, TableCommand.self, SchemaCommand.self,
        ])
}

/// The choice of a flow.
struct FlowChoice: ParsableArguments {
    @Argument(help: "The flow that answers a number; all of them if left out.")
    var flow: String?

    /// The chosen programs, by the order of their numbers.
    func programs(in desk: DeskFolder) throws -> [FlowProgram] {
        let all = NumberRole.allCases.compactMap { desk.programs[$0] }
        guard let flow else { return all }
        let chosen = all.filter { $0.name == flow || $0.number.rawValue == flow }
        if chosen.isEmpty {
            throw Unusable(
                "no number is answered by a flow '\(flow)'",
                mend: "use one of \(all.map(\.name).joined(separator: ", "))")
        }
        return chosen
    }
}

/// `voicedesk flow check`.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check the desk's flows without running them.",
        discussion: """
            Every outcome leads somewhere, every name exists, every loop is bounded, no step is left over. All problems are \
            reported in one go as file:line:column: what is wrong: how to mend it.

            EXAMPLES
              voicedesk flow check
              voicedesk flow check --desk /etc/voicedesk
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var choice: FlowChoice

    func run() throws {
        let desk = try options.load()
        let programs = try choice.programs(in: desk)
        let problems = programs.flatMap { FlowChecker.check($0) }
        if !problems.isEmpty {
            Output.error(Problems(problems).description)
            throw FellShort()
        }
        for program in programs {
            print("\(program.name): \(program.steps.count) steps, no problem (\(program.hash.prefix(12)))")
        }
    }
}

/// `voicedesk flow graph`.
struct GraphCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case mermaid, dot }

    static let configuration = CommandConfiguration(
        commandName: "graph", abstract: "Draw a flow in Mermaid or Graphviz.",
        discussion: """
            EXAMPLES
              voicedesk flow graph emergency > emergency.mmd
              voicedesk flow graph emergency --format dot | dot -Tsvg > emergency.svg
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var choice: FlowChoice
    @Option(help: "The language of the drawing.")
    var format: Format = .mermaid

    func run() throws {
        for program in try choice.programs(in: try options.load()) {
            let diagram = FlowDiagram(program)
            Output.write(format == .mermaid ? diagram.mermaid : diagram.graphviz)
        }
    }
}

/// `voicedesk flow table`.
struct TableCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case markdown, csv }

    static let configuration = CommandConfiguration(
        commandName: "table", abstract: "Print the decision table over all classes of calls.",
        discussion: """
            EXAMPLES
              voicedesk flow table emergency
              voicedesk flow table managerial --format csv > managerial.csv
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var choice: FlowChoice
    @Option(help: "The form of the table.")
    var format: Format = .markdown

    func run() throws {
        let desk = try options.loadChecked()
        for program in try choice.programs(in: desk) {
            let table = DecisionTable(Exploration(FlowContext(program: program, policy: desk.policy)))
            switch format {
            case .markdown: Output.write("## \(program.name)\n\n\(table.markdown)\n")
            case .csv: Output.write(table.csv)
            }
        }
    }
}

extension SchemaFile: ExpressibleByArgument {}

/// `voicedesk flow schema`.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of a desk's files, for editors.",
        discussion: """
            EXAMPLES
              voicedesk flow schema > flow.schema.json
              voicedesk flow schema world > world.schema.json
            """)

    @Argument(help: "Which file: \(SchemaFile.allCases.map(\.rawValue).joined(separator: ", ")).")
    var file: SchemaFile = .flow

    func run() { Output.write(file.text) }
}
