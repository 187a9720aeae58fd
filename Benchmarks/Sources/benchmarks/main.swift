import Glibc

/// `benchmarks calls DESK`, or `benchmarks profile DESK CALL COUNT` for a profiler.
let arguments = Array(CommandLine.arguments.dropFirst())
do {
    guard arguments.count >= 2 else { throw Unusable("usage: benchmarks calls DESK | profile DESK CALL COUNT") }
    let scenarios = try Scenarios(desk: arguments[1])
    let benchmarks = CallBenchmarks(scenarios)
    if arguments[0] == "profile", arguments.count == 4, let count = Int(arguments[3]) {
        try benchmarks.repeatCall(arguments[2], count: count)
        exit(0)
    }
    var report = Report()
    try benchmarks.run(&report)
    exit(report.failures == 0 ? 0 : 1)
} catch {
    print("benchmarks: \(error)")
    exit(2)
}
