import Desk
import Foundation
import Testing

@testable import Drills

@Suite("A scenario that cannot mean anything is refused") struct ScenarioReaderTests {
    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(ShippedDesk.root)/drills/\(name).yaml", encoding: .utf8)
    }

    private func problems(_ text: String) throws -> [String] {
        let desk = try ShippedDesk.desk()
        do throws(Problems) {
            _ = try ScenarioFile.read(text, file: "d.yaml", desk: desk)
            return []
        } catch {
            return error.all.map(\.description)
        }
    }

    /// What is told of a shipped scenario in which one text stands for another.
    private func problems(_ name: String, _ old: String, _ new: String) throws -> [String] {
        let text = try text(name)
        try #require(text.contains(old), "\(name) has no '\(old)'")
        return try problems(text.replacing(old, with: new, maxReplacements: 1))
    }

    @Test("as it stands it is taken", arguments: ["first-day", "shift-change", "woken"])
    func taken(name: String) throws {
        #expect(try problems(try text(name)) == [])
    }

    @Test(
        "with what is wrong and how to mend it",
        arguments: [
            ("first-day", "limit: 15m", "limit: 3h", "'limit' is '3h': write a duration from 30s to 2h"),
            (
                "first-day", "points: 10, done: [seen.info]", "points: 101, done: [seen.info]",
                "'points' is '101': write a whole number from 1 to 100"
            ),
            ("first-day", "world:\n", "world: evening\nworlds:\n", "the scenario has no field 'worlds'"),
            (
                "first-day", "done: [seen.info]", "done: [seen.infos]",
                "nothing in this drill is 'seen.infos': did you mean 'seen.info'?"
            ),
            ("first-day", "rule: R4, points: 20", "rule: R11, points: 20", "'rule' is 'R11': did you mean 'R1'?"),
            (
                "first-day", "pass: 70", "pass: 101",
                "the rubric has 100 points, which does not reach 101: lower 'pass', or add points"
            ),
            (
                "first-day", "reasons: [no-ticket]", "reasons: [not-urgent]",
                "the rules refuse this call for other reasons: write [no-ticket], or correct the world"
            ),
            (
                "first-day", "decision: refuse, reasons: [no-ticket]", "decision: route",
                "the rules refuse this call: no-ticket: correct the world, the truth, or this"
            ),
            (
                "first-day", "client: \"12345\", contact", "client: \"54321\", contact",
                "the trainee is no client of the world: name one of its clients under 'client'"
            ),
            (
                "first-day", "loses: [ticket, hour,", "loses: [tickets, hour,",
                "the rubric has no line 'tickets': did you mean 'ticket'?"
            ),
            (
                "first-day", "never: [called.managerial], done: [called.emergency]",
                "never: [called.emergency], done: [called.emergency]",
                "'called.emergency' has to be done and must not be: keep one of the two"
            ),
            ("first-day", "level: 1", "level: 6", "'level' is '6': write a whole number from 1 to 5"),
            ("first-day", "limit: 15m", "limit: 15m\nseed: 4", "the scenario has no field 'seed': use one of"),
            (
                "first-day", "  - finish\nmistakes", "mistakes",
                "the drill is not over behind the solution's last line: end it, with 'finish' for instance"
            ),
            ("first-day", "  - wait 61m\n", "  - wait 59m\n", "'hour' is not earned by the solution in 'fr'"),
            (
                "first-day", "loses: [hour, true-answers, connected]", "loses: [hour]",
                "this run loses hour, true-answers, connected in 'fr': correct what it plays, or 'loses'"
            ),
            (
                "first-day", "kind: dedicated-server", "kind: dedicated-servr",
                "'kind' is 'dedicated-servr': did you mean 'dedicated-server'?"
            ),
            (
                "shift-change", "reveals: [story]", "reveals: [history]",
                "there is no fact 'history': did you mean 'story'?"
            ),
            (
                "shift-change", "reveals: [story]", "manner: lies, reveals: [story]",
                "a lie reveals nothing: remove 'reveals', or make the answer 'open'"
            ),
            (
                "shift-change", "to: support", "to: on-call",
                "the rules pass this call on after 1m to 'support': write that, or correct 'at'"
            ),
            (
                "shift-change", "unless: [decided]", "unless: [decidet]",
                "nothing in this drill is 'decidet': did you mean 'decided'?"
            ),
            ("woken", "person: alice", "person: alicia", "nobody in the rota is 'alicia': did you mean 'alice'?"),
        ])
    func refused(name: String, old: String, new: String, message: String) throws {
        let found = try problems(name, old, new)
        #expect(found.contains { $0.contains(message) && $0.hasPrefix("d.yaml:") }, "\(found)")
    }

    @Test("a missing language is told with its place")
    func missingLanguage() throws {
        let found = try problems(
            "first-day", "{ fr: \"Premier jour : le serveur ne répond plus\", en: \"First day: the server is down\" }",
            "{ fr: \"Premier jour\" }")
        #expect(found == ["d.yaml:2:1: the text has no 'en': add 'en:' with some text"])
    }

    @Test("who does nothing must not pass")
    func nothing() throws {
        let text = try text("woken").replacing("pass: 65", with: "pass: 15")
            .replacing("done: [abuse.right], fr", with: "never: [abuse.wrong], fr")
        let found = try problems(text)
        #expect(found.contains { $0.contains("whoever does nothing has 15 points and passes") }, "\(found)")
    }

    @Test("all problems are told at once, in the order of the text")
    func atOnce() throws {
        let text = try text("first-day").replacing("done: [seen.info]", with: "done: [seen.infos]")
            .replacing("never: [declared.false]", with: "never: [declared.wrong]")
        #expect(try problems(text).filter { $0.contains("nothing in this drill is") }.count == 2)
    }
}
