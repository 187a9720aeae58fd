import Desk
import Dispatch
import Foundation
import Glibc

/// The terminal of an interactive call: keys without Enter, one live line and a status line below it.
///
/// Finished lines scroll up as in any program. Only the last two lines are redrawn, so that the call stays in the scroll-back.
public final class Terminal {
    /// What came from the keyboard or the system.
    public enum Input: Hashable, Sendable {
        /// A key was pressed.
        case character(Character)
        /// Ctrl-C, a closed terminal, or a request to end.
        case hangUp
    }

    private var saved = termios()
    private var isRaw = false
    private var live = ""
    private var status = ""
    private var isDrawn = false
    private let signals: [any DispatchSourceSignal]
    private let wake: (read: Int32, write: Int32)
    private var pending: [UInt8] = []

    /// Whether the standard input and output are a terminal.
    public static var isPresent: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

    /// Takes over the terminal; nothing if the standard input or output is none.
    public init?() {
        guard Self.isPresent, tcgetattr(STDIN_FILENO, &saved) == 0 else {
            return nil
        }
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        wake = (ends[0], ends[1])
        let write = ends[1]
        signals = [SIGTERM, SIGHUP, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { _ = Glibc.write(write, [0x03], 1) }
            source.resume()
            return source
        }
        var raw = saved
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
        isRaw = tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0
    }

    deinit { close() }

    /// Gives the terminal back as it was.
    public func close() {
        guard isRaw else { return }
        commitLive()
        erase()
        tcsetattr(STDIN_FILENO, TCSANOW, &saved)
        isRaw = false
        signals.forEach { $0.cancel() }
    }

    /// How many columns the terminal has.
    public var width: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 else { return 80 }
        return Int(size.ws_col)
    }

    /// Waits for input, at most this long.
    public func read(within limit: Duration) -> Input? {
        if pending.isEmpty { fill(within: limit) }
        guard let byte = pending.first else { return nil }
        if byte == 0x03 || byte == 0x04 {
            pending.removeFirst()
            return .hangUp
        }
        if byte == 0x1B {
            // An arrow or function key: a whole sequence that means nothing to a telephone.
            pending.removeAll()
            return nil
        }
        pending.removeFirst()
        return byte < 0x80 ? .character(Character(UnicodeScalar(byte))) : nil
    }

    private func fill(within limit: Duration) {
        var descriptors = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wake.read, events: Int16(POLLIN), revents: 0),
        ]
        let milliseconds = Int32(clamping: max(0, limit.milliseconds))
        guard poll(&descriptors, 2, milliseconds) > 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 64)
        for descriptor in descriptors where descriptor.revents != 0 {
            let count = Glibc.read(descriptor.fd, &buffer, buffer.count)
            // The end of the input is the end of the line.
            pending += count > 0 ? Array(buffer.prefix(count)) : [0x03]
        }
    }

    // MARK: Writing

    /// Adds a finished line above the live one.
    public func add(_ line: String) {
        commitLive()
        erase()
        write(line + "\n")
        draw()
    }

    /// Shows what is being said.
    public func show(live text: String) {
        guard text != live || !isDrawn else { return }
        live = text
        redraw()
    }

    /// Shows the state of the call below.
    public func show(status text: String) {
        guard text != status || !isDrawn else { return }
        status = text
        redraw()
    }

    /// Makes the live line a finished one.
    public func commitLive() {
        guard !live.isEmpty else { return }
        erase()
        write(live + "\n")
        live = ""
        if isRaw { draw() }
    }

    private func redraw() {
        erase()
        draw()
    }

    private func erase() {
        guard isDrawn else { return }
        write("\r\u{1B}[K\u{1B}[1A\r\u{1B}[K")
        isDrawn = false
    }

    private func draw() {
        write(live + "\n\u{1B}[7m" + status + "\u{1B}[0m")
        isDrawn = true
    }

    private func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count <= 0 { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
