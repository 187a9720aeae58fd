import ArgumentParser
import Desk
import DeskFolder
import Drills
import Foundation
import Ledger

/// `voicedesk drill from-call`: a recorded call becomes a scenario that nobody is known by.
struct DrillFromCall: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "from-call", abstract: "Make an anonymous desk agent's scenario of a recorded call.",
        discussion: """
            Client numbers, names, phones, ticket ids, services and titles are replaced, and all times are moved alike. The \
            scenario is written to drills/NAME.yaml of the desk, or to the standard output with --output -; texts are plain and \
            wait for your hand.
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Argument(help: "The call's id; 'voicedesk ledger show' lists them.") var call: String
    @Option(help: "The scenario's name.") var name: String = "from-call"
    @Option(help: ArgumentHelp("Where to write it; - is the standard output.", valueName: "file")) var output: String?
    @Flag(help: "Replace a file that exists.") var force = false

    func run() throws {
        let folder = try options.loadChecked()
        let ledger = try ledgerOptions.openForReport()
        guard let details = try ledger.call(call) else {
            throw Unusable(
                "there is no call '\(call)' in '\(ledgerOptions.database)'",
                mend: "list them with 'voicedesk ledger show'")
        }
        let text: String
        do {
            text = try FromCall.scenario(details, name: name, desk: DrillDesk(folder))
        } catch let error as FromCallError {
            throw Unusable("'\(call)' cannot become a drill", mend: error.description)
        }
        if output == "-" { return Output.write(text) }
        let path = output ?? (folder.path == "." ? "drills/\(name).yaml" : "\(folder.path)/drills/\(name).yaml")
        guard force || !FileManager.default.fileExists(atPath: path) else {
            throw Unusable("'\(path)' exists", mend: "give another --name or --output, or --force")
        }
        do {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            throw Unusable("'\(path)' cannot be written", mend: "choose a folder that exists and that you may write to")
        }
        print("\(path): voicedesk drill run \(name)")
    }
}
