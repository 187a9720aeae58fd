import Testing

@testable import SIP

@Suite("Trunk health")
struct TrunkHealthTests {
    private func health() -> TrunkHealth { TrunkHealth(now: .zero) }

    /// Lets every probe until then end alike.
    private func run(_ health: inout TrunkHealth, until end: Duration, _ sign: TrunkHealth.Sign) -> [String] {
        var log: [String] = []
        while let deadline = health.deadline, deadline <= end {
            let actions = health.advanced(to: deadline) + health.observed(sign, ofProbe: true, now: deadline)
            log += actions.map { "\(deadline.components.seconds) \($0)" }
        }
        return log
    }

    @Test("A trunk that answers is asked every 30 s", arguments: [200, 404, 405, 401, 500, 603])
    func answers(status: Int) throws {
        var health = health()
        let log = run(&health, until: .seconds(60), .response(try #require(StatusCode(rawValue: status))))
        #expect(log == ["0 sendOptions", "30 sendOptions", "60 sendOptions"])
        #expect(health.isUp)
        #expect(health.lastProblem == nil)
    }

    @Test("Two failures in a row take it down, two answers in a row bring it back")
    func hysteresis() {
        var health = health()
        let down = run(&health, until: .seconds(20), .timeout)
        #expect(
            down == [
                "0 sendOptions", "10 sendOptions", "10 wentDown(\"it did not answer in time\")", "20 sendOptions",
            ])
        #expect(!health.isUp)
        #expect(health.lastProblem == "it did not answer in time")
        let up = run(&health, until: .seconds(70), .response(.ok))
        #expect(up == ["30 sendOptions", "40 sendOptions", "40 cameUp", "70 sendOptions"])
        #expect(health.isUp)
    }

    @Test("Failures and answers in turn change nothing", arguments: [true, false])
    func flapping(isUp: Bool) {
        var health = health()
        if !isUp { _ = run(&health, until: .seconds(10), .response(.serviceUnavailable)) }
        for round in 0..<20 {
            let sign = round.isMultiple(of: 2) ? TrunkHealth.Sign.response(.ok) : .transportFailure
            #expect(health.observed(sign, ofProbe: false, now: .seconds(11)) == [])
        }
        #expect(health.isUp == isUp)
    }

    @Test("Calls that fail count as well as probes: 408 and 503, not 486")
    func calls() {
        var health = health()
        #expect(health.observed(.response(.busyHere), ofProbe: false, now: .seconds(1)) == [])
        #expect(health.observed(.response(.requestTimeout), ofProbe: false, now: .seconds(2)) == [])
        #expect(health.lastProblem == "it answered 408")
        #expect(
            health.observed(.response(.serviceUnavailable), ofProbe: false, now: .seconds(3))
                == [.wentDown("it answered 503")])
        #expect(health.deadline == .seconds(13))
    }

    @Test("A trunk that calls us need not be asked")
    func traffic() {
        var health = health()
        _ = run(&health, until: .seconds(0), .response(.ok))
        for second in stride(from: Int64(10), through: 600, by: 10) {
            #expect(health.advanced(to: .seconds(second)) == [])
            #expect(health.observed(.request, ofProbe: false, now: .seconds(second)) == [])
        }
        #expect(health.deadline == .seconds(630))
    }

    @Test("A trunk that calls us but does not answer goes down all the same")
    func oneWay() {
        var health = health()
        var log: [TrunkHealth.Action] = []
        for second in Int64(0)...60 {
            log += health.observed(.request, ofProbe: false, now: .seconds(second))
            guard health.advanced(to: .seconds(second)) == [.sendOptions] else { continue }
            log += health.observed(.timeout, ofProbe: true, now: .seconds(second))
        }
        #expect(log == [], "asked only when idle")
        _ = health.observed(.response(.requestTimeout), ofProbe: false, now: .seconds(60))
        for second in Int64(60)...80 {
            log += health.observed(.request, ofProbe: false, now: .seconds(second))
            guard health.advanced(to: .seconds(second)) == [.sendOptions] else { continue }
            log += health.observed(.timeout, ofProbe: true, now: .seconds(second))
        }
        #expect(log == [.wentDown("it did not answer in time")])
        #expect(!health.isUp)
    }

    @Test("One probe at a time: while it is unanswered, nothing falls due")
    func oneProbe() {
        var health = health()
        #expect(health.advanced(to: .zero) == [.sendOptions])
        #expect(health.deadline == nil)
        #expect(health.advanced(to: .seconds(100)) == [])
        #expect(health.observed(.request, ofProbe: false, now: .seconds(100)) == [])
        #expect(health.deadline == nil, "still the same probe")
        #expect(health.observed(.timeout, ofProbe: true, now: .seconds(132)) == [])
        #expect(health.deadline == .seconds(142))
    }

    @Test("A down trunk is asked for ever")
    func downForEver() {
        var health = health()
        let log = run(&health, until: .seconds(3_600), .transportFailure)
        #expect(log.count == 361 + 1)
    }

    @Test("A policy has a pace that a trunk can bear")
    func policy() {
        let policy = TrunkHealth.Policy(
            interval: .zero, retryInterval: .seconds(-5), failuresToDown: 0, answersToUp: -1)
        #expect(policy == .init(interval: .seconds(1), retryInterval: .seconds(1), failuresToDown: 1, answersToUp: 1))
    }
}
