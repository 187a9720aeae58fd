import CallFlow
import Desk
import TestSupport
import Testing

@testable import Calls

@Suite("An exercise of the people on call") struct ReadinessDrillTests {
    /// A Monday, 20:00 UTC.
    static let start = Instant(milliseconds: 1_795_464_000_000)

    static func person(_ id: String, _ language: Language? = nil) throws -> OnCallPerson {
        let phone = try #require(PhoneNumber("+33611111101"))
        return OnCallPerson(id: id, name: id.uppercased(), phone: phone, language: language)
    }

    static func hunt(keys: String? = "whisper-keys") throws -> ReadinessHunt {
        ReadinessHunt(
            chain: .onCall, ringTimeout: .seconds(25), acceptTimeout: .seconds(30),
            acceptKey: try #require(Key("1")), declineKey: try #require(Key("2")), keysPrompt: keys)
    }

    /// A chain in which `b` and `c` are rung at once after `a`.
    static func drill(
        _ ids: [String] = ["a", "b", "c"], together: Set<String> = ["c"], consent: Set<String> = ["a", "b", "c"],
        quiet: [DutyWindow] = [], last: [String: Instant] = [:], scope: ReadinessDrill.Scope = .asCalled
    ) throws -> ReadinessDrill {
        var chain = OnCallChain()
        for id in ids { chain.append(try person(id, id == "b" ? .english : nil), together: together.contains(id)) }
        return ReadinessDrill(
            chain: chain, hunt: try hunt(), terms: ReadinessTerms(consent: consent, quiet: quiet), zone: .utc,
            last: last, scope: scope)
    }

    private func at(_ seconds: Double) -> Instant {
        Self.start.advanced(by: .milliseconds(Int64(seconds * 1000)))
    }

    private func key(_ character: Character) throws -> Key { try #require(Key(character)) }

    private static func report(_ actions: [ReadinessDrill.Action]) -> ReadinessReport? {
        if case .finished(let report) = actions.last { report } else { nil }
    }

    private static func outcomes(_ report: ReadinessReport?) -> [ReadinessReport.Outcome] {
        report?.lines.map(\.outcome) ?? []
    }

    @Test("The first who accepts ends it, as in a call, after the thanks") func accepted() throws {
        var drill = try Self.drill()
        #expect(drill.deadline == nil)
        #expect(drill.begin(at: at(0)) == [.ring(0, try Self.person("a"))])
        #expect(drill.begin(at: at(0)) == [])
        #expect(drill.deadline == at(25))
        #expect(drill.receive(ReadinessEvent(0, .ringing, at: at(1))) == [])
        #expect(drill.answered(0, at: at(6)) == [.say(0, ["drill-whisper", "whisper-keys"], .french)])
        #expect(drill.deadline == at(36))
        // What is spoken to its end is no answer, and keys that mean nothing are none either.
        #expect(drill.spoken(0, at: at(15)) == [])
        #expect(drill.keyed(0, try key("9"), at: at(15)) == [])
        #expect(drill.keyed(0, try key("1"), at: at(16.5)) == [.say(0, ["drill-accepted"], .french)])
        let last = drill.spoken(0, at: at(21))
        let report = try #require(Self.report(last))
        #expect(last == [.hangUp(0), .finished(report)])
        #expect(report.lines[0].answeredAfter == .seconds(6) && report.lines[0].acceptedAfter == .milliseconds(16_500))
        #expect(Self.outcomes(report) == [.rung(.answered), .notNeeded, .notNeeded])
        #expect(report.timeToHuman == .milliseconds(16_500) && report.assumed == 0 && report.rung == 1)
        #expect(drill.deadline == nil && drill.deadlineReached(at: at(99)) == [] && drill.breakOff(at: at(99)) == [])
    }

    @Test("Who does not pick up is hung up at the ring timeout, and the next rung rings at once, together")
    func nextRung() throws {
        var drill = try Self.drill()
        _ = drill.begin(at: at(0))
        #expect(drill.deadlineReached(at: at(24.9)) == [])
        #expect(
            drill.deadlineReached(at: at(25))
                == [.hangUp(0), .ring(1, try Self.person("b", .english)), .ring(2, try Self.person("c"))])
        #expect(drill.deadline == at(50))
        #expect(drill.answered(2, at: at(30)) == [.say(2, ["drill-whisper", "whisper-keys"], .french)])
        #expect(drill.answered(1, at: at(31)) == [.say(1, ["drill-whisper", "whisper-keys"], .english)])
        // The other one of the rung comes too late.
        #expect(drill.keyed(1, try key("1"), at: at(40)) == [.say(1, ["drill-accepted"], .english), .hangUp(2)])
        let report = try #require(Self.report(drill.hungUp(1, at: at(41))))
        #expect(Self.outcomes(report) == [.rung(.noAnswer), .rung(.answered), .overtaken])
        #expect(report.lines[2].answeredAfter == .seconds(5) && report.lines[2].acceptedAfter == nil)
        #expect(report.timeToHuman == .seconds(40))
    }

    @Test("A voicemail, a refusal, a busy and a dead phone lead on") func failures() throws {
        var drill = try Self.drill(["a", "b", "c", "d", "e"], together: [], consent: ["a", "b", "c", "d", "e"])
        _ = drill.begin(at: at(0))
        _ = drill.answered(0, at: at(5))
        // Picked up, no key: the accept timeout counts from picking up.
        #expect(drill.deadlineReached(at: at(35)) == [.hangUp(0), .ring(1, try Self.person("b", .english))])
        _ = drill.answered(1, at: at(37))
        #expect(drill.keyed(1, try key("2"), at: at(38)) == [.hangUp(1), .ring(2, try Self.person("c"))])
        #expect(drill.failed(2, .busy, at: at(39)) == [.ring(3, try Self.person("d"))])
        #expect(drill.failed(3, .unreachable, at: at(40)) == [.ring(4, try Self.person("e"))])
        _ = drill.answered(4, at: at(41))
        let report = try #require(Self.report(drill.hungUp(4, at: at(42))))
        #expect(
            Self.outcomes(report)
                == [.rung(.machine), .rung(.declined), .rung(.busy), .rung(.unreachable), .rung(.machine)])
        #expect(report.timeToHuman == nil && report.assumed == 0)
    }

