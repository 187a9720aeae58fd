import CallFlow
import SIP
import Testing

@testable import Calls

@Suite("Ringing one person's telephone")
struct PhoneAttemptTests {
    private func attempt(over names: String...) -> PhoneAttempt {
        let trunks = names.map { Trunk(name: $0, proxy: .init(host: $0), domain: $0, user: "u") }
        return PhoneAttempt(over: TrunkSelection(trunks) { _ in true })
    }

    private func refusal(_ status: Int, cause: Int? = nil, rang: Bool = false) throws -> LegEvent {
        .ended(.failed(.response(try #require(StatusCode(rawValue: status)), cause: cause), rang: rang))
    }

    @Test(
        "What the telephone itself says is the result, over the first trunk",
        arguments: [
            (486, HuntResult.busy), (600, .busy), (603, .declined), (607, .declined), (608, .declined),
            (480, .noAnswer), (404, .unreachable), (410, .unreachable), (484, .unreachable), (604, .unreachable),
        ])
    func telephone(_ status: Int, _ result: HuntResult) throws {
        var attempt = attempt(over: "one", "two")
        #expect(attempt.begin() == .call(trunk: "one"))
        #expect(attempt.heard(.ringing) == nil)
        #expect(attempt.heard(try refusal(status, rang: true)) == .failed(result))
    }

    @Test("What a trunk does leads to the next", arguments: [401, 403, 408, 488, 500, 502, 503, 504])
    func trunk(_ status: Int) throws {
        var attempt = attempt(over: "one", "two")
        #expect(attempt.heard(try refusal(status)) == .call(trunk: "two"))
        #expect(attempt.heard(try refusal(status)) == .failed(.unreachable))
        #expect(attempt.heard(try refusal(status)) == nil)
    }

    @Test("A trunk that does not answer leads to the next; a telephone that rang in vain does not")
    func timeout() throws {
        var silent = attempt(over: "one", "two")
        #expect(silent.heard(.ended(.failed(.timeout, rang: false))) == .call(trunk: "two"))
        #expect(silent.heard(.ended(.failed(.transportFailure, rang: false))) == .failed(.unreachable))
        var ringing = attempt(over: "one", "two")
        #expect(ringing.heard(.ended(.failed(.timeout, rang: true))) == .failed(.noAnswer))
        var gateway = attempt(over: "one", "two")
        #expect(gateway.heard(try refusal(480, cause: 17)) == .failed(.busy))
    }

    @Test("The second trunk's telephone counts like the first one's")
    func secondTrunk() throws {
        var attempt = attempt(over: "one", "two")
        #expect(attempt.heard(try refusal(503)) == .call(trunk: "two"))
        #expect(attempt.heard(.ringing) == nil)
        #expect(attempt.heard(.answered) == .answered)
        #expect(attempt.heard(.ended(.byPeer(cause: 16))) == .hungUp)
    }

    @Test("Without trunks nobody can be reached")
    func noTrunk() {
        #expect(attempt().begin() == .failed(.unreachable))
    }

    @Test("A person's own telephone has no second way", arguments: [503, 404, 486])
    func direct(_ status: Int) throws {
        var attempt = PhoneAttempt()
        #expect(attempt.begin() == nil)
        #expect(attempt.heard(try refusal(status)) == .failed(status == 486 ? .busy : .unreachable))
        #expect(attempt.heard(.answered) == nil)
    }

    @Test("Who picked up and is gone hung up, however it came", arguments: [LegEnd.byUs, .lost, .unacknowledged])
    func gone(_ end: LegEnd) {
        var attempt = PhoneAttempt()
        #expect(attempt.heard(.answered) == .answered)
        #expect(attempt.heard(.ended(end)) == .hungUp)
        #expect(attempt.heard(.ended(end)) == nil)
    }

    @Test(
        "A leg that ends before anybody picked up was not reached",
        arguments: [LegEnd.byUs, .byPeer(cause: nil), .noCommonMedia, .lost, .unacknowledged])
    func lost(_ end: LegEnd) {
        var attempt = attempt(over: "one", "two")
        #expect(attempt.heard(.ended(end)) == .failed(.unreachable))
        #expect(attempt.heard(.ended(end)) == nil)
    }

    @Test("Sound and keys of a leg say nothing about the person")
    func sound() {
        var attempt = attempt(over: "one")
        #expect(attempt.heard(.info(contentType: "application/dtmf", body: [])) == nil)
        #expect(attempt.heard(.transferred(accepted: true)) == nil)
    }

    @Test("The words are the hunt's")
    func words() {
        #expect(PhoneResult.allCases.map { HuntResult($0).rawValue } == PhoneResult.allCases.map(\.rawValue))
    }
}
