import ArgumentParser
import CallFlow
import CallTests
import Calls
import Desk
import DeskFolder
import Foundation

/// How results of stories are shown and written.
struct TestReportOptions: ParsableArguments {
    @Flag(help: "Print the results as JSON.")
    var json = false
    @Option(help: ArgumentHelp("Write the results as JUnit XML.", valueName: "file"), completion: .file())
    var junit: String?
    @Flag(help: "Show what of the flows was exercised, and what was not.")
    var coverage = false
    @Option(help: ArgumentHelp("Write what was exercised as a page.", valueName: "file"), completion: .file())
    var coverageHtml: String?
    @Flag(help: "Exit with 1 if something that can happen in the flows did not.")
    var requireCoverage = false
    @Flag(help: "Show what was said and pressed in stories that fail.")
    var transcript = false
    @Flag(help: "Name every story, those that pass too.")
    var list = false

    private var wantsCoverage: Bool { coverage || coverageHtml != nil || requireCoverage }

    /// Reports a suite.
    ///
    /// - Returns: whether the coverage is what was asked for.
    func write(_ result: SuiteResult, at ready: StoryDesk, desk: DeskFolder) throws -> Bool {
        var covered: FlowCoverage?
        if wantsCoverage {
            covered = FlowCoverage(ready.contexts)
            covered?.add(result.results, ready.contexts)
        }
        if let junit { try Self.write(JUnitReport.xml(result), to: junit, option: "--junit") }
        if let coverageHtml, let covered {
            let page = CoveragePage.html(covered, desk: desk.name, stories: result.results.count)
            try Self.write(page, to: coverageHtml, option: "--coverage-html")
        }
        if json {
            Output.write(SuiteJSON.json(result, coverage: covered).pretty() + "\n")
        } else {
            writeText(result, at: ready)
            if let covered, coverage || requireCoverage {
                Output.write(CoverageText.lines(covered).joined(separator: "\n") + "\n")
            }
        }
        return !requireCoverage || covered?.isComplete ?? true
    }

    private func writeText(_ result: SuiteResult, at ready: StoryDesk) {
        for story in result.results where list || !story.isPassed {
            let mark =
                story.skipped != nil
                ? Output.styled("–", .dim) : story.isPassed ? Output.styled("✓", .green) : Output.styled("✗", .red)
            Output.write("\(mark) \(Output.styled(story.story.name, .bold))  \(story.story.title)\n")
            if let why = story.skipped { Output.write("    left out: \(why)\n") }
            for failure in story.failures { Output.write("    \(failure.place): \(failure.words)\n") }
            for path in story.calls.compactMap({ $0.line?.recording }) { Output.write("    heard: \(path)\n") }
            if transcript, !story.isPassed { Self.tell(story.story, at: ready) }
        }
        let words =
            result.failed == 0 ? Output.styled("all passed", .green) : Output.styled("\(result.failed) failed", .red)
        let skipped = result.skipped == 0 ? "" : ", \(result.skipped) left out"
        if let line = LineSummary(result.results) { Output.write(line.words + "\n") }
        let runs = result.runs == result.results.count ? "" : ", \(result.runs) runs"
        Output.write(
            "\(result.results.count) stories\(runs): \(words)\(skipped), in \(Self.seconds(result.elapsed)) s "
                + "(\(Int(result.rate.rounded()))/s)\n")
    }

    /// Runs a story again and says what happens.
    private static func tell(_ story: Story, at desk: StoryDesk) {
        var transcripts: [Int: Transcript] = [:]
        _ = StoryRun.run(story, at: desk) { index, now, happening in
            let call = story.calls[index]
            guard let context = desk.contexts[call.number] else { return }
            if transcripts[index] == nil {
                transcripts[index] = Transcript(renderer: desk.renderer, zone: desk.policy.zone, startedAt: now)
                let at = Timestamp.format(now, in: desk.policy.zone)
                Output.write(Output.styled("    call \(index + 1), \(call.number.rawValue), \(at)\n", .dim))
            }
            transcripts[index]?.write(happening, at: now, program: context.program)
        }
    }

    private static func seconds(_ duration: Duration) -> String {
        let hundredths = duration.milliseconds / 10
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }

    private static func write(_ text: String, to path: String, option: String) throws {
        do { try text.write(toFile: path, atomically: true, encoding: .utf8) } catch {
            throw Unusable("\(option): '\(path)' cannot be written", mend: "name a file in a folder that is there")
        }
    }
}
