import Foundation
import Glibc

@testable import Ledger

/// Lets system calls of this process fail, by tracing it from outside.
enum Strace {
    static let path = "/usr/bin/strace"
    static var isThere: Bool { FileManager.default.isExecutableFile(atPath: path) }

    /// Runs something while the calls fail as told, for example `fdatasync,fsync:error=EIO`.
    static func injecting(_ fault: String, _ body: () throws -> Void) throws {
        let calls = fault.prefix { $0 != ":" }
        let tracer = Process()
        tracer.executableURL = URL(fileURLWithPath: path)
        tracer.arguments = [
            "-f", "-q", "-o", "/dev/null", "-e", "trace=\(calls)", "-e", "inject=\(fault)", "-p", "\(getpid())",
        ]
        // A thread of the pool blocks all signals, and the tracer would inherit that and never end.
        var (none, before) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        try tracer.run()
        pthread_sigmask(SIG_SETMASK, &before, nil)
        try wait { try tasks().allSatisfy { !$0.contains("TracerPid:\t0\n") } }
        try body()
        tracer.terminate()
        tracer.waitUntilExit()
    }

    private static func tasks() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").map {
            try String(contentsOfFile: "/proc/self/task/\($0)/status", encoding: .utf8)
        }
    }

    private static func wait(until isMet: () throws -> Bool) throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline {
            // A thread that ends meanwhile cannot be read; the next look does without it.
            if (try? isMet()) == true { return }
            usleep(1000)
        }
        throw LedgerError(.storage, "the tracer does not attach", mend: "allow ptrace")
    }
}
