import Desk
import Foundation
import Ledger
import Testing

@Suite("voicedesk drill: reports and certificates") struct DrillResultCommandTests {
    private let folder: TemporaryFolder
    private var database: [String] { ["--database", folder.file("ledger.sqlite")] }

    init() throws {
        folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.file("ledger.sqlite"))
        try ledger.add([
            Self.drill("D-1", points: 1), Self.drill("D-2", points: 5), Self.drill("D-3", of: "Bruno <b>", points: 2),
        ])
        try ledger.close()
    }

    private static func drill(_ id: String, of person: String = "Alice Martin", points: Int) throws -> DrillResult {
        DrillResult(
            id: id, at: try #require(Timestamp.parse("2026-11-23T18:12:00+01:00")), person: person,
            scenario: "friday-night",
            scenarioHash: String(repeating: "0a", count: 32), role: .caller, mode: .exam, language: .french,
            duration: .seconds(90), passMark: 4,
            criteria: [.init(id: "ticket", rule: "R4", points: points, outOf: 5, moment: nil, words: "Le ticket.")],
            timeline: [], figures: [])
    }

    private func run(_ arguments: String...) throws -> Program.Run { try Program.run(arguments + database) }

    @Test func aReportIsWrittenInEveryFormat() throws {
        let page = folder.file("drills.html")
        let html = try run("drill", "report", "--lang", "en", "--to", page)
        #expect(html.status == 0 && html.output == page + "\n", "\(html.errors)")
        let text = try String(contentsOfFile: page, encoding: .utf8)
        #expect(text.contains("What the team should learn next") && text.contains("Bruno &lt;b&gt;"))
        let csv = try run("drill", "report", "--format", "csv", "--table", "rules", "--person", "Alice Martin")
        #expect(csv.output == "rule,drills,missed,points,out_of,lost,costliest_lines\r\nR4,2,1,6,10,4,ticket:4\r\n")
        let json = try run("drill", "report", "--format", "json", "--month", "2026-11")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect((object["results"] as? [Any])?.count == 3)
    }

    @Test func whatIsEmptySaysSo() throws {
        let csv = try run("drill", "report", "--format", "csv", "--month", "2026-10")
        #expect(csv.status == 0 && csv.errors == "voicedesk: no drill fits this request\n")
        let html = try run("drill", "report", "--scenario", "none")
        #expect(html.output.contains("Aucun exercice ne correspond à cette demande."))
    }

    @Test func whatCannotBeAskedIsRefused() throws {
        #expect(try run("drill", "report", "--table", "rules").errors.contains("--table goes with --format csv"))
        #expect(
            try run("drill", "report", "--month", "2026-11", "--from", "2026-11-01").errors.contains(
                "--month says from when"))
        #expect(
            try run("drill", "report", "--from", "2026-11-02", "--until", "2026-11-01").errors
                == "voicedesk: --until: '2026-11-01' is not after --from: name a later time\n")
        #expect(try run("drill", "certificate").errors.contains("name a drill's id, or --person and --scenario"))
        #expect(
            try run("drill", "certificate", "D-9").errors
                == "voicedesk: there is no drill 'D-9': see 'voicedesk drill report --format csv'\n")
    }

    @Test func aCertificateIsWrittenAndChecked() throws {
        let page = folder.file("alice.html")
        let run = try run(
            "drill", "certificate", "--person", "Alice Martin", "--scenario", "friday-night", "--to", page)
        #expect(run.status == 0, "\(run.errors)")
        let text = try String(contentsOfFile: page, encoding: .utf8)
        let words = try #require(
            text.components(separatedBy: "voicedesk drill verify ").last?.split(separator: "<").first
        ).split(separator: " ")
        #expect(words.count == 2 && words[0] == "D-2")
        let leaf = String(words[1])
        let check = try self.run("drill", "verify", "D-2", leaf)
        #expect(check.status == 0)
        #expect(
            check.output.hasPrefix("holds: D-2 is entry 3 of 4; Alice Martin, friday-night, 5 of 5 points, passed\n"))
        let other = try self.run("drill", "verify", "D-1", leaf)
        #expect(other.status == 1 && other.errors.hasPrefix("voicedesk: the hash of D-1 in the log is "))
        #expect(try self.run("drill", "verify", "D-2", "abc").status == 2)

        let erase = try self.run("ledger", "erase", "--person", "Alice Martin", "--reason", "left", "--yes")
        #expect(erase.output == "2 drills erased\n", "\(erase.errors)")
        let after = try self.run("drill", "verify", "D-2", leaf)
        #expect(after.status == 0 && after.output.hasPrefix("holds: D-2 is entry 3 of 5; its name was erased\n"))
        #expect(try self.run("ledger", "verify").status == 0)
    }

    @Test func onlyAPassedDrillHasACertificate() throws {
        #expect(
            try run("drill", "certificate", "D-1").errors
                == "voicedesk: Alice Martin did not pass the drill D-1: 1 of 5 points, the mark is 4: practise again: 'voicedesk drill'\n"
        )
        let bruno = try run("drill", "certificate", "--person", "Bruno <b>", "--scenario", "friday-night")
        #expect(bruno.status == 2)
        #expect(
            bruno.errors
                == "voicedesk: Bruno <b> practised \"friday-night\" 1 times and passed none (the best has 2 of 5 points, the mark is 4): practise again: 'voicedesk drill'\n"
        )
    }

    @Test func erasingAsksForOneThing() throws {
        #expect(try run("ledger", "erase", "--reason", "x", "--yes").errors.contains("name a --client, or a --person"))
        #expect(
            try run("ledger", "erase", "--person", "Alice", "--reason", "x", "--yes").errors
                == "voicedesk: there is no drill of \"Alice\": name one of \"Alice Martin\", \"Bruno <b>\"\n")
    }
}
