import Foundation
import Testing

/// What the program says to arguments and files that it cannot use: exit 2, one clear line, and nothing half-written.
struct CommandLineTests {
    struct Refusal: CustomTestStringConvertible, Sendable {
        let arguments: String
        let message: String
        var testDescription: String { arguments }

        init(_ arguments: String, _ message: String) {
            self.arguments = arguments
            self.message = message
        }
    }

    static let refusals = [
        Refusal("simulate", "Missing expected argument '--number <number>'"),
        Refusal(
            "simulate --number 112 --world evening",
            "'112' is no number of this desk: use one of emergency (+33290920555)"),
        Refusal(
            "simulate --number emergency --world nowhere", "--world: there is no 'nowhere': name a file, or one of"),
        Refusal(
            "simulate --number emergency --world evening --at yesterday", "--at: 'yesterday' is no time: write it like"),
        Refusal(
            "simulate --number emergency --world evening --at 2026-02-29T10:00", "--at: '2026-02-29T10:00' is no time"),
        Refusal("simulate --number emergency --world evening --at 2026-03-10T24:00:00Z", "is no time"),
        Refusal(
            "simulate --number emergency --world evening --from 12",
            "--from: '12' is no telephone number: write it like"),
        Refusal(
            "simulate --number emergency --world evening --keys 12a45",
            "--keys: '12a45' cannot be keyed: use the digits"),
        Refusal(
            "simulate --number emergency --world evening --technicians alice", "--technicians: 'alice' is no behaviour"),
        Refusal(
            "simulate --number emergency --world evening --technicians alice=asleep", "'alice=asleep' is no behaviour"),
        Refusal("simulate --number emergency --world evening --unavailable moon", "--unavailable: there is no 'moon'"),
        Refusal("simulate --number emergency --world evening --hang-up-after soon", "'soon' is no duration"),
        Refusal("simulate --number emergency --world evening --desk /nowhere", "--desk"),
        Refusal("flow prove nothing", "no number is answered by a flow 'nothing': use one of emergency, managerial"),
        Refusal("simulate --number emergency --world README.md", "README.md:"),
        Refusal("rota show --at noon", "--at: 'noon' is no time"),
        Refusal("rota show --chain cleaners", "--chain: there is no 'cleaners'"),
        Refusal("rota gaps --during forever", "--during: 'forever' is no duration"),
        Refusal("rota gaps --during 80w", "is longer than 366 days"),
        Refusal("ticket list --database /nowhere/x.sqlite", "there is no ledger '/nowhere/x.sqlite'"),
        Refusal("ticket open --client 1234 --database README.md", "'1234' is no client number"),
        Refusal("ticket list --database README.md", "README.md"),
        Refusal("import clients /nowhere.csv", "'/nowhere.csv' cannot be read"),
        Refusal("call emergency --world evening", "'call' needs a terminal"),
        Refusal("dance", "Unexpected argument 'dance'"),
    ]

    @Test(arguments: refusals) func refuses(_ refusal: Refusal) throws {
        let run = try Program.run(refusal.arguments.split(separator: " ").map(String.init))
        #expect(run.status == 2)
        #expect(run.errors.contains(refusal.message), "\(run.errors)")
        #expect(run.output.isEmpty)
    }

    @Test(arguments: [
        "", "call", "simulate", "flow", "flow check", "flow prove", "flow graph", "flow table", "flow schema",
        "rota show", "rota gaps", "ticket open", "ticket list", "bulletin publish", "import clients", "ledger show",
    ])
    func helps(_ command: String) throws {
        let run = try Program.run(command.split(separator: " ").map(String.init) + ["--help"])
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(run.output.contains("EXAMPLE"), "no example")
    }

