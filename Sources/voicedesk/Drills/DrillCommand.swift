import ArgumentParser

/// `voicedesk drill`: people practise, and what came of it.
struct DrillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drill", abstract: "Practise the procedure, and see what came of it.",
        subcommands: [
            DrillReportCommand.self, DrillCertificateCommand.self, DrillCheckCommand.self, DrillFireCommand.self,
        ])
}
