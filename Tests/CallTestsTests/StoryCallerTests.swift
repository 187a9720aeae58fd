import CallFlow
import Desk
import Testing

@testable import CallTests

/// The caller as a machine: what it is told, and what it does.
@Suite("The caller of a story") struct StoryCallerTests {
    private static let start = Instant(seconds: 1_000_000)

    private static func at(_ seconds: Int64) -> Instant { start.advanced(by: .seconds(seconds)) }

    private static func caller(_ kinds: [CallerAction.Kind]) -> StoryCaller {
        StoryCaller(
            kinds.enumerated().map { CallerAction(kind: $1, place: SourcePlace(file: "file.yaml", line: $0 + 1)) },
            at: start)
    }

    private static func hear(_ prompt: String, _ extent: CallerAction.Extent = .ends, within seconds: Int64 = 60)
        -> CallerAction.Kind
    {
        .hear(.prompt(prompt), until: extent, within: .seconds(seconds))
    }

    private static func keys(_ text: String) -> CallerAction.Kind { .press(text.compactMap { Key($0) }) }

    private static func prompt(_ id: String, _ text: String? = nil) -> HeardPrompt { HeardPrompt(id, text: text) }

    /// What the machine is told of, at a second of the call.
    private typealias Happening = (second: Int64, event: StoryCaller.Event)

    /// Tells the machine everything in order and returns all that it does, with the second at which it does it.
    private static func acts(_ caller: inout StoryCaller, _ happenings: [Happening]) -> [String] {
        var lines = caller.start(at: Instant(seconds: 0)).map { "0: \($0.words)" }
        for (second, event) in happenings {
            lines += caller.receive(event, at: at(second)).map { "\(second): \($0.words)" }
        }
        return lines
    }

    @Test("does all its actions, each when its turn has come")
    func whole() {
        var caller = Self.caller([
            Self.hear("welcome", .begins), Self.hear("ask"), Self.keys("12345"), .wait(.seconds(2)), Self.keys("1"),
            Self.hear("message"), .speak(.seconds(5)), Self.keys("#"), Self.hear("thanks"), .hangUp,
        ])
        let acts = Self.acts(
            &caller,
            [
                (1, .began(Self.prompt("welcome"))), (5, .ended(Self.prompt("welcome"))),
                (5, .began(Self.prompt("ask"))), (8, .ended(Self.prompt("ask"))),
                (10, .deadlineReached), (12, .ended(Self.prompt("message"))), (17, .deadlineReached),
                (19, .ended(Self.prompt("thanks"))),
            ])
        #expect(acts == ["8: press 12345", "10: press 1", "12: speak 5s", "17: press #", "19: hang up"])
        #expect(caller.isDone)
        #expect(caller.failure == nil)
        caller.ended(at: Self.at(20))
        #expect(caller.failure == nil)
    }

