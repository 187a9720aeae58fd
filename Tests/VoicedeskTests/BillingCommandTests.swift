import Foundation
import Testing

/// What an auditor and an accountant do with a month of calls, from the command line; the proof is checked by programs that are not ours.
struct BillingCommandTests {
    private let folder: TemporaryFolder
    private var database: [String] { ["--database", folder.file("month.sqlite")] }

    init() throws {
        folder = try TemporaryFolder()
        let sample = try run("sample", "--month", "2026-10", "--seed", "7", "--calls", "400", "--clients", "60")
        #expect(sample.status == 0, "\(sample.errors)")
    }

    private func run(_ arguments: String...) throws -> Program.Run { try Program.run(arguments + database) }

    /// The Python environment that 'docs/scripts/python-tools' makes.
    private func python(_ arguments: String...) throws -> (status: Int32, output: String) {
        let path = Program.root + "/.build/python/bin/python"
        try #require(
            FileManager.default.isExecutableFile(atPath: path), "run docs/scripts/python-tools, as 'make test' does")
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: Program.root)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }

    private func charges(_ status: String) throws -> [[String: Any]] {
        let run = try run("billing", "review", "--status", status, "--json")
        let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        return try #require(value as? [[String: Any]], "\(run.errors)")
    }

    @Test func aBundleIsProvedByTheIndependentVerifier() throws {
        let checkpoints = folder.file("checkpoints.txt")
        let signed = try run("ledger", "checkpoint", "--to", checkpoints)
        #expect(signed.status == 0, "\(signed.errors)")
        let key = try run("ledger", "key", "list").output.split(separator: " ")[0]
        _ = try folder.write(key + "\n", to: "key.txt")

        let call = try #require(try charges("credited").first?["call"] as? String)
        let bundle = folder.file("evidence")
        #expect(try run("ledger", "export", "--call", call, "--to", bundle).status == 0)
        let ours = try run(
            "ledger", "verify", "--bundle", bundle, "--key", folder.file("key.txt"), "--checkpoint", checkpoints)
        #expect(ours.status == 0, "\(ours.output)\(ours.errors)")
        let theirs = try python("\(bundle)/verify.py", bundle, "--key", folder.file("key.txt"))
        #expect(theirs.status == 0, "\(theirs.output)")
        let whole = try python(
            "\(bundle)/verify.py", "--ledger", folder.file("month.sqlite"), "--key", folder.file("key.txt"),
            "--checkpoint", checkpoints)
        #expect(whole.status == 0, "\(whole.output)")
        for file in ["README.md", "timeline.svg", "heard.txt", "call.json", "charges.json", "desk/desk.yaml"] {
            #expect(FileManager.default.fileExists(atPath: "\(bundle)/\(file)"), "\(file)")
        }

        // One digit of the caller's, and both say so.
        let entries = try String(contentsOfFile: "\(bundle)/entries.jsonl", encoding: .utf8)
        let bent = entries.replacing("\"salt\":\"", with: "\"salt\":\"0", maxReplacements: 1)
        try bent.write(toFile: "\(bundle)/entries.jsonl", atomically: true, encoding: .utf8)
        #expect(try run("ledger", "verify", "--bundle", bundle).status == 1)
        #expect(try python("\(bundle)/verify.py", bundle).status == 1)
        // And an entry that is left out.
        let lines = entries.split(separator: "\n")
        let fewer = (lines.prefix(5) + lines.dropFirst(6)).joined(separator: "\n") + "\n"
        try fewer.write(toFile: "\(bundle)/entries.jsonl", atomically: true, encoding: .utf8)
        let incomplete = try run("ledger", "verify", "--bundle", bundle)
        #expect(incomplete.status == 1)
        #expect(incomplete.output.contains("integrity: holds"))
        #expect(incomplete.output.contains("completeness: broken"))
        #expect(try python("\(bundle)/verify.py", bundle).status == 1)
    }

    @Test func whatIsIssuedKeepsThePublishedRules() throws {
        let out = folder.file("invoices")
        let export = try run("billing", "export", "--month", "2026-11", "--to", out)
        #expect(export.status == 0, "\(export.errors)")
        let files = try FileManager.default.contentsOfDirectory(atPath: out)
        #expect(files.contains { $0.hasPrefix("FA-2026-0001.") } && files.contains { $0.hasPrefix("AV-2026-0001.") })
        let found = try python(
            Program.root + "/Tests/InvoicingTests/Validator/validate.py",
            "\(out)/FA-2026-0001.cii.xml", "\(out)/FA-2026-0001.ubl.xml", "\(out)/AV-2026-0001.cii.xml",
            "\(out)/AV-2026-0001.ubl.xml")
        #expect(found.status == 0)
        #expect(found.output == "", "\(found.output)")
        #expect(try run("billing", "export", "--invoice", "FA-1999-0001", "--to", out).status == 2)
    }

    @Test func chargesAreDecidedByPeopleAndAccountedFor() throws {
        let open = try charges("proposed").compactMap { $0["charge"] as? Int }
        try #require(open.count >= 2, "the sample leaves some charges proposed")
        let (one, two) = (String(open[0]), String(open[1]))
        #expect(try run("billing", "review", "--waive", one, "--by", "odile").errors.contains("a waiver has no reason"))
        #expect(try run("billing", "dispute", "open", two, "--reason", "no", "--by", "client").status == 0)
        #expect(try run("billing", "review", "--confirm", two, "--by", "odile").errors.contains("is disputed"))
        #expect(
            try run("billing", "dispute", "close", two, "--outcome", "rejected", "--reason", "late").output.contains(
                "is proposed"))
        #expect(try run("billing", "review", "--confirm", two, "--by", "odile").output == "charge \(two) confirmed\n")
        #expect(
            try run("billing", "review", "--waive", one, "--reason", "geste", "--by", "odile").output
                == "charge \(one) waived\n")
        let again = try run("billing", "review", "--confirm", one, "--by", "odile")
        #expect(again.status == 2)
        #expect(again.errors.contains("is waived and cannot become confirmed: nothing more can become of it"))
        #expect(try run("billing", "invoice", "--month", "2026-10", "--dry-run").output.contains("1 charges"))
        let invoiced = try run("billing", "invoice", "--month", "2026-10", "--by", "henri")
        #expect(invoiced.status == 0, "\(invoiced.errors)")
        #expect(invoiced.output.hasPrefix("FA-"))
        let credit = try run("billing", "credit", two, "--reason", "erreur", "--anew", "350", "--by", "henri")
        #expect(credit.status == 0, "\(credit.errors)")
        #expect(credit.output.contains("is proposed in its place"))
        let anew = try #require(try charges("proposed").first { $0["replaces"] as? Int == open[1] }?["charge"] as? Int)
        #expect(
            try run("billing", "review", "--confirm", String(anew), "--by", "henri").errors.contains(
                "may not confirm it"))
        #expect(try run("ledger", "verify").status == 0)
    }

    @Test func theReportIsWrittenInEveryForm() throws {
        let page = folder.file("report.html")
        #expect(try run("billing", "report", "--month", "2026-10", "--to", page).status == 0)
        let html = try String(contentsOfFile: page, encoding: .utf8)
        #expect(html.contains("Rapport mensuel") && html.contains("<svg"))
        let tables = folder.file("tables")
        #expect(try run("billing", "report", "--month", "2026-10", "--format", "csv", "--to", tables).status == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: tables).count == 8)
        let lines = try run("billing", "report", "--month", "2026-10", "--format", "jsonl", "--to", "-")
        #expect(lines.output.split(separator: "\n").last?.contains("\"end\"") == true)
        #expect(try run("billing", "report", "--month", "octobre", "--to", page).status == 2)
    }

    @Test func aClientIsErasedAndTheLogStillHolds() throws {
        let client = try #require(try charges("waived").first?["client"] as? String)
        for charge in try charges("proposed") where charge["client"] as? String == client {
            let id = try #require(charge["charge"] as? Int)
            #expect(try run("billing", "review", "--waive", String(id), "--reason", "effacement").status == 0)
        }
        #expect(try run("ledger", "erase", "--client", client, "--reason", "demande").status == 2, "nobody can say yes")
        let erased = try run("ledger", "erase", "--client", client, "--reason", "demande", "--yes")
        #expect(erased.status == 0, "\(erased.errors)")
        #expect(try run("ledger", "show", "--client", client).output == "no call\n")
        #expect(try run("ledger", "show", "--limit", "1000").output.contains("erased"))
        #expect(try run("ledger", "verify").status == 0)
        let copy = folder.file("copy.sqlite")
        #expect(try run("ledger", "backup", copy, "--compact").status == 0)
        #expect(try run("billing", "report", "--month", "2026-10", "--to", folder.file("after.html")).status == 0)
        let replay = try run("ledger", "replay")
        #expect(replay.status == 0, "\(replay.output)")
        #expect(replay.output.contains("erased"))
    }
}
