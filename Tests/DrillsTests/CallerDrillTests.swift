import Desk
import Ledger
import Testing

@testable import Drills

@Suite("A caller's drill") struct CallerDrillTests {
    @Test("runs the shipped flow, and says what an abusive call would have cost")
    func abuse() throws {
        let session = try DrillSession.played(
            "first-day",
            ["ticket portal srv-web-01 urgent blocking", "wait 30m", "call emergency", "12345", "9", "finish"])
        #expect(session.moneyAtStake == 35_000)
        #expect(session.timeline.has("refused.guarantee-running"))
        #expect(session.timeline.has("emergency.abusive"))
        #expect(session.words(of: .system).contains("Cet appel serait facturé 350 € HT."))
    }

    @Test("speaks the language of the drill to a contact who has none")
    func language() throws {
        let session = try DrillSession.played("first-day", ["call emergency", "hang up", "finish"], language: .english)
        #expect(session.words(of: .desk).contains("Please key in your five-digit client number."))
    }

    @Test("tears the trainee out of a wait when something happens")
    func wait() throws {
        let session = try DrillSession.played(
            "server-comes-back", ["ticket portal srv-web-01 urgent blocking", "wait 61m", "time", "finish"])
        let opened = try #require(session.timeline.first("ticket.opened"))
        #expect(session.timeline.first("inject.back") == opened + .minutes(40))
        #expect(session.timeline.first("waited") == opened + .minutes(40))
    }

    @Test("lets whoever is woken for nothing mark the call")
    func marked() throws {
        let session = try DrillSession.played(
            "server-comes-back",
            [
                "ticket portal srv-web-01 urgent blocking", "wait 61m", "wait 30m", "call emergency", "12345", "1", "1",
                "2", "1", "finish",
            ])
        #expect(session.timeline.has("declared.false"))
        #expect(session.timeline.has("marked"))
        #expect(session.timeline.has("emergency.abusive"))
        #expect(session.moneyAtStake == 35_000)
    }

    @Test("opens what is locked only after what it needs")
    func locked() throws {
        let session = try DrillSession.played("lost-number", ["look account", "look reset", "look account", "finish"])
        #expect(session.timeline.has("tried.account"))
        let reset = try #require(session.timeline.first("seen.reset"))
        let account = try #require(session.timeline.first("seen.account"))
        #expect(reset < account)
    }

    @Test("finds an earlier call of its own where the order asks for one (R7)")
    func order() throws {
        let lines = ["call managerial", "12345", "227", "hang up", "finish"]
        let session = try DrillSession.played("both-numbers", lines)
        #expect(session.timeline.has("refused.emergency-number-first"))
        let after = try DrillSession.played(
            "both-numbers", ["call emergency", "12345", "1", "1", "2", "1", "hang up"] + lines)
        #expect(!after.timeline.has("refused.emergency-number-first"))
    }

    @Test("never shows the keys of a passcode")
    func passcode() throws {
        let scenario = try ShippedDesk.scenario("both-numbers")
        let session = try DrillSession.played("both-numbers", scenario.solution)
        #expect(session.words(of: .trainee).contains("Vous tapez •••."))
        #expect(!session.timeline.happenings.contains { $0.words.contains("227") })
    }

    @Test("warns once in coach mode before a costly mistake, and not in an exam")
    func warning() throws {
        let lines = ["call emergency", "call emergency", "12345", "hang up", "finish"]
        let coach = try DrillSession.played("first-day", lines, mode: .coach)
        let warning = try #require(coach.timeline.happenings.first { $0.deeds == ["warned"] })
        #expect(warning.who == .hint)
        #expect(warning.words.hasPrefix("R4 · Aucun ticket ouvert par un canal valable"))
        #expect(coach.timeline.places(of: "called").count == 1)
        let exam = try DrillSession.played("first-day", lines)
        #expect(!exam.timeline.has("warned"))
    }

    @Test("reads what people write, with and without accents, in both languages")
    func lines() throws {
        let session = try DrillSession.played(
            "first-day",
            [
                "Voir Info. Techniques", "TICKET portail srv-web-01 urgente bloquant", "tester deux",
                "attendre 1h 1min",
                "appeler le numéro d'urgence", "raccrocher", "terminer",
            ])
        for deed in ["seen.info", "ticket.urgent", "tested.sites", "waited", "called.emergency", "finished"] {
            #expect(session.timeline.has(deed), "\(deed)")
        }
    }

    @Test("takes any junk without ending or trapping")
    func junk() throws {
        let junk = [
            "", "   ", "\u{0}", "ticket", "ticket x y z", "wait", "wait -5m", "wait 99999999999999999999h", "call",
            "call 0",
            "12345", "9", "look", "look nothing", "*", "é", String(repeating: "x", count: 10_000), "+", "+1h", "hint",
        ]
        for name in ["first-day", "panic", "woken"] {
            for mode in DrillMode.allCases {
                let session = try DrillSession.played(name, junk.flatMap { [$0, $0] }, mode: mode)
                #expect(session.timeline.happenings.count < 200)
            }
        }
    }
}
