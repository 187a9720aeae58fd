import Foundation
import Glibc
import Testing

/// A real terminal (tmux) in which a command runs; keys go in, the screen comes out.
///
/// Waiting is driven by the terminal's output, not by a clock: the screen is looked at again whenever something was written.
final class TerminalSession {
    /// Short, since the path of a socket has at most 107 bytes; its folder belongs to this terminal alone.
    private let socket = "t"
    private let folder: TemporaryFolder
    private var output: Int32 = -1

    /// Opens a terminal of 100 columns and 40 lines and runs a shell command in it; the terminal stays open afterwards.
    init(_ command: String) throws {
        folder = try TemporaryFolder()
        let fifo = folder.file("output")
        try #require(mkfifo(fifo, 0o600) == 0)
        output = open(fifo, O_RDWR | O_NONBLOCK)
        try #require(output >= 0)
        let script = try folder.write(
            "cd '\(Program.root)'\n\(command)\necho \"ended with $?\"\nexec cat\n", to: "script")
        try tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "40", "sh '\(folder.file("gate"))'", gate: script
        )
    }

    deinit {
        _ = try? tmux("kill-server")
        if output >= 0 { close(output) }
    }

    /// Starts tmux; the command waits until its output is piped, so that nothing of it is missed.
    private func tmux(_ arguments: String..., gate script: String) throws {
        let gate = folder.file("go")
        try #require(mkfifo(gate, 0o600) == 0)
        _ = try folder.write("read go < '\(gate)'\nexec sh '\(script)'\n", to: "gate")
        try run(arguments)
        try run(["pipe-pane", "-o", "cat > '\(folder.file("output"))'"])
        try "go\n".write(to: URL(filePath: gate), atomically: false, encoding: .utf8)
    }

    private func tmux(_ arguments: String...) throws { try run(arguments) }

    /// Runs tmux to its end and returns what it printed.
    ///
    /// Spawned directly: Foundation's `Process` waits until every copy of its own pipe is closed, and the server that tmux
    /// leaves behind keeps one.
    @discardableResult
    private func run(_ arguments: [String]) throws -> String {
        let shown = folder.file("shown")
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, shown, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        // Tests before this one may have blocked signals; tmux ends by one.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let words = ["tmux", "-L", socket] + arguments
        let environment = ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TERM=xterm", "TMUX_TMPDIR=\(folder.path)"]
        var argv = words.map { strdup($0) } + [nil]
        var envp = environment.map { strdup($0) } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var child = pid_t()
        try #require(posix_spawn(&child, "/usr/bin/tmux", &actions, &attributes, &argv, &envp) == 0)
        var status: Int32 = 0
        while waitpid(child, &status, 0) == -1, errno == EINTR {}
        try #require(status == 0, "tmux \(arguments.joined(separator: " ")) failed")
        return String(decoding: try #require(FileManager.default.contents(atPath: shown)), as: UTF8.self)
    }

    /// Presses keys, one after the other, without Enter.
    func press(_ keys: String...) throws { for key in keys { try tmux("send-keys", key) } }

    /// What the screen shows, with the lines that scrolled away.
    func screen() throws -> String { try run(["capture-pane", "-p", "-S", "-200"]) }

    /// Waits until the screen shows a text.
    ///
    /// - Returns: the screen.
    @discardableResult
    func wait(for text: String, seconds: Int = 60, sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while true {
            let shown = try screen()
            if shown.contains(text) { return shown }
            let left = ContinuousClock.now.duration(to: deadline)
            try #require(left > .zero, "the screen never showed '\(text)':\n\(shown)", sourceLocation: sourceLocation)
            var descriptor = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            _ = poll(&descriptor, 1, 1000)
            var buffer = [UInt8](repeating: 0, count: 4096)
            while read(output, &buffer, buffer.count) > 0 {}
        }
    }
}
