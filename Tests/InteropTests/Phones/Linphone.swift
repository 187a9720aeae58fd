import Foundation
import Testing

/// linphonec, worked by the commands of its terminal.
final class Linphone {
    private let folder: TemporaryFolder
    private let process: ChildProcess

    /// Starts a linphonec under a name; it keeps what it hears.
    init(_ name: String) async throws {
        folder = try TemporaryFolder()
        try folder.folder(".local/share/linphone")
        let config = try Program.template(
            "linphone/linphonerc",
            ["sip": "\(try FreePorts.one())", "rtp": "\(try FreePorts.block(of: 4))", "user": name])
        try folder.write(config, to: "linphonerc")
        process = try ChildProcess(
            "linphonec", ["-c", folder.file("linphonerc")], in: folder, as: "linphonec",
            environment: ["HOME": folder.path])
        try await process.wait(for: "Warning: video is disabled")
        process.type("soundcard use files\n")
        try await process.wait(for: "Using wav files")
        process.type("record \(folder.file("heard.wav"))\n")
    }

    /// Calls somebody and waits for the answer.
    func call(_ uri: String) async throws {
        process.type("call \(uri)\n")
        try await process.wait(for: "Media streams established")
    }

    /// Waits until it has heard some seconds.
    func hear(_ seconds: Double) async throws {
        try await eventually(
            "linphonec hears \(seconds) s", within: .seconds(seconds + 30),
            // Two bytes a sample; its header is only right at the end.
            { self.folder.size(of: "heard.wav") >= Int(seconds * 16_000) ? true : nil }, otherwise: { self.story })
    }

    /// Presses keys, one after the other, as fast as a person.
    ///
    /// linphonec would cut a key short that another one follows at once.
    func press(_ keys: String) async throws {
        for key in keys {
            process.type("\(key)\n")
            try await Task.sleep(for: .milliseconds(500))
        }
    }

    /// Waits until the other side has hung up.
    func waitForEnd(within limit: Duration = .seconds(40)) async throws {
        try await process.wait(for: " ended (", within: limit)
    }

    /// Hangs up.
    func terminate() { process.type("terminate\n") }

    /// Ends it, so that its recording is whole.
    func quit() async throws {
        process.type("quit\n")
        process.closeInput()
        _ = try await process.end(within: .seconds(15))
    }

    /// What it heard, once it has quit.
    func heard() throws -> Hearing { try Hearing(file: folder.file("heard.wav")) }

    /// What it wrote, for failures.
    var story: String { process.story }
}
