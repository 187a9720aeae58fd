import ArgumentParser
import Calls
import Desk
import Foundation
import Prompts
import Recordings
import Simulator

/// `voicedesk prompts build`.
struct PromptsBuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Make the recordings that are missing or whose text changed.",
        discussion: """
            Each language has its program under 'speech' in desk.yaml: text on its standard input, sound on its output; espeak-ng if \
            nothing is written there. Recordings become 8 kHz, 16 bits, mono, trimmed, at -23 LUFS (EBU R 128). What a person \
            recorded is never overwritten.

            EXAMPLES
              voicedesk prompts build
              voicedesk prompts build goodbye --force
              voicedesk prompts build --check        change nothing; exit 1 if a recording is missing or wrong
            """)

    private static let jobLimit = 64
    /// How many problems are printed one by one.
    private static let problemLimit = 20

    @OptionGroup var options: DeskOptions
    @OptionGroup var choice: ClipChoice
    @Flag(help: "Change nothing: check that every recording is there, and its format, length and level.")
    var check = false
    @Flag(help: "Make recordings of the speech engine again although they are right.")
    var force = false
    @Option(help: "How many programs run at once.")
    var jobs: Int = min(jobLimit, ProcessInfo.processInfo.activeProcessorCount)
    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if check, force || !choice.names.isEmpty || choice.language != nil {
            throw ValidationError("--check looks at all recordings: leave out names, --language and --force")
        }
        guard (1...Self.jobLimit).contains(jobs) else {
            throw ValidationError("--jobs: \(jobs) is not from 1 to \(Self.jobLimit)")
        }
    }

    func run() async throws {
        let recordings = try DeskRecordings(try options.load())
        if check { return try runCheck(recordings) }
        let wanted = try choice.named(in: recordings)
        let summary = try await build(recordings, wanted)
        if json {
            print(
                JSON.object([
                    ("made", .int(summary.built)), ("kept", .int(summary.kept)), ("by_person", .int(summary.byPerson)),
                    ("removed", .array(summary.removed.map(JSON.string))), ("problems", Self.json(summary.problems)),
                ]).pretty())
        } else {
            for path in summary.removed { print("removed \(path): nothing speaks it any more") }
            print(
                "\(summary.built) made, \(summary.kept) right already, \(summary.byPerson) recorded by a person")
        }
        try Self.report(summary.problems, json: json)
    }

    private func build(_ recordings: DeskRecordings, _ wanted: [Clip]?) async throws -> PromptBuild.Summary {
        let line = ProgressLine("recording")
        defer { line.clear() }
        return try await PromptBuild(recordings, jobs: jobs, force: force).run(only: wanted) { line.show($0, of: $1) }
    }

    private func problems(_ recordings: DeskRecordings) throws -> [Problem] {
        let line = ProgressLine("checking")
        defer { line.clear() }
        return try PromptCheck(recordings).run { line.show($0, of: $1) }
    }

    private func runCheck(_ recordings: DeskRecordings) throws {
        let problems = try problems(recordings)
        let loaded = problems.isEmpty ? try VoiceLoader(recordings).load().report : nil
        if json {
            print(
                JSON.object([
                    ("recordings", .int(recordings.script.clips.count)), ("problems", Self.json(problems)),
                    ("loaded", loaded.map(Self.json) ?? .null),
                ]).pretty())
        } else if let loaded {
            print("\(recordings.script.clips.count) recordings, no problem")
            print(Self.words(loaded))
        }
        try Self.report(problems, json: json)
    }

    /// What a desk with sound takes at its start.
    private static func words(_ loaded: VoiceLoader.Report) -> String {
        let seconds = loaded.sound.components.seconds
        return
            "the flows use \(loaded.recordings) of them, \(seconds / 60) min \(seconds % 60) s: loaded and encoded in "
            + "\(loaded.time.milliseconds) ms, \(loaded.memory) bytes in memory, \(loaded.lawBytes) in one law"
    }

    private static func json(_ loaded: VoiceLoader.Report) -> JSON {
        .object([
            ("recordings", .int(loaded.recordings)), ("sound_ms", .int(Int(clamping: loaded.sound.milliseconds))),
            ("time_ms", .int(Int(clamping: loaded.time.milliseconds))), ("memory_bytes", .int(loaded.memory)),
            ("law_bytes", .int(loaded.lawBytes)),
        ])
    }

    private static func report(_ problems: [Problem], json: Bool) throws {
        guard !problems.isEmpty else { return }
        if !json {
            let lines = Problems(problems).all
            for problem in lines.prefix(problemLimit) { Output.error(problem.description) }
            if lines.count > problemLimit {
                Output.error("… and \(lines.count - problemLimit) more: --json tells all of them")
            }
        }
        throw FellShort()
    }

    private static func json(_ problems: [Problem]) -> JSON {
        .array(
            Problems(problems).all.map {
                .object([
                    ("file", .string($0.place.file)), ("message", .string($0.message)), ("mend", .string($0.mend)),
                ])
            })
    }
}
