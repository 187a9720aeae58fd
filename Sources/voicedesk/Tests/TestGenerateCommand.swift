import ArgumentParser
import CallFlow
import CallTests
import Desk
import DeskFolder

/// `voicedesk test generate`.
struct TestGenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Write a story for each class of paths of a flow.",
        discussion: """
            One for each way in which calls of the flow end, and then as many as it takes to leave every step by every outcome. What is \
            expected is what the desk does today: read it before you hold the desk to it. Outcomes for which no call could be found are \
            told on the standard error.

            EXAMPLES
              voicedesk test generate emergency > calltests/emergency-start.yaml
              voicedesk test generate managerial --desk draft > managerial.yaml
            """)

    @OptionGroup var options: DeskOptions
    @Argument(help: "The number: emergency, managerial, or a telephone number of the desk.")
    var number: String = "emergency"

    func run() throws {
        let desk = try options.loadChecked()
        let role = try Reading.number(number, in: desk.policy)
        guard let context = desk.context(for: role) else {
            throw Unusable("no flow answers '\(number)'", mend: "name one under 'numbers' in desk.yaml")
        }
        let hasher = KeyedPasscodeHasher.ephemeral()
        let classes = PathClasses(Exploration(context), rota: desk.rota, hasher: hasher)
        let writer = StoryWriter(StoryDesk(desk, hasher: hasher))
        Output.write(
            try writer.file(classes.classes, title: "\(context.program.name): a story for each class of paths"))
        for missing in classes.missing {
            Output.error("\(missing.place): no call was found that leaves '\(missing.step)' by '\(missing.outcome)'")
        }
    }
}

/// `voicedesk test schema`.
struct TestSchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of files of stories, for editors.",
        discussion: """
            EXAMPLES
              voicedesk test schema > calltest.schema.json
            """)

    func run() { Output.write(StorySchema.text) }
}
