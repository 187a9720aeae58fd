import Foundation
import Testing

@Suite struct DrillCommandTests {
    private let passed = """
        ask number
        look client 12345
        look contacts
        look tickets
        refuse guarantee-running
        say condition
        say remedy
        say price
        abusive
        end

        """

    @Test func aDrillIsPlayedFromAPipeAndItsResultIsJSON() throws {
        let run = try Program.run(
            ["drill", "run", "fifty-nine-minutes", "--mode", "exam", "--lang", "en", "--person", "Jeanne", "--json"],
            input: passed)
        #expect(run.status == 0, "\(run.errors)")
        let result = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(result["points"] as? Int == 100)
        #expect(result["passed"] as? Bool == true)
        #expect(result["person"] as? String == "Jeanne")
        #expect(result["mode"] as? String == "exam")
        let criteria = try #require(result["criteria"] as? [[String: Any]])
        #expect(criteria.count == 8)
        #expect(criteria.allSatisfy { ($0["words"] as? String)?.contains("[earned at ") ?? false })
    }

    @Test func aDrillThatIsBrokenOffIsScoredAndNotPassed() throws {
        let run = try Program.run(["drill", "run", "fifty-nine-minutes"], input: "1\n")
        #expect(run.status == 0)
        #expect(run.output.contains("Quel est votre numéro client à cinq chiffres ?"))
        #expect(run.output.contains("Exercice interrompu."))
        #expect(run.output.contains("À REFAIRE"))
    }

    @Test func checkReadsAllAndSaysWhatIsWrong() throws {
        let all = try Program.run(["drill", "check"])
        #expect(all.status == 0, "\(all.errors)")
        #expect(all.output.split(separator: "\n").count >= 12)
        let folder = try TemporaryFolder()
        let text = try String(contentsOfFile: "\(Program.root)/drills/woken.yaml", encoding: .utf8)
        let file = folder.file("broken.yaml")
        try text.replacing("person: alice", with: "person: alicia").write(
            toFile: file, atomically: true, encoding: .utf8)
        let broken = try Program.run(["drill", "check", file])
        #expect(broken.status == 1)
        #expect(broken.errors.contains("nobody in the rota is 'alicia': did you mean 'alice'?"))
    }

    @Test func anUnknownDrillIsToldWithTheNearest() throws {
        let run = try Program.run(["drill", "run", "first-dya"], input: "")
        #expect(run.status == 2)
        #expect(run.errors.contains("there is no drill 'first-dya': did you mean 'first-day'?"))
    }

    @Test func listNamesRolesAndTitlesInTheLanguageThatIsAskedFor() throws {
        let run = try Program.run(["drill", "list", "--role", "technician", "--lang", "en"])
        #expect(run.output.contains("First night on call"))
        #expect(!run.output.contains("first-day"))
    }

    @Test func aCallOfALedgerBecomesADrillThatCanBePlayed() throws {
        let folder = try TemporaryFolder()
        let database = folder.file("month.sqlite")
        let sample = try Program.run(
            ["sample", "--month", "2026-10", "--seed", "7", "--calls", "20", "--database", database])
        #expect(sample.status == 0, "\(sample.errors)")
        let calls = try Program.run(["ledger", "show", "--json", "--database", database]).output
        let list = try #require(try JSONSerialization.jsonObject(with: Data(calls.utf8)) as? [[String: Any]])
        let id = try #require(list.first?["id"] as? String)
        let file = folder.file("real.yaml")
        let run = try Program.run(["drill", "from-call", id, "--database", database, "--output", file])
        #expect(run.status == 0, "\(run.errors)")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        if let client = list.first?["client"] as? String { #expect(!text.contains(client)) }
        #expect(try Program.run(["drill", "check", file]).status == 0)
    }
}
