import CallFlow
import Media
import RTP
import SIP
import Synchronization
import Telephones

/// What happens on a telephone that is rung for an exercise.
public enum DrillPhoneNews: Hashable, Sendable {
    /// It rings, as the network says.
    case ringing
    /// It was picked up.
    case answered
    /// A key was pressed, by whatever way it came: telephone-events, INFO, or tones where no events were agreed on.
    case keyed(Key)
    /// What was said last was spoken to its end.
    case spoken
    /// The call is over; nothing follows. It is told once, whatever happens.
    case ended(PhoneEnd)
}

/// A telephone that is rung for an exercise, and hangs up when it is told to, at whatever stage its call is.
public final class DrillPhone: Sendable {
    private struct State {
        var hangsUp = false
        var hasEnded = false
        var hasRung = false
        var keys = 0
        var played = 0
    }

    /// How many keys are told; a flood of them says no more than the first few.
    static let mostKeys = 200

    private let bank: PhoneBank
    private let call = PlacedCall()
    private let state = Mutex(State())
    private let told: @Sendable (DrillPhoneNews) -> Void

    /// Rings a telephone.
    ///
    /// - Parameter told: is told what happens, on the bank's loop as a rule: it returns at once.
    public static func ring(
        _ plan: CallPlan, by bank: PhoneBank, told: @escaping @Sendable (DrillPhoneNews) -> Void
    ) -> DrillPhone {
        let phone = DrillPhone(bank, told)
        Task {
            let record = await bank.place(plan, script: Script(phone: phone), as: phone.call)
            // A bank that is closed has no script told.
            phone.end(record.end)
        }
        return phone
    }

    private init(_ bank: PhoneBank, _ told: @escaping @Sendable (DrillPhoneNews) -> Void) {
        (self.bank, self.told) = (bank, told)
    }

    /// Plays; what was played before is cut off, and its end is not told.
    public func play(_ sound: PhoneSound) {
        let number = state.withLock { state in
            state.played += 1
            return state.played
        }
        bank.tell(call, [.play(sound, PlayToken(number))])
    }

    /// Ends the call; it may be called before the call has begun, and more than once.
    public func hangUp() {
        state.withLock { $0.hangsUp = true }
        bank.tell(call, [.hangUp])
    }

    private func end(_ end: PhoneEnd) {
        let wasTold = state.withLock { state in
            defer { state.hasEnded = true }
            return state.hasEnded
        }
        if !wasTold { told(.ended(end)) }
    }

    /// Takes what happened.
    ///
    /// - Returns: whether the call is to end.
    private func receive(_ news: PhoneNews) -> Bool {
        switch news {
        case .provisional(.ringing, _), .provisional(.sessionProgress, _):
            let isFirst = state.withLock { state in
                defer { state.hasRung = true }
                return !state.hasRung
            }
            if isFirst { told(.ringing) }
        case .answered: told(.answered)
        case .keyed(let key, _):
            let isTold = state.withLock { state in
                state.keys += 1
                return state.keys <= Self.mostKeys
            }
            if isTold, let key = Key(key.character) { told(.keyed(key)) }
        case .played(let token): if state.withLock({ $0.played }) == token.number { told(.spoken) }
        case .ended(let end): self.end(end)
        default: break
        }
        // Whoever hung up before the INVITE was sent is heard at its first news.
        return state.withLock { $0.hangsUp }
    }

    /// Passes on what happens; what is to be done comes from outside.
    private struct Script: PhoneScript {
        let phone: DrillPhone
        var nextDeadline: Duration? { nil }

        mutating func receive(_ news: PhoneNews, at now: Duration) -> [PhoneCommand] {
            phone.receive(news) ? [.hangUp] : []
        }
    }
}

extension PhoneEnd {
    /// What a call that nobody picked up says of whoever was rung, and whether another trunk might do better.
    func consequence(rang: Bool) -> AttemptOutcome.Consequence {
        switch self {
        case .refused(let status, let cause):
            AttemptOutcome.response(status, cause: cause).consequence(rang: rang)
        case .notAnswered: .result(.noAnswer)
        case .hungUpByPeer, .cancelled, .cancelledByPeer, .hungUp, .shutDown, .rejected: .result(.unreachable)
        case .noResponse, .unreachable, .tooLong, .unacknowledged, .lost, .noCommonSound, .notPlaced:
            .nextTrunk(.unreachable)
        }
    }
}
