/// What waiting for the disk adds to a verdict: from the flow's decision to what follows from it.
struct VerdictFigures {
    let bench: Bench

    func measure(_ table: inout Table) throws {
        table.title("The time that a verdict waits until it is on the disk")
        let (server, load) = try bench.start()
        load.plan = EmergencyFigures.plan
        load.call(200, perSecond: 20)
        _ = load.run(atMost: 30) { load.callers.open == 0 }
        tell("alone: 20 emergency calls a second", server, &table)
        table.load(load)
        server.end()
        let (busy, rush) = try bench.start()
        rush.plan = EmergencyFigures.plan
        rush.plan.sends = false
        rush.call(3_000, perSecond: 300)
        _ = rush.run(atMost: 30) { rush.callers.open == 0 }
        tell("in a rush: 300 emergency calls a second", busy, &table)
        table.load(rush)
        busy.end()
    }

    private func tell(_ name: String, _ server: ServerProcess, _ table: inout Table) {
        let metrics = server.metrics()
        func milliseconds(_ name: String) -> [Double] { [(metrics[name] ?? 0) * 1000] }
        table.row(name + ", half", milliseconds("voicedesk_verdict_delay_p50_seconds"), "ms")
        table.row(name + ", 99 of 100", milliseconds("voicedesk_verdict_delay_p99_seconds"), "ms")
    }
}
