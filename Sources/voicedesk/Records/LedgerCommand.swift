import ArgumentParser
import Calls
import Desk
import DeskFolder
import Ledger
import Simulator

/// `voicedesk ledger`: what was recorded.
struct LedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Look at the recorded calls, prove them, and keep them.",
        subcommands: [
            LedgerShowCommand.self, LedgerVerifyCommand.self, LedgerCheckpointCommand.self, LedgerKeyCommand.self,
            LedgerExportCommand.self, LedgerEraseCommand.self, LedgerRetainCommand.self, LedgerBackupCommand.self,
            ReplayCommand.self,
        ])
}

/// `voicedesk ledger show`.
struct LedgerShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "List the calls, or show one with all its events.",
        discussion: """
            EXAMPLES
              voicedesk ledger show
              voicedesk ledger show C-20260310-203000-1a2b
              voicedesk ledger show --client 12345 --json
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Argument(help: "The call's id; a list of all calls if left out.")
    var call: String?
    @Option(help: "Only this client's calls.")
    var client: String?
    @Option(help: "How many calls at most.")
    var limit: Int = 50
    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let zone = try options.load().policy.zone
        let ledger = try ledgerOptions.openExisting()
        if let call {
            guard let details = try ledger.call(call) else {
                throw Unusable(
                    "there is no call '\(call)' in '\(ledgerOptions.database)'",
                    mend: "list them with 'voicedesk ledger show'")
            }
            show(details, in: zone)
        } else {
            guard limit > 0 else { throw Unusable("--limit: '\(limit)' shows nothing", mend: "give 1 or more") }
            show(try ledger.calls(limit: limit, client: try client.map { try Reading.client($0) }), in: zone)
        }
    }

    private func show(_ calls: [RecordedCall], in zone: ZoneRules) {
        if json {
            print(JSON.array(calls.map { .object(members($0, zone)) }).pretty())
        } else if calls.isEmpty {
            print("no call")
        } else {
            let rows = calls.map { call in
                [
                    call.header.id, call.header.number.rawValue, Timestamp.format(call.header.startedAt, in: zone),
                    call.decision?.client?.description ?? (call.erasedAt == nil ? "–" : "erased"),
                    call.decision?.verdict.kind.rawValue ?? call.state.rawValue,
                    call.decision?.verdict.reasons.map(\.rawValue).joined(separator: ",") ?? "",
                ]
            }
            print(Output.table([["call", "number", "at", "client", "verdict", "reasons"]] + rows))
        }
    }

    private func show(_ details: CallDetails, in zone: ZoneRules) {
        if json {
            let events = details.events.map { event in
                JSON.object([
                    ("seq", .int(event.seq)), ("at", .string(Timestamp.format(event.at, in: zone))),
                    ("kind", .string(event.kind)), ("payload", .number(event.payload)),
                ])
            }
            print(
                JSON.object(
                    members(details.call, zone) + [("charge", charge(details.charge)), ("events", .array(events))]
                ).pretty())
            return
        }
        var rows = members(details.call, zone).map { [$0.0, text($0.1)] }
        if let charge = details.charge {
            rows.append(["charge", "\(charge.proposal.amount) excl. tax, \(charge.status.rawValue)"])
        }
        print(Output.table(rows) + "\n")
        let start = details.call.header.startedAt
        print(
            Output.table(
                details.events.map { event in
                    [
                        String(event.seq), CallReport.seconds(start.duration(to: event.at)) + " s", event.kind,
                        Self.shortened(event.payload),
                    ]
                }))
    }

    /// The facts of a check fill pages; `--json` has all of them.
    private static func shortened(_ payload: String) -> String {
        payload.count > 240 ? payload.prefix(240) + "…" : payload
    }

    private func members(_ call: RecordedCall, _ zone: ZoneRules) -> [(String, JSON)] {
        let header = call.header
        return [
            ("id", .string(header.id)), ("number", .string(header.number.rawValue)),
            ("from", .optional(header.from?.description)),
            ("erased", call.erasedAt.map { .string(Timestamp.format($0, in: zone)) } ?? .null),
            ("at", .string(Timestamp.format(header.startedAt, in: zone))), ("state", .string(call.state.rawValue)),
            ("drill", .bool(header.isDrill)), ("flow", .string(header.flow)), ("flow_hash", .string(header.flowHash)),
            ("policy_hash", .string(header.policyHash)),
            ("client", .optional(call.decision?.client?.description)), ("contact", .optional(call.decision?.contact)),
            ("ticket", .optional(call.decision?.ticket)),
            ("verdict", .optional(call.decision?.verdict.kind.rawValue)),
            ("reasons", .array((call.decision?.verdict.reasons ?? []).map { .string($0.rawValue) })),
            ("connected_to", .optional(call.connectedTo)),
            ("heard", .array((call.ending?.heard ?? []).map(JSON.string))),
            ("keys", .optional(call.ending?.keys)),
            ("duration_s", call.ending.map { .number(CallReport.seconds($0.duration)) } ?? .null),
            ("assessment", call.ending.map { .number($0.assessment) } ?? .null),
        ]
    }

    private func charge(_ charge: RecordedCharge?) -> JSON {
        guard let charge else { return .null }
        let amount = charge.proposal.amount
        return .object([
            ("amount", .number(String(amount.description.prefix { $0 != " " }))),
            ("currency", .string(amount.currency)),
            ("status", .string(charge.status.rawValue)),
            ("reasons", .array(charge.proposal.reasons.map { .string($0.rawValue) })),
        ])
    }

    private func text(_ value: JSON) -> String {
        switch value {
        case .string(let text): text
        case .null: "–"
        case .array(let items): items.map(text).joined(separator: ", ")
        default: value.description
        }
    }
}
