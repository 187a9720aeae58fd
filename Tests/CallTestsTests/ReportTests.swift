import CallFlow
import Calls
import Desk
import Foundation
import Testing

@testable import CallTests

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("Reports of stories") struct ReportTests {
    /// A result with a title and failures of one's own.
    private static func result(
        _ name: String, title: String, file: String = "calltests/a.yaml", failures: [StoryFailure]
    ) -> StoryResult {
        let story = Story(
            name: name, title: title, rules: ["R5"],
            world: StoryWorld(name: "w", world: World(at: nil, clients: [], tickets: [], calls: [], bulletins: [])),
            calls: [],
            place: SourcePlace(file: file, line: 3, column: 3))
        let call = StoryCall(
            number: .emergency, moment: .after(.zero), from: nil, technicians: [:], unavailable: [], failsAfter: [:],
            actions: [],
            expected: CallTests.Expectation(), place: story.place)
        var observed = ObservedCall()
        observed.duration = .milliseconds(61_005)
        return StoryResult(
            story: story,
            calls: [
                .init(
                    call: call, report: nil, observed: observed, failures: failures, unseen: [.ledger], trail: [],
                    line: nil)
            ])
    }

    private static func failure(_ kind: StoryFailure.Kind = .notHeard, _ expected: String = "a", _ seen: String = "b")
        -> StoryFailure
    {
        StoryFailure(
            kind, at: SourcePlace(file: "calltests/a.yaml", line: 9, column: 5), expected: expected, seen: seen)
    }

    private static func suite(_ results: [StoryResult]) -> SuiteResult {
        SuiteResult(results: results, runs: results.count, elapsed: .milliseconds(1234))
    }

    // MARK: JUnit

    /// What a build server reads of a report.
    private final class Reader: NSObject, XMLParserDelegate {
        private(set) var elements: [(name: String, attributes: [String: String])] = []
        private(set) var text = ""
        private(set) var error: String?

        init(_ xml: String) {
            super.init()
            let parser = XMLParser(data: Data(xml.utf8))
            parser.delegate = self
            if !parser.parse() { error = parser.parserError.map { "\($0)" } ?? "not parsed" }
        }

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            elements.append((name, attributes))
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

        func attributes(of name: String) -> [[String: String]] { elements.filter { $0.name == name }.map(\.attributes) }
    }

    @Test("JUnit: a suite for each file, a case for each story, failures by name and place")
    func junit() {
        let reader = Reader(
            JUnitReport.xml(
                Self.suite([
                    Self.result("a/one", title: "One", failures: []),
                    Self.result(
                        "a/two", title: "Two",
                        failures: [Self.failure(), Self.failure(.verdict, "refused", "admitted")]),
                    Self.result("b/three", title: "Three", file: "calltests/b.yaml", failures: []),
                ])))
        #expect(reader.error == nil)
        #expect(
            reader.attributes(of: "testsuites") == [
                ["name": "voicedesk", "tests": "3", "failures": "1", "skipped": "0", "time": "1.234"]
            ])
        #expect(
            reader.attributes(of: "testsuite") == [
                ["name": "calltests/a.yaml", "tests": "2", "failures": "1"],
                ["name": "calltests/b.yaml", "tests": "1", "failures": "0"],
            ])
        #expect(reader.attributes(of: "testcase").map { $0["name"] } == ["a/one", "a/two", "b/three"])
        #expect(
            reader.attributes(of: "testcase").first
                == ["classname": "a", "name": "a/one", "file": "calltests/a.yaml", "line": "3", "time": "61.005"])
        #expect(
            reader.attributes(of: "failure") == [["type": "not-heard", "message": "not-heard: expected a, seen b"]])
        #expect(
            reader.text.contains(
                "calltests/a.yaml:9:5: not-heard: expected a, seen b\ncalltests/a.yaml:9:5: verdict: expected refused, seen admitted"
            ))
    }

    static let hostile = [
        "]]>", "<!-- ", "&amp; & &#0;", "\"quotes\" and 'apostrophes'", "a\u{0}b\u{1}\u{8}\u{B}\u{1F}c",
        "\u{FFFE}\u{FFFF}", "tab\tand\nline\rfeed",
        "<?xml version=\"1.0\"?>", "\u{1F525} é ß 漢", "</testcase></testsuites>", "\u{202E}right to left",
        "\u{7F}\u{85}",
    ]

    @Test(
        "JUnit is well formed whatever names and values hold, and loses nothing that XML can hold", arguments: hostile)
    func hostileXML(_ text: String) {
        let reader = Reader(
            JUnitReport.xml(
                Self.suite([Self.result(text, title: text, file: text, failures: [Self.failure(.heard, text, text)])])))
        #expect(reader.error == nil)
        let allowed = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 0x9, 0xA, 0x20..<0xFFFE, 0x10000...: scalar
                    default: "\u{FFFD}"
                    }
                }))
        #expect(reader.attributes(of: "testcase").map { $0["name"] } == [allowed])
        #expect(
            reader.attributes(of: "failure").map { $0["message"] } == ["heard: expected \(allowed), seen \(allowed)"])
        #expect(reader.text.contains("heard: expected \(allowed), seen \(allowed)"))
    }

    // MARK: JSON

    @Test("JSON has its shape, with the report of each call")
    func json() async throws {
        let text = GoodStory.text.replacing("verdict: abusive", with: "verdict: abusive").replacing(
            "ended: normal", with: "ended: caller")
        let ready = try SharedDesk.ready.get()
        let result = await SuiteRun.run(try StoryFiles.stories(text), at: ready, threads: 1)
        var coverage = FlowCoverage(ready.contexts)
        coverage.add(result.results, ready.contexts)
        let data = Data(SuiteJSON.json(result, coverage: coverage).pretty().utf8)
        let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(
            Set(root.keys) == [
                "stories", "passed", "failed", "skipped", "runs", "elapsed_s", "results", "coverage",
            ])
        #expect([root["stories"], root["passed"], root["failed"], root["runs"]].map { $0 as? Int } == [1, 0, 1, 1])
        let story = try #require((root["results"] as? [[String: Any]])?.first)
        #expect(Set(story.keys) == ["name", "title", "file", "line", "rules", "passed", "skipped", "calls"])
        #expect(story["name"] as? String == "file/insists")
        #expect(story["rules"] as? [String] == ["R5", "R10"])
        #expect(story["passed"] as? Bool == false)
        let call = try #require((story["calls"] as? [[String: Any]])?.first)
        #expect(Set(call.keys) == ["failures", "unseen", "report", "line"])
        let failure = try #require((call["failures"] as? [[String: String]])?.first)
        #expect(Set(failure.keys) == ["kind", "at", "expected", "seen"])
        #expect((failure["kind"], failure["expected"], failure["seen"]) == ("ended", "caller", "normal"))
        #expect((call["report"] as? [String: Any])?["verdict"] as? String == "abusive")
        let covered = try #require(root["coverage"] as? [String: Any])
        #expect(Set(covered.keys) == ["outcomes", "outcomes_covered", "steps", "steps_covered", "missing"])
        #expect(covered["outcomes"] as? Int == coverage.outcomes.all)
        let missing = try #require(covered["missing"] as? [[String: Any]])
        #expect(missing.count == coverage.missing.count)
        #expect(Set(missing.first?.keys.map(\.self) ?? []) == ["at", "step", "outcomes"])
    }

    @Test("JSON is JSON whatever titles hold", arguments: hostile)
    func hostileJSON(_ text: String) throws {
        let json = SuiteJSON.json(
            Self.suite([Self.result("a", title: text, failures: [Self.failure(.heard, text, text)])]), coverage: nil)
        let root = try #require(try JSONSerialization.jsonObject(with: Data(json.pretty().utf8)) as? [String: Any])
        #expect(root["coverage"] == nil)
        let story = try #require((root["results"] as? [[String: Any]])?.first)
        #expect((story["title"] as? String)?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
    }
}
