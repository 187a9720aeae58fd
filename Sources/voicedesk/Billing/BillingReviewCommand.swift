import ArgumentParser
import Calls
import Desk
import DeskFolder
import Foundation
import Ledger

/// `voicedesk billing review`.
struct BillingReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "List proposed charges with their evidence, and take the decision.",
        discussion: """
            In a terminal it asks about each proposal. Who proposed a charge cannot confirm it, unless the desk says otherwise
            (billing: four_eyes). A waiver needs a reason.

            EXAMPLES
              voicedesk billing review
              voicedesk billing review --list --status confirmed --json
              voicedesk billing review --confirm 12,13 --by odile
              voicedesk billing review --waive 14 --reason "the portal was down" --by odile
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Flag(help: "Only list.")
    var list = false
    @Option(help: "Which charges are listed: proposed, confirmed, waived, invoiced or credited.")
    var status: RecordedCharge.Status = .proposed
    @Option(help: "Only this client's charges.")
    var client: String?
    @Option(help: "How many at most.")
    var limit: Int = 100
    @Option(help: ArgumentHelp("Confirm these charges; with commas between.", valueName: "charges"))
    var confirm: String?
    @Option(help: ArgumentHelp("Waive these charges; with commas between.", valueName: "charges"))
    var waive: String?
    @Option(help: "Why.")
    var reason: String?
    @OptionGroup var actor: ActorOption
    @OptionGroup var moment: MomentOption
    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let desk = try options.load()
        let ledger = try ledgerOptions.openExisting()
        let now = try moment.read(in: desk.policy.zone)
        if confirm != nil || waive != nil { return try decide(ledger, desk, at: now) }
        guard limit > 0 else { throw Unusable("--limit: '\(limit)' shows nothing", mend: "give 1 or more") }
        let client = try client.map { try Reading.client($0) }
        let charges = try ledger.charges(limit: limit, status: status, client: client)
        if json {
            print(JSON.array(try charges.map { try members($0, ledger, desk) }).pretty())
        } else if list || status != .proposed || isatty(STDIN_FILENO) == 0 {
            print(
                charges.isEmpty
                    ? "no charge is \(status.rawValue)"
                    : Output.table([ChargeText.heading] + charges.map { ChargeText.row($0, in: desk.policy.zone) }))
        } else {
            try ReviewDialogue(ledger: ledger, desk: desk, actor: actor.name).run(
                charges.reversed(), at: { SystemTime.now })
        }
    }

    private func decide(_ ledger: Ledger, _ desk: DeskFolder, at now: Instant) throws {
        for id in try ids(confirm, option: "--confirm") {
            try ledger.confirm(
                charge: id, by: actor.name, reason: reason ?? "", fourEyes: desk.billing.fourEyes, at: now)
            print("charge \(id) confirmed")
        }
        for id in try ids(waive, option: "--waive") {
            try ledger.waive(charge: id, by: actor.name, reason: reason ?? "", at: now)
            print("charge \(id) waived")
        }
    }

    private func ids(_ text: String?, option: String) throws -> [Int64] {
        try (text ?? "").split(separator: ",").map { part in
            guard let id = Int64(part.trimmingCharacters(in: .whitespaces)) else {
                throw Unusable(
                    "\(option): '\(part)' is no charge", mend: "give the numbers that 'billing review --list' shows")
            }
            return id
        }
    }

    private func members(_ charge: RecordedCharge, _ ledger: Ledger, _ desk: DeskFolder) throws -> JSON {
        let zone = desk.policy.zone
        let call = try ledger.call(charge.callID)?.call
        return .object([
            ("charge", .int(Int(charge.id))), ("call", .string(charge.callID)),
            ("client", .optional(charge.client?.description)), ("status", .string(charge.status.rawValue)),
            ("amount", .number(String(charge.proposal.amount.description.prefix { $0 != " " }))),
            ("currency", .string(charge.proposal.amount.currency)),
            ("reasons", .array(charge.proposal.reasons.map { .string($0.rawValue) })),
            ("proposed", .string(Timestamp.format(charge.proposedAt, in: zone))),
            ("proposed_by", .string(charge.proposal.proposer)),
            ("decided_by", .optional(charge.decided?.actor)), ("decision_reason", .optional(charge.decided?.reason)),
            ("invoice", .optional(charge.invoice?.number)), ("credit_note", .optional(charge.creditNote?.number)),
            ("replaces", charge.replaces.map { .int(Int($0)) } ?? .null),
            ("disputed", .bool(try ledger.disputes(of: charge.id).contains { $0.closed == nil })),
            ("heard", .array((call?.ending?.heard ?? []).map(JSON.string))), ("keys", .optional(call?.ending?.keys)),
            ("assessment", call?.ending.map { .number($0.assessment) } ?? .null),
        ])
    }
}

extension RecordedCharge.Status: ExpressibleByArgument {}
