/// The program as people run it: whole processes, from start to end.
struct CommandBenchmarks {
    /// The release build of `voicedesk`.
    let program: String
    /// The desk's folder.
    let desk: String

    private static let runs = 20

    private struct Command {
        let name: String
        let arguments: [String]
        let limit: Double
    }

    private var commands: [Command] {
        let simulate = [
            "simulate", "--desk", desk, "--number", "emergency", "--world", "evening", "--from", "+33612345678",
            "--keys",
            "12345 1 1 2 1", "--json",
        ]
        return [
            Command(name: "--help", arguments: ["--help"], limit: Thresholds.help),
            Command(name: "simulate", arguments: simulate, limit: Thresholds.simulate),
            Command(name: "flow check", arguments: ["flow", "check", "--desk", desk], limit: Thresholds.flowCheck),
            Command(name: "flow prove", arguments: ["flow", "prove", "--desk", desk], limit: Thresholds.flowProve),
        ]
    }

    /// Measures all of them.
    func run(_ report: inout Report) throws {
        report.title("Whole processes, median of \(Self.runs) runs")
        for command in commands { try measure(command, &report) }
    }

    private func measure(_ command: Command, _ report: inout Report) throws {
        let process = ChildProcess(path: program, arguments: command.arguments)
        var costs = [try process.run()]
        guard costs[0].status == 0 else {
            throw Unusable("'voicedesk \(command.arguments.joined(separator: " "))' failed: run it to see why")
        }
        costs = try (0..<Self.runs).map { _ in try process.run() }
        let wall = Sample.median(costs.map(\.wall))
        report.heading("voicedesk \(command.name)")
        report.line("CPU time", "\(Report.round(Sample.median(costs.map(\.cpu)), 1)) ms")
        report.atMost("milliseconds", wall, command.limit)
    }
}
