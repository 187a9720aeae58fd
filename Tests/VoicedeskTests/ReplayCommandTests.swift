import Foundation
import Testing

/// A month is made up, and its calls are run again.
struct ReplayCommandTests {
    private let folder: TemporaryFolder
    private var database: [String] { ["--database", folder.file("month.sqlite")] }

    init() throws { folder = try TemporaryFolder() }

    private func run(_ arguments: String...) throws -> Program.Run { try Program.run(arguments + database) }

    private func json(_ run: Program.Run) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        return try #require(value as? [String: Any], "\(run.errors)")
    }

    /// Another desk: the shipped one with a longer guarantee.
    private func otherDesk() throws -> String {
        let path = folder.file("desk")
        let manager = FileManager.default
        try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
        for name in ["callflows", "prompts", "rota.yaml", "desk.yaml"] {
            try manager.copyItem(atPath: "\(Program.root)/\(name)", toPath: "\(path)/\(name)")
        }
        let text = try String(contentsOfFile: "\(path)/desk.yaml", encoding: .utf8)
        try text.replacing("response: 1h", with: "response: 3h").write(
            toFile: "\(path)/desk.yaml", atomically: true, encoding: .utf8)
        return path
    }

    @Test func aMonthIsMadeUpAndReplayed() throws {
        let sample = try run(
            "sample", "--month", "2026-10", "--seed", "7", "--calls", "120", "--clients", "20", "--json")
        #expect(sample.status == 0, "\(sample.errors)")
        let summary = try json(sample)
        #expect(summary["calls"] as? Int == 120)

        let again = try run("sample", "--month", "2026-10")
        #expect(again.status == 2)
        #expect(again.errors.contains("holds calls already: name a new file with --database"))

        let exact = try run("ledger", "replay")
        #expect(exact.status == 0, "\(exact.errors)")
        #expect(exact.output == "120 calls replayed, 0 differ\n")
        let day = try json(try run("ledger", "replay", "--during", "2026-10-07", "--json"))
        let replayed = try #require(day["replayed"] as? Int)
        #expect((1..<120).contains(replayed))
        #expect(day["differing"] as? Int == 0)

        let other = try otherDesk()
        // Rules and flows of the time are in the ledger, whatever desk is at hand.
        let elsewhere = try Program.run(["ledger", "replay"] + database, in: other)
        #expect(elsewhere.output == "120 calls replayed, 0 differ\n", "\(elsewhere.errors)")

        let question = try run("ledger", "replay", "--desk", other, "--json")
        #expect(question.status == 0, "\(question.errors)")
        let answer = try json(question)
        let (same, otherwise) = (answer["same"] as? Int ?? 0, answer["otherwise"] as? Int ?? 0)
        #expect(same > 50 && otherwise > 10 && same + otherwise <= 120)
        #expect((answer["changed"] as? [Any])?.count == otherwise)
        let words = try run("ledger", "replay", "--desk", other)
        #expect(words.output.contains("refused: guarantee-running"))
        #expect(words.output.contains("charges: "))
    }

    @Test func nonsenseIsRefused() throws {
        #expect(try run("sample", "--month", "2026-13").errors.contains("write it like 2026-10"))
        #expect(try run("sample", "--month", "octobre").errors.contains("'octobre' is no month"))
        #expect(try run("ledger", "replay").errors.contains("there is no ledger"))
        #expect(try run("sample", "--month", "2026-10", "--calls", "3", "--clients", "3").status == 0)
        #expect(try run("ledger", "replay", "--call", "C-0").errors.contains("there is no call 'C-0'"))
        #expect(try run("ledger", "replay", "--during", "gestern").errors.contains("'gestern' is no time"))
    }
}
