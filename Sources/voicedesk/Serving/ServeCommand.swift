import ArgumentParser
import Desk
import DeskFolder
import Foundation
import Ledger
import Logging
import Recordings
import Server
import ServiceLifecycle
import Settings
import UnixSignals

/// `voicedesk serve`: answer real telephones.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Answer the desk's numbers over SIP.",
        discussion: """
            Listens for SIP and answers by the desk's flows. Trunks, and whose calls are answered, stand in desk.yaml under 'telephony'; \
            what belongs to this machine comes from flags, environment variables (VOICEDESK_…), or server.yaml in the desk's folder, in \
            this order. SIGTERM and Ctrl-C end it: no new call is taken, calls that go on may finish within 'drain'.

            EXAMPLES
              voicedesk serve --world evening
              voicedesk serve --sip 0.0.0.0:5060 --http 127.0.0.1:8080 --database /var/lib/voicedesk/ledger.sqlite
              voicedesk serve --limit-calls 200 --log-format json
              voicedesk serve --print-settings

            Every setting of docs/operation.md is a flag; those that are not listed here take a value too.
            """)

    @OptionGroup var options: DeskOptions
    @Option(
        help: ArgumentHelp(
            "Where SIP is listened for: an address and a port, with udp:, tcp: or tls: before it; several with commas.",
            valueName: "end"))
    var sip: String?
    @Option(help: ArgumentHelp("Where /metrics, /healthz and /status are served; 'off' for nowhere.", valueName: "end"))
    var http: String?
    @Option(help: ArgumentHelp("The ledger's SQLite file.", valueName: "file"), completion: .file())
    var database: String?
    @Option(help: ArgumentHelp("The UDP ports of sound, such as 30000-39999.", valueName: "from-to"))
    var rtpPorts: String?
    @Option(
        help: ArgumentHelp(
            "Load these facts into the ledger if it has none: a file, or the name of a world.", valueName: "world"))
    var world: String?
    @Option(help: ArgumentHelp("The address that peers are told, behind address translation.", valueName: "address"))
    var publicAddress: String?
    @Option(
        name: .customLong("settings"), help: ArgumentHelp("The settings file.", valueName: "file"), completion: .file())
    var settingsFile: String?
    @Argument(
        parsing: .allUnrecognized, help: ArgumentHelp("Any other setting.", valueName: "--setting value"))
    var others: [String] = []
    @Flag(help: "Print every setting with where it comes from, and end.")
    var printSettings = false
    @Flag(help: "With --print-settings: as JSON.")
    var json = false

    func run() async throws {
        let desk = try options.loadChecked()
        let environment = ProcessInfo.processInfo.environment
        let loaded = try SettingsLoader.load(arguments: arguments(), environment: environment, desk: options.desk)
        if printSettings {
            print(json ? try loaded.json(with: desk.telephony) : loaded.text(with: desk.telephony))
            return
        }
        let settings = loaded.values
        let trunks = try desk.telephony.trunks(environment: environment, folder: options.desk)
        let logger = LogOutput.logger(settings.log)
        // Reading the recordings takes the processors, opening the ledger the disk.
        async let voice = VoiceLoader(DeskRecordings(desk)).load().voice
        let opening = try LedgerOpening.open(settings.database, at: SystemTime.now, logger: logger)
        let ledger = opening.ledger
        let hasher = try KeyedPasscodeHasher(keyFile: settings.database + ".key")
        if let name = settings.world, opening.failure == nil {
            let (text, path) = try Reading.worldText(name, desk: desk)
            let facts = try WorldFile.read(text, file: path, policy: desk.policy, hasher: hasher)
            _ = try ledger.load(facts, named: name, hash: WorldFile.hash(text))
        }
        let server = DeskServer(
            desk, plan: ServerPlan(settings, telephony: desk.telephony, trunks: trunks, deskFolder: options.desk),
            ledger: ledger, ledgerFailure: opening.failure, hasher: hasher, logger: logger, voice: try await voice)
        let group = ServiceGroup(
            services: [server], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        try await group.run()
        try ledger.close()
    }

    /// The flags in the form of the settings' loader.
    private func arguments() -> [String] {
        var arguments: [String] = []
        let named: [(String, String?)] = [
            ("sip", sip), ("http", http), ("database", database), ("rtp-ports", rtpPorts), ("world", world),
            ("public-address", publicAddress), ("settings", settingsFile),
        ]
        for case (let name, let value?) in named { arguments += ["--\(name)", value] }
        return arguments + others
    }
}
