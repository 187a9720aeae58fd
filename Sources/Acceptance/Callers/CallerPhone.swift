import CallFlow
import CallTests
import Desk
import Media
import Prompts
import RTP
import Recognition
import SIP
import Synchronization
import Telephones

/// The telephone of a story's caller: what is recognised in the sound moves the caller on, what the caller does goes out.
///
/// Every wait has a limit: that of the story's actions, and for sound as such ``soundPatience``.
struct CallerPhone: PhoneScript {
    /// How long after the answer something has to be heard.
    static let soundPatience = Duration.seconds(12)

    /// What the telephone has found out, once the call is over.
    struct Findings: Sendable {
        var failure: StoryFailure?
        var prompts: [LineFigures.RecognisedPrompt] = []
        /// From the answer to the first prompt.
        var timeToFirstPrompt: Duration?
        /// Whether anything at all was to be heard.
        var heardSound = false
        /// The keys that were pressed.
        var pressed = ""
        /// The keys that could not be pressed that way.
        var notPressed = 0
        /// What the caller waited for when nothing came for too long.
        var wasSilent = false
        var isDone = false
    }

    /// Takes what the telephone has found out.
    final class Notebook: Sendable {
        private let findings = Mutex(Findings())
        var value: Findings { findings.withLock { $0 } }
        fileprivate func write(_ value: Findings) { findings.withLock { $0 = value } }
    }

    private var caller: StoryCaller
    private var ear: CallerEar
    private let method: KeyMethod
    private let speech: PhoneSound
    private let notebook: Notebook
    private var findings = Findings()
    private var answeredAt: Duration?
    private var soundBegan: Duration?
    private var silenceDeadline: Duration?

    init(
        _ actions: [CallerAction], ear: CallerEar, method: KeyMethod, speech: PhoneSound, notebook: Notebook
    ) {
        caller = StoryCaller(actions, at: Instant(seconds: 0))
        self.ear = ear
        self.method = method
        self.speech = speech
        self.notebook = notebook
    }

    var nextDeadline: Duration? {
        guard answeredAt != nil else { return nil }
        let own = caller.nextDeadline.map { Instant(seconds: 0).duration(to: $0) }
        return [own, silenceDeadline].compactMap { $0 }.min()
    }

    mutating func receive(_ news: PhoneNews, at now: Duration) -> [PhoneCommand] {
        let instant = Instant(seconds: 0).advanced(by: now)
        var acts: [StoryAct] = []
        switch news {
        case .answered:
            answeredAt = now
            silenceDeadline = now + Self.soundPatience
            acts = caller.start(at: instant)
        case .sound(let sound):
            soundBegan = soundBegan ?? now - sound.duration
            for event in ear.hear(sound) where answeredAt != nil { acts += caller.receive(event, at: instant) }
            if ear.level.voiced > 0 { silenceDeadline = nil }
        case .deadlineReached:
            if let deadline = silenceDeadline, now >= deadline {
                silenceDeadline = nil
                findings.wasSilent = true
                return [.hangUp]
            }
            acts = caller.receive(.deadlineReached, at: instant)
        case .notPressed: findings.notPressed += 1
        case .ended:
            for event in ear.finish() where answeredAt != nil { acts += caller.receive(event, at: instant) }
            close(at: instant)
            return []
        case .placed, .incoming, .provisional, .media, .soundBegan, .keyed, .played, .soundLost: break
        }
        return acts.flatMap { command($0) }
    }

    private mutating func command(_ act: StoryAct) -> [PhoneCommand] {
        switch act {
        case .press(let keys):
            findings.pressed += keys.map(\.description).joined()
            return [.press(keys.compactMap(TelephoneKey.init), by: method)]
        case .speak(let length): return [.play(speech.repeated(for: length), PlayToken(1))]
        case .hangUp: return [.hangUp]
        }
    }

    private mutating func close(at now: Instant) {
        caller.ended(at: now)
        findings.failure = caller.failure
        findings.isDone = caller.isDone
        findings.prompts = ear.prompts
        findings.heardSound = ear.level.voiced > 0
        if let first = ear.firstPrompt, let answeredAt, let soundBegan {
            findings.timeToFirstPrompt = soundBegan + .microseconds(first * 125) - answeredAt
        }
        notebook.write(findings)
    }
}

extension PhoneSound {
    /// A voice that says nothing: the harmonics of a low tone that rise and fall like syllables, for a second.
    static func voice() -> PhoneSound {
        var samples: [Int16] = []
        samples.reserveCapacity(8_000)
        for index in 0..<8_000 {
            // A sawtooth of 125 Hz under an envelope of four syllables a second.
            let phase = index % 64
            let syllable = index % 2_000
            let envelope = min(syllable, 2_000 - syllable)
            samples.append(Int16(clamping: (phase - 32) * envelope / 5))
        }
        return PhoneSound(samples: samples)
    }

    /// The same over and over, for a while.
    func repeated(for length: Duration) -> PhoneSound {
        guard duration > .zero else { return self }
        var list = Playlist()
        var total = Duration.zero
        // What a script may speak is bounded by the longest wait of a story.
        while total < length {
            list.append(self.list)
            total += duration
        }
        return PhoneSound(list, from: store)
    }
}
