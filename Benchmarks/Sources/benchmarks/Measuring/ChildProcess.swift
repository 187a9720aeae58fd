import Glibc

/// Runs another program to its end and tells what it cost.
struct ChildProcess {
    /// What one run cost, in milliseconds.
    struct Cost {
        /// From the start of the process to its end.
        let wall: Double
        /// On a processor, in the program and in the kernel.
        let cpu: Double
        /// How the program ended.
        let status: Int
    }

    /// The program.
    let path: String
    /// Its arguments.
    let arguments: [String]

    /// Runs the program once; what it writes is dropped.
    func run() throws -> Cost {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var child = pid_t()
        let start = Clocks.wall
        guard posix_spawn(&child, path, &actions, nil, words, environ) == 0 else {
            throw Unusable("'\(path)' cannot be run")
        }
        var (status, usage) = (Int32(), rusage())
        guard wait4(child, &status, 0, &usage) == child else { throw Unusable("'\(path)' was lost") }
        return Cost(
            wall: Double(Clocks.wall - start) / 1e6, cpu: milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime),
            status: Int(status))
    }

    private func milliseconds(_ time: timeval) -> Double { Double(time.tv_sec) * 1000 + Double(time.tv_usec) / 1000 }
}
