import CallFlow
import Desk

/// Whole calls through the machine and the rules, without ledger, sound or network.
struct CallBenchmarks {
    private let scenarios: Scenarios
    /// Short samples: one of them is likely to fall into a moment in which the computer does nothing else.
    private let callsPerSample = 500
    private let callsAtOnce = 2_000

    init(_ scenarios: Scenarios) { self.scenarios = scenarios }

    /// Measures all of them.
    func run(_ report: inout Report) throws {
        guard Sample.countsAllocations else { throw Unusable("allocations are not counted on this system") }
        report.title("Whole calls in virtual time, one core")
        let admitted = try measure(scenarios.admitted, &report)
        report.atLeast("calls a second", 1e9 / admitted.nanoseconds, Thresholds.callsPerSecond)
        report.atMost("allocations a call", admitted.allocations, Thresholds.admittedAllocations)
        let floor = Floor(scenarios.admitted).measure()
        let times = Report.round(admitted.nanoseconds / 1000 / floor, 0)
        report.line("its steps as a bare table", "\(Report.round(floor, 3)) µs; the call takes \(times) times that")
        let refused = try measure(scenarios.refused, &report)
        report.atMost("allocations a call", refused.allocations, Thresholds.refusedAllocations)
        let managerial = try measure(scenarios.managerial, &report)
        report.atMost("allocations a call", managerial.allocations, Thresholds.managerialAllocations)
        let many = try interleaved(&report)
        report.atLeast("calls a second", 1e9 / many.nanoseconds, Thresholds.callsAtOncePerSecond)
    }

    /// Runs one call over and over, for a profiler.
    func repeatCall(_ name: String, count: Int) throws {
        let all = [scenarios.admitted, scenarios.refused, scenarios.managerial]
        guard let scenario = all.first(where: { $0.name.hasPrefix(name) }) else {
            throw Unusable("there is no call '\(name)': use \(all.map(\.name).joined(separator: "; "))")
        }
        var effects: [FlowEffect] = []
        for _ in 0..<count {
            var call = LiveCall(scenario)
            while !call.isOver { call.step(scenario, &effects) }
        }
    }

    /// One call after the other.
    private func measure(_ scenario: Scenario, _ report: inout Report) throws -> Sample {
        let (events, steps) = try shape(of: scenario)
        var effects: [FlowEffect] = []
        effects.reserveCapacity(LiveCall.room)
        var wrong = 0
        let sample = Sample.measure(runs: callsPerSample) {
            for _ in 0..<callsPerSample {
                var call = LiveCall(scenario)
                while !call.isOver { call.step(scenario, &effects) }
                if !scenario.isAsExpected(call.machine) { wrong += 1 }
            }
        }
        if wrong > 0 { throw Unusable("'\(scenario.name)': \(wrong) calls ended otherwise") }
        report.call(scenario.name, sample, events: events, steps: steps)
        return sample
    }

    /// Many calls at once, an event of each in turn; a call that ends makes room for another.
    ///
    /// In as many rounds as a call has events, as many calls end as are held.
    private func interleaved(_ report: inout Report) throws -> Sample {
        let scenario = scenarios.admitted
        let (events, steps) = try shape(of: scenario)
        var effects: [FlowEffect] = []
        effects.reserveCapacity(LiveCall.room)
        var calls = (0..<callsAtOnce).map { _ in LiveCall(scenario) }
        // Spread over the whole length of a call, as they would be.
        for index in calls.indices { for _ in 0..<(index % events) { calls[index].step(scenario, &effects) } }
        var wrong = 0
        let sample = Sample.measure(runs: callsAtOnce) {
            for _ in 0..<events {
                for index in calls.indices {
                    calls[index].step(scenario, &effects)
                    if calls[index].isOver {
                        if !scenario.isAsExpected(calls[index].machine) { wrong += 1 }
                        calls[index] = LiveCall(scenario)
                    }
                }
            }
        }
        if wrong > 0 { throw Unusable("interleaved: \(wrong) calls ended otherwise") }
        report.call("\(callsAtOnce) calls at once, admitted", sample, events: events, steps: steps)
        return sample
    }

    /// The events and steps of one call, which has to end as the scenario says.
    private func shape(of scenario: Scenario) throws -> (events: Int, steps: Int) {
        var effects: [FlowEffect] = []
        var call = LiveCall(scenario)
        var steps = 0
        while !call.isOver {
            guard call.eventCount < 1_000 else { throw Unusable("'\(scenario.name)' does not end") }
            effects.removeAll()
            call.step(scenario, &effects)
            for case .entered in effects { steps += 1 }
        }
        guard call.machine.verdict.kind == scenario.verdict, scenario.isAsExpected(call.machine) else {
            throw Unusable("'\(scenario.name)' ended as \(call.machine.verdict.kind), not \(scenario.verdict)")
        }
        return (call.eventCount, steps)
    }
}
