import ArgumentParser
import Desk
import DeskFolder
import Foundation
import Ledger
import Reports
import TransparencyLog

/// `voicedesk drill certificate`.
struct DrillCertificateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate", abstract: "Write a certificate for a drill that was passed: a page to print.",
        discussion: """
            One sheet of A4 with name, scenario, points and rules, and the hash by which 'voicedesk drill verify' finds it in the log.

            EXAMPLES
              voicedesk drill certificate D-20261123-181200-1a2b3c4d --to alice.html
              voicedesk drill certificate --person "Alice Martin" --scenario friday-night --lang en --to alice.html
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Argument(help: "The drill's id.")
    var id: String?
    @Option(help: "In place of an id: who practised; the latest drill that was passed counts.")
    var person: String?
    @Option(help: "With --person: the scenario.")
    var scenario: String?
    @Option(
        name: [.customLong("lang"), .customLong("language")],
        help: "The language of the page: fr or en; the drill's if left out.")
    var language: Language?
    @Option(help: ArgumentHelp("The file; - for the standard output.", valueName: "path"), completion: .file())
    var to: String = "-"

    func validate() throws {
        guard (id == nil) == (person != nil && scenario != nil), id == nil || (person == nil && scenario == nil) else {
            throw ValidationError("name a drill's id, or --person and --scenario")
        }
    }

    func run() throws {
        let desk = try options.load()
        let ledger = try ledgerOptions.openExisting()
        let proven = try DrillLookup.drill(id ?? passedOne(in: ledger), in: ledger)
        let result = try DrillCertificate.passed(proven.drill)
        guard proven.holds else {
            Output.error(
                "voicedesk: the drill \(proven.drill.id) is not what the log holds: see 'voicedesk ledger verify'")
            throw FellShort()
        }
        try PageFile.write(to) { output in
            try DrillCertificate.html(
                proven, provider: desk.policy.provider, zone: desk.policy.zone, language: language ?? result.language,
                to: &output)
        }
    }

    /// The id of the latest result of the person that is passed.
    private func passedOne(in ledger: Ledger) throws -> String {
        let (person, scenario) = (person ?? "", scenario ?? "")
        let drills = try ledger.drills(
            DrillFilter(person: person, scenario: scenario), limit: LedgerLimits.listedRows)
        if let passed = drills.first(where: { $0.result?.isPassed == true }) { return passed.id }
        let best = drills.compactMap(\.result).max { $0.points * $1.outOf < $1.points * $0.outOf }
        guard let best else {
            let known = try ledger.drilledPeople().prefix(20).joined(separator: ", ")
            throw Unusable(
                "there is no drill \"\(scenario)\" of \(person)",
                mend: known.isEmpty ? "nobody has practised yet" : "see 'voicedesk drill report'; known are \(known)")
        }
        throw Unusable(
            "\(person) practised \"\(scenario)\" \(drills.count) times and passed none "
                + "(the best has \(best.points) of \(best.outOf) points, the mark is \(best.passMark))",
            mend: "practise again: 'voicedesk drill'")
    }
}

/// `voicedesk drill verify`.
struct DrillVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check a certificate against the log.",
        discussion: """
            Whether the hash that is printed on a certificate is that of the drill's entry, whether that entry is in the tree of the
            log, and whether the result is what was written. Exits with 1 if not. Erasing a person does not change the hash.

            EXAMPLES
              voicedesk drill verify D-20261123-181200-1a2b3c4d 4be8…
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @Argument(help: "The drill's id.")
    var id: String
    @Argument(help: "The hash of the entry, as it is printed.")
    var hash: String

    func run() throws {
        guard let printed = TreeHash(hexadecimal: hash.lowercased()) else {
            throw Unusable("'\(hash)' is no hash", mend: "copy the 64 digits from the certificate")
        }
        let proven = try DrillLookup.drill(id, in: try ledgerOptions.openExisting())
        guard proven.leaf == printed else {
            return try fail("the hash of \(id) in the log is \(proven.leaf.hexadecimal)")
        }
        guard proven.holds else { return try fail("\(id) is not what the log holds: see 'voicedesk ledger verify'") }
        let words = proven.drill.result.map {
            "\($0.person), \($0.scenario), \($0.points) of \($0.outOf) points, \($0.isPassed ? "passed" : "not passed")"
        }
        print(
            "\(Output.styled("holds", .green)): \(id) is entry \(proven.drill.entry) of \(proven.size); "
                + (words ?? "its name was erased"))
        print("the root over them is \(proven.root.hexadecimal)")
    }

    private func fail(_ message: String) throws {
        Output.error("voicedesk: \(message)")
        throw FellShort()
    }
}

/// Finds a drill by its id.
enum DrillLookup {
    static func drill(_ id: String, in ledger: Ledger) throws -> ProvenDrill {
        if let drill = try ledger.drill(id) { return drill }
        throw Unusable("there is no drill '\(id)'", mend: "see 'voicedesk drill report --format csv'")
    }
}
