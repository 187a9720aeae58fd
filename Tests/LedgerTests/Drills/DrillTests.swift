import Desk
import Foundation
import GRDB
import Testing
import TransparencyLog

@testable import Ledger

@Suite("Results of drills in the ledger") struct DrillTests {
    let file: LedgerFile
    let ledger: Ledger

    init() throws {
        file = try LedgerFile()
        ledger = try file.open()
    }

    @Test("What was added is read as it was, and stands in the log with a proof") func kept() throws {
        let result = DrillResult.sample()
        let entry = try ledger.add(result)
        let proven = try #require(try ledger.drill(result.id))
        #expect(
            proven.drill
                == RecordedDrill(
                    entry: entry, id: result.id, at: result.at, scenario: "friday-night", result: result, erasedAt: nil)
        )
        #expect(proven.holds && proven.size == entry)
        #expect(try ledger.drill("D-none") == nil)
        let logged = try #require(
            try ledger.read {
                try Row.fetchOne(
                    $0, sql: "SELECT kind, at, call, body, payload FROM log WHERE seq = ?", arguments: [entry])
            })
        #expect(logged["kind"] == "drill-recorded" && logged["at"] == result.at.milliseconds + 184_250)
        #expect(logged["call"] == nil as Int? && logged["body"] == nil as String?)
        #expect(logged["payload"] == result.record.text)
        #expect(ledger.verified().integrity == [])
    }

    @Test("The proof fails for another leaf, place or size") func proof() throws {
        try ledger.add(.sample("a"))
        try ledger.add(.sample("b"))
        let proven = try #require(try ledger.drill("a"))
        let other = try #require(try ledger.drill("b"))
        #expect(proven.holds && other.holds && proven.leaf != other.leaf)
        let forged = ProvenDrill(
            drill: proven.drill, leaf: other.leaf, size: proven.size, root: proven.root, proof: proven.proof,
            agrees: true)
        #expect(!forged.holds)
    }

    @Test("A row that was altered does not hold, before anybody verifies the ledger") func altered() throws {
        try ledger.add(.sample("a"))
        try file.stranger().writeWithoutTransaction {
            try $0.disarm()
            try $0.execute(sql: "UPDATE drill SET person = 'Bruno'")
        }
        #expect(try ledger.drill("a")?.holds == false)
    }

    @Test("Filters: person however it is spelled, scenario, time; the latest first") func filters() throws {
        let later = SampleLog.now.advanced(by: .hours(1))
        try ledger.add([
            .sample("a", person: "Chloé"), .sample("b", person: "Chloe\u{301} ", at: later),
            .sample("c", person: "Bruno", scenario: "bill-dispute", at: later),
        ])
        func ids(_ filter: DrillFilter, limit: Int = 100) throws -> [String] {
            try ledger.drills(filter, limit: limit).map(\.id)
        }
        #expect(try ids(DrillFilter()) == ["c", "b", "a"])
        #expect(try ids(DrillFilter(), limit: 1) == ["c"])
        #expect(try ids(DrillFilter(), limit: -1) == [])
        #expect(try ids(DrillFilter(person: "Chloe\u{301}")) == ["b", "a"])
        #expect(try ids(DrillFilter(person: "chloé")) == [])
        #expect(try ids(DrillFilter(scenario: "bill-dispute")) == ["c"])
        #expect(try ids(DrillFilter(person: "Chloé", during: SampleLog.now..<later)) == ["a"])
        #expect(try ids(DrillFilter(scenario: "friday-night", during: later..<later.advanced(by: .hours(1)))) == ["b"])
        #expect(try ledger.drilledPeople() == ["Bruno", "Chloé"])
        var streamed: [String] = []
        try ledger.moment().drills(DrillFilter(person: "Chloé")) { streamed.append($0.id) }
        #expect(streamed == ["a", "b"])
        let counts = try ledger.moment().drillCounts()
        #expect(counts == (kept: 3, passed: 3, erased: 0))
    }

    @Test("An id is written once, and several results all or none") func once() throws {
        try ledger.add(.sample("a"))
        #expect(
            refusal { try ledger.add(.sample("a", person: "Bruno")) }
                == "the drill \"a\" is written already: give every drill an id of its own")
        #expect(refusal { try ledger.add([.sample("b"), .sample("a")]) }.contains("written already"))
        #expect(try ledger.drills().map(\.id) == ["a"])
        #expect(try ledger.logSize() == 2)
        #expect(ledger.verified().integrity == [])
    }

    @Test(
        "What no result is, is refused before anything is written",
        arguments: [
            (DrillResult.sample(""), "the id has 0 characters: use 1 to 200"),
            (.sample(person: "  "), "the person has 0 characters: use 1 to 200"),
            (.sample(person: "a\u{0}b"), "the person holds a control character: leave it out"),
            (.sample(scenario: "a\nb"), "the scenario holds a control character: leave it out"),
            (.sample(person: String(repeating: "é", count: 201)), "the person has 201 characters: use 1 to 200"),
            (
                DrillResult.sample().with(scenarioHash: "abc"),
                "the scenario's hash \"abc\" is no SHA-256 in hexadecimal: give its 64 digits"
            ),
            (
                DrillResult.sample().with(criteria: []),
                "the drill D-20261123-181200-1a2b3c4d has no line of a rubric: give points for something"
            ),
            (.sample(points: 6), "\"ticket-first\" has 6 of 5 points: give 0 up to all of at most 1000"),
            (.sample(points: -1), "\"ticket-first\" has -1 of 5 points: give 0 up to all of at most 1000"),
            (
                DrillResult.sample().with(criteria: [
                    .init(id: "a", rule: nil, points: 0, outOf: .max, moment: nil, words: ""),
                    .init(id: "b", rule: nil, points: 0, outOf: .max, moment: nil, words: ""),
                ]), "\"a\" has 0 of 9223372036854775807 points: give 0 up to all of at most 1000"
            ),
            (
                DrillResult.sample().with(figures: Array(repeating: .init(name: "n", value: 1), count: 101)),
                "the drill D-20261123-181200-1a2b3c4d has 101 figures: use at most 100"
            ),
            (
                DrillResult.sample().with(criteria: [
                    .init(
                        id: "a", rule: nil, points: 0, outOf: 1, moment: nil, words: String(repeating: "é", count: 1001)
                    )
                ]), "the drill D-20261123-181200-1a2b3c4d has 2002 bytes of words of \"a\": use at most 2000"
            ),
        ])
    func refused(result: DrillResult, message: String) throws {
        #expect(refusal { try ledger.add(result) } == message)
        #expect(try ledger.logSize() == 1)
    }

    @Test("Of a long drill the middle is left out, and it says so") func long() throws {
        let moments = (0..<1000).map { DrillResult.Moment(at: .seconds($0), who: "trainee", words: "mot \($0)") }
        try ledger.add(.sample(timeline: moments))
        let kept = try #require(try ledger.drills().first?.result?.timeline)
        #expect(kept.count == 401)
        #expect(Array(kept[..<200]) == Array(moments[..<200]) && Array(kept.suffix(200)) == Array(moments.suffix(200)))
        #expect(kept[200] == .init(at: .seconds(200), who: "system", words: "600 moments ne sont pas conservés"))
    }

    @Test("Many long words fit too, whatever they are") func longWords() throws {
        let words = String(repeating: "\u{1}é", count: 3000)
        let moments = (0..<300).map { DrillResult.Moment(at: .seconds($0), who: words, words: words) }
        try ledger.add(.sample(timeline: moments))
        let kept = try #require(try ledger.drills().first?.result?.timeline)
        #expect(kept.count == 5 && kept.allSatisfy { $0.words.utf8.count <= 2000 && $0.who.utf8.count <= 40 })
        #expect(ledger.verified().integrity == [])
    }

    @Test("A copy of the ledger holds it, whole and compact", arguments: [false, true]) func backup(compact: Bool)
        throws
    {
        try ledger.add(.sample())
        let path = file.path + ".copy"
        try ledger.backUp(to: path, compact: compact)
        #expect(LedgerVerifier().verify(path: path).holds)
        let copy = try Ledger(path: path)
        #expect(try copy.drill(DrillResult.sample().id) == ledger.drill(DrillResult.sample().id))
    }

    @Test("Calls, charges and evidence know nothing of it") func production() throws {
        let call = try ledger.begin(.sample("charged"))
        let outcome = try CallOutcome.sample(charged: true)
        try ledger.append(call: call, events: [], decision: outcome.decision)
        try ledger.finish(call: call, outcome)
        let before = try ledger.evidence(of: "charged")
        try ledger.add(.sample())
        let after = try ledger.evidence(of: "charged")
        #expect(after.entries.map(\.entry) == before.entries.map(\.entry))
        #expect(after.charges == before.charges && after.details == before.details)
        #expect(try ledger.calls().map(\.header.id) == ["charged"])
        #expect(try ledger.charges().count == 1)
    }
}
