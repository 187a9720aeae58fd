import ArgumentParser
import Calls
import Desk
import DeskFolder
import Foundation
import Ledger
import Simulator

/// `voicedesk sample`: a month of a made-up provider.
struct SampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample", abstract: "Make up a month of calls in an empty ledger.",
        discussion: """
            Clients, tickets, bulletins and callers are invented; every call runs through the real desk in virtual time. The same \
            desk, month, seed and numbers give the same calls. Charges are decided, invoiced, disputed and credited as in life, unless \
            they are to stay proposed.

            EXAMPLES
              voicedesk sample --month 2026-10 --seed 7 --database month.sqlite
              voicedesk sample --month 2026-10 --seed 7 --calls 400 --clients 40 --database small.sqlite --json
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Option(help: ArgumentHelp("The month, for example 2026-10.", valueName: "month"))
    var month: String
    @Option(help: "What every chance depends on.")
    var seed: UInt64 = 1
    @Option(help: "How many calls there are.")
    var calls: Int = 4_000
    @Option(help: "How many clients the provider has.")
    var clients: Int = 300
    @Flag(help: "Leave all charges proposed, for exercises in reviewing.")
    var undecided = false
    @Flag(help: "Print the summary as JSON.")
    var json = false

    func run() throws {
        let desk = try options.loadChecked()
        let parts = month.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let year = parts[0], let number = parts[1] else {
            throw Unusable("--month: '\(month)' is no month", mend: "write it like 2026-10")
        }
        let parameters = try MonthParameters(year: year, month: number, seed: seed, calls: calls, clients: clients)
        let ledger = try ledgerOptions.open()
        let progress = ProgressLine(month)
        defer { progress.clear() }
        let summary = try SampleMonth(desk, parameters, hasher: try ledgerOptions.hasher())
            .write(
                into: ledger, progress: { progress.show($0, of: $1) },
                decide: { ledger, charges, random in
                    guard !undecided else { return }
                    try SampleBilling(desk: desk, ledger: ledger).settle(charges, &random)
                })
        try ledger.close()
        progress.clear()
        if json { return print(summary.json.pretty()) }
        print("\(summary.calls) calls of \(summary.clients) clients in \(ledgerOptions.database)")
        let verdicts = VerdictKind.allCases.map { "\(summary.verdicts[$0] ?? 0) \($0.rawValue)" }
        print("\(verdicts.joined(separator: ", ")); \(summary.connected) connected, \(summary.drills) drills")
        print("\(summary.tickets) tickets, \(summary.missedGuarantees) answered too late or never")
        let sums = summary.cents.sorted { $0.key < $1.key }.map { Money(cents: $0.value, currency: $0.key).description }
        print(
            "\(summary.charges) charges proposed: \(sums.isEmpty ? "nothing" : sums.joined(separator: ", ")) excl. tax")
    }
}
