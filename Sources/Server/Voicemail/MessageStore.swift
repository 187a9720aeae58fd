import AudioFiles
import Crypto
import Desk
import Dispatch
import Ledger
import Logging
import Media

/// Keeps the messages of callers as WAV files, off the signalling loop.
///
/// A file is written under another name first and then renamed: what is there is whole. The ledger learns of it with its
/// hash afterwards, so that it never names a file that is not there.
final class MessageStore: Sendable {
    private let folder: String
    private let queue = DispatchQueue(label: "voicemail")
    private let logger: Logger

    /// Keeps files in a folder, which is made if it is not there.
    init(folder: String, logger: Logger) {
        self.folder = folder
        self.logger = logger
    }

    /// Waits until everything that was taken is written, and told.
    func close() { queue.sync {} }

    /// Writes a message.
    ///
    /// - Parameters:
    ///   - name: of the call; the file is named after it.
    ///   - kept: is told of the file that was written, on another thread.
    func keep(
        _ recording: MediaRecording, named name: String, at now: Instant, kept: @escaping @Sendable (Voicemail) -> Void
    ) {
        queue.async { [folder, logger] in
            let file = "\(name).wav"
            do throws(Problem) {
                let bytes = try AudioFile.encode(Recording(samples: recording.samples()), named: file)
                try FileDraft(bytes, for: "\(folder)/\(file)", named: file).commit()
                kept(
                    Voicemail(
                        file: file, length: recording.duration, sha256: Array(SHA256.hash(data: bytes)), at: now))
            } catch {
                logger.error("a message could not be kept: \(error.message)", metadata: ["call": "\(name)"])
            }
        }
    }
}
