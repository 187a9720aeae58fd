/// Whole emergency calls, from the client number to the technician who hangs up.
///
/// The caller keys client number and menus without waiting for the prompts, hears the price (10.4 s, it cannot be interrupted), agrees,
/// and interrupts "connecting"; the technician answers at once and accepts during the whisper; they talk for a second; the technician
/// hangs up. Everybody sends sound all the time, as telephones do.
struct EmergencyFigures {
    let bench: Bench
    private let rate = 20.0
    private let count = 200

    static let plan: CallPlan = {
        var plan = CallPlan()
        plan.sends = true
        plan.caller = "+33612345678"
        plan.keys = [(after: 100, keys: "12345112"), (after: 13_000, keys: "1"), (after: 13_400, keys: "1")]
        return plan
    }()

    func measure(_ table: inout Table) throws {
        table.title("Whole emergency calls: keys, rules, price, consent, technician, whisper, conversation")
        let (server, load) = try bench.start()
        load.plan = Self.plan
        load.call(20, perSecond: rate)
        _ = load.run(atMost: 20) { load.callers.open == 0 }
        var costs: [Double] = []
        for _ in 0..<bench.runs {
            let idle = server.cores(load, seconds: 1)
            let threads = server.threadTimes
            let (cpu, wall, sound) = (server.cpu, Clock.now, load.sound.received)
            load.call(count, perSecond: rate)
            let all = load.run(atMost: 30) { load.callers.open == 0 }
            load.run(seconds: 1)
            costs.append((Double(server.cpu - cpu) - idle * Double(Clock.now - wall)) / 1e6 / Double(count))
            let packets = Double(load.sound.received - sound) / Double(count)
            let split = server.threadTimes.since(threads).text(each: count)
            table.note(
                "\(all ? "" : "NOT ALL ENDED; ")\(Table.round(packets / 50, 1)) s of sound a call, caller and technician together; by thread: \(split)"
            )
        }
        table.atMost(4, "CPU time a call", costs, "ms")
        let metrics = server.metrics()
        let admitted = Int(metrics["voicedesk_verdicts_total{verdict=\"admitted\"}"] ?? 0)
        let bridged = Int(metrics["voicedesk_bridges_total"] ?? 0)
        let all = load.callers.begun
        table.demand(admitted == all && bridged == all, "\(all) calls: \(admitted) admitted, \(bridged) connected")
        table.load(load)
        server.end()
    }
}
