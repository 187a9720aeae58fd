import CallTests
import Desk
import DeskFolder
import Foundation

/// The shipped desk.
enum SharedDesk {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// Read once: it does not change.
    static let folder = Result { try DeskFolder.load(at: root) }

    static let hasher = KeyedPasscodeHasher.ephemeral()

    /// Ready to run stories that were read with ``hasher``.
    static let ready = folder.map { StoryDesk($0, hasher: hasher) }
}
