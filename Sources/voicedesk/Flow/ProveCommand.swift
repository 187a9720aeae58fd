import ArgumentParser
import CallFlow
import Calls
import Desk
import DeskFolder
import Recordings
import Simulator

/// `voicedesk flow prove`.
struct ProveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove", abstract: "Prove the properties of flows over all paths.",
        discussion: """
            Explores every state that a call can be in. Each property holds, or the shortest call that breaks it is printed as a \
            'simulate' command that replays it.

            EXAMPLES
              voicedesk flow prove
              voicedesk flow prove emergency --json
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var choice: FlowChoice
    @Flag(help: "Print the findings as JSON.")
    var json = false

    func run() throws {
        let desk = try options.load()
        let programs = try choice.programs(in: desk)
        let unrecorded = try DeskRecordings(desk).unrecorded
        let clock = ContinuousClock()
        var fellShort = false
        var findings: [JSON] = []
        // A step of a sub-flow is alive if any flow of the desk reaches it, so all are explored, each once.
        var explored: [NumberRole: (exploration: Exploration, elapsed: Duration)] = [:]
        for (number, program) in desk.programs {
            let start = clock.now
            let exploration = Exploration(FlowContext(program: program, policy: desk.policy))
            explored[number] = (exploration, clock.now - start)
        }
        let reached = explored.values.reduce(into: Set<SourcePlace>()) { $0.formUnion($1.exploration.reachedPlaces) }
        for program in programs {
            guard let (exploration, exploring) = explored[program.number] else { continue }
            let context = exploration.context
            let start = clock.now
            let prover = Prover(
                exploration, longestChain: desk.longestChain, reachedElsewhere: reached, unrecorded: unrecorded)
            let elapsed = exploring + (clock.now - start)
            fellShort = fellShort || !prover.violations.isEmpty || !prover.exploration.isComplete
            if json {
                findings.append(describe(prover, elapsed, in: context, desk: desk))
            } else {
                report(prover, elapsed, in: context, desk: desk)
            }
        }
        if json { print(JSON.array(findings).pretty()) }
        if fellShort { throw FellShort() }
    }

    private func report(_ prover: Prover, _ elapsed: Duration, in context: FlowContext, desk: DeskFolder) {
        print(Output.styled(context.program.name, .bold))
        for property in prover.properties {
            guard let violation = prover.violation(of: property) else {
                print("  \(Output.styled("holds", .green))  \(property.name): \(property.statement)")
                continue
            }
            print("  \(Output.styled("fails", .red))  \(property.name): \(property.statement)")
            print("         \(violation.place): \(violation.message)")
            if let command = command(for: violation, in: context, desk: desk) {
                print("         replay it with:\n")
                print(command + "\n")
            }
        }
        if !prover.exploration.isComplete { print("  the exploration stopped at \(Exploration.stateLimit) states") }
        print(
            "  longest call \(DurationText.format(prover.worstCase)), \(DurationText.format(prover.worstCaseUntilConnected)) without conversation; ended at \(DurationText.format(context.program.maxCallDuration)) at the latest"
        )
        print(
            "  \(prover.exploration.states.count) states, \(prover.exploration.moveCount) moves, \(milliseconds(elapsed)) ms\n"
        )
    }

    private func describe(_ prover: Prover, _ elapsed: Duration, in context: FlowContext, desk: DeskFolder) -> JSON {
        .object([
            ("flow", .string(context.program.name)), ("hash", .string(context.program.hash)),
            (
                "properties",
                .array(
                    prover.properties.map { property in
                        let violation = prover.violation(of: property)
                        var members: [(String, JSON)] = [
                            ("name", .string(property.name)), ("statement", .string(property.statement)),
                            ("holds", .bool(violation == nil)),
                        ]
                        if let violation {
                            members.append(("place", .string(violation.place.description)))
                            members.append(("message", .string(violation.message)))
                            members.append(
                                ("steps", .array(violation.way.map { .string(context.program.steps[$0.step].name) })))
                            members.append(("replay", .optional(command(for: violation, in: context, desk: desk))))
                        }
                        return .object(members)
                    })
            ),
            ("worst_case_s", .number(CallReport.seconds(prover.worstCase))),
            ("worst_case_until_connected_s", .number(CallReport.seconds(prover.worstCaseUntilConnected))),
            ("states", .int(prover.exploration.states.count)), ("moves", .int(prover.exploration.moveCount)),
            ("complete", .bool(prover.exploration.isComplete)), ("seconds", .number(CallReport.seconds(elapsed))),
        ])
    }

    private func command(for violation: Violation, in context: FlowContext, desk: DeskFolder) -> String? {
        guard !violation.way.isEmpty,
            let script = ScriptWriter.script(
                for: violation.way, in: context, rota: desk.rota, hasher: KeyedPasscodeHasher.ephemeral())
        else { return nil }
        return script.command(
            zone: desk.policy.zone, desk: options.desk, unchecked: !FlowChecker.check(context.program).isEmpty)
    }

    private func milliseconds(_ duration: Duration) -> String {
        let tenths = Int(duration.inSeconds * 10_000)
        return "\(tenths / 10).\(tenths % 10)"
    }
}
