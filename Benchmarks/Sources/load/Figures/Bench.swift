/// What every part needs: the program, the desk, where ledgers are written, and how often things are measured.
struct Bench {
    let program: String
    let desk: String
    /// The folder in which ledgers are written.
    let disk: String
    let runs: Int
    /// More settings of the server, such as `log.level=warning`.
    let settings: [String]

    /// A server with its load.
    func start(_ kind: LoadDesk.Kind = .shipped) throws -> (server: ServerProcess, load: Load) {
        let desk = try LoadDesk(kind, of: desk, in: disk)
        let server = try ServerProcess(program, desk, more: settings)
        return (server, try Load(desk, server: server.port))
    }
}

extension ServerProcess {
    /// Cores that the server uses while the load goes on for that long.
    func cores(_ load: Load, seconds: Double) -> Double {
        let (cpu, wall) = (self.cpu, Clock.now)
        load.run(seconds: seconds)
        return Double(self.cpu - cpu) / Double(Clock.now - wall)
    }
}
