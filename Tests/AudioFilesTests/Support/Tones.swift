import Foundation
import TestSupport

/// A sine; its level is that of its peak.
func sine(_ hertz: Double, rate: Int = 8_000, seconds: Double, decibels: Double = -6) -> [Double] {
    let peak = pow(10, decibels / 20)
    return (0..<Int(seconds * Double(rate))).map { peak * sin(2 * .pi * hertz * Double($0) / Double(rate)) }
}

/// A sine in 16 bits at 8 kHz.
func sine16(_ hertz: Double, seconds: Double, decibels: Double = -6) -> [Int16] {
    sine(hertz, seconds: seconds, decibels: decibels).map { Int16(($0 * 32_767).rounded()) }
}

/// The peak of one frequency in samples at 8 kHz, in decibels relative to full scale (Goertzel, Hann window).
func level(of hertz: Double, in samples: some Collection<Int16>) -> Double {
    let coefficient = 2 * cos(2 * .pi * hertz / 8_000)
    var (previous, beforeThat) = (0.0, 0.0)
    var weights = 0.0
    for (index, sample) in samples.enumerated() {
        let weight = 0.5 - 0.5 * cos(2 * .pi * Double(index) / Double(samples.count))
        weights += weight
        let value = weight * Double(sample) / 32_768 + coefficient * previous - beforeThat
        (beforeThat, previous) = (previous, value)
    }
    let power = previous * previous + beforeThat * beforeThat - coefficient * previous * beforeThat
    return 10 * log10(4 * max(power, 1e-30) / (weights * weights))
}

/// The root mean square of samples, in decibels relative to full scale.
func rms(_ samples: some Collection<Int16>) -> Double {
    let sum = samples.reduce(0.0) { $0 + Double($1) * Double($1) }
    return 10 * log10(max(sum, 1e-9) / Double(samples.count) / 32_768 / 32_768)
}

/// White noise in 16 bits.
func noise(_ count: Int, decibels: Double, seed: UInt64 = 1) -> [Int16] {
    var generator = SplitMix64(seed: seed)
    // The RMS of evenly distributed noise is its peak by the root of three.
    let peak = pow(10, decibels / 20) * 32_768 * 3.0.squareRoot()
    return (0..<count).map { _ in Int16(Double.random(in: -peak...peak, using: &generator).rounded()) }
}
