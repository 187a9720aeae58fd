import CallFlow
import Calls
import Desk
import Media
import Prompts
import SIP
import Synchronization
import Telephones

/// Real telephones for an exercise of the people on call: rings them over SIP, speaks the desk's recordings, and takes their keys.
///
/// A person's leg: rung by the first way; by the next if that leads nowhere and the phone has not rung; until it ends or is hung up.
/// Nobody stays rung: every call has its own limit beside the exercise's, and ``close()`` ends whatever is left.
public final class TelephoneLine: ReadinessLine {
    /// Real phones ring.
    public let isReal = true
    /// What happens on them.
    public let events: AsyncStream<ReadinessEvent>

    private struct Leg {
        var phone: DrillPhone?
        /// The ways that were not tried yet.
        var rest: ArraySlice<CallPlan>
        var hasRung = false
        var isPickedUp = false
        /// Which attempt it is: news of one before it are old.
        var attempt = 0
    }

    private struct State {
        var legs: [Int: Leg] = [:]
        /// Waits until something is due.
        var timer: Task<Void, Never>?
        var isClosed = false
    }

    private let bank: PhoneBank
    private let routes: DrillRoutes
    private let voice: PromptVoice
    private let clock: @Sendable () -> Instant
    private let continuation: AsyncStream<ReadinessEvent>.Continuation
    private let state = Mutex(State())

    /// Makes a line.
    ///
    /// - Parameters:
    ///   - bank: the telephones to call from; its trunks are those of the routes.
    ///   - voice: has the prompts of the exercise.
    ///   - clock: tells the time; it never goes back.
    public init(_ bank: PhoneBank, routes: DrillRoutes, voice: PromptVoice, clock: @escaping @Sendable () -> Instant) {
        (self.bank, self.routes, self.voice, self.clock) = (bank, routes, voice, clock)
        (events, continuation) = AsyncStream.makeStream(of: ReadinessEvent.self)
    }

    /// The line's own clock.
    public var now: Instant { clock() }

    /// Whoever began the exercise breaks it off.
    public func breakOff() { emit(0, .brokenOff) }

    /// Hangs up whatever is left, and closes the telephones.
    public func close() async {
        let phones = state.withLock { state in
            state.isClosed = true
            state.timer?.cancel()
            defer { state.legs = [:] }
            return state.legs.values.compactMap(\.phone)
        }
        for phone in phones { phone.hangUp() }
        continuation.finish()
        await bank.shutdown()
    }

    // MARK: What the exercise wants

    /// Rings a person by the first way that leads anywhere.
    public func ring(_ position: Int, _ person: OnCallPerson) async {
        let plans = routes.plans(for: person)[...]
        let isRung = state.withLock { state in
            guard !state.isClosed else { return false }
            state.legs[position]?.phone?.hangUp()
            state.legs[position] = Leg(rest: plans, attempt: (state.legs[position]?.attempt ?? 0) + 1)
            return ringNext(position, in: &state)
        }
        if !isRung { emit(position, .failed(.unreachable)) }
    }

    /// Speaks prompts from the desk's recordings.
    public func say(_ position: Int, _ prompts: [String], in language: Language) async {
        let utterances = prompts.map { Utterance(prompt: $0, language: language) }
        let sound = PhoneSound(voice.playlist(utterances, at: now), from: voice.store)
        state.withLock { $0.legs[position]?.phone }?.play(sound)
    }

    /// Ends a leg.
    public func hangUp(_ position: Int) async {
        state.withLock { $0.legs.removeValue(forKey: position)?.phone }?.hangUp()
    }

    /// Tells that time has passed once something is due.
    public func waits(until deadline: Instant?) async {
        let wait = deadline.map { max(.milliseconds(1), now.duration(to: $0)) }
        state.withLock { state in
            state.timer?.cancel()
            state.timer = nil
            guard let wait, !state.isClosed else { return }
            state.timer = Task { [weak self] in
                do { try await Task.sleep(for: wait) } catch { return }
                self?.emit(0, .passed)
            }
        }
    }

    // MARK: What happens

    /// - Returns: whether there was a way left.
    private func ringNext(_ position: Int, in state: inout State) -> Bool {
        guard var leg = state.legs[position], let plan = leg.rest.popFirst() else { return false }
        leg.attempt += 1
        let attempt = leg.attempt
        leg.phone = DrillPhone.ring(plan, by: bank) { [weak self] in self?.receive($0, of: position, attempt) }
        state.legs[position] = leg
        return true
    }

    private func receive(_ news: DrillPhoneNews, of position: Int, _ attempt: Int) {
        let kind = state.withLock { state -> ReadinessEvent.Kind? in
            guard let leg = state.legs[position], leg.attempt == attempt else { return nil }
            switch news {
            case .ringing:
                state.legs[position]?.hasRung = true
                return .ringing
            case .answered:
                state.legs[position]?.isPickedUp = true
                return .answered
            case .keyed(let key): return .keyed(key)
            case .spoken: return .spoken
            case .ended(let end): return ended(end, leg, position, in: &state)
            }
        }
        if let kind { emit(position, kind) }
    }

    private func ended(_ end: PhoneEnd, _ leg: Leg, _ position: Int, in state: inout State) -> ReadinessEvent.Kind? {
        let result: HuntResult
        if leg.isPickedUp {
            state.legs[position] = nil
            return .hungUp
        }
        switch end.consequence(rang: leg.hasRung) {
        case .nextTrunk(let phone):
            if ringNext(position, in: &state) { return nil }
            result = HuntResult(phone)
        case .result(let phone): result = HuntResult(phone)
        }
        state.legs[position] = nil
        return .failed(result)
    }

    private func emit(_ position: Int, _ kind: ReadinessEvent.Kind) {
        continuation.yield(ReadinessEvent(position, kind, at: now))
    }
}

extension HuntResult {
    /// The exercise's word for what a telephone did.
    init(_ result: PhoneResult) {
        switch result {
        case .busy: self = .busy
        case .noAnswer: self = .noAnswer
        case .declined: self = .declined
        case .unreachable: self = .unreachable
        }
    }
}
