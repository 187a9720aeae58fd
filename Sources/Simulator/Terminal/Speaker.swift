import CallFlow
import Desk
import Prompts

/// How prompts reach the person at the terminal: as text at the pace at which they are spoken, and as sound if there is a line.
public struct Speaker: Sendable {
    /// How long a hold prompt is shown at least when nothing is heard.
    private static let shortestHold = Duration.seconds(5)

    private let renderer: PromptRenderer
    private let isFast: Bool
    private let sound: (voice: PromptVoice, line: CallerLine)?

    /// Text alone.
    ///
    /// - Parameter isFast: prompts appear at once instead of at speaking pace.
    public init(_ renderer: PromptRenderer, isFast: Bool) {
        self.renderer = renderer
        self.isFast = isFast
        sound = nil
    }

    /// Text and sound, at the pace of the sound.
    public init(_ renderer: PromptRenderer, voice: PromptVoice, line: CallerLine) {
        self.renderer = renderer
        isFast = false
        sound = (voice, line)
    }

    /// The text of an utterance.
    func text(_ utterance: Utterance, at now: Instant) -> String { renderer.text(utterance, at: now) }

    /// How long an utterance takes to speak.
    func duration(of utterance: Utterance, at now: Instant) -> Duration {
        sound?.voice.duration(of: utterance, at: now) ?? renderer.duration(of: utterance, at: now)
    }

    /// How long an utterance is waited for.
    func pace(of utterance: Utterance, at now: Instant) -> Duration {
        isFast ? .zero : duration(of: utterance, at: now)
    }

    /// Begins to speak to the caller.
    func speak(_ id: ActivityID, _ utterances: [Utterance], at now: Instant) -> Speech {
        sound(utterances, at: now)
        let texts = utterances.flatMap { utterance in
            paced(utterance, text(utterance, at: now), pace(of: utterance, at: now))
        }
        return Speech(id, texts, label: "desk     ", at: now)
    }

    /// Begins to hold the caller; the prompts keep their pace even where others appear at once.
    func hold(_ id: ActivityID, _ utterances: [Utterance], isShown: Bool, at now: Instant) -> Speech {
        sound(utterances, at: now)
        let texts = utterances.flatMap { utterance in
            let length = max(duration(of: utterance, at: now), Self.shortestHold)
            return paced(utterance, isShown ? text(utterance, at: now) : "", length)
        }
        return Speech(id, texts, label: isShown ? "desk     " : "", at: now)
    }

    /// A text that appears while it is spoken, and then its pause.
    private func paced(_ utterance: Utterance, _ text: String, _ length: Duration) -> [(String, Duration)] {
        let pause = min(renderer.pause(after: utterance), length)
        return [(text, length - pause), ("", pause)]
    }

    /// Lets utterances be heard, in place of what is heard now.
    func sound(_ utterances: [Utterance], at now: Instant) {
        guard let sound else { return }
        sound.line.play(sound.voice.playlist(utterances, at: now))
    }

    /// Whether a prompt is still on its way to the ear, which may be behind the call's clock.
    ///
    /// A price counts only if it was heard whole: what the device has not taken was not heard.
    var isSpeaking: Bool { sound?.line.isSpeaking ?? false }

    /// How many frames the device has taken.
    var framesTaken: Int { sound?.line.framesTaken ?? 0 }

    /// Gives up the sound; prompts are text from now on.
    func lose() { sound?.line.lose() }

    /// Is silent at once.
    func stop() { sound?.line.stop() }

    /// Lets the caller's own key sound.
    func press(_ key: Character) { sound?.line.press(key) }

    /// Tells the caller to speak.
    func beep() { sound?.line.beep() }
}