    @Test("Whoever did not agree, or was rung recently, is passed over and counts as a phone that rang")
    func skipped() throws {
        let recently = Self.start.advanced(by: .days(-6))
        var drill = try Self.drill(
            ["a", "b", "c"], together: [], consent: ["b", "c"], last: ["b": recently])
        #expect(drill.begin(at: at(0)) == [.ring(2, try Self.person("c"))])
        _ = drill.answered(2, at: at(4))
        _ = drill.keyed(2, try key("1"), at: at(10))
        let report = try #require(Self.report(drill.deadlineReached(at: at(30))))
        #expect(
            Self.outcomes(report)
                == [
                    .skipped(.noConsent), .skipped(.drilledRecently(until: Self.start.advanced(by: .days(1)))),
                    .rung(.answered),
                ])
        // Two phones that ring out, then ten seconds.
        #expect(report.timeToHuman == .seconds(60) && report.assumed == 2 && report.rung == 1)
    }

    @Test("Somebody of a rung who is passed over holds it up as long as a phone rings") func skippedTogether() throws {
        var drill = try Self.drill(["a", "b", "c"], together: ["b"], consent: ["b", "c"])
        #expect(drill.begin(at: at(0)) == [.ring(1, try Self.person("b", .english))])
        #expect(drill.failed(1, .busy, at: at(2)) == [.ring(2, try Self.person("c"))])
        _ = drill.answered(2, at: at(5))
        _ = drill.keyed(2, try key("1"), at: at(6))
        let report = try #require(Self.report(drill.hungUp(2, at: at(7))))
        #expect(report.timeToHuman == .seconds(25 + 4) && report.assumed == 1)
    }

    @Test("Nobody is rung in quiet hours, nor when they begin while others ring") func quiet() throws {
        let window = DutyWindow(
            opens: try #require(TimeOfDay(hour: 20, minute: 0, second: 20)),
            closes: try #require(TimeOfDay(hour: 21, minute: 0)))
        var drill = try Self.drill(["a", "b"], together: [], quiet: [window])
        #expect(drill.begin(at: at(0)) == [.ring(0, try Self.person("a"))])
        let last = drill.deadlineReached(at: at(25))
        let report = try #require(Self.report(last))
        #expect(last == [.hangUp(0), .finished(report)])
        #expect(Self.outcomes(report) == [.rung(.noAnswer), .skipped(.quietHours(window))])
        #expect(report.timeToHuman == nil)

        var later = try Self.drill(["a", "b"], together: [], quiet: [window])
        let refused = try #require(Self.report(later.begin(at: at(30))))
        #expect(Self.outcomes(refused) == [.skipped(.quietHours(window)), .skipped(.quietHours(window))])
    }

    @Test("Nobody in the chain is over at once") func empty() throws {
        var drill = try Self.drill([])
        let report = try #require(Self.report(drill.begin(at: at(0))))
        #expect(report.lines == [] && report.timeToHuman == nil)
    }

    @Test("Everybody is measured where that is wanted; the caller's wait is the same") func everybody() throws {
        var drill = try Self.drill(["a", "b", "c"], together: ["b"], scope: .everybody)
        #expect(drill.begin(at: at(0)) == [.ring(0, try Self.person("a")), .ring(1, try Self.person("b", .english))])
        _ = drill.answered(0, at: at(3))
        // The other one of the rung goes on ringing.
        #expect(drill.keyed(0, try key("1"), at: at(8)) == [.say(0, ["drill-accepted"], .french)])
        #expect(drill.spoken(0, at: at(12)) == [.hangUp(0)])
        _ = drill.answered(1, at: at(20))
        #expect(
            drill.keyed(1, try key("1"), at: at(22))
                == [.say(1, ["drill-accepted"], .english), .ring(2, try Self.person("c"))])
        #expect(drill.deadlineReached(at: at(42)) == [.hangUp(1)])
        let report = try #require(Self.report(drill.deadlineReached(at: at(47))))
        #expect(Self.outcomes(report) == [.rung(.answered), .rung(.answered), .rung(.noAnswer)])
        #expect(report.lines[1].acceptedAfter == .seconds(22) && report.lines[2].rungAt == at(22))
        #expect(report.timeToHuman == .seconds(8))
    }

    @Test("Breaking it off leaves nobody on a line") func brokenOff() throws {
        var drill = try Self.drill()
        _ = drill.begin(at: at(0))
        _ = drill.deadlineReached(at: at(25))
        _ = drill.answered(1, at: at(27))
        let last = drill.receive(ReadinessEvent(0, .brokenOff, at: at(28)))
        let report = try #require(Self.report(last))
        #expect(last == [.hangUp(1), .hangUp(2), .finished(report)])
        #expect(Self.outcomes(report) == [.rung(.noAnswer), .brokenOff, .brokenOff])

        var unbegun = try Self.drill()
        #expect(Self.outcomes(Self.report(unbegun.breakOff(at: at(0)))) == [.notNeeded, .notNeeded, .notNeeded])
    }

    @Test("What comes late or from nowhere changes nothing; a line that opens late is closed") func late() throws {
        var drill = try Self.drill()
        _ = drill.begin(at: at(0))
        for position in [-1, 1, 99] {
            #expect(drill.answered(position, at: at(1)) == [] && drill.hungUp(position, at: at(1)) == [])
            #expect(drill.keyed(position, try key("1"), at: at(1)) == [])
            #expect(drill.spoken(position, at: at(1)) == [])
            #expect(drill.failed(position, .busy, at: at(1)) == [])
        }
        #expect(drill.keyed(0, try key("1"), at: at(1)) == [])
        #expect(drill.failed(0, .answered, at: at(1)) == [])
        _ = drill.deadlineReached(at: at(25))
        #expect(drill.answered(0, at: at(25.1)) == [.hangUp(0)])
        // An event that comes after a deadline finds it passed.
        #expect(drill.receive(ReadinessEvent(1, .answered, at: at(51))).first == .hangUp(1))
    }

    @Test("Whatever happens in whatever order: it ends, each is settled once, and every leg that rang is closed")
    func random() throws {
        var random = SplitMix64(seed: 20_261_123)
        for _ in 0..<2000 {
            var drill = try Self.drill(
                ["a", "b", "c", "d"], together: ["b"], consent: ["a", "b", "d"],
                scope: Bool.random(using: &random) ? .asCalled : .everybody)
            var open: Set<Int> = []
            var finished = 0
            var now = Self.start
            func take(_ actions: [ReadinessDrill.Action], ended: Int? = nil) {
                if let ended { open.remove(ended) }
                for action in actions {
                    switch action {
                    case .ring(let position, let person):
                        #expect(person.id != "c")
                        #expect(open.insert(position).inserted)
                    case .hangUp(let position): open.remove(position)
                    case .say(let position, _, _): #expect(open.contains(position))
                    case .finished: finished += 1
                    }
                }
            }
            take(drill.begin(at: now))
            for _ in 0..<60 where finished == 0 {
                now = now.advanced(by: .milliseconds(Int64.random(in: 0...12_000, using: &random)))
                take(drill.deadlineReached(at: now))
                let position = Int.random(in: 0...4, using: &random)
                switch Int.random(in: 0...5, using: &random) {
                case 0: take(drill.answered(position, at: now))
                case 1: take(drill.keyed(position, try key("1"), at: now))
                case 2: take(drill.keyed(position, try key("2"), at: now))
                case 3: take(drill.failed(position, .busy, at: now), ended: nil)
                case 4: take(drill.hungUp(position, at: now))
                default: take(drill.spoken(position, at: now))
                }
            }
            if finished == 0 { take(drill.breakOff(at: now)) }
            #expect(finished == 1 && drill.deadline == nil)
        }
    }
}
