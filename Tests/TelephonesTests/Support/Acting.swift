import Media
import RTP
import Telephones

/// A script that a test writes as one closure, with something to remember.
struct Acting: PhoneScript {
    /// What it remembers.
    struct Memory: Sendable {
        var now = Duration.zero
        /// When it wants to be woken.
        var wake: Duration?
        /// The keys that came, as text.
        var keys = ""
        /// How many samples of the peer were loud.
        var loud = 0
        /// Whatever the test counts.
        var marks = 0
    }

    private var memory = Memory()
    private let act: @Sendable (PhoneNews, inout Memory) -> [PhoneCommand]

    init(_ act: @escaping @Sendable (PhoneNews, inout Memory) -> [PhoneCommand]) { self.act = act }

    var nextDeadline: Duration? { memory.wake }

    mutating func receive(_ news: PhoneNews, at now: Duration) -> [PhoneCommand] {
        memory.now = now
        if case .keyed(let key, _) = news { memory.keys.append(key.character) }
        if case .sound(let sound) = news { memory.loud += sound.samples().count { abs(Int($0)) > 1_000 } }
        if case .deadlineReached = news { memory.wake = nil }
        return act(news, &memory)
    }

    /// Takes the call, and stays until the other side hangs up.
    static let answering = Acting { news, _ in if case .incoming = news { [.ring, .answer] } else { [] } }

    /// Does nothing at all.
    static let idle = Acting { _, _ in [] }

    /// Hangs up as soon as the call is up.
    static let brief = Acting { news, _ in if case .answered = news { [.hangUp] } else { [] } }
}

extension TelephoneKey {
    /// The keys with these characters.
    static func keys(_ text: String) -> [TelephoneKey] { text.utf8.compactMap { TelephoneKey(ascii: $0) } }
}

extension PhoneSound {
    /// A tone that is loud enough to be told from silence.
    static func tone(milliseconds: Int) -> PhoneSound {
        var tone = Tone(Tone.Part(frequency: 440, level: -8), length: milliseconds * 8)
        var samples = [Int16](repeating: 0, count: milliseconds * 8)
        _ = tone.mix(into: &samples)
        return PhoneSound(samples: samples)
    }
}
