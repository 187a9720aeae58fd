/// Sound as the desk keeps it: 8,000 samples a second, 16 bits, one channel.
///
/// 8 kHz is the rate of G.711, which carries the calls; nothing above 4 kHz reaches a caller.
public struct Recording: Hashable, Sendable {
    /// Samples a second.
    public static let sampleRate = 8_000

    /// The samples; full scale is 32,768.
    public var samples: [Int16]

    /// Makes a recording.
    public init(samples: [Int16]) { self.samples = samples }

    /// How long it takes to play.
    public var duration: Duration { .samples(samples.count) }
}

extension Duration {
    /// The time that a number of samples takes at 8 kHz, exactly.
    static func samples(_ count: Int) -> Duration { .microseconds(count) * 125 }

    /// How many samples at 8 kHz begin within this time.
    ///
    /// - Precondition: it is a setting of ours, at most a day.
    var sampleCount: Int {
        precondition(self >= .zero && self <= .seconds(86_400), "a length of \(self) is no length of sound")
        return Int(self / .microseconds(125))
    }
}
