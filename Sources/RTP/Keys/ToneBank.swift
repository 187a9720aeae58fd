import Glibc

/// The spectrum of audio at the eight frequencies of a telephone's keys: Goertzel's algorithm on all eight at once.
///
/// Two Hann windows of 200 samples run half a window apart. Their weights add up to one, so that one table serves both. A window
/// of 25 ms tells the nearest two frequencies, 73 Hz apart, from each other, and leaks nothing from the low group into the high.
struct ToneBank: Sendable {
    /// Samples of a window: 25 ms.
    static let length = 200
    /// Samples from a window's beginning to the next one's.
    static let hop = 100
    /// Those of ITU-T Q.23 in Hz, rows first.
    static let frequencies = SIMD8<Float>(697, 770, 852, 941, 1_209, 1_336, 1_477, 1_633)

    /// What a window has at each frequency, and altogether.
    struct Spectrum {
        let (real, imaginary): (SIMD8<Float>, SIMD8<Float>)
        /// The mean square of a sine at each frequency.
        let powers: SIMD8<Float>
        /// The mean square of everything.
        let total: Float
    }

    /// Goertzel's recurrence in one window.
    private struct Window {
        var (last, beforeLast) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
        var energy: Float = 0

        @inline(__always)
        mutating func take(_ sample: Float, _ factors: SIMD8<Float>) {
            // In this order the multiplication does not wait for the subtraction.
            let value = (sample - beforeLast) + factors * last
            beforeLast = last
            last = value
            energy += sample * sample
        }

        /// The sums of the weights and of their squares are half and three eighths of the length.
        func spectrum() -> Spectrum {
            let real = last - beforeLast * ToneBank.cosines
            let imaginary = beforeLast * ToneBank.sines
            let sum = Float(ToneBank.length) / 2
            return Spectrum(
                real: real, imaginary: imaginary, powers: (real * real + imaginary * imaginary) * (2 / (sum * sum)),
                total: energy / (0.375 * Float(ToneBank.length)))
        }
    }

    private var (rising, falling) = (Window(), Window())
    /// Samples taken of the hop at hand.
    private(set) var position = 0

    /// Samples of a payload, from `start` to before `end`, which lie in one hop.
    ///
    /// - Returns: the spectrum of the window that they complete, if they do.
    mutating func take(_ payload: Span<UInt8>, from start: Int, to end: Int, law: G711) -> Spectrum? {
        let factors = Self.cosines * 2
        let weights = Self.weights
        let samples = law == .aLaw ? Self.aLawSamples : Self.muLawSamples
        var (rising, falling) = (rising, falling)
        var position = position
        for index in start..<end {
            let sample = samples[Int(payload[index])]
            let risen = sample * weights[position]
            rising.take(risen, factors)
            falling.take(sample - risen, factors)
            position += 1
        }
        if position < Self.hop {
            (self.rising, self.falling, self.position) = (rising, falling, position)
            return nil
        }
        (self.rising, self.falling, self.position) = (Window(), rising, 0)
        return falling.spectrum()
    }

    /// By how much a frequency is off in a window, in Hz, by the turn of its phase from the window before; 40 Hz at most.
    static func deviation(at index: Int, from before: Spectrum, to after: Spectrum) -> Float {
        let real = after.real[index] * before.real[index] + after.imaginary[index] * before.imaginary[index]
        let imaginary = after.imaginary[index] * before.real[index] - after.real[index] * before.imaginary[index]
        let turn = 2 * Float.pi * Float(hop) / Float(Tone.sampleRate)
        let surplus = atan2f(imaginary, real) - turn * frequencies[index]
        return remainderf(surplus, 2 * Float.pi) / turn
    }

    /// What a window leaves of the power of a sine that is off by so many Hz.
    static func response(_ deviation: Float) -> Float {
        let bins = deviation * Float(length) / Float(Tone.sampleRate)
        guard abs(bins) > 0.001 else { return 1 }
        guard abs(abs(bins) - 1) > 0.001 else { return 0.25 }
        let amplitude = sinf(Float.pi * bins) / (Float.pi * bins) / (1 - bins * bins)
        return amplitude * amplitude
    }

    private static let weights = (0..<hop).map { 0.5 - 0.5 * cosf(2 * Float.pi * Float($0) / Float(length)) }
    private static let aLawSamples = (UInt8.min...UInt8.max).map { Float(G711.aLaw.decode($0)) }
    private static let muLawSamples = (UInt8.min...UInt8.max).map { Float(G711.muLaw.decode($0)) }
    private static let cosines = each { cosf($0) }
    private static let sines = each { sinf($0) }

    private static func each(_ function: (Float) -> Float) -> SIMD8<Float> {
        var values = SIMD8<Float>.zero
        for index in values.indices {
            values[index] = function(2 * Float.pi * frequencies[index] / Float(Tone.sampleRate))
        }
        return values
    }
}
