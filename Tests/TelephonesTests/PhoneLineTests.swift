import Media
import RTP
import SIP
import Testing

@testable import Telephones

/// One telephone by itself, on virtual time: what it wants done, in order.
@Suite("The line of a telephone")
struct PhoneLineTests {
    private var now = Duration.seconds(100)

    private static func plan(_ limits: PhoneLimits = .init()) -> CallPlan {
        CallPlan(to: URI(user: "desk", host: "pbx.example"), from: .init(user: "0123"), limits: limits)
    }

    /// What a line does with an input, as words.
    private mutating func step(
        _ line: inout PhoneLine, _ input: (inout PhoneLine, Duration, inout [PhoneEffect]) -> Void
    ) -> [String] {
        var effects: [PhoneEffect] = []
        input(&line, now, &effects)
        return effects.map { effect in
            switch effect {
            case .ring: "ring"
            case .earlyMedia: "early media"
            case .answer: "answer"
            case .hangUp(let status): "hang up \(status)"
            case .inform(let key): "INFO \(key)"
            case .media(.play(_, _, let token)): "play \(token)"
            case .media: "media"
            case .leave: "leave"
            case .finish(let record): "finish: \(record.end)"
            }
        }
    }

    /// Lets time pass to the line's deadline.
    private mutating func wake(_ line: inout PhoneLine) throws -> [String] {
        now = max(now, try #require(line.deadline))
        return step(&line) { $0.deadlineReached(now: $1, into: &$2) }
    }

    @Test(
        "A call is given up at its limit; when nothing confirms that, and no report of the sound comes, it ends all the same"
    )
    mutating func silence() throws {
        var line = PhoneLine(placing: Self.plan(), Acting.idle, now: now)
        line.soundOpened()
        #expect(step(&line) { $0.placed("c", now: $1, into: &$2) } == [])
        #expect(try wake(&line) == ["hang up 480"] && now == .seconds(160))
        #expect(try wake(&line) == ["leave"] && now == .seconds(165))
        #expect(try wake(&line) == ["finish: noResponse"] && now == .seconds(167))
        #expect(line.isFinished && line.deadline == nil)
        #expect(line.record.report == nil && line.record.moments.ended == .seconds(65))
        #expect(step(&line) { $0.heard(.answered, now: $1, into: &$2) } == [])
        #expect(step(&line) { $0.giveUp(.shutDown, now: $1, into: &$2) } == [])
    }

    @Test("A name that is looked up for too long, and a call that cannot be placed")
    mutating func neverPlaced() throws {
        var line = PhoneLine(placing: Self.plan(PhoneLimits(answer: .seconds(3))), Acting.idle, now: now)
        #expect(
            try wake(&line) == [
                "leave", "finish: unreachable(\"the name of the peer was not found in time\")",
            ])
        var other = PhoneLine(placing: Self.plan(), Acting.idle, now: now)
        let end = PhoneEnd.notPlaced("why")
        #expect(step(&other) { $0.failed(end, now: $1, into: &$2) } == ["leave", "finish: notPlaced(\"why\")"])
    }

    @Test("A call ends at its longest, whatever its script does")
    mutating func longest() throws {
        let sleepless = Acting { news, memory in
            memory.wake = memory.now + .seconds(1)
            return []
        }
        var line = PhoneLine(placing: Self.plan(PhoneLimits(longest: .seconds(90))), sleepless, now: now)
        _ = step(&line) { $0.placed("c", now: $1, into: &$2) }
        _ = step(&line) { $0.heard(.answered, now: $1, into: &$2) }
        var wakes = 0
        while try wake(&line) != ["hang up 480"] { wakes += 1 }
        #expect(now == .seconds(190) && wakes == 89)
        #expect(step(&line) { $0.heard(.ended(.byUs), now: $1, into: &$2) } == ["leave", "finish: tooLong"])
    }

    @Test("A script has no say once it has hung up, nor at the end; it hears the end")
    mutating func lastWords() {
        let eager = Acting { _, _ in [.hangUp, .press([.one]), .hangUp] }
        var line = PhoneLine(placing: Self.plan(), eager, now: now)
        #expect(step(&line) { $0.placed("c", now: $1, into: &$2) } == ["hang up 480"])
        #expect(step(&line) { $0.heard(.answered, now: $1, into: &$2) } == [])
        let end = LegEnd.failed(.cancelled, rang: false)
        #expect(step(&line) { $0.heard(.ended(end), now: $1, into: &$2) } == ["leave", "finish: cancelled"])
    }

    @Test("A script that answers the news of its own making with more of it is not heard for ever")
    mutating func echo() {
        let echoing = Acting { _, memory in
            memory.marks += 1
            return [.press([.one], by: .info), .press([.two], by: .info)]
        }
        var line = PhoneLine(placing: Self.plan(), echoing, now: now)
        #expect(step(&line) { $0.placed("c", now: $1, into: &$2) } == [])
        #expect(step(&line) { $0.sounded(.lost, now: $1, into: &$2) } == [])
        #expect(line.record.lostSound && line.record.keysSent.isEmpty)
    }

