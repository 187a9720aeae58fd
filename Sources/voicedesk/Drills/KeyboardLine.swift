import CallFlow
import Calls
import Desk
import DeskFolder
import Foundation
import Synchronization

/// The phones of an exercise, played by the person at the keyboard, a line at a time.
///
/// Time passes as it does; letting the phones ring puts the clock forward to when something is due, so that nobody has to sit out a
/// ring timeout.
final class KeyboardLine: ReadinessLine {
    let isReal = false
    let events: AsyncStream<ReadinessEvent>

    private struct State {
        /// How far the line's clock is ahead of the machine's.
        var ahead = Duration.zero
        var deadline: Instant?
        /// What was keyed in and is not done yet; nothing is the end of the input.
        var commands: [String?] = []
        /// Events that the exercise has not taken yet: a command is for what rings once it has.
        var outstanding = 0
        var hasBegun = false
        /// Whether a command is being done: two threads come here.
        var isObeying = false
        /// The people whose leg is there, and whether it was picked up.
        var legs: [(position: Int, person: OnCallPerson, isPickedUp: Bool)] = []
    }

    private let state = Mutex(State())
    private let continuation: AsyncStream<ReadinessEvent>.Continuation
    private let hunt: ReadinessHunt
    private let speech: @Sendable (String, Language) -> String
    private let show: @Sendable (String) -> Void

    /// - Parameters:
    ///   - speech: the text of a prompt in a language.
    ///   - show: shows a line to the person at the keyboard.
    init(
        hunt: ReadinessHunt, speech: @escaping @Sendable (String, Language) -> String,
        show: @escaping @Sendable (String) -> Void
    ) {
        self.hunt = hunt
        self.speech = speech
        self.show = show
        (events, continuation) = AsyncStream.makeStream(of: ReadinessEvent.self)
    }

    static let help = """
        a  pick up and accept      p  pick up       d  pick up and decline
        l  let it ring (or wait)   h  hang up       q  break the exercise off
        a2 does it on the phone of the second person of the chain
        """

    /// The line's own clock.
    var now: Instant { SystemTime.now.advanced(by: state.withLock { $0.ahead }) }

    /// Reads commands until the input ends; tells meanwhile that time passes.
    func start() {
        let ticks = Task {
            while !Task.isCancelled {
                try? await Task.sleep(for: .milliseconds(200))
                emit(0, .passed)
            }
        }
        continuation.onTermination = { _ in ticks.cancel() }
        Thread.detachNewThread { [self] in
            while let line = readLine() { queue(line.trimmingCharacters(in: .whitespaces).lowercased()) }
            queue(nil)
        }
    }

    private func queue(_ command: String?) {
        state.withLock { $0.commands.append(command) }
        goOn()
    }

    /// Does what was keyed in, as far as the exercise has kept up.
    private func goOn() {
        while true {
            let command = state.withLock { state -> String?? in
                guard state.hasBegun, !state.isObeying, state.outstanding == 0, !state.commands.isEmpty else {
                    return nil
                }
                state.isObeying = true
                return state.commands.removeFirst()
            }
            guard let command else { return }
            if let command { obey(command) } else { emit(0, .brokenOff) }
            state.withLock { $0.isObeying = false }
        }
    }

    func ring(_ position: Int, _ person: OnCallPerson) async {
        state.withLock { $0.legs.append((position, person, false)) }
        show("☎ \(position + 1) \(person.name) (\(person.sip ?? person.phone.description)) rings")
        emit(position, .ringing)
    }

    func say(_ position: Int, _ prompts: [String], in language: Language) async {
        for prompt in prompts { show("  \(position + 1) hears: \(speech(prompt, language))") }
        emit(position, .spoken)
    }

    func hangUp(_ position: Int) async {
        state.withLock { $0.legs.removeAll { $0.position == position } }
        show("  \(position + 1) is hung up")
    }

    func waits(until deadline: Instant?) async {
        state.withLock { state in
            state.deadline = deadline
            // It is called once for the beginning, and once for each event.
            if state.hasBegun { state.outstanding -= 1 }
            state.hasBegun = true
        }
        goOn()
    }

    /// Does what a line of the keyboard says.
    private func obey(_ line: String) {
        guard let command = line.first else { return }
        if command == "q" { return emit(0, .brokenOff) }
        if command == "l" {
            let moved = state.withLock { state in
                guard let deadline = state.deadline else { return false }
                let now = SystemTime.now.advanced(by: state.ahead)
                state.ahead += max(.zero, now.duration(to: deadline))
                return true
            }
            if moved { emit(0, .passed) }
            return
        }
        guard "apdh".contains(command) else { return show(Self.help) }
        let number = Int(line.dropFirst().trimmingCharacters(in: .whitespaces))
        let wanted = number.map { (1...OnCallChain.limit).contains($0) ? $0 - 1 : -1 }
        let leg = state.withLock { state in
            state.legs.first { leg in wanted.map { leg.position == $0 } ?? true }
        }
        guard let leg else { return show("that phone does not ring") }
        if command == "h" {
            state.withLock { $0.legs.removeAll { $0.position == leg.position } }
            return emit(leg.position, leg.isPickedUp ? .hungUp : .failed(.declined))
        }
        if !leg.isPickedUp {
            state.withLock { state in
                guard let index = state.legs.firstIndex(where: { $0.position == leg.position }) else { return }
                state.legs[index].isPickedUp = true
            }
            emit(leg.position, .answered)
        }
        if command == "a" { emit(leg.position, .keyed(hunt.acceptKey)) }
        if command == "d" { emit(leg.position, .keyed(hunt.declineKey)) }
    }

    private func emit(_ position: Int, _ kind: ReadinessEvent.Kind) {
        state.withLock { $0.outstanding += 1 }
        continuation.yield(ReadinessEvent(position, kind, at: now))
    }
}
