import CLine
import Foundation

/// `voicedesk serve` as people run it, in a process of its own.
final class ServerProcess {
    let port: UInt16
    let http: UInt16
    /// Milliseconds from the start of the process to its first answer.
    let startTime: Double
    private let process: pid_t
    private let desk: LoadDesk
    private let log: String

    /// What differs from the default settings, so that the load of one address gets in; `docs/operation.md` explains each.
    static let settings = [
        "rtp.ports=10000-59999", "rtp.port-rest=5s", "limit.calls=12000", "limit.calls-per-source=12000",
        "limit.calls-per-caller=1000", "limit.new-calls=10000", "limit.reserved=0", "limit.rtp-silence=1h",
    ]

    /// A setting as a flag of the server: `limit.calls=9` is `--limit-calls 9`.
    private static func flag(_ setting: String) -> [String] {
        let parts = setting.split(separator: "=", maxSplits: 1)
        return ["--" + (parts.first ?? "").replacing(".", with: "-")] + parts.dropFirst().map(String.init)
    }

    /// Starts the server, and waits until it answers.
    init(_ program: String, _ desk: LoadDesk, more: [String]) throws {
        self.desk = desk
        http = UInt16(clamping: line_free_port())
        let probe = try Line(from: Load.firstPort + 200, each: 4_096)
        // Ours may not be asked for before it is the server's: one that is free now.
        port = try Line(from: Load.firstPort + 400, each: 64).port
        log = desk.folder.appendingPathComponent("server.log").path
        let arguments =
            [
                program, "serve", "--desk", desk.path, "--sip", "udp:127.0.0.1:\(port)", "--http", "127.0.0.1:\(http)",
                "--database", desk.database, "--world", "evening",
            ] + (Self.settings + more).flatMap(Self.flag)
        let began = Clock.now
        process = try Self.spawn(arguments, log: log)
        var answer: Int64?
        while answer == nil, Clock.now - began < 20_000_000_000 {
            probe.write(Self.options(from: probe.port, to: port).utf8, to: port)
            probe.flush()
            line_wait([probe.descriptor], 1, 1_000_000)
            probe.read { if SIPMessage(probe.room[$0.bytes]).status == 200 { answer = answer ?? Clock.now } }
        }
        startTime = Double((answer ?? Clock.now) - began) / 1e6
        guard answer != nil else {
            throw Unusable("the server does not start: \((try? String(contentsOfFile: log, encoding: .utf8)) ?? "")")
        }
    }

    deinit { end() }

    private var isRunning = true

    /// Ends the server as an operator does, and waits until it has ended.
    func end() {
        guard isRunning else { return }
        isRunning = false
        kill(process, SIGTERM)
        var status: Int32 = 0
        for _ in 0..<200 where waitpid(process, &status, WNOHANG) == 0 { usleep(50_000) }
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
    }

    /// Nanoseconds that it has been on a processor, in the program and in the kernel.
    var cpu: Int64 { line_cpu_time(process) }

    /// The same by thread.
    var threadTimes: ThreadTimes { ThreadTimes(of: process) }

    /// Kilobytes of memory that it holds, with the pages of programs and libraries that it has touched.
    var memory: Int { figure("VmRSS:") }

    /// Kilobytes of memory that are its alone: without the pages of files, which the system can drop and others share.
    var ownMemory: Int { figure("RssAnon:") }

    var threads: Int { figure("Threads:") }

    var descriptors: Int { (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count) ?? 0 }

    private func figure(_ name: String) -> Int {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix(name) })
        else { return 0 }
        return Int(line.filter { $0.isNumber }) ?? 0
    }

    /// All figures of `/metrics`, by name with labels.
    func metrics() -> [String: Double] {
        var bytes = [UInt8](repeating: 0, count: 1 << 18)
        let count = line_fetch(http, "/metrics", &bytes, bytes.count)
        guard count > 0 else { return [:] }
        var figures: [String: Double] = [:]
        for line in String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: " ")
            if parts.count == 2, let value = Double(parts[1]) { figures[String(parts[0])] = value }
        }
        return figures
    }

    private static func options(from ours: UInt16, to server: UInt16) -> String {
        SIPTexts.request(
            "OPTIONS", 1, to: "sip:127.0.0.1:\(server)", branch: "o\(Clock.now)", from: "<sip:load@127.0.0.1>;tag=o",
            recipient: "<sip:127.0.0.1>", call: "options-\(Clock.now)", ours: ours)
    }

    private static func spawn(_ arguments: [String], log: String) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var child = pid_t()
        guard posix_spawn(&child, arguments[0], &actions, nil, words, environ) == 0 else {
            throw Unusable("'\(arguments[0])' cannot be run")
        }
        return child
    }
}