    @Test func theReadmeShowsCallsAsTheyPrint() throws {
        let readme = try String(contentsOfFile: Program.root + "/README.md", encoding: .utf8)
        let blocks = readme.split(separator: "```console\n").dropFirst().map {
            $0.prefix(upTo: $0.firstRange(of: "```")?.lowerBound ?? $0.endIndex)
        }
        try #require(blocks.count == 3)
        for block in blocks {
            let lines = block.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            let words = try #require(lines.first).replacing("$ voicedesk ", with: "").split(
                separator: "\"", omittingEmptySubsequences: false)
            let arguments = words.enumerated().flatMap { index, part in
                index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
            }
            #expect(try Program.run(arguments).output == String(lines.last ?? ""))
        }
    }

    @Test func printsNoColourIntoAPipe() throws {
        let run = try Program.run(["simulate", "--number", "emergency", "--world", "evening"])
        #expect(run.status == 0)
        #expect(!run.output.contains("\u{1B}"))
    }

    @Test func simulatesWithExactlyTheKeysOfTheReport() throws {
        let run = try Program.run([
            "simulate", "--number", "emergency", "--world", "evening", "--from", "+33612345678", "--keys",
            "12345 1 1 2 1",
            "--json",
        ])
        let object = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(
            Set(object.keys) == [
                "number", "flow", "at", "period", "client", "contact", "verdict", "reasons", "assessment", "attempts",
                "connected_to", "charge", "heard", "keys", "steps", "duration_s",
            ])
        #expect(object["verdict"] as? String == "admitted")
        #expect(object["connected_to"] as? String == "alice")
        #expect(object["charge"] is NSNull)
    }

    @Test func tracesAsJSONLines() throws {
        let run = try Program.run([
            "simulate", "--number", "managerial", "--world", "evening", "--from", "+33612345678", "--keys",
            "12345 227 9",
            "--trace",
        ])
        let lines = run.output.split(separator: "\n")
        #expect(lines.count > 50)
        for line in lines {
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(object["t"] is NSNumber)
            #expect((object["event"] == nil) != (object["effect"] == nil))
        }
        #expect(!run.output.contains("227"))
    }

    @Test func aWorldComesFromTheStandardInput() throws {
        let world = try String(contentsOfFile: Program.root + "/worlds/evening.yaml", encoding: .utf8)
        let run = try Program.run(
            ["simulate", "--number", "emergency", "--world", "-", "--keys", "99999"], input: world)
        #expect(run.output.contains("unknown-client"))
    }

    @Test func aFlowThatFailsItsCheckAnswersNoCall() throws {
        let folder = try TemporaryFolder()
        for name in ["desk.yaml", "rota.yaml", "callflows", "prompts", "worlds"] {
            try FileManager.default.copyItem(atPath: Program.root + "/" + name, toPath: folder.file(name))
        }
        let path = folder.file("callflows/passcode.yaml")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let broken = text.replacing("wrong: { to: try-again, at_most: 2, then: failed }", with: "wrong: try-again")
        try #require(broken != text)
        try broken.write(toFile: path, atomically: true, encoding: .utf8)
        let call = try Program.run(["simulate", "--desk", folder.path, "--number", "managerial", "--world", "evening"])
        #expect(call.status == 2)
        #expect(call.errors.contains("callflows/passcode.yaml:"))
        #expect(call.errors.contains("without a bound"))
        let check = try Program.run(["flow", "check", "--desk", folder.path])
        #expect(check.status == 1)
        let proof = try Program.run(["flow", "prove", "managerial", "--desk", folder.path])
        #expect(proof.status == 1)
        #expect(proof.output.contains("fails  every-path-ends"))
        let command = try #require(proof.output.firstRange(of: "voicedesk simulate"))
        let script = proof.output[command.lowerBound...].prefix { $0 != "<" }
        #expect(script.contains("--unchecked"))
        let world = try #require(
            proof.output[command.lowerBound...].split(separator: "'WORLD'\n").last?.split(separator: "WORLD").first)
        let words = script.split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap { index, part in
            index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
        }
        let replay = try Program.run(words.dropFirst() + ["--json"], input: String(world))
        #expect(replay.status == 0, "\(replay.errors)")
        #expect(replay.output.components(separatedBy: "\"passcode/try-again\"").count > 2)
    }
}
