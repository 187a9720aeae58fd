import Desk
import Foundation
import Ledger
import Logging
import Settings
import TransparencyLog

/// What is done for the ledger beside the calls: checkpoints from time to time, and every day what is kept no longer.
///
/// Both take the database's writer for moments only, between the groups of the calls.
struct LedgerKeeper: Sendable {
    let ledger: Ledger
    let checkpoints: CheckpointSettings
    let retention: Retention
    let messages: Duration
    let messageFolder: String
    let logger: Logger

    /// How often it is looked for what is kept no longer.
    static let retentionInterval = Duration.seconds(86_400)
    /// How long the server runs before it looks for the first time.
    private static let settlingTime = Duration.seconds(60)

    /// Signs a checkpoint at once and then in every interval; does not end.
    func keepCheckpoints() async throws {
        let outlets = CheckpointOutlets(checkpoints.outlets)
        var last = -1
        while true {
            if checkpoints.interval > .zero { last = await sign(after: last, outlets) }
            try await Task.sleep(for: checkpoints.interval > .zero ? checkpoints.interval : Self.retentionInterval)
        }
    }

    /// Signs how the log stands, unless it has not grown.
    /// - Returns: how many entries are signed.
    private func sign(after last: Int, _ outlets: CheckpointOutlets) async -> Int {
        do {
            let file = SigningKeyFile(path: checkpoints.key ?? ledger.path + ".signing-key")
            let signer = try file.signer(of: ledger)
            try ledger.adopt(signer.verifier, at: Self.now)
            let size = try ledger.logSize()
            guard size != last else { return last }
            let note = try ledger.checkpoint(by: signer, at: Self.now)
            for failure in await outlets.write(note) {
                logger.error(
                    "a checkpoint did not get to \(failure.outlet.description)",
                    metadata: ["reason": "\(failure.reason)"])
            }
            logger.info("checkpoint", metadata: ["entries": "\(size)", "key": "\(signer.verifier.hash)"])
            return size
        } catch {
            logger.error("no checkpoint could be signed: \(error)")
            return last
        }
    }

    /// Removes every day what is kept no longer; does not end.
    func keepRetention() async throws {
        try await Task.sleep(for: Self.settlingTime)
        while true {
            do {
                let summary = try ledger.retain(retention, messages: messages, at: Self.now, isThorough: false) {
                    file in
                    let path = messageFolder + "/" + file
                    return !FileManager.default.fileExists(atPath: path)
                        || (try? FileManager.default.removeItem(atPath: path)) != nil
                }
                for file in summary.undeleted {
                    logger.error("a message of an erased call could not be deleted", metadata: ["file": "\(file)"])
                }
                if !summary.isEmpty {
                    logger.info(
                        "what is kept no longer was removed",
                        metadata: [
                            "calls": "\(summary.erasure.calls)", "messages": "\(summary.messages.count)",
                            "drills": "\(summary.drills)",
                            "passcode_failures": "\(summary.passcodeFailures)",
                        ])
                }
            } catch {
                logger.error("what is kept no longer could not be removed: \(error)")
            }
            try await Task.sleep(for: Self.retentionInterval)
        }
    }

    private static var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
