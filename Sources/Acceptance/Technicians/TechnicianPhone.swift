import CallFlow
import CallTests
import Desk
import Media
import RTP
import SIP
import Telephones

/// The keys that technicians press at this desk.
public struct TechnicianKeys: Hashable, Sendable {
    /// Takes the call.
    let accept: Key
    /// Declines it.
    let decline: Key
    /// Marks it as abusive, if that can be done.
    let abuse: [Key]

    /// The keys of a flow's hunts; those of the first, as a rule they are all alike.
    public init(_ program: FlowProgram?) {
        let hunts = (program?.steps ?? []).compactMap { step -> Verb.Hunt? in
            if case .hunt(let hunt) = step.verb { hunt } else { nil }
        }
        accept = hunts.first?.acceptKey ?? .zero
        decline = hunts.first?.declineKey ?? .zero
        abuse = hunts.compactMap(\.abuseKey).first?.keys ?? []
    }
}

/// The telephone of a technician who behaves as a story says: rings, is picked up or not, hears what is whispered, presses a key, talks
/// and hangs up; or is a voicemail that talks.
struct TechnicianPhone: PhoneScript {
    /// What is said to whoever picks up is over once it was silent for so long.
    static let pause = Duration.milliseconds(1_500)
    /// How long is waited for anything to be said before the key is pressed all the same.
    static let patience = Duration.seconds(10)
    /// How long a voicemail talks.
    static let greeting = Duration.seconds(8)

    private enum State: Equatable {
        case idle, ringing, listening, hesitating, talking, marked, done
    }

    private let plan: TechnicianPlan
    private let keys: TechnicianKeys
    private let speech: PhoneSound
    private var state = State.idle
    /// When the conversation ends.
    private var hangsUpAt: Duration?
    private(set) var nextDeadline: Duration?

    init(_ plan: TechnicianPlan, keys: TechnicianKeys, speech: PhoneSound) {
        self.plan = plan
        self.keys = keys
        self.speech = speech
    }

    mutating func receive(_ news: PhoneNews, at now: Duration) -> [PhoneCommand] {
        switch news {
        case .incoming: return called(at: now)
        case .answered: return answered(at: now)
        case .sound(let sound): heard(sound, at: now)
        case .deadlineReached: return deadlineReached(at: now)
        case .ended: nextDeadline = nil
        default: break
        }
        return []
    }

    mutating func called(at now: Duration) -> [PhoneCommand] {
        state = .ringing
        switch plan.behaviour {
        case .unreachable: return [.reject(.temporarilyUnavailable)]
        case .noAnswer: return [.ring]
        case .accept, .mark, .decline, .machine, .busy:
            nextDeadline = now + plan.answersAfter
            return [.ring]
        }
    }

    private mutating func answered(at now: Duration) -> [PhoneCommand] {
        guard plan.behaviour != .machine else {
            state = .done
            nextDeadline = nil
            return [.play(speech.repeated(for: Self.greeting), PlayToken(1))]
        }
        state = .listening
        nextDeadline = now + Self.patience
        return []
    }

    /// A person presses the key when what is said is over.
    private mutating func heard(_ sound: MediaSound, at now: Duration) {
        guard state == .listening else { return }
        let samples = sound.samples()
        guard !samples.isEmpty else { return }
        let peak = samples.reduce(0) { max($0, abs(Int($1))) }
        if peak > Self.voice { nextDeadline = now + Self.pause }
    }

    /// The level above which somebody speaks, of 32,768.
    private static let voice = 500

    private mutating func deadlineReached(at now: Duration) -> [PhoneCommand] {
        guard let deadline = nextDeadline, now >= deadline else { return [] }
        nextDeadline = nil
        switch state {
        case .ringing:
            return plan.behaviour == .busy ? [.reject(.busyHere)] : [.answer]
        case .listening:
            state = .hesitating
            nextDeadline = now + plan.pressesAfter
            return []
        case .hesitating: return pressed(at: now)
        case .talking:
            guard plan.behaviour == .mark, let end = hangsUpAt, end > now else { return hangUp() }
            state = .marked
            nextDeadline = end
            return [.press(keys.abuse.compactMap(TelephoneKey.init))]
        case .marked: return hangUp()
        case .idle, .done: return []
        }
    }

    private mutating func pressed(at now: Duration) -> [PhoneCommand] {
        guard plan.behaviour != .decline else {
            state = .done
            return [.press([keys.decline].compactMap(TelephoneKey.init))]
        }
        state = .talking
        hangsUpAt = now + plan.talks
        nextDeadline = now + (plan.behaviour == .mark ? plan.marksAfter : plan.talks)
        return [
            .press([keys.accept].compactMap(TelephoneKey.init)),
            .play(speech.repeated(for: min(plan.talks, .seconds(3))), PlayToken(1)),
        ]
    }

    private mutating func hangUp() -> [PhoneCommand] {
        state = .done
        return [.hangUp]
    }
}

extension TelephoneKey {
    /// The same key of the pad.
    init?(_ key: Key) { self.init(ascii: key.code) }
}
