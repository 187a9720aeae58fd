import Foundation
import Testing

/// The built program's `voicedesk test … --via`, with stories and a desk of the test's own.
final class StoryProgram {
    /// The ports between which calls go.
    struct Ends {
        /// Where callers send their calls.
        var via: UInt16
        /// Where the program hosts the desk.
        let desk: UInt16
        /// Where it answers as the technicians.
        let technicians: UInt16

        /// Three free ports.
        init() throws {
            via = try FreePorts.one()
            desk = try FreePorts.one()
            technicians = try FreePorts.one()
        }
    }

    /// What it prints with `--json`; only what the tests look at.
    struct Report: Decodable {
        struct Story: Decodable {
            let name: String
            let passed: Bool
            let skipped: String?
            let calls: [Call]
        }

        struct Call: Decodable {
            let failures: [Failure]
            let line: Figures?

            /// The kinds of its failures, in their order.
            var kinds: [String] { failures.map(\.kind) }
        }

        struct Failure: Decodable {
            let kind: String
            let expected: String
            let seen: String
        }

        struct Figures: Decodable {
            let postDialDelayS: Double?
            let timeToFirstPromptS: Double?
            let packetsReceived: Int
            let packetsLost: Int
            let mosX100: Int?
            let codec: String?
            let keys: String?
            let recording: String?
        }

        let stories: Int
        let passed: Int
        let failed: Int
        let skipped: Int
        let results: [Story]
    }

    let ends: Ends
    private let folder: TemporaryFolder
    private var process: ChildProcess?

    /// Writes stories, and the shipped desk with a trunk to the switchboard, over which it rings people.
    init(_ stories: String, ends: Ends) throws {
        folder = try TemporaryFolder()
        self.ends = ends
        try folder.write(stories, to: "stories.yaml")
        let desk = try folder.folder("desk")
        for name in ["callflows", "prompts", "worlds", "rota.yaml"] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(desk)/\(name)", withDestinationPath: "\(Program.root)/\(name)")
        }
        let shipped = try String(contentsOfFile: "\(Program.root)/desk.yaml", encoding: .utf8)
        try folder.write(
            shipped + """

                telephony:
                  country: fr
                  trunks:
                    - name: switchboard
                      proxy: "127.0.0.1:\(ends.via)"
                      user: "+33290920555"
                      keepalive: "off"

                """, to: "desk/desk.yaml")
    }

    /// Runs the stories whose names hold a text, as calls.
    ///
    /// - Returns: the exit code and what was printed.
    func run(
        only name: String? = nil, _ arguments: [String] = [], within limit: Duration = .seconds(150)
    ) async throws -> (status: Int32, report: Report) {
        let child = try ChildProcess(
            Program.path,
            [
                "test", "run", folder.file("stories.yaml"), "--desk", folder.file("desk"), "--via",
                "sip:127.0.0.1:\(ends.via)", "--dial", "emergency=112", "--dial", "managerial=113", "--host-desk",
                "127.0.0.1:\(ends.desk)", "--technicians", "127.0.0.1:\(ends.technicians)", "--recordings",
                folder.file("heard"), "--json",
            ] + (name.map { ["--only", $0] } ?? []) + arguments, in: folder, as: "stories")
        process = child
        child.closeInput()
        let status = try await child.end(within: limit)
        try #require(!child.output.isEmpty, "\(child.story)")
        return (status, try JSONDecoder.snakeCase.decode(Report.self, from: Data(child.output.utf8)))
    }

    /// What it wrote, for failures.
    var story: String { process?.story ?? "not started" }
}