    @Test("Keys by INFO go at their pace; those for which there is no room are told")
    mutating func pace() throws {
        let pressing = Acting { news, memory in
            if case .notPressed = news { memory.marks += 1 }
            if case .ended = news { #expect(memory.marks == 6) }
            if case .answered = news { return [.press(Array(repeating: .five, count: 70), by: .info)] }
            return []
        }
        var line = PhoneLine(placing: Self.plan(), pressing, now: now)
        _ = step(&line) { $0.placed("c", now: $1, into: &$2) }
        #expect(step(&line) { $0.heard(.answered, now: $1, into: &$2) } == ["INFO 5"])
        for _ in 1..<64 {
            let before = now
            #expect(try wake(&line) == ["INFO 5"] && now == before + Keypad.pace)
        }
        #expect(line.record.keysSent.count == 64)
        let end = LegEnd.byPeer(cause: nil)
        #expect(
            step(&line) { $0.heard(.ended(end), now: $1, into: &$2) } == [
                "leave", "finish: hungUpByPeer(cause: nil)",
            ])
    }

    @Test("A record keeps no more than its limits: sound, messages, keys")
    mutating func recordLimits() throws {
        let limits = PhoneLimits(sound: .milliseconds(250))
        var line = PhoneLine(placing: Self.plan(limits), Acting.idle, now: now)
        _ = step(&line) { $0.placed("c", now: $1, into: &$2) }
        for index in 0..<2_000 {
            let sound = MediaSound(
                law: .aLaw, bytes: Array(repeating: 1, count: 800), position: index * 800, missing: 10)
            _ = step(&line) { $0.sounded(.heard(sound), now: $1, into: &$2) }
            _ = step(&line) { $0.sounded(.keyed(.one), now: $1, into: &$2) }
            let text =
                "SIP/2.0 180 R\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK\r\nFrom: <sip:a>;tag=f\r\nTo: <sip:b>;tag=t\r\n"
            let message = try MessageParser.parse(Array("\(text)Call-ID: c\r\nCSeq: \(index + 1) INVITE\r\n\r\n".utf8))
            for _ in 0..<2 {
                _ = step(&line) { $0.noted(WireNote(message, isOurs: false), now: $1, into: &$2) }
            }
        }
        #expect(line.record.sound.bytes.count == 1_600 && line.record.sound.missing == 20 && line.record.sound.isCut)
        #expect(line.record.keysReceived.count == PhoneRecord.mostKeys)
        #expect(line.record.messages.count == PhoneRecord.mostMessages)
        #expect(line.record.messages.first?.copies == 2 && line.record.statuses == [.ringing])
    }

    @Test("No limit is negative, and none is over what memory allows")
    func limits() {
        let limits = PhoneLimits(
            answer: .seconds(-1), longest: .seconds(-1), ending: .seconds(-1), sound: .seconds(100_000))
        #expect(limits.answer == .zero && limits.longest == .zero && limits.ending == .zero)
        #expect(limits.sound == .seconds(1_800))
    }

    @Test("On the wire, a call of a bank to itself has two sides")
    func sides() throws {
        var book = WireBook()
        book.begin("c", 1, side: .caller, callerTag: nil)
        func note(_ first: String, fromTag: String, isOurs: Bool) throws -> WireNote {
            let text = """
                \(first)\r
                Via: SIP/2.0/UDP a;branch=z9hG4bK\r
                From: <sip:a>;tag=\(fromTag)\r
                To: <sip:b>;tag=x\r
                Call-ID: c\r
                CSeq: 1 BYE\r
                \r

                """
            return WireNote(try MessageParser.parse(Array(text.utf8)), isOurs: isOurs)
        }
        // The caller's INVITE tells its tag.
        #expect(book.phone(of: try note("BYE sip:b SIP/2.0", fromTag: "f", isOurs: true)) == 1)
        book.begin("c", 2, side: .called, callerTag: "f")
        #expect(book.phone(of: try note("BYE sip:b SIP/2.0", fromTag: "f", isOurs: false)) == 2)
        #expect(book.phone(of: try note("SIP/2.0 200 OK", fromTag: "f", isOurs: true)) == 2)
        #expect(book.phone(of: try note("SIP/2.0 200 OK", fromTag: "f", isOurs: false)) == 1)
        #expect(book.phone(of: try note("BYE sip:a SIP/2.0", fromTag: "t", isOurs: true)) == 2)
        #expect(book.phone(of: try note("BYE sip:a SIP/2.0", fromTag: "t", isOurs: false)) == 1)
        book.end("c", side: .caller)
        #expect(book.knows("c"))
        book.end("c", side: .called)
        #expect(!book.knows("c"))
    }
}
