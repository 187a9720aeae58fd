import ArgumentParser
import CallFlow
import CallLedger
import Calls
import Desk
import DeskFolder
import DrillLine
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
              voicedesk drill fire --keyboard                  you play the technicians
              voicedesk drill fire --at 20:30 --everybody
              voicedesk drill fire --via sip:192.0.2.7         real phones, by way of a switchboard
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Option(help: "Which chain: support, on-call or managers; whoever has the time of day if left out.")
    var chain: String?
    @Option(help: ArgumentHelp("When; now if left out. A time of day is the next one.", valueName: "time"))
    var at: String?
    @Flag(help: "Ring all of the chain, also after somebody accepted.")
    var everybody = false
    @Flag(help: "Ring nobody: you play the technicians. So it is too for a desk without trunks and no --via.")
    var keyboard = false
    @Option(
        help: ArgumentHelp(
            "Ring everybody by way of this switchboard, not over the desk's trunks.", valueName: "uri"))
    var via: String?
    @Option(
        help: ArgumentHelp(
            "Call from here; an address on the way and any port if left out.", valueName: "address:port"))
    var sip: String?
    @Flag(help: "Write results into the ledger though no real phone rang.")
    var keep = false
    @Flag(help: "Tell who would be rung and who would not, and why; ring nobody.")
    var dryRun = false
    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if keyboard, via != nil || sip != nil {
            throw ValidationError("--keyboard rings nobody: leave out --via and --sip")
        }
    }

    /// Whether real phones ring.
    private func isReal(_ desk: DeskFolder) -> Bool {
        !keyboard && (via != nil || sip != nil || !desk.telephony.trunks.isEmpty)
    }

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
        let isReal = isReal(desk)
        let report = try await isReal ? ring(plan, desk) : play(plan, desk)
        let kept = try keepResults(of: report, desk, isReal: isReal)
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

    /// Rings real phones; Ctrl-C breaks it off, and hangs up whoever is rung.
    private func ring(_ plan: ReadinessPlan, _ desk: DeskFolder) async throws -> ReadinessReport {
        let phones = try await DrillTelephones(desk: desk, folder: options.desk, via: via, sip: sip).line(for: plan)
        let ending = BreakOff { phones.breakOff() }
        let screen = ReadinessScreen(people: plan.people.map(\.person)) { line in
            if json { Output.error(line) } else { Output.write(line + "\n") }
        }
        screen.show("real phones ring; Ctrl-C breaks it off")
        var drill = plan.drill
        let report = await drill.run(on: phones, from: phones.now) { screen.follow($0, $1) }
        await phones.close()
        withExtendedLifetime(ending) {}
        return report
    }

    /// Lets the person at the keyboard play the technicians.
    private func play(_ plan: ReadinessPlan, _ desk: DeskFolder) async throws -> ReadinessReport {
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
        if !keyboard {
            let why = "no real phone rings, as desk.yaml names no trunk and there is no --via"
            if json { Output.error(why) } else { print(why) }
        }
        if !json { print("you play the technicians:\n\(KeyboardLine.help)") }
        var drill = plan.drill
        phones.start()
        return await drill.run(on: phones, from: phones.now)
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
