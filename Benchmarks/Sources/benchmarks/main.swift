import Glibc

/// `benchmarks DESK [VOICEDESK]`; the ledger alone, on the disk of a folder: `benchmarks DESK --ledger FOLDER`; for a
/// profiler: `benchmarks DESK --repeat CALL COUNT`.
let arguments = Array(CommandLine.arguments.dropFirst())
do {
    guard let desk = arguments.first else { throw Unusable("usage: benchmarks DESK [VOICEDESK]") }
    let calls = CallBenchmarks(try Scenarios(desk: desk))
    if arguments.count == 4, arguments[1] == "--repeat", let count = Int(arguments[3]) {
        try calls.repeatCall(arguments[2], count: count)
        exit(0)
    }
    var report = Report()
    if arguments.count == 3, arguments[1] == "--ledger" {
        try LedgerBenchmarks(folder: arguments[2]).run(&report)
        exit(report.failures == 0 ? 0 : 1)
    }
    try calls.run(&report)
    try SIPBenchmarks().run(&report)
    try RTPBenchmarks().run(&report)
    try SoundBenchmarks(desk: desk).run(&report)
    try LedgerBenchmarks(folder: "/var/tmp").run(&report)
    if arguments.count > 1 { try CommandBenchmarks(program: arguments[1], desk: desk).run(&report) }
    print(report.failures == 0 ? "\nEvery threshold is held." : "\n\(report.failures) thresholds are not held.")
    exit(report.failures == 0 ? 0 : 1)
} catch {
    print("benchmarks: \(error)")
    exit(2)
}
