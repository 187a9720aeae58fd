import Foundation
import Glibc
import Testing

/// The built program, run as a user runs it.
enum Program {
    /// What a run printed and how it ended.
    struct Run {
        let status: Int32
        let output: String
        let errors: String
    }

    /// The repository's root, which is the shipped desk.
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// The scripts and configurations of the telephones.
    static let peers = root + "/Tests/InteropTests/Peers"

    /// The program that was built with these tests; `VOICEDESK_BINARY` names another.
    static let path: String =
        ProcessInfo.processInfo.environment["VOICEDESK_BINARY"]
        ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "voicedesk").path

    /// Runs a program to its end.
    static func run(_ arguments: [String], in folder: TemporaryFolder, program: String = path) throws -> Run {
        let child = try ChildProcess(program, arguments, in: folder, as: "run-\(UUID().uuidString)")
        child.closeInput()
        let status = child.endNow()
        return Run(status: status, output: child.output, errors: child.errors)
    }

    /// A template of `Peers/`, with its `@names@` replaced.
    static func template(_ name: String, _ values: [String: String]) throws -> String {
        let text = try String(contentsOfFile: "\(peers)/\(name)", encoding: .utf8)
        return values.reduce(text) { $0.replacing("@\($1.key)@", with: $1.value) }
    }
}
