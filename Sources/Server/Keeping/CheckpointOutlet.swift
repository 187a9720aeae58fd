import AsyncHTTPClient
import Foundation
import Ledger
import NIOCore
import NIOHTTP1
import Settings
import TransparencyLog

/// Writes checkpoints to where the operator says; what fails is told, and tried again with the next one.
struct CheckpointOutlets: Sendable {
    private let outlets: [CheckpointSettings.Outlet]

    init(_ outlets: [CheckpointSettings.Outlet]) { self.outlets = outlets }

    private static let patience = TimeAmount.seconds(10)

    /// A checkpoint that did not get somewhere.
    struct Failure: Error {
        let outlet: CheckpointSettings.Outlet
        let reason: String
    }

    /// Writes a checkpoint everywhere.
    /// - Returns: where it did not get, and why.
    func write(_ note: SignedNote) async -> [Failure] {
        var failures: [Failure] = []
        for outlet in outlets {
            do {
                switch outlet {
                case .file(let path): try CheckpointFile(path: path).append(note)
                case .syslog: Self.tellSystemLog(note)
                case .webhook(let address): try await Self.post(note, to: address)
                }
            } catch {
                failures.append(Failure(outlet: outlet, reason: "\(error)"))
            }
        }
        return failures
    }

    private static func post(_ note: SignedNote, to address: String) async throws {
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        request.headers.add(name: "content-type", value: "text/plain; charset=utf-8")
        request.body = .bytes(ByteBuffer(string: note.description))
        let response = try await HTTPClient.shared.execute(request, timeout: patience)
        guard (200..<300).contains(response.status.code) else {
            throw LedgerError(
                .cannotOpen, "it answered \(response.status.code)", mend: "check what stands at that address")
        }
    }

    /// One line a line of the checkpoint, as the system's log keeps lines.
    private static func tellSystemLog(_ note: SignedNote) {
        for line in note.description.split(separator: "\n") {
            withVaList([]) { vsyslog(LOG_NOTICE, "voicedesk checkpoint: " + line.replacing("%", with: "%%"), $0) }
        }
    }
}
