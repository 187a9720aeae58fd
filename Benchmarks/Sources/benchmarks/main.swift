import AllocationCount
import Glibc

var report = Report()
do {
    let desk = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "."
    try CallBenchmarks(Scenarios(desk: desk)).run(&report)
} catch {
    print("benchmarks: \(error)")
    exit(2)
}
