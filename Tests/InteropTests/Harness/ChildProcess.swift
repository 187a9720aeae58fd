import Foundation
import Glibc
import Synchronization
import Testing

/// A program that runs beside the test, in a process group of its own; it is ended with the test.
///
/// Spawned directly: Foundation's `Process` waits for every copy of its pipes, and some telephones leave children
/// behind.
final class ChildProcess {
    private let pid: pid_t
    private let name: String
    private let outputFile: String
    private let errorFile: String
    private var input: Int32
    private var status: Int32?

    /// Starts a program; its output goes to files in a folder.
    init(
        _ program: String, _ arguments: [String], in folder: TemporaryFolder, as name: String,
        environment: [String: String] = [:]
    ) throws {
        self.name = name
        let (output, errors) = (folder.file("\(name).out"), folder.file("\(name).err"))
        (outputFile, errorFile) = (output, errors)
        let argv = ["sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh", folder.path, program] + arguments
        let settings = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        // One at a time: what one child is given must not be inherited by another.
        (pid, input) = try Self.spawning.withLock { _ in
            try Self.spawn(argv, settings.map { "\($0.key)=\($0.value)" }, output, errors)
        }
    }

    private static let spawning = Mutex(())

    private static func spawn(
        _ words: [String], _ settings: [String], _ outputFile: String, _ errorFile: String
    ) throws -> (pid_t, input: Int32) {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        defer { close(ends[0]) }
        _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
        _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
        posix_spawn_file_actions_addopen(&actions, 1, outputFile, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errorFile, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The thread that happens to run a test has most signals blocked.
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var argv = words.map { strdup($0) } + [nil]
        var envp = settings.map { strdup($0) } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var child = pid_t()
        try #require(posix_spawn(&child, "/bin/sh", &actions, &attributes, &argv, &envp) == 0)
        return (child, ends[1])
    }

    deinit {
        closeInput()
        kill(-pid, SIGKILL)
        while status == nil, waitpid(pid, nil, 0) == -1, errno == EINTR {}
    }

    /// What it has written so far.
    var output: String { text(outputFile) }
    /// What it has written to its error output so far.
    var errors: String { text(errorFile) }

    /// Writes to its input.
    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
    }

    /// Ends its input.
    func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    /// Sends a signal to it and its children.
    func signal(_ signal: Int32) { kill(-pid, signal) }

    /// Waits until it has ended.
    ///
    /// - Returns: its exit code; 128 and the signal if one ended it.
    func end(within limit: Duration = .seconds(10)) async throws -> Int32 {
        try await eventually("\(name) ends", within: limit, { self.ended() }, otherwise: { self.story })
    }

    /// Waits until a short run is over.
    func endNow() -> Int32 {
        if let status { return status }
        var raw: Int32 = 0
        while waitpid(pid, &raw, 0) == -1, errno == EINTR {}
        return note(raw)
    }

    /// Its exit code, once it has ended.
    func ended() -> Int32? {
        if let status { return status }
        var raw: Int32 = 0
        return waitpid(pid, &raw, WNOHANG) == pid ? note(raw) : nil
    }

    private func note(_ raw: Int32) -> Int32 {
        let signal = raw & 0x7F
        let code = signal == 0 ? (raw >> 8) & 0xFF : 128 + signal
        status = code
        return code
    }

    /// Waits until it has written a text.
    @discardableResult
    func wait(for text: String, within limit: Duration = .seconds(20)) async throws -> String {
        try await eventually(
            "\(name) writes '\(text)'", within: limit,
            {
                let all = self.output + self.errors
                return all.contains(text) ? all : nil
            }, otherwise: { self.story })
    }

    /// The end of what it wrote, for failures.
    var story: String { "\(name):\n\(output.suffix(3_000))\n\(errors.suffix(3_000))" }

    private func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
}

/// Waits for something that programs outside of the test bring about; it is looked at again every now and then.
@discardableResult
func eventually<Value>(
    _ what: String, within limit: Duration = .seconds(20), every pause: Duration = .milliseconds(50),
    _ look: () throws -> Value?,
    otherwise story: () -> String = { "" }, sourceLocation: SourceLocation = #_sourceLocation
) async throws -> Value {
    let deadline = ContinuousClock.now + limit
    while true {
        if let value = try look() { return value }
        if ContinuousClock.now > deadline {
            Issue.record("it never happened: \(what)\n\(story())", sourceLocation: sourceLocation)
            throw NeverHappened(what: what)
        }
        try await Task.sleep(for: pause)
    }
}

/// Something was waited for in vain; it is already told.
struct NeverHappened: Error {
    let what: String
}

/// A folder that is removed at the end of a test, unless `VOICEDESK_INTEROP_KEEP` is set.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "interop-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        guard ProcessInfo.processInfo.environment["VOICEDESK_INTEROP_KEEP"] == nil else { return }
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of a file in the folder.
    func file(_ name: String) -> String { path + "/" + name }

    /// How many bytes a file in the folder has; 0 if it is not there.
    func size(of name: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: file(name))[.size] as? Int) ?? 0
    }

    /// Writes a file into the folder.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try text.write(toFile: file(name), atomically: true, encoding: .utf8)
        return file(name)
    }

    /// Makes a folder within.
    @discardableResult
    func folder(_ name: String) throws -> String {
        try FileManager.default.createDirectory(atPath: file(name), withIntermediateDirectories: true)
        return file(name)
    }
}
