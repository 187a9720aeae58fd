import ArgumentParser
import Foundation
import Server

/// `voicedesk status`: how the server stands.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "How the running server stands.",
        discussion: """
            Asks the server at --http: what it listens on, its trunks, its calls.

            EXAMPLES
              voicedesk status
              voicedesk status --http 127.0.0.1:8080 --json

            Exits with 1 if the server does not answer or a trunk is down.
            """)

    @OptionGroup var server: ServerOptions
    @Flag(help: "As JSON.")
    var json = false

    func run() async throws {
        let (text, status) = try await server.ask()
        if json {
            print(text, terminator: "")
        } else {
            print("running for \(status.uptime) s\(status.isDraining ? ", takes no new calls" : "")")
            for listener in status.listeners { print("listens on  \(listener)") }
            for trunk in status.trunks { print("trunk       \(Self.line(trunk))") }
            if status.trunks.isEmpty {
                print("trunks      none: callers must reach the desk directly, and nobody can be rung")
            }
            print("calls       \(status.calls.count)")
        }
        if status.trunks.contains(where: { !$0.isUp }) { throw FellShort() }
    }

    private static func line(_ trunk: ServerStatus.TrunkLine) -> String {
        var words = [trunk.name, trunk.isUp ? "up" : "DOWN", trunk.place ?? "not found yet"]
        if let seconds = trunk.registeredFor { words.append("registered for \(seconds) s") }
        if let problem = trunk.problem { words.append("(\(problem))") }
        return words.joined(separator: "  ")
    }
}

/// `voicedesk calls`: the calls that go on.
struct CallsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calls", abstract: "The calls that go on.",
        discussion: """
            EXAMPLES
              voicedesk calls
              voicedesk calls --watch
            """)

    @OptionGroup var server: ServerOptions
    @Flag(help: "Show them anew every second, until Ctrl-C.")
    var watch = false
    @Flag(help: "As JSON.")
    var json = false

    func run() async throws {
        repeat {
            let (_, status) = try await server.ask()
            if watch, !json, isatty(STDOUT_FILENO) == 1 { print("\u{1B}[H\u{1B}[2J", terminator: "") }
            if json {
                print(String(decoding: try JSONEncoder().encode(status.calls), as: UTF8.self))
            } else {
                print(Self.table(status.calls))
            }
            fflush(nil)
            if watch { try await Task.sleep(for: .seconds(1)) }
        } while watch
    }

    private static func table(_ calls: [ServerStatus.Call]) -> String {
        guard !calls.isEmpty else { return "no calls" }
        let rows =
            [["CALL", "NUMBER", "FROM", "CLIENT", "STEP", "VERDICT", "PEOPLE", "SECONDS"]]
            + calls.map { call in
                [
                    call.call, call.number, call.from, call.client ?? "-", call.step, call.verdict,
                    call.people.isEmpty
                        ? "-" : call.people.joined(separator: ",") + (call.isConnected ? " (talking)" : ""),
                    String(call.seconds),
                ]
            }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).map { $0 + String(repeating: " ", count: max(0, $1 - $0.count)) }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}

/// Where the running server can be asked.
struct ServerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Where the server serves its pages.", valueName: "host:port"))
    var http: String = ProcessInfo.processInfo.environment["VOICEDESK_HTTP"] ?? "127.0.0.1:8080"

    /// The server's status, as text and read.
    func ask() async throws -> (text: String, status: ServerStatus) {
        let text: String
        do {
            text = try await StatusClient.get("/status", at: http)
        } catch {
            throw Unusable(
                "no server answers at \(http) (\(error))", mend: "start 'voicedesk serve', or name its --http")
        }
        do {
            return (text, try JSONDecoder().decode(ServerStatus.self, from: Data(text.utf8)))
        } catch {
            throw Unusable(
                "what answers at \(http) is no voicedesk server", mend: "name the --http of 'voicedesk serve'")
        }
    }
}
