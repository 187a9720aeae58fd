import ArgumentParser

/// `voicedesk test`.
struct TestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Run stories of calls against the desk, or write a suite to begin with.",
        discussion: """
            A story says who calls when, what is heard and pressed, what technicians do, and how the call has to come out. It runs in \
            process in virtual time, thousands a second. docs/call-tests.md explains the files.

            EXAMPLES
              voicedesk test                                         the desk's own stories, in calltests/
              voicedesk test calltests/refusals.yaml --transcript    with what was said in those that fail
              voicedesk test --junit report.xml --coverage-html coverage.html
              voicedesk test --watch                                 again whenever a file changes
              voicedesk test generate emergency > calltests/start.yaml
            """,
        subcommands: [TestRunCommand.self, TestGenerateCommand.self, TestSchemaCommand.self],
        defaultSubcommand: TestRunCommand.self)
}
