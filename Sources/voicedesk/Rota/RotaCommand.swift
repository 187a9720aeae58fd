import ArgumentParser
import CallFlow
import Calls
import Desk
import DeskFolder
import Simulator

/// `voicedesk rota`: who is on call when, and when nobody is.
struct RotaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rota", abstract: "Show who is on call, and find the gaps.",
        subcommands: [RotaShowCommand.self, RotaGapsCommand.self])
}

/// The span of time that a rota command looks at.
struct RotaSpan: ParsableArguments {
    @Option(help: ArgumentHelp("The first moment; now if left out.", valueName: "time"))
    var from: String?
    @Option(help: ArgumentHelp("How far to look, for example 4w.", valueName: "duration"))
    var during: String = "4w"

    func read(_ desk: DeskFolder) throws -> (from: Instant, until: Instant) {
        let start = try from.map { try Reading.instant($0, option: "--from", in: desk.policy.zone) } ?? SystemTime.now
        guard let length = DurationText.parse(during), length > .zero else {
            throw Unusable("--during: '\(during)' is no duration", mend: "write it like 12h, 2d or 4w")
        }
        let end = start.advanced(by: length)
        let horizon = Rota.end(from: start, until: end)
        if horizon < end {
            throw Unusable(
                "--during: '\(during)' is longer than \(Rota.horizonInDays) days",
                mend: "ask for less, and again from there")
        }
        return (start, end)
    }
}

/// `voicedesk rota show`.
struct RotaShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show who is rung, in order.",
        discussion: """
            EXAMPLES
              voicedesk rota show
              voicedesk rota show --at 2026-12-24T22:00
              voicedesk rota show --chain on-call --during 8w
            """)

    @OptionGroup var options: DeskOptions
    @Option(help: ArgumentHelp("Show one moment instead of a span.", valueName: "time"))
    var at: String?
    @Option(help: "One chain only: support, on-call or managers.")
    var chain: String?
    @OptionGroup var span: RotaSpan
    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let desk = try options.load()
        let zone = desk.policy.zone
        let chains = try chain.map { [try Self.chain($0)] } ?? [.support, .onCall, .managers]
        if let at {
            let moment = try Reading.instant(at, option: "--at", in: zone)
            let rows = chains.map { chain -> (ChainName, OnCallChain) in
                if case .people(let people) = desk.rota.people(in: chain, at: moment) {
                    (chain, people)
                } else {
                    (chain, OnCallChain())
                }
            }
            if json {
                let people = rows.map { ($0.0.rawValue, CallTrace.people($0.1)) }
                let period = desk.policy.hours.period(at: moment, in: zone)
                print(
                    JSON.object(
                        [("at", .string(Timestamp.format(moment, in: zone))), ("period", .string(period.rawValue))]
                            + people
                    ).pretty())
            } else {
                print(Output.table(rows.map { [$0.0.rawValue, Self.words($0.1)] }))
            }
            return
        }
        let (from, until) = try span.read(desk)
        var items: [JSON] = []
        for chain in chains {
            let shifts = desk.rota.shifts(in: chain, from: from, until: until)
            if json {
                items += shifts.map { shift in
                    .object([
                        ("chain", .string(chain.rawValue)), ("from", .string(Timestamp.format(shift.from, in: zone))),
                        ("until", .string(Timestamp.format(shift.until, in: zone))),
                        ("people", CallTrace.people(shift.chain)),
                    ])
                }
            } else {
                print(Output.styled(chain.rawValue, .bold))
                print(
                    Output.table(
                        shifts.map {
                            [Self.time($0.from, zone), "–", Self.time($0.until, zone), Self.words($0.chain)]
                        }) + "\n")
            }
        }
        if json { print(JSON.array(items).pretty()) }
    }

    static func chain(_ text: String) throws -> ChainName {
        if let chain = ChainName(rawValue: text), chain != .standby { return chain }
        throw Unusable("--chain: there is no '\(text)'", mend: "use support, on-call or managers")
    }

    static func time(_ instant: Instant, _ zone: ZoneRules) -> String {
        let local = zone.local(instant)
        return local.date.weekday.rawValue.prefix(3) + " " + Timestamp.format(local.date) + " "
            + Timestamp.format(local.time)
    }

    /// `alice (+33…) + bruno (+33…) → chloe (+33…)`: a plus between those who are rung at once.
    private static func words(_ chain: OnCallChain) -> String {
        if chain.isEmpty { return Output.styled("nobody", .red) }
        let rungs = chain.rungs.map { rung in
            rung.map { "\(chain.people[$0].id) (\(chain.people[$0].phone))" }.joined(separator: " + ")
        }
        return rungs.joined(separator: " → ")
    }
}

/// `voicedesk rota gaps`.
struct RotaGapsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gaps", abstract: "Find the times at which a chain has nobody.",
        discussion: """
            The support chain is needed during support hours, the on-call chain outside them, the managers always. Exits with 1 \
            if there is a gap.

            EXAMPLES
              voicedesk rota gaps --during 26w
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var span: RotaSpan
    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let desk = try options.load()
        let (from, until) = try span.read(desk)
        let (zone, hours) = (desk.policy.zone, desk.policy.hours)
        let gaps: [(ChainName, [Rota.Gap])] = [
            (.support, desk.rota.gaps(in: .support, from: from, until: until, during: .support, of: hours)),
            (.onCall, desk.rota.gaps(in: .onCall, from: from, until: until, during: .onCall, of: hours)),
            (.managers, desk.rota.gaps(in: .managers, from: from, until: until)),
        ]
        let rows = gaps.flatMap { chain, gaps in gaps.map { (chain, $0) } }
        if json {
            let items = rows.map { chain, gap in
                JSON.object([
                    ("chain", .string(chain.rawValue)), ("from", .string(Timestamp.format(gap.from, in: zone))),
                    ("until", .string(Timestamp.format(gap.until, in: zone))),
                ])
            }
            print(JSON.array(items).pretty())
        } else if rows.isEmpty {
            print("no gap from \(RotaShowCommand.time(from, zone)) to \(RotaShowCommand.time(until, zone))")
        } else {
            print(
                Output.table(
                    rows.map {
                        [$0.rawValue, RotaShowCommand.time($1.from, zone), "–", RotaShowCommand.time($1.until, zone)]
                    }))
        }
        if !rows.isEmpty { throw FellShort() }
    }
}
