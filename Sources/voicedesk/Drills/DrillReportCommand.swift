import ArgumentParser
import Desk
import DeskFolder
import Foundation
import Ledger
import Reports

/// `voicedesk drill report`.
struct DrillReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Tell what came of drills: by person, scenario and rule, and over time.",
        discussion: """
            Which rules cost most says what the team should learn next. Results are in no figure of production. Tables are results,
            people, scenarios and rules; docs/reports.md tells what they hold.

            EXAMPLES
              voicedesk drill report --to drills.html
              voicedesk drill report --month 2026-11 --lang en --to drills.html
              voicedesk drill report --person "Bruno Keller" --format csv
              voicedesk drill report --format csv --table rules --from 2026-01-01
              voicedesk drill report --format json | jq '.rules[0]'
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case html, csv, json }

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Option(help: "What is written: html, csv or json.")
    var format: Format = .html
    @Option(help: "With csv, which table: results, people, scenarios or rules.")
    var table: DrillTable?
    @OptionGroup var filter: DrillFilterOptions
    @Option(
        name: [.customLong("lang"), .customLong("language")],
        help: "The language of the page: fr or en; the desk's first if left out.")
    var language: Language?
    @Option(help: ArgumentHelp("The file; - for the standard output.", valueName: "path"), completion: .file())
    var to: String = "-"

    func validate() throws {
        guard table == nil || format == .csv else { throw ValidationError("--table goes with --format csv") }
    }

    func run() throws {
        let desk = try options.load()
        let ledger = try ledgerOptions.openForReport()
        let request = DrillReportRequest(
            filter: try filter.read(in: desk.policy.zone), zone: desk.policy.zone, provider: desk.policy.provider,
            now: SystemTime.now)
        let report = try DrillReport.build(from: ledger, request)
        if report.isEmpty, to != "-" || format != .html { Output.error("voicedesk: no drill fits this request") }
        try PageFile.write(to) { output in
            switch format {
            case .html: try DrillPage.html(report, language: language ?? desk.policy.defaultLanguage, to: &output)
            case .csv: try (table ?? .results).csv(report, to: &output)
            case .json: try DrillJSON.write(report, to: &output)
            }
        }
    }
}

extension DrillTable: ExpressibleByArgument {}

/// Which results a command is about.
struct DrillFilterOptions: ParsableArguments {
    @Option(help: "Only the results of this person, by the whole name.")
    var person: String?
    @Option(help: "Only the results of this scenario.")
    var scenario: String?
    @Option(help: ArgumentHelp("Only those of a month, in the desk's time zone.", valueName: "yyyy-mm"))
    var month: ReportMonth?
    @Option(help: ArgumentHelp("Only those from this time on.", valueName: "time"))
    var from: String?
    @Option(help: ArgumentHelp("Only those before this time.", valueName: "time"))
    var until: String?

    func validate() throws {
        guard month == nil || (from == nil && until == nil) else {
            throw ValidationError("--month says from when and until when: leave out --from and --until")
        }
    }

    func read(in zone: ZoneRules) throws -> DrillFilter {
        DrillFilter(person: person, scenario: scenario, during: try during(in: zone))
    }

    private func during(in zone: ZoneRules) throws -> Range<Instant>? {
        if let month { return month.range(in: zone) }
        guard from != nil || until != nil else { return nil }
        let first = try from.map { try Reading.instant($0, option: "--from", in: zone) } ?? .distantPast
        let end = try until.map { try Reading.instant($0, option: "--until", in: zone) } ?? .distantFuture
        guard first < end else {
            throw Unusable("--until: '\(until ?? "")' is not after --from", mend: "name a later time")
        }
        return first..<end
    }
}

/// Writes a page or a table to a file or to the standard output.
enum PageFile {
    static func write(_ path: String, _ body: (inout ReportOutput) throws -> Void) throws {
        guard path == "-" else {
            try ReportFile.write(to: path, body)
            return print(path)
        }
        var output = ReportOutput { FileHandle.standardOutput.write(Data($0)) }
        try body(&output)
        try output.flush()
    }
}
