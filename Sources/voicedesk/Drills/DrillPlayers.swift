import Desk
import Drills
import Foundation
import Simulator

/// A drill by lines in a terminal, by the clock on the wall.
struct DrillDialogue {
    let lines: LineReader
    let screen: DrillScreen

    func play(_ start: DrillSession) -> DrillSession {
        var session = start
        let clock = ContinuousClock()
        let began = clock.now
        show(session.receive(.begin, at: .zero))
        while !session.isOver {
            let wall = began.duration(to: clock.now)
            let due = session.nextDeadline ?? wall + .seconds(1)
            let input = lines.read(within: min(max(due - wall, .zero), .seconds(1)))
            let now = began.duration(to: clock.now)
            switch input {
            case .line(let line): show(session.receive(.line(line), at: now))
            case .left: show(session.receive(.left, at: now))
            case nil:
                guard now >= due else { continue }
                let effects = session.receive(.timePassed, at: now)
                guard effects.contains(where: { if case .show = $0 { true } else { false } }) else { continue }
                screen.write("\n")
                show(effects)
            }
        }
        return session
    }

    /// Shows what happened, and what the trainee can do next.
    private func show(_ effects: [DrillEffect]) {
        screen.show(effects)
        for case .expect(let next) in effects { screen.write(screen.prompt(next)) }
    }
}

/// A technician's drill in a terminal: the keys are the telephone's, without Enter.
struct DrillKeypad {
    let terminal: Terminal
    let screen: DrillScreen

    func play(_ start: DrillSession) -> DrillSession {
        var session = start
        let clock = ContinuousClock()
        let began = clock.now
        show(session.receive(.begin, at: .zero))
        while !session.isOver {
            let wall = began.duration(to: clock.now)
            terminal.show(status: " \(screen.clock(wall)) ")
            let due = session.nextDeadline ?? wall + .seconds(1)
            let input = terminal.read(within: min(max(due - wall, .milliseconds(10)), .milliseconds(500)))
            let now = began.duration(to: clock.now)
            switch input {
            case .hangUp: show(session.receive(.left, at: now))
            case .character("?"), .character("i"): show(session.receive(.line("hint"), at: now))
            case .character(let character): show(session.receive(.line(String(character)), at: now))
            case nil: if now >= due { show(session.receive(.timePassed, at: now)) }
            }
        }
        return session
    }

    private func show(_ effects: [DrillEffect]) {
        for line in effects.flatMap({ screen.lines($0) }) { terminal.add(line) }
    }
}

/// A drill by lines from a pipe, in virtual time.
enum DrillScript {
    static func play(_ start: DrillSession, _ screen: DrillScreen) -> DrillSession {
        var player = DrillPlayer(start)
        screen.show(player.begin())
        while !player.session.isOver, let line = readLine() { screen.show(player.write(line)) }
        screen.show(player.leave())
        return player.session
    }
}
