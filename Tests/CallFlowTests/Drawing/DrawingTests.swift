import CallFlow
import Desk
import DeskFolder
import Foundation
import Testing

@Suite("Drawings of a small flow, as recorded in files") struct DrawingTests {
    private static let main = """
        flow: main
        variables: { number: { digits: 5 }, mood: { enum: [good, bad], initial: good } }
        start: pick-up
        steps:
          pick-up: { answer: {}, outcomes: { done: ask } }
          ask:
            collect: { prompts: [ask], min_digits: 5, max_digits: 5, timeout: 5s, inter_digit_timeout: 2s, max_attempts: 1, into: number }
            outcomes: { filled: find, noinput: find, nomatch: find }
          find:
            check: { name: client, args: { number: number } }
            outcomes: { known: urgent, unknown: { to: ask, at_most: 2, then: end }, missing: end, unavailable: connect }
          urgent:
            menu: { prompts: [ask], choices: { "1": "yes", "2": "no" }, timeout: 5s, max_attempts: 1, declares: urgency }
            outcomes: { "yes": connect, "no": tell, noinput: end, nomatch: end }
          tell: { play: { prompts: [hello, news] }, outcomes: { done: move } }
          move: { transfer: { destination: "sip:support@example.net" }, outcomes: { done: end, refused: end } }
          connect: { call: { flow: part }, outcomes: { reached: end, lost: feel } }
          feel: { set: { variable: mood, value: bad }, outcomes: { next: which } }
          which: { switch: { on: mood }, outcomes: { good: end, bad: message } }
          message: { record: { prompts: [ask], max_length: 30s }, outcomes: { recorded: end, too_short: end, unavailable: end } }
          end: { hangup: {} }

        """

    private static let part = """
        flow: part
        outcomes: [reached, lost]
        start: note
        steps:
          note: { log: { category: admitted }, outcomes: { next: ring } }
          ring:
            hunt: { chain: on-call, ring_timeout: 25s, accept_timeout: 20s, max_duration: 60s }
            outcomes: { completed: reached, exhausted: lost, unavailable: lost }
          reached: { return: reached }
          lost: { return: lost }

        """

    private func program() throws -> FlowProgram {
        let linked = try TestFlow.link(Self.main, Self.part)
        let program = try #require(linked.program, "\(linked.problems)")
        #expect(FlowChecker.check(program).isEmpty)
        return program
    }

    private func table() throws -> DecisionTable {
        let context = FlowContext(program: try program(), policy: try ConformanceDesk.load().policy)
        return DecisionTable(Exploration(context))
    }

    @Test("as a Mermaid flowchart")
    func mermaid() throws { try Golden.expect(FlowDiagram(program()).mermaid, "diagram.mmd") }

    @Test("as a Graphviz graph")
    func graphviz() throws { try Golden.expect(FlowDiagram(program()).graphviz, "diagram.dot") }

    @Test("as a decision table in Markdown and as CSV")
    func decisions() throws {
        try Golden.expect(table().markdown, "decisions.md")
        try Golden.expect(table().csv.replacing("\r\n", with: "\n"), "decisions.csv")
    }

    @Test("a decision table's CSV has its line ends, and as many cells in every row")
    func csv() throws {
        let table = try table()
        #expect(table.csv.hasSuffix("\r\n"))
        #expect(Set(table.cells.map(\.count)) == [table.conditions.count + 4])
        #expect(table.cells.count == table.rows.count + 1)
    }

    @Test("a decision table lists its rows in one order, whatever it was made from")
    func order() throws {
        let flow = TestFlow.flow(
            variables: "number: { digits: 1 }, chain: { enum: [a, b, c, d] }",
            steps:
                "start: { menu: { prompts: [ask], choices: { \"1\": a, \"2\": b, \"3\": c, \"4\": d }, timeout: 5s, max_attempts: 1 }, outcomes: { a: a, b: b, c: c, d: d, noinput: end, nomatch: end } }",
            "a: { hunt: { chain: on-call, ring_timeout: 5s, accept_timeout: 5s, max_duration: 9s }, outcomes: { completed: end, exhausted: end, unavailable: end } }",
            "b: { hunt: { chain: support, ring_timeout: 5s, accept_timeout: 5s, max_duration: 9s }, outcomes: { completed: end, exhausted: end, unavailable: end } }",
            "c: { hunt: { chain: managers, ring_timeout: 5s, accept_timeout: 5s, max_duration: 9s }, outcomes: { completed: end, exhausted: end, unavailable: end } }",
            "d: { hunt: { chain: standby, ring_timeout: 5s, accept_timeout: 5s, max_duration: 9s }, outcomes: { completed: end, exhausted: end, unavailable: end } }"
        )
        let program = try #require(try TestFlow.link(flow).program)
        let table = DecisionTable(Exploration(FlowContext(program: program, policy: try ConformanceDesk.load().policy)))
        let rings = table.rows.filter { $0.verdict == .admitted }.map { $0.rings.joined() }
        let names = ChainName.allCases.map(\.rawValue)
        #expect(rings == names || rings == names.sorted(), "\(rings)")
    }
}

/// Compares texts with files that are written anew with VOICEDESK_RECORD=1.
enum Golden {
    static func expect(_ text: String, _ file: String) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden")
        let url = folder.appending(path: file)
        if ConformanceRecord.isOn {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try text.write(to: url, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: url, encoding: .utf8) == text)
    }
}
