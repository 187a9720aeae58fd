import Desk
import Testing

@Suite("The reader and recorder of conformance files") struct ConformanceFileTests {
    private static let text = """
        about: Ends.
        flows:
          - flow: end
            start: say
            steps:
              say: { play: { prompts: [hello] }, outcomes: { done: end } }
              end: { hangup: {} }
        cases:
          - name: ends
            flow: end
            call:
              - 0s started:
                  - enter say
                  - play(1) [hello]
              - 1s played:
                  - enter end
                  - hangup normal
                  - ended

        """

    private func problems(_ old: String, _ new: String) -> [String] {
        let changed = Self.text.replacing(old, with: new)
        #expect(changed != Self.text || old == new)
        let file = ConformanceFile(changed, named: "f")
        #expect(file.problems.isEmpty != file.cases.isEmpty)
        return file.problems.map(\.description)
    }

    @Test("a sound file is read, and its call passes")
    func sound() throws {
        #expect(problems("", "").isEmpty)
        let call = try #require(ConformanceFile(Self.text, named: "f").cases.first)
        let run = try ConformanceRun(call)
        #expect(run.lines == call.moments.map(\.expected))
        #expect(run.faults.isEmpty)
    }

    @Test(
        "a file that is not sound is refused",
        arguments: [
            ("    call:", "    cal:", "f.yaml:11:5: a case has no field 'cal': did you mean 'call'?"),
            (
                "about: Ends.", "abuot: Ends.",
                "f.yaml:1:1: a conformance file has no field 'abuot': did you mean 'about'?"
            ),
            (
                "    flow: end\n    call", "    flow: edn\n    call",
                "f.yaml:9:5: there is no flow 'edn': write it under 'flows:'"
            ),
            (
                "0s started", "0s strated",
                "f.yaml:12:9: '0s strated' is no event: write a time such as 1.2s, then one of"
            ),
            ("0s started", "0 started", "f.yaml:12:9: '0 started' is no event: write a time"),
            ("1s played", "1s played(x)", "f.yaml:15:9: '1s played(x)' is no event: write a time"),
            ("0s started", "2s started", "f.yaml:9:5: the times of 'ends' do not rise"),
            (
                "flow: end\n    call", "flow: end\n    until: 0.5s\n    call",
                "f.yaml:9:5: the times of 'ends' do not rise"
            ),
            (
                "\n          - enter end\n          - hangup normal\n          - ended", "",
                "f.yaml:15:19: '1s played' is empty: write a list"
            ),
            ("hangup: {}", "hangup: { cuase: normal }", "f.yaml:7:24: 'hangup' has no field 'cuase'"),
        ])
    func unsound(_ old: String, _ new: String, _ expected: String) {
        #expect(problems(old, new).first?.hasPrefix(expected) == true, "\(problems(old, new))")
    }

    @Test("a file without a case, or with a flow that no case uses, is refused")
    func nothing() {
        let head = Self.text.split(separator: "cases:").first.map(String.init) ?? ""
        #expect(ConformanceFile(head + "cases: []\n", named: "f").problems.first?.message == "'cases' has no entries")
        #expect(ConformanceFile(head, named: "f").problems.first?.message == "a conformance file has no 'cases'")
        let other = "  - flow: other\n    start: end\n    steps: { end: { hangup: {} } }\ncases:"
        #expect(problems("cases:", other) == ["f.yaml:1:1: no case uses the flow 'other': write one, or remove it"])
    }

    @Test("recording writes what the machine does and leaves all else as it is")
    func record() throws {
        let wrong = Self.text.replacing("          - play(1) [hello]\n", with: "")
            .replacing("played:\n          - enter end\n          - hangup normal\n          - ended", with: "played:")
        let file = ConformanceFile(wrong, named: "f", isRecording: true)
        #expect(try ConformanceRecord.rewritten(wrong, file.cases) == Self.text)
        #expect(try ConformanceRecord.rewritten(Self.text, ConformanceFile(Self.text, named: "f").cases) == Self.text)
    }

    @Test("times are read and written to the millisecond", arguments: ["0s", "8s", "7.999s", "0.05s", "3600s", "1.2s"])
    func times(_ text: String) throws { #expect(VirtualTime.text(try #require(VirtualTime.read(text))) == text) }

    @Test("what is no time is refused", arguments: ["", "s", "1", "1.s", ".5s", "1.2345s", "-1s", "1 s", "1,5s", "1m"])
    func noTimes(_ text: String) { #expect(VirtualTime.read(text) == nil) }
}
