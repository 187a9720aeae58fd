import RTP
import Recognition
import TestSupport

/// What lines do to sound.
enum Line {
    /// What one law of G.711 leaves of it.
    static func through(_ laws: G711..., samples: [Int16]) -> [Int16] {
        laws.reduce(samples) { samples, law in samples.map { law.decode(law.encode($0)) } }
    }

    /// Louder or softer.
    static func scaled(_ samples: [Int16], by factor: Double) -> [Int16] {
        samples.map { Int16(clamping: Int((Double($0) * factor).rounded())) }
    }

    static func silence(_ milliseconds: Int) -> [Int16] { Array(repeating: 0, count: milliseconds * 8) }

    /// Loses packets of 20 ms; half of them are silent, and of half the packet before is repeated, softer.
    static func losing(_ share: Double, of samples: [Int16], seed: UInt64) -> [Int16] {
        var random = SplitMix64(seed: seed)
        var result = samples
        for start in stride(from: 160, to: samples.count, by: 160)
        where Double.random(in: 0..<1, using: &random) < share {
            let isRepeated = Bool.random(using: &random)
            for index in start..<min(start + 160, samples.count) {
                result[index] = isRepeated ? Int16(Double(result[index - 160]) * 0.6) : 0
            }
        }
        return result
    }

    /// A key's tone.
    static func key(_ key: Character) -> [Int16] {
        guard var tone = Tone(key: key) else { return [] }
        return sound(of: &tone)
    }

    /// A tone of one frequency, as of ringback.
    static func tone(_ frequency: Double, milliseconds: Int) -> [Int16] {
        var tone = Tone(.init(frequency: frequency, level: -10), length: milliseconds * 8)
        return sound(of: &tone)
    }

    private static func sound(of tone: inout Tone) -> [Int16] {
        var samples: [Int16] = []
        var isOver = false
        while !isOver {
            var frame = [Int16](repeating: 0, count: 160)
            isOver = !tone.mix(into: &frame)
            samples += frame
        }
        return samples
    }

    static func noise(_ milliseconds: Int, level: Int16, seed: UInt64) -> [Int16] {
        var random = SplitMix64(seed: seed)
        return (0..<milliseconds * 8).map { _ in Int16.random(in: -level...level, using: &random) }
    }
}

extension PromptBook {
    /// What a listener tells of a whole call.
    func heard(in samples: [Int16]) -> [Heard] {
        var listener = PromptListener(self)
        return listener.hear(samples) + listener.finish()
    }

    /// Which recordings were over, in order.
    func endings(in samples: [Int16]) -> [Heard.Ending] {
        heard(in: samples).compactMap { if case .ended(let ending) = $0 { ending } else { nil } }
    }
}
