import Synchronization

/// What went wrong beside a call and is to be said in it: collected from any thread, shown by the terminal.
public final class Complaints: Sendable {
    private let lines = Mutex<[String]>([])

    /// Nothing went wrong yet.
    public init() {}

    /// Adds a line.
    public func add(_ line: String) { lines.withLock { $0.append(line) } }

    /// Takes the lines that came since the last time.
    func take() -> [String] {
        lines.withLock { lines in
            defer { lines.removeAll() }
            return lines
        }
    }
}
