/// What a call costs that is answered and hung up at once: INVITE, 200, ACK, BYE, 200, and its entry in the ledger.
struct ShortCallFigures {
    let bench: Bench

    func measure(_ table: inout Table) throws {
        table.title("Calls that are answered and hung up at once")
        let (server, load) = try bench.start()
        load.plan.hangUpAfter = 0
        load.call(1_000, perSecond: 500)
        load.run(seconds: 2)
        for rate in [200.0, 1_000.0] {
            var (costs, failed, split) = ([Double](), 0, "")
            for _ in 0..<bench.runs {
                let idle = server.cores(load, seconds: 1)
                let threads = server.threadTimes
                let (cpu, wall, before) = (server.cpu, Clock.now, load.callers.ended)
                load.call(Int(rate) * 5, perSecond: rate)
                load.run(seconds: 1)
                let used = Double(server.cpu - cpu) - idle * Double(Clock.now - wall)
                let ended = load.callers.ended - before
                failed += Int(rate) * 5 - ended
                split = server.threadTimes.since(threads).text(each: ended)
                costs.append(used / 1e6 / Double(max(1, ended)))
            }
            table.atMost(0.35, "CPU time a call at \(Int(rate)) calls/s", costs, "ms", digits: 3)
            table.note("the last run by thread: \(split)")
            table.demand(failed == 0, "no call of them failed (\(failed))")
        }
        table.row("from INVITE to 200, 99 of 100", [load.callers.answering.percentile(0.99)], "ms", digits: 1)
        table.load(load, hears: false)
        server.end()
    }
}
