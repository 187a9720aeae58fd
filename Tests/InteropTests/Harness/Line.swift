import Foundation
import Testing

/// The telephone line of `Peers/line.py`: carries SIP and sound between a telephone and the desk, well or badly,
/// and keeps both.
final class Line {
    /// What the line saw.
    struct Report: Decodable {
        struct Direction: Decodable {
            let packets: Int
            let payloadTypes: [String: Int]
            let payloadLengths: [String: Int]
            let ssrcCount: Int
            let seconds: Double
        }

        struct Call: Decodable {
            let up: Direction
            let down: Direction
        }

        let sip: [String: Int]
        let rtp: [String: Int]
        let messages: [String: Int]
        let calls: [Call]
        /// How many keys were kept from the desk on purpose.
        let keysLost: Int
    }

    /// The port that the telephone calls.
    let phoneSide: UInt16
    private let folder: TemporaryFolder
    private let process: ChildProcess

    /// Opens a line to a desk.
    ///
    /// - Parameter faults: options of `line.py`, such as `--sip loss=0.1`, `--hold down:200:INVITE:0.4`.
    init(to desk: UInt16, _ faults: [String] = []) async throws {
        folder = try TemporaryFolder()
        phoneSide = try FreePorts.one()
        let deskSide = try FreePorts.one()
        process = try ChildProcess(
            Python.program,
            [
                "\(Program.peers)/line.py", "--phone-side", "\(phoneSide)", "--desk-side", "\(deskSide)", "--desk",
                "127.0.0.1:\(desk)", "--folder", folder.path,
            ] + faults, in: folder, as: "line", environment: ["PYTHONDONTWRITEBYTECODE": "1"])
        try await process.wait(for: "the line is open")
    }

    /// Closes the line.
    func close() async throws -> Report {
        process.closeInput()
        let status = try await process.end()
        try #require(status == 0, "\(process.story)")
        let data = try #require(FileManager.default.contents(atPath: folder.file("line.json")))
        return try JSONDecoder.snakeCase.decode(Report.self, from: data)
    }

    /// What was heard at the telephone in the first call, once the line is closed.
    func heard() throws -> Hearing { try Hearing(file: folder.file("down-0.wav")) }

    /// Every message that was carried, for failures.
    var trace: String {
        String(decoding: FileManager.default.contents(atPath: folder.file("sip.log")) ?? Data(), as: UTF8.self)
    }
}
