import Media
import MediaTerms
import RTP
import SIP

/// One telephone in one call: joins its script to what happens on the line, keeps the limits, and writes the record.
///
/// **States.** *Preparing*: the call is to be placed, its address is being looked up. *Ringing*: the INVITE is out, or
/// has come in. *Up*: both sides have taken the call. *Leaving*: we have hung up, and wait until the leg says so.
/// *Closing*: the leg is over; the sound still has to tell how it was. *Finished*.
///
/// Whatever the peer does or leaves undone, each state but the last has a deadline. Pure: every method takes the
/// monotonic time and appends to the caller's effects, in order.
struct PhoneLine: Sendable {
    private enum Stage: Sendable {
        case preparing
        case ringing
        case up
        case leaving(PhoneEnd, until: Duration)
        case closing(until: Duration)
        case finished
    }

    /// How long the sound may take to tell how it was.
    static let soundPatience = Duration.seconds(2)

    private(set) var record: PhoneRecord
    private var script: any PhoneScript
    private let limits: PhoneLimits
    private var stage: Stage
    private var origin: Duration
    private var keypad = Keypad()
    /// What the script is being told.
    private var untold: [PhoneNews] = []
    /// What the sound was told last, as it was agreed.
    private var agreed: MediaConfiguration?
    /// Whether keys go as tones, though telephone-events were agreed on.
    private var forcesTones = false
    private var listensSince: Duration?
    /// Whether sound is open, so that a report will come.
    private var hasSound = false

    /// A call that is to be placed.
    init(placing plan: CallPlan, _ script: any PhoneScript, now: Duration) {
        record = PhoneRecord(.caller, target: plan.target.text, began: now)
        (self.script, limits, origin, stage) = (script, plan.limits, now, .preparing)
    }

    /// A call that came in.
    init(taking invitation: Invitation, _ script: any PhoneScript, limits: PhoneLimits, now: Duration) {
        record = PhoneRecord(.called, target: invitation.requestURI, began: now)
        (self.script, self.limits, origin, stage) = (script, limits, now, .ringing)
        record.callID = invitation.callID
        record.party = invitation.party
    }

    /// Whether the record is complete.
    var isFinished: Bool { if case .finished = stage { true } else { false } }

    /// Whether the script has any say still.
    private var isLive: Bool {
        switch stage {
        case .preparing, .ringing, .up: true
        case .leaving, .closing, .finished: false
        }
    }

    private var isUp: Bool { if case .up = stage { true } else { false } }

    // MARK: What happens

    /// Sound was opened: from now on its end is awaited.
    mutating func soundOpened() { hasSound = true }

    /// Our INVITE is about to be sent.
    mutating func placed(_ callID: String, now: Duration, into effects: inout [PhoneEffect]) {
        guard case .preparing = stage else { return }
        (stage, origin) = (.ringing, now)
        (record.callID, record.began) = (callID, now)
        tell(.placed, now: now, into: &effects)
    }

    /// The call came in.
    mutating func invited(_ invitation: Invitation, now: Duration, into effects: inout [PhoneEffect]) {
        tell(.incoming(invitation), now: now, into: &effects)
    }

    /// The call cannot be placed.
    mutating func failed(_ end: PhoneEnd, now: Duration, into effects: inout [PhoneEffect]) {
        guard isLive else { return }
        over(end, now: now, into: &effects)
    }

    /// A message went over the wire.
    mutating func noted(_ note: WireNote, now: Duration, into effects: inout [PhoneEffect]) {
        guard !isFinished else { return }
        record.take(note, at: now - origin)
        guard record.side == .caller, !note.isOurs, case .response(let status, to: .invite) = note.kind,
            status.isProvisional
        else { return }
        tell(.provisional(status, hasSession: note.hasSession), now: now, into: &effects)
    }

