import Drills
import Prompts
import SIP
import Synchronization
import Telephones

/// What a technician's drill says, spoken before the telephone rings.
public struct DrillSpeech: Sendable {
    private let store: FrameStore
    private let runs: [String: FrameRun]
    /// Silence after each text, in milliseconds.
    private static let pause = 400

    /// Encodes texts.
    ///
    /// - Parameter spoken: 8 kHz, mono, by the text.
    public init(_ spoken: [String: [Int16]]) {
        var store = FrameStore()
        runs = spoken.mapValues { store.append($0) }
        self.store = store
    }

    /// Texts one behind the other; nothing if none of them was spoken.
    public func sound(of texts: [String]) -> PhoneSound? {
        var list = Playlist()
        for run in texts.compactMap({ runs[$0] }) {
            list.append(run)
            list.append(.silence(milliseconds: Self.pause))
        }
        return list.frameCount == 0 ? nil : PhoneSound(list, from: store)
    }
}

/// A technician's drill on a real telephone: it is rung, hears the scenario, and its keys are the trainee's.
public final class TelephoneDrill: Sendable {
    /// Why no result came of it: the telephone could not be rung, which says nothing about the trainee.
    public struct Unreached: Error {
        /// How the call ended.
        public let end: PhoneEnd
    }

    private enum Input: Sendable {
        case phone(DrillPhoneNews)
        case due
        case left
    }

    private let bank: PhoneBank
    private let plan: CallPlan
    private let speech: DrillSpeech
    private let inputs: AsyncStream<Input>
    private let continuation: AsyncStream<Input>.Continuation

    /// Prepares a drill, which is played once.
    public init(_ bank: PhoneBank, plan: CallPlan, speech: DrillSpeech) {
        (self.bank, self.plan, self.speech) = (bank, plan, speech)
        (inputs, continuation) = AsyncStream.makeStream(of: Input.self)
    }

    /// The trainee, or whoever looks on, breaks off: the telephone is hung up.
    public func leave() { continuation.yield(.left) }

    /// Plays a session from the first ring to its end; the caller closes the bank.
    ///
    /// - Parameter show: is shown what happens.
    /// - Throws: ``Unreached``.
    public func play(
        _ start: DrillSession, show: ([DrillEffect]) -> Void
    ) async throws(Unreached) -> DrillSession {
        var session = start
        let clock = ContinuousClock()
        let began = clock.now
        show(session.receive(.begin, at: .zero))
        let continuation = continuation
        let phone = DrillPhone.ring(plan, by: bank) { continuation.yield(.phone($0)) }
        defer { phone.hangUp() }
        var isPickedUp = false
        var timer = wait(until: session.nextDeadline, from: .zero)
        defer { timer?.cancel() }
        for await input in inputs {
            let now = began.duration(to: clock.now)
            var effects: [DrillEffect] = []
            switch input {
            case .phone(.ringing), .phone(.spoken): continue
            case .phone(.answered):
                isPickedUp = true
                effects = session.receive(.phone(.answered), at: now)
            case .phone(.keyed(let key)): effects = session.receive(.phone(.keyed(key)), at: now)
            case .phone(.ended(let end)):
                if !isPickedUp {
                    switch end.consequence(rang: true) {
                    case .result(.busy), .result(.declined): break
                    // The network gave up ringing; the drill does at its own time.
                    case .result(.noAnswer): continue
                    case .result(.unreachable), .nextTrunk: throw Unreached(end: end)
                    }
                }
                effects = session.receive(.phone(.hungUp), at: now)
            case .due: effects = session.receive(.timePassed, at: now)
            case .left: effects = session.receive(.left, at: now)
            }
            show(effects)
            if session.isOver { return session }
            say(effects, on: phone, &session, at: now)
            timer?.cancel()
            timer = wait(until: session.nextDeadline, from: began.duration(to: clock.now))
        }
        return session
    }

    /// Speaks what the desk and the caller say, and tells the session how long that takes.
    private func say(_ effects: [DrillEffect], on phone: DrillPhone, _ session: inout DrillSession, at now: Duration) {
        let texts = effects.compactMap { effect -> String? in
            switch effect {
            case .show(.desk, let words), .show(.persona, let words): words
            default: nil
            }
        }
        guard let sound = speech.sound(of: texts) else { return }
        phone.play(sound)
        _ = session.receive(.phone(.speaking(sound.duration)), at: now)
    }

    private func wait(until deadline: Duration?, from now: Duration) -> Task<Void, Never>? {
        guard let deadline else { return nil }
        let continuation = continuation
        return Task {
            do { try await Task.sleep(for: max(.milliseconds(1), deadline - now)) } catch { return }
            continuation.yield(.due)
        }
    }
}