    @Test("acts at once where nothing is waited for")
    func atOnce() {
        var caller = Self.caller([Self.keys("1"), Self.keys("2"), .hangUp])
        let acts = caller.start(at: Instant(seconds: 0))
        #expect(
            acts == [.press([Key("1")].compactMap(\.self)), .press([Key("2")].compactMap(\.self)), .hangUp])
        #expect(caller.isDone)
        #expect(caller.nextDeadline == nil)
    }

    @Test("without actions it is silent and never fails")
    func silent() {
        var caller = Self.caller([])
        #expect(Self.acts(&caller, [(1, .began(Self.prompt("welcome"))), (9, .deadlineReached)]) == [])
        caller.ended(at: Self.at(20))
        #expect(caller.failure == nil)
    }

    @Test("waits for the beginning or the end of a prompt, as it is written")
    func extents() {
        for (extent, expected) in [(CallerAction.Extent.begins, ["2: press 1"]), (.ends, ["6: press 1"])] {
            var caller = Self.caller([Self.hear("ask", extent), Self.keys("1")])
            let acts = Self.acts(&caller, [(2, .began(Self.prompt("ask"))), (6, .ended(Self.prompt("ask")))])
            #expect(acts == expected)
        }
    }

    @Test("a prompt that is cut short was not heard")
    func cut() {
        var caller = Self.caller([Self.hear("ask", within: 10), Self.keys("1")])
        #expect(Self.acts(&caller, [(2, .began(Self.prompt("ask"))), (10, .deadlineReached)]) == ["10: hang up"])
        #expect(caller.failure?.kind == .notHeard)
    }

    @Test("a prompt that comes during a wait counts for what is waited for next")
    func duringAWait() {
        var caller = Self.caller([.wait(.seconds(5)), Self.hear("ask"), Self.keys("1")])
        let acts = Self.acts(
            &caller, [(1, .began(Self.prompt("ask"))), (3, .ended(Self.prompt("ask"))), (5, .deadlineReached)])
        #expect(acts == ["5: press 1"])
    }

    @Test("what was heard before what was waited for counts no more")
    func forgotten() {
        var caller = Self.caller([Self.hear("second"), Self.hear("first", within: 9), Self.keys("1")])
        let acts = Self.acts(
            &caller, [(1, .ended(Self.prompt("first"))), (2, .ended(Self.prompt("second"))), (11, .deadlineReached)])
        #expect(acts == ["11: hang up"])
        #expect(caller.failure?.words == "not-heard: expected first within 9s, seen heard first, second")
        #expect(caller.failure?.place.line == 2)
    }

    @Test("each time a prompt is heard counts once")
    func twice() {
        var caller = Self.caller([Self.hear("ask"), Self.hear("ask"), Self.keys("1")])
        #expect(Self.acts(&caller, [(1, .ended(Self.prompt("ask")))]) == [])
        #expect(caller.receive(.ended(Self.prompt("ask")), at: Self.at(5)) == [.press([Key("1")].compactMap(\.self))])
    }

    @Test("a text is waited for by its words, not by its prompt")
    func texts() {
        let action = CallerAction.Kind.hear(.text("dès 20 h 02."), until: .ends, within: .seconds(10))
        var caller = Self.caller([action, Self.keys("1")])
        #expect(caller.listensToTexts)
        #expect(
            Self.acts(&caller, [(1, .ended(Self.prompt("todo", "dès 20 h 03."))), (2, .ended(Self.prompt("todo")))])
                == [])
        #expect(
            caller.receive(.ended(Self.prompt("other", "dès 20 h 02.")), at: Self.at(3)) == [
                .press([Key("1")].compactMap(\.self))
            ])
        #expect(!Self.caller([Self.hear("todo")]).listensToTexts)
    }

    @Test("waits from the answer on, however long the clock has run before")
    func answeredLate() {
        let place = SourcePlace(file: "a.yaml")
        let action = CallerAction(
            kind: .hear(.prompt("hold"), until: .ends, within: .seconds(60)), place: place)
        var caller = StoryCaller([action], at: Instant(seconds: 0))
        let acts = caller.start(at: Instant(seconds: 5_000))
        #expect(acts.isEmpty)
        #expect(caller.nextDeadline == Instant(seconds: 5_060))
        let early = caller.receive(.deadlineReached, at: Instant(seconds: 5_059))
        #expect(early.isEmpty && caller.failure == nil)
    }

    @Test("gives up when the time of a prompt is over, hangs up, and does nothing more")
    func patience() {
        var caller = Self.caller([Self.hear("ask", within: 30), Self.keys("1"), .hangUp])
        #expect(caller.start(at: Instant(seconds: 0)) == [])
        #expect(caller.nextDeadline == Self.at(30))
        #expect(caller.receive(.deadlineReached, at: Self.at(29)) == [])
        #expect(caller.failure == nil)
        #expect(caller.receive(.deadlineReached, at: Self.at(30)) == [.hangUp])
        #expect(caller.failure?.words == "not-heard: expected ask within 30s, seen nothing was heard")
        #expect(caller.failure?.place == SourcePlace(file: "file.yaml", line: 1))
        #expect(caller.isDone)
        #expect(caller.nextDeadline == nil)
        #expect(caller.receive(.ended(Self.prompt("ask")), at: Self.at(31)) == [])
        let failure = caller.failure
        caller.ended(at: Self.at(32))
        #expect(caller.failure == failure)
    }

    @Test("the time of a prompt runs from when its turn has come")
    func patienceBegins() {
        var caller = Self.caller([Self.hear("first", within: 100), Self.hear("second", within: 10)])
        _ = caller.start(at: Instant(seconds: 0))
        #expect(caller.receive(.ended(Self.prompt("first")), at: Self.at(50)) == [])
        #expect(caller.nextDeadline == Self.at(60))
        // Something else does not make it longer.
        #expect(caller.receive(.ended(Self.prompt("other")), at: Self.at(58)) == [])
        #expect(caller.nextDeadline == Self.at(60))
    }

    @Test("a call that ends before the caller was done is a failure, with what was due")
    func endedEarly() {
        var waiting = Self.caller([Self.hear("ask")])
        _ = waiting.start(at: Instant(seconds: 0))
        waiting.ended(at: Self.at(4))
        #expect(
            waiting.failure?.words == "hung-up-early: expected ask before the end of the call, seen nothing was heard")
        var speaking = Self.caller([Self.hear("ask"), .speak(.seconds(9))])
        #expect(Self.acts(&speaking, [(1, .ended(Self.prompt("ask")))]) == ["1: speak 9s"])
        speaking.ended(at: Self.at(4))
        #expect(speaking.failure?.words == "hung-up-early: expected the caller was not done, seen heard ask")
        #expect(speaking.failure?.place.line == 2)
    }

    @Test("what a failure says was heard has an end")
    func memory() {
        var caller = Self.caller([Self.hear("ask", within: 3000)])
        _ = caller.start(at: Instant(seconds: 0))
        for index in 0..<2000 { _ = caller.receive(.ended(Self.prompt("p\(index)")), at: Self.at(1)) }
        _ = caller.receive(.deadlineReached, at: Self.at(3000))
        #expect(caller.failure?.seen == "heard " + (1988..<2000).map { "p\($0)" }.joined(separator: ", "))
    }

    @Test("the clock of a caller never goes back")
    func clock() {
        var caller = Self.caller([Self.hear("first"), .wait(.seconds(5)), Self.keys("1")])
        _ = caller.start(at: Instant(seconds: 0))
        _ = caller.receive(.began(Self.prompt("first")), at: Self.at(10))
        #expect(caller.receive(.ended(Self.prompt("first")), at: Self.at(4)) == [])
        #expect(caller.nextDeadline == Self.at(15))
    }
}

extension StoryAct {
    fileprivate var words: String {
        switch self {
        case .press(let keys): "press " + keys.map { $0.description }.joined()
        case .speak(let length): "speak \(length.components.seconds)s"
        case .hangUp: "hang up"
        }
    }
}
