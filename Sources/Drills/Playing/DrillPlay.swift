import Desk
import Ledger

/// Plays a drill from lines in virtual time: solutions, mistakes, tests, scripts.
///
/// The trainee takes ``pace`` for a line; a line that begins with `+40s ` is written so much later instead. That time
/// passes on the wall's clock, as if somebody sat it out.
public struct DrillPlayer: Sendable {
    /// How long a trainee takes to write a line.
    public static let pace = Duration.seconds(3)

    /// The session as it stands.
    public private(set) var session: DrillSession
    private var wall = Duration.zero

    /// Plays a session that has not begun yet.
    public init(_ session: DrillSession) { self.session = session }

    /// The trainee begins.
    public mutating func begin() -> [DrillEffect] { session.receive(.begin, at: .zero) }

    /// The trainee writes a line.
    public mutating func write(_ line: String) -> [DrillEffect] {
        let (delay, text) = PacedLine.read(line)
        let due = wall + (delay ?? Self.pace)
        var effects: [DrillEffect] = []
        for _ in 0..<Timeline.limit {
            guard let deadline = session.nextDeadline, deadline < due else { break }
            effects += session.receive(.timePassed, at: max(deadline, session.wall))
        }
        wall = due
        return effects + session.receive(.line(text), at: wall)
    }

    /// The trainee has nothing more to write.
    public mutating func leave() -> [DrillEffect] { session.receive(.left, at: wall) }
}

/// Whole runs at once.
public enum DrillPlay {
    /// Plays lines to their end, or to that of the drill.
    public static func run(
        _ scenario: Scenario, lines: [String], desk: DrillDesk, mode: DrillMode = .exam, language: Language
    ) -> DrillSession {
        var player = DrillPlayer(DrillSession(scenario, desk: desk, mode: mode, language: language))
        _ = player.begin()
        for line in lines where !player.session.isOver { _ = player.write(line) }
        return player.session
    }
}

/// A line that may say how long the trainee waits before it is written.
enum PacedLine {
    /// The delay, if one is written, and the line without it.
    static func read(_ line: String) -> (delay: Duration?, text: String) {
        guard line.hasPrefix("+") else { return (nil, line) }
        let parts = line.dropFirst().split(separator: " ", maxSplits: 1).map(String.init)
        guard let first = parts.first, first.last.map(\.isLetter) ?? false, let delay = WaitText.duration(first) else {
            return (nil, line)
        }
        return (delay, parts.count == 2 ? parts[1] : "")
    }
}
