import Desk
import Ledger
import Testing

@testable import Drills

@Suite("A desk agent's drill") struct DeskAgentDrillTests {
    @Test("says what it understood of free words, in either language")
    func freeWords() throws {
        for line in ["euh, votre numéro de client svp ?", "what is your client number, please"] {
            let session = try DrillSession.played("fifty-nine-minutes", [line])
            #expect(session.timeline.has("asked.number"), "\(line)")
        }
    }

    @Test("takes the longest words that fit, and asks which question is meant where two fit")
    func ambiguous() throws {
        let desk = try ShippedDesk.desk()
        var player = DrillPlayer(
            DrillSession(try ShippedDesk.scenario("shift-change"), desk: desk, mode: .exam, language: .french))
        _ = player.begin()
        _ = player.write("numéro client, et vite, c'est grave")
        #expect(player.session.timeline.has("asked.number"))
        #expect(!player.session.timeline.has("asked.urgent"))
        let both = player.write("panne ou grave")
        #expect(both.contains { if case .show(.system, let text) = $0 { text.hasPrefix("Laquelle") } else { false } })
    }

    @Test("has a persona who hides until asked often enough, or kindly")
    func hiding() throws {
        let stubborn = try DrillSession.played("panic", ["ask number", "ask number", "ask number"])
        #expect(stubborn.timeline.places(of: "hid.number").count == 2)
        #expect(stubborn.timeline.places(of: "answered.number").count == 1)
        let kind = try DrillSession.played("panic", ["say calm", "ask number"])
        #expect(kind.timeline.has("answered.number"))
    }

    @Test("has a persona who lies until the record is open")
    func lying() throws {
        let session = try DrillSession.played(
            "colleague", ["ask number", "ask technical", "look client 12345", "look contacts", "ask technical"])
        #expect(session.timeline.has("lied.technical"))
        #expect(session.timeline.has("learned.sales"))
    }

    @Test("shows records of the client whose number is given, and of no other")
    func records() throws {
        let session = try DrillSession.played(
            "known-incident",
            ["look tickets", "look client 99999", "look tickets 23456", "look client 12345", "look contacts"])
        #expect(session.timeline.has("looked.unknown-client"))
        #expect(session.timeline.has("looked.tickets.23456"))
        #expect(session.timeline.has("looked.contacts.12345"))
        #expect(session.words(of: .desk).contains { $0.contains("T-8813") })
        #expect(!session.words(of: .desk).contains { $0.contains("T-8812") })
        #expect(session.words(of: .desk).contains { $0.contains("Marie Le Goff") })
    }

    @Test("ends when the persona has waited too long, after a grumble")
    func patience() throws {
        let session = try DrillSession.played("panic", ["+239s time", "+241s time"])
        #expect(session.timeline.first("caller.grumbled") == .seconds(160))
        #expect(session.timeline.first("caller.left") == .seconds(240))
        #expect(session.isOver)
    }

    @Test("compares the decision with the rules at that moment: the hour decides the target (R8)")
    func hour() throws {
        let early = try DrillSession.played("shift-change", ["route on-call"])
        #expect(early.timeline.has("decided.right"))
        let late = try DrillSession.played("shift-change", ["+61s route on-call"])
        #expect(late.timeline.has("decided.wrong") && late.timeline.has("decision.right"))
        let right = try DrillSession.played("shift-change", ["+61s route support"])
        #expect(right.timeline.has("decided.right"))
    }

    @Test("lets nobody be billed who has not heard the price and insisted (R10)")
    func billing() throws {
        let unheard = try DrillSession.played("fifty-nine-minutes", ["refuse guarantee-running", "abusive", "end"])
        #expect(unheard.timeline.has("abuse.wrong"))
        #expect(unheard.moneyAtStake == 35_000)
        let heard = try DrillSession.played(
            "fifty-nine-minutes", ["refuse guarantee-running", "say price", "abusive", "end"])
        #expect(heard.timeline.has("abuse.right"))
        #expect(heard.moneyAtStake == 0)
        let forgotten = try DrillSession.played("fifty-nine-minutes", ["refuse guarantee-running", "say price", "end"])
        #expect(forgotten.timeline.has("abuse.wrong"))
    }

    @Test("takes a refusal for right only if its first reason is named and none is made up")
    func reasons() throws {
        let extra = try DrillSession.played("fifty-nine-minutes", ["refuse guarantee-running no-ticket", "end"])
        #expect(extra.timeline.has("decision.right") && extra.timeline.has("decided.wrong"))
        let byNumber = try DrillSession.played("fifty-nine-minutes", ["refuse 8", "end"])
        #expect(byNumber.timeline.has("reason.guarantee-running"))
        #expect(byNumber.timeline.has("decided.right"))
    }

    @Test("warns in coach mode before a wrong decision, with the rule, and does it when repeated")
    func warning() throws {
        let session = try DrillSession.played("fifty-nine-minutes", ["route on-call", "route on-call"], mode: .coach)
        let warning = try #require(session.timeline.happenings.first { $0.deeds == ["warned"] })
        #expect(warning.words.hasPrefix("R5 · "))
        #expect(session.timeline.has("decided.route"))
    }

    @Test("gives hints in coach mode only, each as long as it is of use")
    func hints() throws {
        let coach = try DrillSession.played("fifty-nine-minutes", ["hint", "ask number", "hint"], mode: .coach)
        #expect(coach.words(of: .hint).map { String($0.prefix(2)) } == ["R1", "R5"])
        #expect(coach.figures.first { $0.name == "hints-count" }?.value == 2)
        let exam = try DrillSession.played("fifty-nine-minutes", ["hint"])
        #expect(exam.words(of: .hint).isEmpty)
    }

    @Test("ends an exam when its time is up, and a training not")
    func limit() throws {
        let exam = try DrillSession.played("colleague", ["+4m ask number", "+5m ask name"])
        #expect(exam.isOver)
        let short = DrillPlay.run(
            try ShippedDesk.scenario("first-day"), lines: ["+14m time", "+59s time", "+2s time"],
            desk: try ShippedDesk.desk(),
            language: .french)
        #expect(short.timeline.first("out-of-time") == .minutes(15))
        let coach = try DrillSession.played("first-day", ["+16m time"], mode: .coach)
        #expect(!coach.isOver)
    }
}
