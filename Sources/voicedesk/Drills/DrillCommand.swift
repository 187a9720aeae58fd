import ArgumentParser
import Desk
import Drills
import Ledger

/// `voicedesk drill`: people practise the procedure.
struct DrillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drill", abstract: "Practise the procedure: as caller, at the desk, on call.",
        discussion: """
            Scenarios are files of the desk, drills/*.yaml. What is right is decided by the rules that run in production; every \
            point is told with its rule and its moment. A drill is never billed.

            EXAMPLES
              voicedesk drill list
              voicedesk drill run first-day --person "Jeanne"
              voicedesk drill run social-engineering --mode exam --lang en --json < answers.txt
              voicedesk drill check                                  every scenario means something, and can be passed
              voicedesk drill report --to drills.html
              voicedesk drill fire --dry-run                         who would be rung now
            """,
        subcommands: [
            DrillList.self, DrillShow.self, DrillRun.self, DrillCheck.self, DrillFromCall.self, DrillReportCommand.self,
            DrillCertificateCommand.self, DrillVerifyCommand.self, DrillFireCommand.self,
        ])
}

extension DrillRole: ExpressibleByArgument {}
extension DrillMode: ExpressibleByArgument {}

/// The languages of drills, as they are named on the command line.
enum DrillLanguage: String, CaseIterable, ExpressibleByArgument {
    case fr, en

    var language: Language { self == .fr ? .french : .english }
}

/// `voicedesk drill list`.
struct DrillList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the scenarios.")

    @OptionGroup var options: DeskOptions
    @Option(help: "Only those of this role: caller, desk-agent, technician.") var role: DrillRole?
    @Option(help: "Only those of this level, 1 to 5.") var level: Int?
    @Option(help: "The language: fr or en.") var lang: DrillLanguage = .fr

    func run() throws {
        let library = DrillLibrary(try options.loadChecked())
        var rows = [["name", "role", "level", "title"].map { Output.styled($0, .bold) }]
        for name in library.names {
            let scenario = try library.scenario(name)
            guard role.map({ $0 == scenario.role }) ?? true, level.map({ $0 == scenario.level }) ?? true else {
                continue
            }
            rows.append([name, scenario.role.rawValue, String(scenario.level), scenario.title[lang.language]])
        }
        Output.write(Output.table(rows) + "\n")
    }
}

/// `voicedesk drill show`.
struct DrillShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a scenario: briefing, goals, rubric.")

    @OptionGroup var options: DeskOptions
    @Argument(help: "The scenario's name, or its file.") var name: String
    @Option(help: "The language: fr or en.") var lang: DrillLanguage = .fr
    @Flag(help: "Show the model answer too.") var solution = false
    @Flag(help: "List everything that a rubric of this scenario may name.") var deeds = false

    func run() throws {
        let library = DrillLibrary(try options.loadChecked())
        let scenario = try library.scenario(name)
        if deeds { return Output.write(scenario.deedNames.joined(separator: "\n") + "\n") }
        let language = lang.language
        var lines = [
            Output.styled(scenario.title[language], .bold), "\(scenario.role.rawValue) · \(scenario.level)/5", "",
            scenario.briefing[language], "",
        ]
        lines += scenario.goals.map { "· " + $0[language] } + [""]
        let rows = scenario.rubric.map { line in
            ["  \(line.points)", line.rule ?? "–", line.text[language]]
        }
        lines += [Output.table(rows), "", "\(scenario.passMark) / \(scenario.points)"]
        if solution { lines += [""] + scenario.solution.map { "> " + $0 } }
        Output.write(lines.joined(separator: "\n") + "\n")
    }
}

/// `voicedesk drill check`.
struct DrillCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read scenarios and prove that each can be played as it says.",
        discussion: """
            The model answer of a scenario is played in both languages and has to earn every point; each of its mistakes has to lose \
            what it says, and doing nothing must not pass.
            """)

    @OptionGroup var options: DeskOptions
    @Argument(help: "Names or files of scenarios; all of the desk if left out.") var names: [String] = []

    func run() throws {
        let library = DrillLibrary(try options.loadChecked())
        var hasFailed = false
        for name in names.isEmpty ? library.names : names {
            do {
                let scenario = try library.scenario(name)
                let runs = "\(scenario.mistakes.count) mistake\(scenario.mistakes.count == 1 ? "" : "s")"
                print("\(scenario.name): \(scenario.points)/\(scenario.points) by its solution, \(runs) noticed")
            } catch {
                hasFailed = true
                Output.error(error.description)
            }
        }
        if hasFailed { throw FellShort() }
    }
}
