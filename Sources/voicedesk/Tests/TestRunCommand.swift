import Acceptance
import ArgumentParser
import CallFlow
import CallTests
import Desk
import DeskFolder
import Foundation
import Logging
import Recordings

/// `voicedesk test run`, which is meant where no other is named.
struct TestRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run stories (what 'voicedesk test' does).",
        discussion: """
            EXIT CODES
              0 every story came out as it is written; 1 one did not; 2 a story cannot mean anything, or a file cannot be read.

            EXAMPLES
              voicedesk test
              voicedesk test calltests --only guarantee --transcript
              voicedesk test --json | jq '.results[] | select(.passed | not)'
              voicedesk test --update                                changes what is expected, shows every line, and exits with 1
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var report: TestReportOptions
    @OptionGroup(title: "Over SIP") var line: TestLineOptions
    @Argument(help: "Files of stories, or folders of them; the desk's calltests/ if left out.", completion: .file())
    var paths: [String] = []
    @Option(help: ArgumentHelp("Only stories whose name or rules contain this, such as R5.", valueName: "text"))
    var only: String?
    @Option(name: .customLong("repeat"), help: ArgumentHelp("Run all stories this often.", valueName: "times"))
    var repeats: Int = 1
    @Option(help: ArgumentHelp("How many threads.", valueName: "n"))
    var jobs: Int = ProcessInfo.processInfo.activeProcessorCount
    @Flag(help: "Run again whenever a file of the desk or a story changes; Ctrl-C ends it.")
    var watch = false
    @Flag(help: "Put what was seen into the place of what was expected, and show every line that changes.")
    var update = false
    @Flag(help: "Run a desk whose flows fail 'flow check' too.")
    var unchecked = false
    @Option(
        help: ArgumentHelp(
            "Answer as the desk's technicians here until Ctrl-C, for somebody else's tests.", valueName: "address:port")
    )
    var serveTechnicians: String?
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "With --serve-technicians: how they behave, such as alice=no_answer,*=accept.", valueName: "list"))
    var behaviour: String = "*=accept"

    func validate() throws {
        guard (1...SuiteRun.mostRepeats).contains(repeats) else {
            throw ValidationError("--repeat: '\(repeats)' is not from 1 to \(SuiteRun.mostRepeats)")
        }
        guard (1...256).contains(jobs) else { throw ValidationError("--jobs: '\(jobs)' is not from 1 to 256") }
        if line.via != nil, watch || update || repeats > 1 || report.coverage || report.coverageHtml != nil {
            throw ValidationError(
                "--watch, --update, --repeat and coverage are for stories in process: leave out --via")
        }
        if watch, update { throw ValidationError("--watch and --update do not go together: update, then watch") }
    }

    func run() async throws {
        if let serveTechnicians {
            let end = try TestLineOptions.end(serveTechnicians, "--serve-technicians")
            return try await ServeTechnicians(desk: try options.load(), end: end, behaviour: behaviour).run()
        }
        if watch { return try await watchFiles() }
        let (result, isComplete) = try await runOnce()
        if update { try TestUpdate.write(result) }
        if result.failed > 0 || !isComplete { throw FellShort() }
    }

    private var storyPaths: [String] {
        paths.isEmpty ? [options.desk == "." ? "calltests" : "\(options.desk)/calltests"] : paths
    }

    /// Runs all stories, reports, and tells whether the coverage is what was asked for.
    private func runOnce() async throws -> (SuiteResult, isComplete: Bool) {
        let desk = try unchecked ? options.load() : options.loadChecked()
        if let plan = try line.plan(desk, folder: options.desk) { return try await runOverLine(desk, plan) }
        let hasher = KeyedPasscodeHasher.ephemeral()
        let stories = try stories(of: desk, hasher: hasher)
        let ready = StoryDesk(desk, hasher: hasher)
        let progress = ProgressLine("stories")
        let result = await SuiteRun.run(stories, at: ready, repeats: repeats, threads: jobs) { done, count in
            progress.show(done, of: count)
        }
        progress.clear()
        return (result, try report.write(result, at: ready, desk: desk))
    }

    /// Places the stories' calls over SIP.
    private func runOverLine(_ desk: DeskFolder, _ plan: SwitchboardPlan) async throws -> (SuiteResult, Bool) {
        let hasher = SharedPasscodes(KeyedPasscodeHasher.ephemeral())
        let stories = try stories(of: desk, hasher: hasher)
        var logger = Logger(label: "voicedesk") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        // What was recorded may be of every prompt, not only of those that flows speak to callers.
        let voice = try VoiceLoader(DeskRecordings(desk)).load(prompts: Set(desk.catalogue.prompts.keys)).voice
        let run = SwitchboardRun(desk, plan: plan, voice: voice, hasher: hasher, logger: logger)
        let progress = ProgressLine("stories")
        let result = try await run.run(stories) { done, count in progress.show(done, of: count) }
        progress.clear()
        return (result, try report.write(result, at: StoryDesk(desk, hasher: hasher), desk: desk))
    }

    private func stories(of desk: DeskFolder, hasher: any PasscodeHasher) throws -> [Story] {
        let all = try StoryFolder.load(storyPaths, desk: desk, hasher: hasher).stories
        guard let only else { return all }
        let chosen = all.filter { $0.name.contains(only) || $0.rules.contains(only) }
        if chosen.isEmpty {
            throw Unusable("--only: no story has '\(only)' in its name or rules", mend: "see 'voicedesk test --list'")
        }
        return chosen
    }

    // MARK: Watching

    private func watchFiles() async throws {
        let watch = FileWatch(
            paths: storyPaths
                + ["desk.yaml", "rota.yaml", "callflows", "prompts/catalogue.yaml", "worlds"].map {
                    options.desk == "." ? $0 : "\(options.desk)/\($0)"
                })
        var last: FileWatch.State?
        while !Task.isCancelled {
            let state = watch.state()
            if state != last {
                if last != nil { Output.write("\n") }
                last = state
                // What cannot be read now may be mended in a moment.
                do { _ = try await runOnce() } catch {
                    Output.error(Exit.words(of: error))
                }
                Output.write(Output.styled("watching \(state.count) files; Ctrl-C ends it", .dim) + "\n")
            }
            try await Task.sleep(for: FileWatch.interval)
        }
    }
}
