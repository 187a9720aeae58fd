import Foundation
import Testing

/// A caller on PJSIP, by the script `Peers/pjsip/caller.py`.
final class PJSIP {
    /// Something that happened to its call.
    struct Event: Decodable {
        let event: String
        var state: String?
        var code: Int?
        var method: String?
        var role: Int?
        var status: Int?
    }

    private let folder: TemporaryFolder
    private let process: ChildProcess

    /// Calls the desk; more options of the script say what it does.
    init(calling desk: UInt16, _ options: [String]) throws {
        folder = try TemporaryFolder()
        process = try ChildProcess(
            Python.program,
            [
                "\(Program.peers)/pjsip/caller.py", "--uri", "sip:\(ServedDesk.emergency)@127.0.0.1:\(desk)",
                "--identity", "sip:\(ServedDesk.contact)@127.0.0.1", "--sip", "\(try FreePorts.one())", "--rtp",
                "\(try FreePorts.block(of: 10))", "--record", folder.file("heard.wav"),
            ] + options, in: folder, as: "pjsip", environment: ["PYTHONDONTWRITEBYTECODE": "1"])
    }

    /// Waits until it is done, and tells what happened.
    func end(within limit: Duration = .seconds(120)) async throws -> [Event] {
        _ = try await process.end(within: limit)
        return process.output.split(separator: "\n").filter { $0.hasPrefix("{") }.compactMap {
            try? JSONDecoder().decode(Event.self, from: Data($0.utf8))
        }
    }

    /// What it heard.
    func heard() throws -> Hearing { try Hearing(file: folder.file("heard.wav")) }

    /// What it wrote, for failures.
    var story: String {
        let log = (try? String(contentsOfFile: folder.file("heard.wav.log"), encoding: .utf8)) ?? ""
        return process.story + log.suffix(6_000)
    }

    /// Its whole log, with all SIP messages.
    var log: String { (try? String(contentsOfFile: folder.file("heard.wav.log"), encoding: .utf8)) ?? "" }
}
