/// 1,500 new calls a second for a minute, each answered and hung up at once, and each written into the ledger.
struct FloodFigures {
    let bench: Bench
    /// New calls a second, and for how long.
    let rate: Double
    let seconds: Double

    func measure(_ table: inout Table) throws {
        table.title("\(Int(rate)) new calls a second for \(Int(seconds)) s, each answered and hung up at once")
        let (server, load) = try bench.start()
        load.plan.hangUpAfter = 0
        var marks = [1.0, 10, 20, 30, 40, 50, 60].filter { $0 < seconds } + [seconds - 0.1]
        var memories: [(Double, Int)] = []
        let (cpu, threads) = (server.cpu, server.threadTimes)
        let count = Int(rate * seconds)
        load.call(count, perSecond: rate) { elapsed in
            guard let mark = marks.first, elapsed >= mark else { return }
            marks.removeFirst()
            memories.append((mark, server.memory))
        }
        let allOver = load.run(atMost: 5) { load.callers.open == 0 }
        let used = Double(server.cpu - cpu) / 1e6
        let split = server.threadTimes.since(threads).text(each: count)
        load.run(seconds: 2)
        let metrics = server.metrics()
        let callers = load.callers
        table.demand(
            allOver && callers.ended == count,
            "\(count) calls: \(callers.ended) ended well, \(callers.unanswered) unanswered, refused \(callers.refused)")
        table.row("CPU time a call", [used / Double(count)], "ms", digits: 3)
        table.note("by thread: \(split)")
        table.row("cores of the server", [used / 1000 / seconds], "cores")
        table.row("from INVITE to 200, half", [callers.answering.percentile(0.5)], "ms", digits: 1)
        table.row("from INVITE to 200, 99 of 100", [callers.answering.percentile(0.99)], "ms", digits: 1)
        table.row("from INVITE to 200, the longest", [Double(callers.answering.longest) / 1e6], "ms", digits: 1)
        table.note("memory: " + memories.map { "\(Int($0.0)) s \($0.1 / 1024) MB" }.joined(separator: ", "))
        if let late = memories.last?.1, let early = memories.last(where: { $0.0 <= seconds * 2 / 3 })?.1 {
            table.atMost(1.1, "memory at the end against that at two thirds", [Double(late) / Double(early)], "times")
        }
        let written = Int(metrics["voicedesk_ledger_written_total"] ?? 0)
        let failures = Int(metrics["voicedesk_ledger_failures_total"] ?? 0)
        table.demand(failures == 0, "the ledger: \(written) changes written, \(failures) not")
        table.note("latest commits, 99 of 100: \(metrics["voicedesk_ledger_commit_p99_seconds"] ?? 0) s")
        table.load(load, hears: false)
        server.end()
    }
}
