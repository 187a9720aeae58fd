import Foundation
import Testing

/// The messages of SIPTests/Torture, and what their table says a server sends back.
enum TortureSet {
    /// What comes back for one message.
    struct Reply: Equatable, CustomStringConvertible {
        /// The final responses, in order.
        var statuses: [Int] = []
        /// What becomes of the connection.
        var rest = Rest.open

        /// What becomes of a connection after a message.
        enum Rest: String {
            /// It carries the next message.
            case open
            /// The server closes it.
            case closes
            /// The server waits for more of the message.
            case waits
        }

        /// As a cell of the table has it: `400`, `405, 404`, `400 closes`, `silence`, `waits`.
        init?(_ cell: String) {
            for word in cell.split(whereSeparator: { $0 == "," || $0 == " " }) {
                if let status = Int(word) {
                    statuses.append(status)
                } else if let rest = Rest(rawValue: String(word)) {
                    self.rest = rest
                } else if word != "silence" {
                    return nil
                }
            }
        }

        init(_ statuses: [Int], _ rest: Rest) { (self.statuses, self.rest) = (statuses, rest) }

        var description: String {
            let answers = statuses.isEmpty ? "silence" : statuses.map(String.init).joined(separator: ", ")
            return rest == .open ? answers : "\(answers) \(rest.rawValue)"
        }
    }

    /// A row of the table.
    struct Row: CustomTestStringConvertible {
        let file: String
        let datagram: Reply
        let stream: Reply

        var testDescription: String { file }
    }

    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "SIPTests/Torture")

    /// The rows of the table in README.md; none if it cannot be read, which a test notices.
    static let rows: [Row] = {
        guard let text = try? String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8) else {
            return []
        }
        return text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 6, cells[0].hasSuffix(".sip"), let datagram = Reply(cells[4]),
                let stream = Reply(cells[5])
            else { return nil }
            return Row(file: cells[0], datagram: datagram, stream: stream)
        }
    }()

    static func bytes(_ file: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: file)))
    }

    static func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".sip") }.sorted()
    }
}