    /// The leg tells of itself.
    mutating func heard(_ event: LegEvent, now: Duration, into effects: inout [PhoneEffect]) {
        switch event {
        case .media(let audio, let isEarly): settled(audio, isEarly: isEarly, now: now, into: &effects)
        case .answered:
            guard case .ringing = stage else { return }
            stage = .up
            record.moments.answered = now - origin
            tell(.answered, now: now, into: &effects)
        case .info(let type, let body):
            let form = type == "application/dtmf" ? InfoBody.dtmf : InfoBody.dtmfRelay
            if let key = form.key(in: body.span) { effects.append(.media(.keyedByInfo(key))) }
        case .ended(let end):
            let meant = PhoneEnd(end, wasAnswered: record.moments.answered != nil, isCaller: record.side == .caller)
            switch stage {
            case .preparing, .ringing, .up: over(meant, now: now, into: &effects)
            case .leaving(let end, _): over(end, now: now, into: &effects)
            case .closing, .finished: break
            }
        case .ringing, .transferred: break
        }
    }

    private mutating func settled(
        _ audio: NegotiatedAudio, isEarly: Bool, now: Duration, into effects: inout [PhoneEffect]
    ) {
        guard isLive else { return }
        let configuration = MediaConfiguration(audio, mustBeSecure: agreed?.isSecure ?? false)
        agreed = configuration
        effects.append(.media(.configure(withMethod(configuration))))
        if listensSince == nil {
            listensSince = now
            record.sound.beganAt = now - origin
            effects.append(.media(.listen(chunk: MediaSound.usualLength)))
        }
        let terms = SoundTerms(audio, isEarly: isEarly)
        if isEarly, record.moments.earlyMedia == nil { record.moments.earlyMedia = now - origin }
        if record.agreements.count < PhoneRecord.mostKeys { record.agreements.append(terms) }
        tell(.media(terms), now: now, into: &effects)
    }

    /// The sound tells of itself.
    mutating func sounded(_ happening: MediaEvent.Happening, now: Duration, into effects: inout [PhoneEffect]) {
        switch happening {
        case .keyed(let key, let way):
            record.received(key, by: way, at: now - origin)
            tell(.keyed(key, by: way), now: now, into: &effects)
        case .played(let token): tell(.played(token), now: now, into: &effects)
        case .soundBegan:
            if record.moments.firstPacket == nil { record.moments.firstPacket = now - origin }
            tell(.soundBegan, now: now, into: &effects)
        case .heard(let sound):
            record.heard(sound, keeping: limits.sound)
            tell(.sound(sound), now: now, into: &effects)
        case .lost:
            record.lostSound = true
            tell(.soundLost, now: now, into: &effects)
        case .closed(let report):
            record.report = report
            hasSound = false
            if case .closing = stage { finish(into: &effects) }
        case .fellSilent, .recorded: break
        }
    }

    /// The call is to end now, whatever the script says.
    mutating func giveUp(_ end: PhoneEnd, now: Duration, into effects: inout [PhoneEffect]) {
        switch stage {
        case .preparing: over(end, now: now, into: &effects)
        case .ringing, .up: hangUp(end, now: now, into: &effects)
        case .leaving, .closing, .finished: break
        }
    }

    /// Somebody beside the script wants something done.
    mutating func told(_ commands: [PhoneCommand], now: Duration, into effects: inout [PhoneEffect]) {
        for command in commands where isLive { obey(command, now: now, into: &effects) }
    }

    // MARK: Time

    /// When ``deadlineReached(now:into:)`` is to be called.
    var deadline: Duration? {
        switch stage {
        case .preparing: origin + limits.answer
        case .ringing:
            [origin + min(limits.answer, limits.longest), script.nextDeadline, keypad.deadline].compactMap { $0 }.min()
        case .up: [origin + limits.longest, script.nextDeadline, keypad.deadline].compactMap { $0 }.min()
        case .leaving(_, let until): until
        case .closing(let until): until
        case .finished: nil
        }
    }

    /// Does what has fallen due.
    mutating func deadlineReached(now: Duration, into effects: inout [PhoneEffect]) {
        switch stage {
        case .preparing:
            if now >= origin + limits.answer {
                over(.unreachable("the name of the peer was not found in time"), now: now, into: &effects)
            }
        case .ringing where now >= origin + min(limits.answer, limits.longest):
            let wasHeard = record.messages.contains { !$0.isOurs }
            hangUp(wasHeard ? .notAnswered : .noResponse, now: now, into: &effects)
        case .up where now >= origin + limits.longest: hangUp(.tooLong, now: now, into: &effects)
        case .ringing, .up:
            if let (key, method) = keypad.next(now: now) { press(key, by: method, now: now, into: &effects) }
            if let deadline = script.nextDeadline, deadline <= now {
                tell(.deadlineReached, now: now, into: &effects)
            }
        case .leaving(let end, let until): if now >= until { over(end, now: now, into: &effects) }
        case .closing(let until): if now >= until { finish(into: &effects) }
        case .finished: break
        }
    }

