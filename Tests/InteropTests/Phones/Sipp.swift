import Foundation
import Testing

/// A scenario of `Peers/sipp` that is played once.
final class Sipp {
    private let process: ChildProcess
    private let folder: TemporaryFolder
    private let name: String
    /// The port of its SIP.
    let sip: UInt16

    /// Plays a scenario as a caller.
    ///
    /// - Parameters:
    ///   - port: where it calls: the desk, or a line to it.
    ///   - address: the address of this machine that it calls, and calls from.
    ///   - keys: the values of the scenario's own names, such as `keys`.
    ///   - sound: the packets that it plays as `sound.pcap`.
    init(
        _ scenario: String, to port: UInt16, at address: String = "127.0.0.1",
        dialling number: String = ServedDesk.emergency, from caller: String = ServedDesk.contact,
        _ keys: [String: String] = [:], sound: Data? = nil
    ) throws {
        let values = ["keys": "0", "caller": caller].merging(keys) { $1 }
        let host = address.contains(":") ? "[\(address)]" : address
        (process, folder, sip) = try Self.start(scenario, ["\(host):\(port)", "-s", number], values, sound, address)
        name = scenario
    }

    /// Waits for a call as a technician.
    init(answering scenario: String, _ keys: [String: String] = [:]) throws {
        (process, folder, sip) = try Self.start(scenario, [], ["keys": "1"].merging(keys) { $1 })
        name = scenario
    }

    private static func start(
        _ scenario: String, _ arguments: [String], _ values: [String: String], _ sound: Data? = nil,
        _ address: String = "127.0.0.1"
    ) throws -> (ChildProcess, TemporaryFolder, UInt16) {
        let folder = try TemporaryFolder()
        try sound?.write(to: URL(filePath: folder.file("sound.pcap")))
        let (sip, sound) = (try FreePorts.one(), try FreePorts.block(of: 4))
        let keys = values.sorted { $0.key < $1.key }.flatMap { ["-key", $0.key, $0.value] }
        let process = try ChildProcess(
            "sipp",
            arguments + [
                "-sf", "\(Program.peers)/sipp/\(scenario).xml", "-i", address, "-mi", address, "-p", "\(sip)",
                "-mp", "\(sound)", "-m", "1", "-nostdin", "-timeout", "170", "-timeout_error", "-trace_msg",
                "-message_file", folder.file("messages.log"), "-trace_err", "-error_file", folder.file("errors.log"),
            ] + keys, in: folder, as: "sipp", environment: ["TERM": "dumb"])
        return (process, folder, sip)
    }

    /// Waits until the scenario is over, and expects that everything went as it says.
    func end(within limit: Duration = .seconds(90), sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let status = try await process.end(within: limit)
        #expect(status == 0, "\(name) went otherwise:\n\(story)", sourceLocation: sourceLocation)
    }

    /// Its complaints and its messages, for failures.
    var story: String {
        let errors = (try? String(contentsOfFile: folder.file("errors.log"), encoding: .utf8)) ?? ""
        return process.errors.suffix(1_000) + errors.suffix(3_000) + "\n" + messages.suffix(6_000)
    }

    /// All SIP messages that it sent and received.
    var messages: String { (try? String(contentsOfFile: folder.file("messages.log"), encoding: .utf8)) ?? "" }
}
