import CallFlow
import Desk
import Ledger
import Testing

@testable import Drills

@Suite("A technician's drill") struct TechnicianMachineTests {
    private func part() throws -> TechnicianPart {
        guard case .technician(let part) = try ShippedDesk.scenario("woken").part else { throw Missing() }
        return part
    }

    private struct Missing: Error {}

    private func key(_ character: Character) throws -> Key { try #require(Key(character)) }

    @Test("rings, whispers, asks, and ends: every effect in order")
    func order() throws {
        let part = try part()
        var machine = TechnicianMachine(part, whisper: "This is a drill.", language: .english)
        #expect(
            machine.receive(.ringing, at: .zero)
                == [.ring, .happened(.system, "Your telephone rings.", deeds: ["rang"])])
        #expect(machine.nextDeadline == .seconds(25))
        #expect(
            machine.receive(.answered, at: .seconds(4))
                == [
                    .happened(.trainee, "You pick up.", deeds: ["answered"]), .say(.desk, "This is a drill."),
                    .expectKeys,
                ])
        #expect(
            machine.receive(.keyed(try key("1")), at: .seconds(9))
                == [
                    .happened(.trainee, "You accept the call.", deeds: ["accepted"]),
                    .say(.persona, part.caller.english), .say(.desk, part.triage[0].text.english), .expectKeys,
                ])
        for key in try [key("1"), key("1"), key("1")] { _ = machine.receive(.keyed(key), at: .seconds(12)) }
        #expect(
            machine.receive(.hungUp, at: .seconds(20))
                == [.happened(.trainee, "You hang up.", deeds: ["closed"]), .hangUp, .ended])
        #expect(machine.isOver && machine.nextDeadline == nil)
        #expect(machine.receive(.keyed(try key("1")), at: .seconds(21)) == [])
    }

    @Test("misses the call when nobody picks up, or nobody accepts")
    func missed() throws {
        var machine = TechnicianMachine(try part(), whisper: "x", language: .french)
        _ = machine.receive(.ringing, at: .zero)
        #expect(machine.receive(.deadline, at: .seconds(24)) == [])
        #expect(machine.receive(.deadline, at: .seconds(25)).last == .ended)
        var other = TechnicianMachine(try part(), whisper: "x", language: .french)
        _ = other.receive(.ringing, at: .zero)
        _ = other.receive(.answered, at: .seconds(1))
        let due = try #require(other.nextDeadline)
        #expect(
            other.receive(.deadline, at: due).contains {
                $0 == .happened(.system, TechnicianWords(language: .french).misses, deeds: ["missed"])
            })
    }

    @Test("is marked by *9 in one go, and not by a star and a nine far apart")
    func marking() throws {
        var machine = TechnicianMachine(try part(), whisper: "x", language: .french)
        _ = machine.receive(.ringing, at: .zero)
        _ = machine.receive(.answered, at: .seconds(1))
        _ = machine.receive(.keyed(try key("1")), at: .seconds(2))
        _ = machine.receive(.keyed(try key("*")), at: .seconds(3))
        _ = machine.receive(.keyed(try key("9")), at: .seconds(7))
        #expect(!machine.isMarked)
        _ = machine.receive(.keyed(try key("*")), at: .seconds(8))
        _ = machine.receive(.keyed(try key("9")), at: .seconds(9))
        #expect(machine.isMarked)
    }

    @Test("goes on without a decision that comes too late")
    func tooSlow() throws {
        let session = try DrillSession.played("two-fires", ["+2s a", "+3s 1", "+41s 2", "1", "1", "1", "h"])
        #expect(session.timeline.has("timed-out.first"))
        #expect(session.timeline.has("chose.wake"))
    }

    @Test(
        "hears first that it is an exercise, then the client, the ticket and since when", arguments: Language.allCases)
    func whisper(language: Language) throws {
        let session = try DrillSession.played("woken", ["+3s a", "finish"], language: language)
        let whisper = try #require(session.words(of: .desk).first)
        #expect(
            whisper
                == (language == .french
                    ? "Ceci est un exercice. Appel d'urgence DRI. Client 23456. Ticket T-8840, réponse attendue depuis 2 h 55. Pour accepter, appuyez sur 1. Pour refuser, appuyez sur 2."
                    : "This is a drill. DRI emergency call. Client 23456. Ticket T-8840, answer expected since 02:55. To accept, press 1. To decline, press 2.")
        )
    }

    @Test("measures the time to accept")
    func figures() throws {
        let session = try DrillSession.played("woken", ["+7s a", "+11s 1", "1", "1", "1", "h"])
        let figures = Dictionary(uniqueKeysWithValues: session.figures.map { ($0.name, $0.value) })
        #expect(figures["time-to-answer-ms"] == 7_000)
        #expect(figures["time-to-accept-ms"] == 18_000)
    }

    @Test("plays by the events of a telephone as by the lines of a terminal")
    func telephone() throws {
        var session = DrillSession(
            try ShippedDesk.scenario("woken"), desk: try ShippedDesk.desk(), mode: .exam, language: .french)
        _ = session.receive(.begin, at: .zero)
        _ = session.receive(.phone(.answered), at: .seconds(4))
        for (index, character) in "1111".enumerated() {
            _ = session.receive(.phone(.keyed(try key(character))), at: .seconds(12 + 5 * index))
        }
        let effects = session.receive(.phone(.hungUp), at: .seconds(40))
        #expect(effects.last == .ended)
        #expect(session.score.lost == [])
    }
}
