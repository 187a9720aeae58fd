import ArgumentParser
import Foundation
import Server

/// `voicedesk trace`: the SIP messages of calls as they come and go.
struct TraceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace", abstract: "Watch the SIP messages of calls.",
        discussion: """
            Shows the messages of the running server as they come and go, those to the people who are rung for a call with
            those of its caller. Proofs of passwords, keys of secure sound and keys that were pressed are left out;
            numbers of callers are seen, so it works only on the server's own machine.

            EXAMPLES
              voicedesk trace                             every message
              voicedesk trace --number +33612345678       calls from or to a number that begin from now on
              voicedesk trace --call C-20260310-203000-…  a call that goes on, as 'voicedesk calls' names it
              voicedesk trace --for 3600 --json > messages.ndjson

            It ends with its time, with Ctrl-C, or with the server.
            """)

    @OptionGroup var server: ServerOptions
    @Option(help: "Calls from or to this number, in any form.")
    var number: String?
    @Option(help: "The call of this name.")
    var call: String?
    @Option(name: .customLong("for"), help: ArgumentHelp("How long.", valueName: "seconds"))
    var seconds = 600
    @Flag(help: "A JSON object a line.")
    var json = false

    func validate() throws {
        guard number == nil || call == nil else { throw ValidationError("Name a number or a call, not both.") }
        guard (1...86_400).contains(seconds) else { throw ValidationError("--for takes 1 to 86400 seconds.") }
        guard number.map({ $0.filter(\.isNumber).count >= 4 }) ?? true else {
            throw ValidationError("--number needs four digits or more.")
        }
    }

    func run() async throws {
        let (_, status) = try await server.ask()
        if let call, !status.calls.contains(where: { $0.call == call }) {
            throw Unusable("no call '\(call)' goes on", mend: "see 'voicedesk calls'")
        }
        var query = URLComponents()
        query.path = "/trace"
        query.queryItems = [URLQueryItem(name: "seconds", value: "\(seconds)")]
        if let number { query.queryItems?.append(URLQueryItem(name: "number", value: number.filter(\.isNumber))) }
        if let call { query.queryItems?.append(URLQueryItem(name: "call", value: call)) }
        if isatty(STDERR_FILENO) == 1 { Output.error("watching for \(seconds) s; Ctrl-C ends it") }
        do {
            try await StatusClient.lines(of: query.string ?? "/trace", at: server.http) { line in
                print(json ? line : try Self.shown(line))
                fflush(nil)
            }
        } catch let failure as StatusClient.Failure {
            throw Unusable("the server shows nothing (\(failure))", mend: "ask on the server's own machine")
        }
    }

    /// A message as a person reads it: where it went, and its text, indented.
    private static func shown(_ line: String) throws -> String {
        let message = try JSONDecoder().decode(TracedMessage.self, from: Data(line.utf8))
        let arrow = message.direction == .received ? "<-" : "->"
        let head = "\(message.at)  \(message.transport)  \(message.local) \(arrow) \(message.peer)"
        var text = message.text.split(separator: "\n", omittingEmptySubsequences: false)
        while text.last?.isEmpty == true { text.removeLast() }
        return ([head] + text.map { "    \($0)" } + [""]).joined(separator: "\n")
    }
}
