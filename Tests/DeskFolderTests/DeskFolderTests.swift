import CallFlow
import Desk
import DeskFolder
import Foundation
import Testing

@Suite("Loading a desk folder") struct DeskFolderTests {
    private func problems(_ changed: [String: String]) -> [String] {
        do throws(Problems) {
            _ = try SmallDesk.load(changed)
            return []
        } catch {
            return error.all.map { $0.description.replacing("small/", with: "") }
        }
    }

    @Test("takes everything that the flow language offers")
    func everything() throws {
        let desk = try SmallDesk.load()
        let program = try #require(desk.programs[.emergency])
        let steps = Dictionary(program.steps.map { ($0.name, $0) }) { first, _ in first }
        #expect(Set(program.steps.map(\.name)).isSuperset(of: ["pick-up", "ask", "enter", "enter/note", "enter/say"]))
        #expect(program.maxCallDuration == .seconds(1800))
        #expect(program.onHangup.map(\.category) == [.ended])
        #expect(program.guarantees.map(\.name) == ["nobody is rung for a stranger"])
        guard case .collect(let collect)? = steps["ask"]?.verb else { throw Missing(step: "ask") }
        #expect(collect.minDigits == 5)
        #expect(collect.interDigitTimeout == .seconds(4))
        #expect(collect.finishOnKey == nil)
        #expect(collect.bargein)
        #expect(!collect.sensitive)
        guard case .hunt(let hunt)? = steps["ring"]?.verb else { throw Missing(step: "ring") }
        #expect(hunt.chain == .onCall)
        #expect(hunt.declineKey == Key("2"))
        #expect(hunt.whisper == ["hello"])
        #expect(hunt.callerID == .desk)
        guard case .record(let record)? = steps["message"]?.verb else { throw Missing(step: "message") }
        #expect(record.maxLength == .seconds(120))
        #expect(record.finalSilence == .seconds(3))
        #expect(record.finishOnKey == Key("#"))
        #expect(steps["enter/say"]?.speaksPrice == true)
        #expect(program.variables.map(\.name) == ["number", "mood", "done"])
        #expect(desk.context(for: .managerial) == nil)
    }

    private struct Missing: Error { let step: String }

    @Test("reads the rota with its turns and overrides")
    func rota() throws {
        let rota = try SmallDesk.load().rota
        func names(_ time: String) throws -> [String] {
            let now = try #require(Timestamp.parse(time))
            guard case .people(let chain) = rota.people(in: .onCall, at: now) else { return [] }
            return chain.people.map(\.id)
        }
        #expect(try names("2026-01-05T08:00:00+01:00") == ["alice", "bruno"])
        #expect(try names("2026-01-12T08:00:00+01:00") == ["bruno", "alice"])
        #expect(try names("2026-01-05T07:59:59+01:00") == [])
    }

    @Test("tells all problems of all files at once, in order")
    func allAtOnce() throws {
        let found = problems([
            "desk.yaml": try SmallDesk.desk.changing("amount: 400", to: "amount: no").changing("+33290920550", to: "x"),
            "rota.yaml": try SmallDesk.rota.changing("position: 1", to: "position: 9"),
            "prompts/catalogue.yaml": "prompts: [",
            "callflows/main.yaml": try SmallDesk.main.changing("timeout: 8s", to: "timeout: 8")
                .changing("chain: on-call", to: "chain: off"),
            "callflows/spare.yaml": "flow: spare\nstart: a\nsteps: { a: { hangup: { cause: gone } } }\n",
        ])
        #expect(
            found.map { $0.split(separator: " ").first.map(String.init) ?? "" } == [
                "callflows/main.yaml:18:16:", "callflows/main.yaml:48:14:", "callflows/spare.yaml:3:32:",
                "desk.yaml:16:34:", "desk.yaml:18:42:", "prompts/catalogue.yaml:2:1:", "rota.yaml:13:42:",
            ], "\(found)")
    }

    @Test("stops after two hundred problems of one file")
    func limit() throws {
        let lines = (0..<5000).map { "field\($0): 1\n" }.joined()
        #expect(problems(["desk.yaml": SmallDesk.desk + lines]).count == 200)
    }

    @Test("tells what is wrong with a flow's links while the catalogue cannot be read")
    func brokenCatalogue() throws {
        let found = problems([
            "prompts/catalogue.yaml": "prompts: 1",
            "callflows/main.yaml": try SmallDesk.main.changing("noinput: find", to: "noinput: nowhere"),
        ])
        #expect(found.count == 2)
        #expect(found.first?.hasPrefix("callflows/main.yaml:22:40: there is no step 'nowhere'") == true)
    }

    @Test("checks flows that nobody calls, and links them not")
    func spareFlows() throws {
        let spare = "flow: spare\nstart: nowhere\nsteps: { a: { hangup: {} } }\n"
        let desk = try SmallDesk.load(["callflows/spare.yaml": spare])
        #expect(desk.flows["spare"]?.steps.count == 1)
    }

    @Test("says which folder it looked for, and how to choose another")
    func missing() throws {
        let error = #expect(throws: Problems.self) { try DeskFolder.load(at: "/nowhere/desk") }
        #expect(
            error?.description
                == "/nowhere/desk:1:1: there is no such folder: choose a desk folder with '--desk DIR'")
        let empty = FileManager.default.temporaryDirectory.appendingPathComponent("desk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: empty) }
        let second = #expect(throws: Problems.self) { try DeskFolder.load(at: empty.path) }
        #expect(
            second?.all.first { $0.place.file.hasSuffix("desk.yaml") }?.mend
                == "add it, or choose another folder with '--desk DIR'")
    }

    @Test("refuses files with the wrong ending, folders and endless files in their place")
    func strangeFiles() throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("desk-\(UUID().uuidString)")
        let flows = root.appendingPathComponent("callflows")
        try FileManager.default.createDirectory(at: flows, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: root) }
        try "flow: a".write(to: flows.appendingPathComponent("a.yml"), atomically: true, encoding: .utf8)
        try FileManager.default.createDirectory(
            at: flows.appendingPathComponent("b.yaml"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: flows.appendingPathComponent("c.yaml").path, withDestinationPath: "/dev/zero")
        let overlay = SmallDesk.files
        let error = #expect(throws: Problems.self) { try DeskFolder.load(at: root.path, overlay: overlay) }
        let found = error?.all.map { $0.description.replacing(root.path + "/", with: "") } ?? []
        #expect(
            found == [
                "callflows/a.yml:1:1: a flow's file ends in '.yaml', not '.yml': rename it",
                "callflows/b.yaml:1:1: this is no regular file: put a file in its place",
                "callflows/c.yaml:1:1: this is no regular file: put a file in its place",
            ])
    }

    @Test("gives each prompt its texts and its note")
    func catalogue() throws {
        let prompts = try SmallDesk.load().catalogue.prompts
        #expect(prompts["price"]?.note == "Slowly.")
        #expect(prompts["price"]?.quotesPrice == true)
        #expect(prompts["hello"]?.texts[.french]?.pieces == [.words("Bonjour, "), .value(.provider), .words(".")])
    }
}
