import ArgumentParser
import CallFlow
import Desk
import DeskFolder
import Ledger
import Prompts
import Simulator

/// `voicedesk call`: be the caller in this terminal.
struct CallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call", abstract: "Be the caller in this terminal.",
        discussion: """
            The keys 0-9, * and # are the telephone's; Ctrl-C hangs up. When a technician is rung you hold that phone too: \
            a accepts, d declines, b is busy, l lets it ring. The call is recorded in the ledger.

            EXAMPLES
              voicedesk call emergency --world evening --from +33612345678
              voicedesk call managerial --at 2026-03-10T21:00 --fast
              voicedesk call +33290920555 --database /var/lib/voicedesk/ledger.sqlite
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Argument(help: "The number to call: emergency, managerial, or a telephone number of the desk.")
    var number: String
    @Option(help: ArgumentHelp("Your number; anonymous if left out.", valueName: "phone"))
    var from: String?
    @Option(help: ArgumentHelp("When the call begins; the world's time, or now.", valueName: "time"))
    var at: String?
    @Option(
        help: ArgumentHelp(
            "Load these facts into the ledger if it has none: a file, or the name of a world.", valueName: "world"))
    var world: String?
    @Flag(help: "Show prompts at once instead of at speaking pace.")
    var fast = false
    @Flag(help: "The call is an exercise: it is never billed.")
    var drill = false

    func run() throws {
        let desk = try options.loadChecked()
        let role = try Reading.number(number, in: desk.policy)
        guard let context = desk.context(for: role), let dialled = desk.policy.number(role) else {
            throw Unusable("no flow answers '\(number)'", mend: "name one under 'numbers' in desk.yaml")
        }
        let phone = try Reading.phone(from)
        guard let terminal = Terminal() else {
            throw Unusable("'call' needs a terminal", mend: "run it in one, or use 'voicedesk simulate'")
        }
        defer { terminal.close() }
        let ledger = try ledgerOptions.open()
        let hasher = try ledgerOptions.hasher()
        var start = try at.map { try Reading.instant($0, option: "--at", in: desk.policy.zone) }
        var unavailable: Set<Store> = []
        if let name = world {
            let (text, path) = try Reading.worldText(name, desk: desk)
            let facts = try WorldFile.read(text, file: path, policy: desk.policy, hasher: hasher)
            _ = try ledger.load(facts, named: name, hash: WorldFile.hash(text))
            start = start ?? facts.at
            unavailable = facts.unavailable
        }
        let file = CaseFile(number: role, from: phone, startedAt: start ?? SystemTime.now, isDrill: drill)
        let id = Self.newID(at: file.startedAt, in: desk.policy.zone)
        let journal = try LedgerJournal(
            ledger,
            CallHeader(
                id: id, number: role, dialled: dialled.phone, from: phone, startedAt: file.startedAt,
                flow: context.program.name, flowHash: context.program.hash, policyHash: desk.policyHash,
                source: .terminal, isDrill: drill, language: desk.policy.defaultLanguage))
        let complaints = Complaints()
        let facts = LedgerFacts(ledger, hasher: hasher, unavailable: unavailable) { store, error in
            complaints.add("\(store.rawValue) cannot be read: \(error.message)")
        }
        let renderer = PromptRenderer(desk.catalogue, zone: desk.policy.zone)
        var call = InteractiveCall(
            context, rota: desk.rota, facts: facts, renderer: renderer, file: file, terminal: terminal, isFast: fast,
            journal: journal, complaints: complaints)
        let report = call.run()
        terminal.close()
        try ledger.close()
        Transcript(renderer: renderer, zone: desk.policy.zone, startedAt: file.startedAt).writeSummary(report)
        let place = ledgerOptions.database == "voicedesk.sqlite" ? "" : " --database \(ledgerOptions.database)"
        print("recorded as \(id): voicedesk ledger show \(id)\(place)")
    }

    /// A readable id that no other call has: the local time and four random digits.
    private static func newID(at now: Instant, in zone: ZoneRules) -> String {
        let local = zone.local(now)
        let day = Timestamp.format(local.date).replacing("-", with: "")
        let time = Timestamp.format(local.time, withSeconds: true).replacing(":", with: "")
        let random = String(UInt16.random(in: 0...UInt16.max), radix: 16)
        return "C-\(day)-\(time)-" + String(repeating: "0", count: 4 - random.utf8.count) + random
    }
}
