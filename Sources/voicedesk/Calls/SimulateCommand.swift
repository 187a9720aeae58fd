import ArgumentParser
import CallFlow
import Calls
import Desk
import DeskFolder
import Foundation
import Prompts
import Simulator

/// `voicedesk simulate`: one whole call in virtual time.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Run one whole call in virtual time and report it.",
        discussion: """
            The caller keys one group of --keys at each request for input; when the groups run out the caller stays silent. \
            'silence' lets one request pass, 'hangup' hangs up, 'speak' leaves a message. Technicians who are not named accept.

            EXAMPLES
              voicedesk simulate --number emergency --world evening --from +33612345678 --keys "12345 1 1 2 1"
              voicedesk simulate --number +33970710230 --world evening --from +33612345678 --keys "12345 227 9" --json
              voicedesk simulate --number emergency --world evening --keys "12345 01 1 1 1 1 1" \\
                --technicians "alice=no_answer,bruno=accept" --trace
            """)

    @OptionGroup var options: DeskOptions
    @Option(help: "The number that is called: emergency, managerial, or a telephone number of the desk.")
    var number: String
    @Option(help: ArgumentHelp("When the call comes in; the world's own time if left out.", valueName: "time"))
    var at: String?
    @Option(
        help: ArgumentHelp(
            "The facts: a file, the name of one of the desk's worlds, or - for the standard input.", valueName: "world")
    )
    var world: String
    @Option(help: ArgumentHelp("The caller's number; anonymous if left out.", valueName: "phone"))
    var from: String?
    @Option(help: "What the caller keys, a group for each request for input.")
    var keys: String = ""
    @Option(
        help: ArgumentHelp(
            "How technicians behave: name=accept|mark|decline|no_answer|busy|machine|unreachable, * for all.",
            valueName: "list"))
    var technicians: String = ""
    @Option(
        help: ArgumentHelp(
            "Checks that stay without an answer, or rota, recording, transfer, ledger; with commas between.",
            valueName: "list"))
    var unavailable: String = ""
    @Option(help: ArgumentHelp("The caller hangs up after this time, for example 90s.", valueName: "duration"))
    var hangUpAfter: String?
    @Flag(help: "The call is an exercise: it is never billed.")
    var drill = false
    @Flag(help: "Run a flow that fails 'flow check' too, to replay what 'flow prove' found.")
    var unchecked = false
    @Flag(help: "Print the report as JSON.")
    var json = false
    @Flag(help: "Print every event and effect as a JSON line.")
    var trace = false

    func run() throws {
        let desk = try unchecked ? options.load() : options.loadChecked()
        let role = try Reading.number(number, in: desk.policy)
        guard let context = desk.context(for: role) else {
            throw Unusable("no flow answers '\(number)'", mend: "name one under 'numbers' in desk.yaml")
        }
        let hasher = KeyedPasscodeHasher.ephemeral()
        let world = try Reading.world(world, desk: desk, hasher: hasher)
        let start = try at.map { try Reading.instant($0, option: "--at", in: desk.policy.zone) } ?? world.at
        guard let start else {
            throw Unusable("the world has no time of its own", mend: "give --at, or 'at:' in the world")
        }
        let behaviour = try behaviour()
        let people = Set(desk.rota.people.map(\.id) + desk.policy.standby.map(\.id))
        for name in behaviour.technicians.keys.sorted() where !people.contains(name) {
            Output.error(
                "voicedesk: --technicians: '\(name)' is nobody in the rota: \(people.sorted().joined(separator: ", ")) are"
            )
        }
        let renderer = PromptRenderer(desk.catalogue, zone: desk.policy.zone)
        let file = CaseFile(number: role, from: try Reading.phone(from), startedAt: start, isDrill: drill)
        let transcript = Transcript(renderer: renderer, zone: desk.policy.zone, startedAt: start)
        var call = ScriptedCall(
            context, rota: desk.rota, facts: WorldFacts(world, hasher: hasher), renderer: renderer, file: file,
            behaviour: behaviour,
            listener: { now, happening in
                if trace {
                    Output.write(happening.line(at: now, since: start, in: context.program) + "\n")
                } else if !json {
                    transcript.write(happening, at: now, program: context.program)
                }
            })
        let report = try call.run()
        if json {
            print(report.json.pretty())
        } else if !trace {
            transcript.writeSummary(report)
        }
    }

    private func behaviour() throws -> ScriptedBehaviour {
        var behaviour = ScriptedBehaviour()
        try behaviour.readKeys(keys)
        try behaviour.readTechnicians(technicians)
        try behaviour.readUnavailable(unavailable.split(separator: ",").map(String.init))
        if let text = hangUpAfter {
            guard let duration = DurationText.parse(text) else {
                throw Unusable("--hang-up-after: '\(text)' is no duration", mend: "write it like 90s or 2m")
            }
            behaviour.hangsUpAfter = duration
        }
        return behaviour
    }
}
