import ArgumentParser
import Desk
import DeskFolder

/// The command line.
struct Voicedesk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "voicedesk",
        abstract: "Answers a hosting provider's emergency numbers by the procedure, and proves that it does.",
        discussion: """
            The desk is a folder: desk.yaml, callflows/, prompts/, rota.yaml, worlds/. Without --desk it is the current folder.

            EXAMPLES
              voicedesk serve --world evening             answer real telephones
              voicedesk call emergency                    be the caller in this terminal
              voicedesk simulate --number emergency --world evening --from +33612345678 --keys "12345 1 1 2 1"
              voicedesk test                              run the desk's stories, in process or through a switchboard
              voicedesk flow prove                        check the properties of all flows over all paths
              voicedesk prompts play hold                 hear what callers hear
              voicedesk ticket open --client 12345 --service srv-web-01

            EXIT CODES
              0 done; 1 a check, a test or a proof fell short; 2 unusable arguments or files.

            Shell completion: voicedesk --generate-completion-script bash
            """,
        version: Version.text,
        subcommands: [
            ServeCommand.self, StatusCommand.self, CallsCommand.self, TraceCommand.self, CallCommand.self,
            SimulateCommand.self, TestCommand.self, DrillCommand.self,
            FlowCommand.self, PromptsCommand.self, RotaCommand.self,
            TicketCommand.self,
            BulletinCommand.self, ImportCommand.self, LedgerCommand.self, BillingCommand.self, SampleCommand.self,
        ])
}

/// The program's version.
enum Version {
    static let text = "0.1.0"
}

/// Runs the command and turns every failure into a message and an exit code.
@main
enum Main {
    static func main() async {
        do {
            var command = try Voicedesk.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            Exit.because(of: error)
        }
    }
}
