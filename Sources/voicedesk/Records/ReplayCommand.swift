import ArgumentParser
import Calls
import Desk
import DeskFolder
import Ledger
import Replay

/// `voicedesk ledger replay`: recorded calls, run again.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Run recorded calls again: as they were, or at another desk.",
        discussion: """
            Without --desk every call is run by the rules and flows of its time, which the ledger keeps, and has to come out exactly as it \
            was recorded: same effects, findings, verdict, assessment and charge; otherwise the exit code is 1. With --desk the calls are \
            played at that desk, and those that would have ended otherwise are listed with what that does to the charges. A call that \
            cannot be replayed is listed with the reason.

            EXAMPLES
              voicedesk ledger replay
              voicedesk ledger replay --call C-20260310-203000-1a2b
              voicedesk ledger replay --desk /srv/desk-with-2h --during 2026-10
              voicedesk ledger replay --desk draft --during 2026-10-01..2026-10-08 --json
            """)

    /// The most calls that are listed one by one.
    private static let listed = 1_000

    @Option(
        name: .customLong("desk"),
        help: ArgumentHelp(
            "Play the calls at this desk, and say which would have ended otherwise.", valueName: "dir"),
        completion: .directory)
    var other: String?
    @OptionGroup var ledgerOptions: LedgerOptions
    @Option(help: ArgumentHelp("Only this call.", valueName: "id"))
    var call: String?
    @Option(help: ArgumentHelp("Only calls of this time: a month, a day, or FROM..UNTIL.", valueName: "time"))
    var during: String?
    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if call != nil, during != nil { throw ValidationError("--call names one call already: leave out --during") }
    }

    func run() throws {
        let ledger = try ledgerOptions.openForReport()
        let progress = ProgressLine("replay")
        defer { progress.clear() }
        guard let other else {
            let home = Result { try DeskOptions.parse([]).load() }
            // Days are those of the desk at hand; without --during none is needed.
            let zone = try during == nil ? .utc : home.get().policy.zone
            let replay = LedgerReplay(ledger, try selection(ledger, in: zone)) { progress.show($0, of: $1) }
            return try repeatExactly(replay, DeskLibrary(ledger, home: try? home.get()), progress)
        }
        let desk = try DeskOptions.parse(["--desk", other]).loadChecked()
        let replay = LedgerReplay(ledger, try selection(ledger, in: desk.policy.zone)) { progress.show($0, of: $1) }
        try ask(replay, desk, progress)
    }

    private func selection(_ ledger: Ledger, in zone: ZoneRules) throws -> LedgerReplay.Selection {
        if let call {
            guard try ledger.call(call) != nil else {
                throw Unusable(
                    "there is no call '\(call)' in '\(ledgerOptions.database)'",
                    mend: "list them with 'voicedesk ledger show'")
            }
            return .call(call)
        }
        return try during.map { .during(try Reading.time($0, option: "--during", in: zone)) } ?? .all
    }

    // MARK: Exactly

    private func repeatExactly(_ replay: LedgerReplay, _ library: DeskLibrary, _ progress: ProgressLine) throws {
        var (differing, obstacles): ([JSON], [JSON]) = ([], [])
        let summary = try replay.exact(library) { call in
            switch call.result {
            case .success(let differences):
                guard !differences.isEmpty, differing.count < Self.listed else { return }
                differing.append(
                    .object([("call", .string(call.id)), ("differences", .array(differences.map(\.json)))]))
                if !json {
                    progress.clear()
                    for difference in differences { print("\(call.id) differs \(difference.line)") }
                }
            case .failure(let obstacle): note(obstacle, of: call.id, &obstacles, progress)
            }
        }
        progress.clear()
        let count = summary.agreeing + summary.differing
        if json {
            print(
                JSON.object([
                    ("replayed", .int(count)), ("agreeing", .int(summary.agreeing)),
                    ("differing", .int(summary.differing)), ("not_replayed", counts(summary.obstacles)),
                    ("differences", .array(differing)), ("obstacles", .array(obstacles)),
                ]).pretty())
        } else {
            print("\(count) calls replayed, \(summary.differing) differ\(tail(summary.obstacles))")
        }
        if summary.differing > 0 { throw FellShort() }
    }

    // MARK: At another desk

    private func ask(_ replay: LedgerReplay, _ desk: DeskFolder, _ progress: ProgressLine) throws {
        var (changed, obstacles): ([JSON], [JSON]) = ([], [])
        let summary = try replay.whatIf(desk) { call in
            switch call.result {
            case .success(.same): break
            case .success(.otherwise(let before, let after)):
                guard changed.count < Self.listed else { return }
                changed.append(
                    .object([("call", .string(call.id)), ("before", before.json), ("after", after.json)]))
                if !json {
                    progress.clear()
                    print("\(call.id)  \(before.line)  →  \(after.line)")
                }
            case .failure(let obstacle): note(obstacle, of: call.id, &obstacles, progress)
            }
        }
        progress.clear()
        if json {
            print(
                JSON.object([
                    ("same", .int(summary.same)), ("otherwise", .int(summary.otherwise)), ("open", .int(summary.open)),
                    ("not_told", counts(summary.obstacles)),
                    (
                        "charges",
                        .object([
                            ("before", sums(summary.money.before)), ("after", sums(summary.money.after)),
                            ("not_told", sums(summary.untold)),
                        ])
                    ), ("changed", .array(changed)), ("obstacles", .array(obstacles)),
                ]).pretty())
            return
        }
        let open = summary.open > 0 ? " (\(summary.open) known only up to a decision)" : ""
        print("\(summary.same) calls end the same, \(summary.otherwise) otherwise\(open)\(tail(summary.obstacles))")
        print("charges: \(words(summary.money.before)) before, \(words(summary.money.after)) after, excl. tax")
        if !summary.untold.amounts.isEmpty {
            print("charges of calls that cannot be told: \(words(summary.untold)), in neither sum")
        }
    }

    private func note(_ obstacle: ReplayObstacle, of id: String, _ list: inout [JSON], _ progress: ProgressLine) {
        guard list.count < Self.listed else { return }
        list.append(
            .object([
                ("call", .string(id)), ("obstacle", .string(obstacle.name)), ("why", .string(obstacle.description)),
            ]))
        guard !json else { return }
        progress.clear()
        print("\(id) not replayed: \(obstacle)")
    }

    private func tail(_ obstacles: [String: Int]) -> String {
        let parts = obstacles.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        return parts.isEmpty ? "" : "; not replayed: " + parts.joined(separator: ", ")
    }

    private func counts(_ obstacles: [String: Int]) -> JSON {
        .object(obstacles.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) })
    }

    private func sums(_ sums: MoneySums) -> JSON {
        .object(sums.amounts.map { ($0.currency, .number(String($0.description.prefix { $0 != " " }))) })
    }

    private func words(_ sums: MoneySums) -> String {
        sums.amounts.isEmpty ? "nothing" : sums.amounts.map(\.description).joined(separator: ", ")
    }
}

extension ReplayDifference {
    fileprivate var json: JSON {
        .object([
            ("event", seq.map(JSON.int) ?? .null), ("what", .string(what)), ("recorded", .string(recorded)),
            ("replayed", .string(replayed)),
        ])
    }

    fileprivate var line: String {
        "\(seq.map { "at event \($0), " } ?? "in its ")\(what): recorded \(recorded), replayed \(replayed)"
    }
}

extension CallEnding {
    fileprivate var json: JSON {
        .object([
            ("verdict", .string(verdict.kind.rawValue)),
            ("reasons", .array(verdict.reasons.map { .string($0.rawValue) })),
            ("connected_to", .optional(connectedTo)),
            ("charge", .optional(charge?.description)), ("open_at", .optional(openAt)),
        ])
    }

    fileprivate var line: String {
        var words = verdict.kind.rawValue
        if !verdict.reasons.isEmpty { words += ": " + verdict.reasons.map(\.rawValue).joined(separator: ",") }
        if let connectedTo { words += ", connected to \(connectedTo)" }
        if let charge { words += ", \(charge)" }
        if let openAt { words += " (open from \(openAt) on)" }
        return words
    }
}
