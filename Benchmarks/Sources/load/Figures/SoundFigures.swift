/// What the sound of many calls costs, and how evenly it is sent.
struct SoundFigures {
    let bench: Bench

    func measure(_ table: inout Table) throws {
        table.title("1,000 calls at once that play a prompt of four minutes")
        try costs(1_000, sends: false, goal: 0.27, &table)
        table.title("1,000 calls at once that play a prompt, and whose callers send sound")
        try costs(1_000, sends: true, goal: 0.35, &table)
    }

    /// Gaps between packets with twice as many calls.
    func pacing(_ table: inout Table) throws {
        table.title("2,000 calls at once that play a prompt: evenness")
        let (server, load) = try bench.start(.longPrompt)
        load.call(2_000, perSecond: 200)
        load.run(seconds: 2)
        load.sound.counts = true
        var cores: [Double] = []
        for _ in 0..<bench.runs { cores.append(server.cores(load, seconds: 10)) }
        table.row("cores of the server", cores, "cores")
        table.atMost(25, "gap between two packets, 99 of 100", [load.sound.gaps.percentile(0.99)], "ms", digits: 1)
        table.row("gap, half", [load.sound.gaps.percentile(0.5)], "ms", digits: 1)
        table.row("gap, 999 of 1,000", [load.sound.gaps.percentile(0.999)], "ms", digits: 1)
        table.row("gap, the longest", [Double(load.sound.gaps.longest) / 1e6], "ms", digits: 1)
        table.note("\(load.sound.gaps.count) packets, \(load.sound.missing) out of order or missing")
        let metrics = server.metrics()
        table.note(
            "the server's own: gap p99 \(metrics["voicedesk_rtp_gap_p99_seconds"] ?? 0) s, lateness p99 \(metrics["voicedesk_rtp_lateness_p99_seconds"] ?? 0) s, \(Int(metrics["voicedesk_rtp_missed_ticks_total"] ?? 0)) ticks missed"
        )
        table.load(load)
        server.end()
    }

    private func costs(_ count: Int, sends: Bool, goal: Double, _ table: inout Table) throws {
        let (server, load) = try bench.start(.longPrompt)
        load.plan.sends = sends
        load.run(seconds: 1)
        let idle = server.cores(load, seconds: 1)
        let (memory, descriptors, threads) = (server.memory, server.descriptors, server.threads)
        load.call(count, perSecond: 200)
        load.run(seconds: 2)
        let before = load.sound.received
        var cores: [Double] = []
        for _ in 0..<bench.runs { cores.append(server.cores(load, seconds: 5) - idle) }
        let rate = Double(load.sound.received - before) / Double(5 * bench.runs)
        table.atMost(goal, "cores of the server", cores, "cores", digits: 3)
        table.row("packets a second and call that came", [rate / Double(count)], "", digits: 1)
        let more = Double(server.memory - memory) / Double(count)
        table.atMost(20, "memory a call above rest", [more], "kB", digits: 1)
        table.row("descriptors a call", [Double(server.descriptors - descriptors) / Double(count)], "", digits: 2)
        table.row("threads more than at rest", [Double(server.threads - threads)], "", digits: 0)
        table.demand(load.callers.answered == count, "all calls are answered (\(load.callers.answered))")
        table.load(load)
        server.end()
    }
}
