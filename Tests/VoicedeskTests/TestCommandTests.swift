import Foundation
import Testing

/// `voicedesk test`, as a build server and an operator run it.
struct TestCommandTests {
    private static let passing = """
        world: just-opened
        stories:
          early:
            title: Too early
            rules: [R5]
            call:
              number: emergency
              from: "+33612345678"
              caller:
                - hear: ask-client-number
                - press: "12345"
                - hear: refused-guarantee-running
              expect:
                verdict: refused # as it is too early
                charge: none

        """

    private func run(_ arguments: String...) throws -> Program.Run { try Program.run(["test"] + arguments) }

    @Test("runs the desk's own stories with all of the coverage there is, and exits with 0")
    func shipped() throws {
        let run = try run("--require-coverage")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains(" stories: all passed, in "))
        #expect(run.output.contains("outcomes (100 %)"))
        #expect(run.errors.isEmpty)
    }

    @Test("exits with 1 if a story fails, naming it, its place and what was seen; --list names the others too")
    func failing() throws {
        let folder = try TemporaryFolder()
        let good = try folder.write(Self.passing, to: "good.yaml")
        let bad = try folder.write(
            Self.passing.replacing("verdict: refused", with: "verdict: admitted"), to: "bad.yaml")
        let failed = try run(good, bad)
        #expect(failed.status == 1)
        #expect(
            failed.output.contains(
                "✗ bad/early  Too early\n    \(bad):14:18: verdict: expected admitted, seen refused\n"))
        #expect(failed.output.contains("2 stories: 1 failed, in "))
        #expect(!failed.output.contains("good/early"))
        let listed = try run("--list", "--transcript", good, bad)
        #expect(listed.output.contains("✓ good/early  Too early"))
        #expect(listed.output.contains("call 1, emergency, 2026-03-10T20:01:00+01:00"))
        #expect(
            listed.output.contains("Le délai de réponse garanti de votre ticket T-8812, 1 h, n'est pas encore dépassé.")
        )
    }

    @Test("exits with 1 if coverage is required and something is left out")
    func coverage() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(Self.passing, to: "good.yaml")
        let run = try run("--require-coverage", file)
        #expect(run.status == 1)
        #expect(run.output.contains("all passed"))
        #expect(run.output.contains("callflows/grounds.yaml:11:3: find-ticket: answered, none, unavailable\n"))
        #expect(try self.run("--coverage", file).status == 0)
    }

    @Test(
        "exits with 2 and one line where there is nothing to run",
        arguments: [
            (["--only", "R77"], "--only: no story has 'R77' in its name or rules: see 'voicedesk test --list'"),
            (["/nowhere"], "/nowhere:1:1: there is no such file or folder: name files of stories"),
            (["--repeat", "0"], "--repeat: '0' is not from 1 to 1000000"),
            (["--jobs", "257"], "--jobs: '257' is not from 1 to 256"),
            (["--watch", "--update"], "--watch and --update do not go together: update, then watch"),
            (
                ["--junit", "/nowhere/report.xml", "--only", "guarantee/on-the-hour"],
                "--junit: '/nowhere/report.xml' cannot be written: name a file in a folder that is there"
            ),
            (
                ["--coverage-html", "/nowhere/page.html", "--only", "guarantee/on-the-hour"],
                "--coverage-html: '/nowhere/page.html' cannot be written"
            ),
            (["--desk", "/nowhere"], "/nowhere"),
            (["generate", "fax"], "'fax' is no number of this desk"),
        ])
    func unusable(_ arguments: [String], _ message: String) throws {
        let run = try Program.run(["test"] + arguments)
        #expect(run.status == 2)
        #expect(run.errors.contains(message), "\(run.errors)")
    }

    @Test("exits with 2 for a story that cannot mean anything, and runs none of the file")
    func meaningless() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            Self.passing.replacing("refused-guarantee-running", with: "refused-guarantee-runing"), to: "typo.yaml")
        let run = try run(file)
        #expect(run.status == 2)
        #expect(
            run.errors
                == "\(file):12:17: there is no prompt 'refused-guarantee-runing': did you mean 'refused-guarantee-running'?\n"
        )
        #expect(run.output.isEmpty)
    }

    @Test("--only takes names and rules; --json and --junit and --coverage-html report")
    func reports() throws {
        let folder = try TemporaryFolder()
        let (junit, page) = (folder.file("report.xml"), folder.file("coverage.html"))
        let run = try run("--only", "R5", "--json", "--junit", junit, "--coverage-html", page)
        #expect(run.status == 0)
        let root = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let results = try #require(root["results"] as? [[String: Any]])
        #expect(results.count > 10)
        #expect(results.allSatisfy { ($0["rules"] as? [String])?.contains("R5") == true })
        #expect(root["coverage"] != nil)
        let xml = try String(contentsOfFile: junit, encoding: .utf8)
        #expect(
            xml.hasPrefix(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"voicedesk\" tests=\"\(results.count)\" failures=\"0\""
            ))
        #expect(xml.ranges(of: "<testcase ").count == results.count)
        #expect(try String(contentsOfFile: page, encoding: .utf8).hasPrefix("<!doctype html>"))
        let one = try self.run("--only", "guarantee/one-minute-early", "--repeat", "50")
        #expect(one.output.hasPrefix("1 stories, 50 runs: all passed, in "))
    }

    @Test("--update shows every line that it changes, exits with 1, and leaves a suite that passes")
    func update() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            Self.passing.replacing("verdict: refused", with: "verdict: admitted"), to: "story.yaml")
        let first = try run("--update", file)
        #expect(first.status == 1)
        #expect(
            first.output.hasSuffix(
                """
                @@ \(file):14:18
                -        verdict: admitted # as it is too early
                +        verdict: refused # as it is too early
                1 lines changed: read them before you keep them

                """))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == Self.passing)
        let second = try run("--update", file)
        #expect(second.status == 0)
        #expect(second.output.hasSuffix("0 lines changed\n"))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == Self.passing)
    }

    @Test("--update tells what it cannot change")
    func updateLeaves() throws {
        let folder = try TemporaryFolder()
        let text = Self.passing.replacing("hear: refused-guarantee-running", with: "{ hear: ticket-found, within: 1s }")
        let file = try folder.write(text, to: "story.yaml")
        let run = try run("--update", file)
        #expect(run.status == 1)
        #expect(
            run.output.contains("not changed: \(file):12:11: not-heard: expected ticket-found within 1s, seen heard "))
        #expect(run.output.hasSuffix("0 lines changed\n"))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
    }

    @Test("generate writes a file that runs and passes; schema prints the schema of docs")
    func generate() throws {
        let generated = try run("generate", "managerial")
        #expect(generated.status == 0)
        let folder = try TemporaryFolder()
        let file = try folder.write(generated.output, to: "managerial.yaml")
        let again = try run(file)
        #expect(again.status == 0, "\(again.output.suffix(2000))")
        let schema = try run("schema")
        #expect(
            schema.output == (try String(contentsOfFile: "\(Program.root)/docs/schema/calltest.json", encoding: .utf8)))
    }

    @Test("--watch runs again when a file changes, survives a broken one, and ends by Ctrl-C")
    func watch() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write(Self.passing, to: "story.yaml")
        // In the folder itself, so that no line is so long that the terminal breaks it. The shell outlives Ctrl-C.
        let terminal = try TerminalSession(
            "trap : INT; cd '\(folder.path)'; '\(Program.path)' test --desk '\(Program.root)' --watch story.yaml")
        try terminal.wait(for: "watching ")
        #expect(try terminal.screen().contains("1 stories: all passed"))
        _ = try folder.write(Self.passing.replacing("verdict: refused", with: "verdict: admitted"), to: "story.yaml")
        try terminal.wait(for: "story.yaml:14:18: verdict: expected admitted, seen refused")
        _ = try folder.write("stories: [", to: "story.yaml")
        try terminal.wait(for: "story.yaml:2:1: this is no YAML")
        _ = try folder.write(
            Self.passing
                + "  late:\n    title: Late\n    at: 2026-03-10T20:03:00+01:00\n    call: { number: emergency, from: \"+33612345678\", expect: { charge: none } }\n",
            to: "story.yaml")
        try terminal.wait(for: "2 stories: all passed")
        try terminal.press("C-c")
        try terminal.wait(for: "ended with 130")
    }
}
