import Desk
import Dispatch
import Foundation

/// Reads lines from the standard input, at most so long at a time; Ctrl-C and the end of the input are the end.
final class LineReader {
    /// What came.
    enum Input: Hashable {
        case line(String)
        case left
    }

    private let wake: (read: Int32, write: Int32)
    private let signal: any DispatchSourceSignal
    private var pending: [UInt8] = []
    private var hasEnded = false
    /// The longest line; what comes behind is dropped.
    private static let limit = 4096

    init?() {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        wake = (ends[0], ends[1])
        let write = ends[1]
        Foundation.signal(SIGINT, SIG_IGN)
        signal = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        signal.setEventHandler { _ = Foundation.write(write, [0x03], 1) }
        signal.resume()
    }

    deinit {
        signal.cancel()
        close(wake.read)
        close(wake.write)
    }

    /// The next line; nothing if none came within the time.
    func read(within limit: Duration) -> Input? {
        if let line = takeLine() { return .line(line) }
        if hasEnded { return .left }
        var descriptors = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wake.read, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&descriptors, 2, Int32(clamping: max(0, limit.milliseconds))) > 0 else { return nil }
        if descriptors[1].revents != 0 { return .left }
        var buffer = [UInt8](repeating: 0, count: 1024)
        let count = Foundation.read(STDIN_FILENO, &buffer, buffer.count)
        if count > 0 { pending = Array((pending + buffer.prefix(count)).suffix(Self.limit)) } else { hasEnded = true }
        if let line = takeLine() { return .line(line) }
        guard hasEnded else { return nil }
        defer { pending = [] }
        return pending.isEmpty ? .left : .line(String(decoding: pending, as: UTF8.self))
    }

    private func takeLine() -> String? {
        guard let end = pending.firstIndex(of: 0x0A) else { return nil }
        defer { pending.removeFirst(end + 1) }
        return String(decoding: pending[..<end], as: UTF8.self)
    }
}
