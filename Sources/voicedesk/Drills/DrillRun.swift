import ArgumentParser
import Desk
import DeskFolder
import DrillLine
import Drills
import Foundation
import Ledger
import Simulator
import Telephones

/// `voicedesk drill run`: one person plays one scenario.
struct DrillRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Play a scenario.",
        discussion: """
            In a terminal the clock is yours. From a pipe, one input a line, time is virtual: a line takes three seconds, one that \
            begins with +40s comes so much later; so a script has the same result everywhere.

            With --ring a technician's scenario is played on a real telephone: it is rung, hears every line, and its keys count.
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Argument(help: "The scenario's name, or its file.") var name: String
    @Option(help: "coach: with hints and warnings; exam: without, against the clock.") var mode: DrillMode = .coach
    @Option(help: "The language: fr or en.") var lang: DrillLanguage = .fr
    @Option(help: "Who practises.") var person: String?
    @Option(
        help: ArgumentHelp(
            "Ring this telephone for a technician's scenario, such as sip:alice@192.0.2.7:5060.", valueName: "uri"))
    var ring: String?
    @Option(
        help: ArgumentHelp(
            "With --ring: call from here; an address on the way if left out.", valueName: "address:port"))
    var sip: String?
    @Flag(inversion: .prefixedNo, help: "Keep the result in the ledger, marked as a drill.") var keep = true
    @Flag(help: "Print the result as JSON, and nothing else on the standard output.") var json = false

    func validate() throws {
        if sip != nil, ring == nil { throw ValidationError("--sip belongs to --ring: name the telephone") }
    }

    func run() async throws {
        let desk = try options.loadChecked()
        let library = DrillLibrary(desk)
        let scenario = try library.scenario(name)
        if ring != nil, scenario.role != .technician {
            throw Unusable(
                "--ring: '\(name)' is for the role \(scenario.role.rawValue)",
                mend: "choose a scenario from 'voicedesk drill list --role technician'")
        }
        let isTerminal = isatty(STDIN_FILENO) == 1
        let screen = DrillScreen(language: lang.language, channel: !json ? .output : isTerminal ? .errors : .none)
        let person = try personName(isTerminal: isTerminal, screen)
        let begun = SystemTime.now
        let session = DrillSession(scenario, desk: library.desk, mode: mode, language: lang.language)
        screen.brief(scenario, mode)
        let played: DrillSession
        if let ring {
            played = try await play(session, on: ring, desk, screen)
        } else {
            played = isTerminal ? try playInTerminal(session, screen) : DrillScript.play(session, screen)
        }
        let result = played.result(
            id: Self.newID(at: begun, in: library.desk.policy.zone), person: person, begun: begun)
        // Shown first: a ledger that cannot be written must not cost the trainee what was reached.
        if json { print(result.json) } else { screen.write(result, scenario) }
        if keep { _ = try ledgerOptions.open().add(result) }
    }

    /// Plays on a real telephone; what is said is shown, too.
    private func play(
        _ session: DrillSession, on address: String, _ desk: DeskFolder, _ screen: DrillScreen
    ) async throws -> DrillSession {
        let telephones = DrillTelephones(desk: desk, folder: options.desk, sip: sip)
        let lines = DrillSessionLines(texts: session.spokenTexts, language: session.language)
        let (drill, bank) = try await telephones.drill(lines, ringing: address)
        let ending = BreakOff { drill.leave() }
        defer { withExtendedLifetime(ending) {} }
        do {
            let played = try await drill.play(session) { screen.show($0) }
            await bank.shutdown()
            return played
        } catch {
            await bank.shutdown()
            throw Unusable(
                "--ring: '\(address)' could not be rung (\(error.end))",
                mend: "check that a telephone answers there, and nothing in between refuses the call")
        }
    }

    private func playInTerminal(_ session: DrillSession, _ screen: DrillScreen) throws -> DrillSession {
        if session.scenario.role == .technician, Terminal.isPresent, let terminal = Terminal() {
            defer { terminal.close() }
            return DrillKeypad(terminal: terminal, screen: screen).play(session)
        }
        guard let lines = LineReader() else {
            throw Unusable("this terminal cannot be used", mend: "run the drill in another")
        }
        return DrillDialogue(lines: lines, screen: screen).play(session)
    }

    private func personName(isTerminal: Bool, _ screen: DrillScreen) throws -> String {
        if let person { return try Self.checked(person) }
        guard isTerminal else { return "anonymous" }
        screen.write(lang == .fr ? "Votre nom : " : "Your name: ")
        return try Self.checked(readLine() ?? "")
    }

    private static func checked(_ name: String) throws -> String {
        let trimmed = name.trimmingCharacters(in: .whitespaces)
        guard !trimmed.isEmpty, trimmed.utf8.count <= 100, trimmed.unicodeScalars.allSatisfy({ $0.value >= 0x20 })
        else {
            throw Unusable("'\(trimmed.prefix(40))' is no name", mend: "give --person with 1 to 100 characters")
        }
        return trimmed
    }

    private static func newID(at now: Instant, in zone: ZoneRules) -> String {
        let local = zone.local(now)
        let day = Timestamp.format(local.date).replacing("-", with: "")
        let time = Timestamp.format(local.time, withSeconds: true).replacing(":", with: "")
        let random = String(UInt32.random(in: 0...UInt32.max), radix: 16)
        return "D-\(day)-\(time)-" + String(repeating: "0", count: 8 - random.utf8.count) + random
    }
}
