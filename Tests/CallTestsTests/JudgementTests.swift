import CallFlow
import Calls
import Desk
import Testing

@testable import CallTests

@Suite("The judgement on a call") struct JudgementTests {
    /// One expectation that a call does not meet, and what is said of it.
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let expected: CallTests.Expectation
        let words: [String]

        init(_ words: String..., change: (inout CallTests.Expectation) -> Void) {
            var expected = CallTests.Expectation()
            change(&expected)
            self.expected = expected
            self.words = words
            testDescription = words.first ?? ""
        }
    }

    private static func value<Value: Sendable>(_ value: Value) -> Expected<Value> {
        Expected(value: value, place: SourcePlace(file: "file.yaml", line: 3, column: 9))
    }

    /// A call of which everything is known.
    private static let call: ObservedCall = {
        var call = ObservedCall()
        call.verdict = .refused
        call.reasons = [.guaranteeRunning, .notUrgent]
        call.connectedTo = Maybe<String>.none
        call.charge = Maybe<Money>.none
        call.client = .some("12345")
        call.contact = .some("01")
        call.ticket = .some("T-8812")
        call.assessment = ["ticket": "unanswered", "response-guarantee": "running"]
        call.steps = ["pick-up", "welcome", "ask", "ask", "bye", "end"]
        call.heard = ["welcome", "ask", "goodbye"]
        call.attempts = [.init(target: "alice", result: .noAnswer), .init(target: "bruno", result: .busy)]
        call.ledger = [.refused, .ended]
        call.ended = .byDesk(.normal)
        call.duration = .seconds(90)
        return call
    }()

    static let unmet: [Case] = [
        Case("verdict: expected admitted, seen refused") { $0.verdict = value(.admitted) },
        Case("reasons: expected [guarantee-running], seen [guarantee-running, not-urgent]") {
            $0.reasons = value([.guaranteeRunning])
        },
        Case("reasons: expected [], seen [guarantee-running, not-urgent]") { $0.reasons = value([]) },
        Case("connected-to: expected alice, seen none") { $0.connectedTo = value(.some("alice")) },
        Case("charge: expected 350.00 EUR, seen none") {
            $0.charge = value(.some(Money(cents: 35_000, currency: "EUR")))
        },
        Case("client: expected none, seen 12345") { $0.client = value(.none) },
        Case("contact: expected 02, seen 01") { $0.contact = value(.some("02")) },
        Case("ticket: expected none, seen T-8812") { $0.ticket = value(.none) },
        Case("assessment: expected response-guarantee exceeded, seen running") {
            $0.assessment = value(["response-guarantee": "exceeded", "ticket": "unanswered"])
        },
        Case(
            "assessment: expected passcode verified, seen not_evaluated",
            "assessment: expected ticket none, seen unanswered"
        ) {
            $0.assessment = value(["ticket": "none", "passcode": "verified"])
        },
        Case("steps: expected [ask, welcome], seen [pick-up, welcome, ask, ask, bye, end]") {
            $0.steps = value(["ask", "welcome"])
        },
        Case("steps: expected [ask, ask, ask], seen [pick-up, welcome, ask, ask, bye, end]") {
            $0.steps = value(["ask", "ask", "ask"])
        },
        Case("heard: expected [welcome, ask], seen [welcome, ask, goodbye]") { $0.heard = value(["welcome", "ask"]) },
        Case("heard: expected [ask, welcome, goodbye], seen [welcome, ask, goodbye]") {
            $0.heard = value(["ask", "welcome", "goodbye"])
        },
        Case("heard-unexpectedly: expected none of [price, ask], seen [welcome, ask, goodbye]") {
            $0.notHeard = value(["price", "ask"])
        },
        Case("attempts: expected [bruno: busy, alice: no_answer], seen [alice: no_answer, bruno: busy]") {
            $0.attempts = value([.init(target: "bruno", result: .busy), .init(target: "alice", result: .noAnswer)])
        },
        Case("attempts: expected [], seen [alice: no_answer, bruno: busy]") { $0.attempts = value([]) },
        Case("ledger: expected [refused], seen [refused, ended]") { $0.ledger = value([.refused]) },
        Case("ended: expected caller, seen normal") { $0.ended = value(.byCaller) },
        Case("too-long: expected 1m29s, seen 1m30s") { $0.maxDuration = value(.seconds(89)) },
        Case("too-short: expected 1m31s, seen 1m30s") { $0.minDuration = value(.seconds(91)) },
    ]

    @Test("names what turned out otherwise, where it is expected, and nothing else", arguments: unmet)
    func namesUnmet(_ entry: Case) {
        let judgement = Judgement(entry.expected, Self.call)
        #expect(judgement.failures.map(\.words) == entry.words)
        #expect(judgement.failures.allSatisfy { $0.place.line == 3 && $0.place.column == 9 })
        #expect(judgement.unseen == [])
    }

    @Test("names what is expected and could not be seen, and does not call it a failure", arguments: unmet)
    func namesUnseen(_ entry: Case) throws {
        let judgement = Judgement(entry.expected, ObservedCall())
        #expect(judgement.failures == [])
        let kinds = entry.words.compactMap { $0.split(separator: ":").first.map(String.init) }
        #expect(judgement.unseen.map(\.rawValue) == [try #require(kinds.first)])
    }

    @Test("covers every kind of failure that a call in process can have")
    func kinds() {
        let named = Set(Self.unmet.flatMap(\.words).compactMap { $0.split(separator: ":").first.map(String.init) })
        let onTheLine: Set<StoryFailure.Kind> = [
            .noAnswer, .refusedByNetwork, .silence, .oneWayAudio, .earlyMediaOnly, .clippedPrompt,
            .digitsLost, .digitsDoubled, .telephoneEventsRemoved, .wrongNumber, .callerNumberLost, .codec,
            .postDialDelay, .timeToFirstPrompt, .soundQuality, .neverArrived,
        ]
        let byTheCaller: Set<StoryFailure.Kind> = [.notHeard, .hungUpEarly, .broken]
        let judged = Set(StoryFailure.Kind.allCases).subtracting(onTheLine).subtracting(byTheCaller)
        #expect(named == Set(judged.map(\.rawValue)))
    }

    @Test("finds nothing in a call that is as expected")
    func met() {
        var expected = CallTests.Expectation()
        expected.verdict = Self.value(.refused)
        expected.reasons = Self.value([.notUrgent, .guaranteeRunning])  // in any order
        expected.connectedTo = Self.value(.none)
        expected.charge = Self.value(.none)
        expected.client = Self.value(.some("12345"))
        expected.contact = Self.value(.some("01"))
        expected.ticket = Self.value(.some("T-8812"))
        expected.assessment = Self.value(["ticket": "unanswered"])
        expected.steps = Self.value(["welcome", "ask", "end"])
        expected.heard = Self.value(["welcome", "ask", "goodbye"])
        expected.notHeard = Self.value(["price"])
        expected.attempts = Self.value([
            .init(target: "alice", result: .noAnswer), .init(target: "bruno", result: .busy),
        ])
        expected.ledger = Self.value([.refused, .ended])
        expected.ended = Self.value(.byDesk(.normal))
        expected.maxDuration = Self.value(.seconds(90))
        expected.minDuration = Self.value(.seconds(90))
        #expect(Judgement(expected, Self.call).failures == [])
        #expect(Judgement(expected, Self.call).unseen == [])
        #expect(!expected.isEmpty)
    }

    @Test("an expectation is empty if there is nothing that any call could miss")
    func empty() {
        #expect(CallTests.Expectation().isEmpty)
        for entry in Self.unmet { #expect(!entry.expected.isEmpty, "\(entry.words)") }
        var idle = CallTests.Expectation()
        idle.notHeard = Self.value([])
        idle.minDuration = Self.value(.zero)
        #expect(idle.isEmpty)
        idle.maxDuration = Self.value(.zero)
        #expect(!idle.isEmpty)
    }

    @Test("every kind of failure has a name of its own in small letters")
    func names() {
        let names = StoryFailure.Kind.allCases.map(\.rawValue)
        #expect(Set(names).count == names.count)
        for name in names { #expect(name.allSatisfy { $0 == "-" || ("a"..."z").contains($0) }, "\(name)") }
    }
}
