import ArgumentParser
import CallFlow
import CallLedger
import Calls
import Desk
import DeskFolder
import Foundation
import Ledger

/// `voicedesk drill fire`.
struct DrillFireCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fire", abstract: "Ring the people on call for an exercise, and measure who answers when.",
        discussion: """
            They are rung in the order and with the times of a real call, and told at once that it is an exercise. Nobody is rung who did
            not agree ('drills: readiness: consent' in desk.yaml), in quiet hours, or twice within 'per_person'. It ends with the first
            who accepts, as a call does, unless --everybody is to be measured.

            EXAMPLES
              voicedesk drill fire --dry-run
              voicedesk drill fire --line keyboard             you play the technicians
              voicedesk drill fire --at 20:30 --everybody
            """)

    /// Which phones ring.
    enum Line: String, CaseIterable, ExpressibleByArgument { case keyboard }

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Option(help: "Which chain: support, on-call or managers; whoever has the time of day if left out.")
    var chain: String?
    @Option(help: ArgumentHelp("When; now if left out. A time of day is the next one.", valueName: "time"))
    var at: String?
    @Flag(help: "Ring all of the chain, also after somebody accepted.")
    var everybody = false
    @Option(help: "Which phones ring: keyboard, on which you play the technicians.")
    var line: Line = .keyboard
    @Flag(help: "Write results into the ledger though no real phone rang.")
    var keep = false
    @Flag(help: "Tell who would be rung and who would not, and why; ring nobody.")
    var dryRun = false
    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let desk = try options.load()
        let moment = try FireMoment(at, now: SystemTime.now, zone: desk.policy.zone)
        let plan = try ReadinessPlan(
            desk, ledger: try existingLedger(), chain: chain, at: moment.instant, isEverybody: everybody)
        if dryRun { return show(plan) }
        try refuse(plan)
        try await moment.wait(what: "the exercise begins", isQuiet: json)
        // Who is on call may have changed meanwhile, and so may the hour.
        let now = moment.isNow ? moment.instant : max(moment.instant, SystemTime.now)
        let ready = try ReadinessPlan(
            desk, ledger: try existingLedger(), chain: chain, at: now, isEverybody: everybody)
        try refuse(ready)
        try await fire(ready, desk)
    }

    private func existingLedger() throws -> Ledger? {
        FileManager.default.fileExists(atPath: ledgerOptions.database) ? try ledgerOptions.open() : nil
    }

    private func refuse(_ plan: ReadinessPlan) throws {
        let text = ReadinessText(zone: plan.zone)
        guard plan.people.contains(where: { $0.refusal == nil }) else {
            if let window = plan.people.compactMap(\.quietHours).first {
                throw Unusable(
                    "it is quiet from \(Timestamp.format(window.opens)) to \(Timestamp.format(window.closes)) and nobody is rung",
                    mend: "choose another --at, or change 'drills: readiness: quiet' in desk.yaml")
            }
            let why = plan.people.map { "\($0.person.id): \($0.refusal.map(text.words) ?? "")" }
            throw Unusable(
                "nobody may be rung (\(why.joined(separator: "; ")))",
                mend: "name those who agree under 'drills: readiness: consent' in desk.yaml, or choose another --at")
        }
    }

    private func show(_ plan: ReadinessPlan) {
        let text = ReadinessText(zone: plan.zone)
        if json { return print(plan.json(text).pretty()) }
        print("\(Timestamp.format(plan.at, in: plan.zone)), chain \(plan.hunt.chain.rawValue)")
        let rows = plan.people.map { person in
            [
                String(person.rung + 1), person.person.id, person.person.name,
                person.refusal.map { "not rung: \(text.words($0))" } ?? "would be rung",
            ]
        }
        print(Output.table([["turn", "person", "name", ""]] + rows))
        print("each phone rings for \(DurationText.format(plan.hunt.ringTimeout)); nobody was rung")
    }

    private func fire(_ plan: ReadinessPlan, _ desk: DeskFolder) async throws {
        let text = ReadinessText(zone: plan.zone)
        let catalogue = desk.catalogue
        let provider = desk.policy.provider
        let isQuiet = json
        let phones = KeyboardLine(hunt: plan.hunt) { prompt, language in
            catalogue.prompts[prompt]?.texts[language]?.pieces.map { piece in
                switch piece {
                case .words(let words): words
                case .value: provider
                }
            }.joined() ?? prompt
        } show: { line in
            if isQuiet { Output.error(line) } else { print(line) }
        }
        if !json { print("you play the technicians:\n\(KeyboardLine.help)") }
        var drill = plan.drill
        phones.start()
        let report = await drill.run(on: phones, from: phones.now)
        let kept = try keepResults(of: report, desk, isReal: phones.isReal)
        if json {
            print(text.json(report, kept: kept).pretty())
        } else {
            print("\n" + text.table(report))
            print(text.summary(report))
            print(
                kept.isEmpty
                    ? "nothing was written, as no real phone rang (--keep)"
                    : "recorded as \(kept.joined(separator: ", "))")
        }
        if report.timeToHuman == nil { throw FellShort() }
    }

    /// Writes a result for everybody who was rung.
    /// - Returns: their ids.
    private func keepResults(of report: ReadinessReport, _ desk: DeskFolder, isReal: Bool) throws -> [String] {
        guard isReal || keep, report.rung > 0 else { return [] }
        let stamp = DrillID.stamp(report.at, in: desk.policy.zone)
        let results = DrillResult.results(
            of: report, terms: desk.readiness, hash: desk.policyHash, language: desk.policy.defaultLanguage
        ) { _ in DrillID.new(stamp) }
        let ledger = try ledgerOptions.open()
        try ledger.add(results)
        try ledger.close()
        return results.map(\.id)
    }
}

/// Ids of drills: `D-20261123-181200-1a2b3c4d`.
enum DrillID {
    static func stamp(_ at: Instant, in zone: ZoneRules) -> String {
        let local = zone.local(at)
        let digits = "\(Timestamp.format(local.date))-\(Timestamp.format(local.time, withSeconds: true))"
        let parts = digits.split(separator: "-")
        return parts.prefix(3).joined() + "-" + (parts.last.map { String($0.filter { $0 != ":" }) } ?? "")
    }

    static func new(_ stamp: String) -> String {
        let random = String(UInt32.random(in: .min ... .max), radix: 16)
        return "D-\(stamp)-" + String(repeating: "0", count: 8 - random.count) + random
    }
}
