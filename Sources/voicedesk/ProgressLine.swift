import Foundation
import Synchronization

/// One line on a terminal's standard error that tells how far long work is; nothing where nobody looks.
final class ProgressLine: Sendable {
    private static let width = 30

    private let title: String
    private let isShown: Bool
    private let shown = Mutex(-1)

    /// Begins.
    init(_ title: String) {
        self.title = title
        isShown = isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }

    /// Shows that so many of so many are done.
    func show(_ done: Int, of count: Int) {
        guard isShown, count > 0 else { return }
        let percent = done * 100 / count
        shown.withLock { shown in
            guard percent != shown || done == count else { return }
            shown = percent
            let full = done * Self.width / count
            let bar = String(repeating: "█", count: full) + String(repeating: "░", count: Self.width - full)
            FileHandle.standardError.write(Data("\r\(title) \(bar) \(done)/\(count)\u{1B}[K".utf8))
        }
    }

    /// Removes the line.
    func clear() {
        guard isShown, shown.withLock({ $0 >= 0 }) else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}