    // MARK: The script

    /// How much news of its own making a script may bring about at one go, such as keys that cannot be pressed.
    static let mostEchoes = 64

    private mutating func tell(_ news: PhoneNews, now: Duration, into effects: inout [PhoneEffect]) {
        untold.append(news)
        guard untold.count == 1 else { return }
        var told = 0
        while told < min(untold.count, Self.mostEchoes), isLive {
            let news = untold[told]
            told += 1
            for command in script.receive(news, at: now) where isLive { obey(command, now: now, into: &effects) }
        }
        untold.removeAll()
    }

    private mutating func obey(_ command: PhoneCommand, now: Duration, into effects: inout [PhoneEffect]) {
        let isCalled = if case .ringing = stage { record.side == .called } else { false }
        switch command {
        case .ring: if isCalled { effects.append(.ring) }
        case .earlyMedia: if isCalled { effects.append(.earlyMedia) }
        case .answer: if isCalled { effects.append(.answer) }
        case .reject(let status): if isCalled { hangUp(.rejected(status), status, now: now, into: &effects) }
        case .play(let sound, let token): effects.append(.media(.play(sound.list, from: sound.store, token)))
        case .stop: effects.append(.media(.stop))
        case .press(let keys, let method):
            let left = keypad.press(keys, by: method, now: now)
            if let (key, method) = keypad.next(now: now) { press(key, by: method, now: now, into: &effects) }
            for key in left { tell(.notPressed(key, by: method), now: now, into: &effects) }
        case .hangUp, .cancel:
            if case .preparing = stage { return over(.cancelled, now: now, into: &effects) }
            hangUp(
                isUp ? .hungUp : isCalled ? .rejected(.temporarilyUnavailable) : .cancelled, now: now, into: &effects)
        }
    }

    private mutating func hangUp(
        _ end: PhoneEnd, _ status: StatusCode = .temporarilyUnavailable, now: Duration,
        into effects: inout [PhoneEffect]
    ) {
        stage = .leaving(end, until: now + limits.ending)
        keypad.clear()
        effects.append(.hangUp(status))
    }

    private mutating func over(_ end: PhoneEnd, now: Duration, into effects: inout [PhoneEffect]) {
        record.end = end
        record.moments.ended = now - origin
        stage = .closing(until: now + Self.soundPatience)
        keypad.clear()
        // The script may take note; it has no say any more.
        _ = script.receive(.ended(end), at: now)
        effects.append(.leave)
        if !hasSound { finish(into: &effects) }
    }

    private mutating func finish(into effects: inout [PhoneEffect]) {
        stage = .finished
        effects.append(.finish(record))
    }
}

// MARK: Keys

extension PhoneLine {
    private mutating func press(
        _ key: TelephoneKey, by method: KeyMethod, now: Duration, into effects: inout [PhoneEffect]
    ) {
        let takesEvents = agreed?.sentEvents != nil
        let way: KeyCombiner.Way? =
            switch method {
            case .auto: agreed == nil ? nil : takesEvents ? .telephoneEvent : .inBand
            case .rfc4733: takesEvents ? .telephoneEvent : nil
            case .info: isUp ? .info : nil
            case .inBand: agreed == nil ? nil : .inBand
            }
        guard let way else { return tell(.notPressed(key, by: method), now: now, into: &effects) }
        record.sent(key, by: way, at: now - origin)
        guard way != .info else { return effects.append(.inform(key)) }
        if let agreed, takesEvents, forcesTones != (way == .inBand) {
            forcesTones.toggle()
            effects.append(.media(.configure(withMethod(agreed))))
        }
        effects.append(.media(.press([key])))
    }

    /// What was agreed, without telephone-events where tones are wanted.
    private func withMethod(_ configuration: MediaConfiguration) -> MediaConfiguration {
        var configuration = configuration
        if forcesTones { configuration.sentEvents = nil }
        return configuration
    }
}
