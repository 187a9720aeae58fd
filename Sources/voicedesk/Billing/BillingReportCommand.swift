import ArgumentParser
import Desk
import DeskFolder
import Foundation
import Ledger
import Reports
import TransparencyLog

/// `voicedesk billing report`.
struct BillingReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write the report of a month: a page for print, tables, or JSON lines.",
        discussion: """
            What each figure means is told in docs/reports.md. Every sum is made twice by independent ways; where they differ there is no
            report but an error. Drills are not counted. The latest checkpoint of the ledger is printed on the page.

            EXAMPLES
              voicedesk billing report --month 2026-10 --to report.html
              voicedesk billing report --month 2026-10 --format csv --table charges --to charges.csv
              voicedesk billing report --month 2026-10 --format csv --to report/
              voicedesk billing report --month 2026-10 --format jsonl --to -
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case html, csv, jsonl }

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Option(help: ArgumentHelp("The month, in the desk's time zone.", valueName: "yyyy-mm"))
    var month: String
    @Option(help: "What is written: html, csv or jsonl.")
    var format: Format = .html
    @Option(
        help: "With csv, one table alone: totals, charges, movements, guarantees, clients, disputes, rules or calls.")
    var table: ReportTable?
    @Flag(help: "With jsonl: leave out the lines of single calls.")
    var withoutCalls = false
    @Option(help: "The language of the page: fr or en; the desk's first if left out.")
    var language: Language?
    @Option(
        help: ArgumentHelp("The file; a folder for all tables; - for the standard output.", valueName: "path"),
        completion: .file())
    var to: String
    @OptionGroup var moment: MomentOption

    func run() throws {
        let desk = try options.load()
        let ledger = try ledgerOptions.openForReport()
        let month = try ReportMonth(month)
        let now = try moment.read(in: desk.policy.zone)
        let report = try MonthlyReport.build(
            from: ledger,
            ReportRequest(
                month: month, policy: desk.policy, policyHash: desk.policyHash, provider: ReportProvider(desk.provider),
                now: now, checkpoint: try ledger.latestCheckpoint()?.note.description))
        switch format {
        case .html:
            let language = language ?? desk.policy.defaultLanguage
            try write(to) { try ReportPage.html(report, language: language, to: &$0) }
        case .jsonl: try write(to) { try ReportLines.jsonLines(report, calls: !withoutCalls, to: &$0) }
        case .csv:
            if let table { return try write(to) { try table.csv(report, to: &$0) } }
            guard to != "-" else {
                throw Unusable("--to: several tables cannot go to one output", mend: "name a folder, or one --table")
            }
            try FileManager.default.createDirectory(atPath: to, withIntermediateDirectories: true)
            for table in ReportTable.allCases {
                try write("\(to)/\(month)-\(table.rawValue).csv") { try table.csv(report, to: &$0) }
            }
        }
    }

    private func write(_ path: String, _ body: (inout ReportOutput) throws -> Void) throws {
        guard path == "-" else {
            try ReportFile.write(to: path, body)
            return print(path)
        }
        var output = ReportOutput { FileHandle.standardOutput.write(Data($0)) }
        try body(&output)
        try output.flush()
    }
}

extension ReportTable: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}

extension ReportProvider {
    /// The provider with the mentions that the procedure prints.
    init(_ provider: ProviderDetails) {
        var mentions: [Mention] = []
        let form = [provider.legalForm, provider.capital.map { "au capital de \($0)" }].compactMap(\.self)
        if !form.isEmpty { mentions.append(Mention(form.joined(separator: " "))) }
        if let address = provider.address { mentions.append(Mention(address)) }
        if let office = provider.registeredOffice { mentions.append(Mention(office, label: "Siège social")) }
        if let phone = provider.phone { mentions.append(Mention(phone, label: "Tél.")) }
        if let siret = provider.siret { mentions.append(Mention(siret, label: "Siret")) }
        if let vat = provider.vat { mentions.append(Mention(vat, label: "TVA")) }
        self.init(name: provider.name, mentions: mentions)
    }
}
