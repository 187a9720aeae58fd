/// How long the server takes until it answers, and what it costs when nobody calls.
struct StartFigures {
    let bench: Bench

    func measure(_ table: inout Table) throws {
        table.title("Start and rest: the shipped desk, an empty ledger, the facts of the world 'evening' loaded")
        var (times, memories, cores): ([Double], [Double], [Double]) = ([], [], [])
        var own: [Double] = []
        var (threads, descriptors) = (0, 0)
        for _ in 0..<max(5, bench.runs) {
            let (server, load) = try bench.start()
            times.append(server.startTime)
            load.run(seconds: 1)
            cores.append(server.cores(load, seconds: 2) * 1000)
            memories.append(Double(server.memory) / 1024)
            own.append(Double(server.ownMemory) / 1024)
            (threads, descriptors) = (server.threads, server.descriptors)
            server.end()
        }
        table.atMost(150, "from exec to the 200 of an OPTIONS", times, "ms", digits: 0)
        table.atMost(40, "resident memory at rest", memories, "MB", digits: 1)
        table.row("of it its own, without pages of files", own, "MB", digits: 1)
        table.row("processor at rest", cores, "ms/s")
        table.note("\(threads) threads, \(descriptors) descriptors")
    }
}
