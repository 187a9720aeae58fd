import AudioFiles
import Foundation
import Testing

@Suite("The level of a recording") struct AudioLevelTests {
    private func level(_ samples: [Int16]) throws -> AudioLevel {
        try #require(AudioLevel(Recording(samples: samples)))
    }

    /// The gain of BS.1770's K-weighting for a sine, its filters being brought to another rate by the bilinear
    /// transform.
    ///
    /// Frequencies, quality and gain are those that give the coefficients of BS.1770-4, tables 1 and 2, at 48 kHz.
    private func weighting(_ hertz: Double, rate: Double) -> Double {
        func gain(_ frequency: Double, _ quality: Double, _ numerator: (Double) -> [Double]) -> Double {
            let k = tan(.pi * frequency / rate)
            let denominator = [1 + k / quality + k * k, 2 * (k * k - 1), 1 - k / quality + k * k]
            func power(_ coefficients: [Double]) -> Double {
                var (real, imaginary) = (0.0, 0.0)
                for (index, coefficient) in coefficients.enumerated() {
                    real += coefficient * cos(2 * .pi * hertz / rate * Double(index))
                    imaginary += coefficient * sin(2 * .pi * hertz / rate * Double(index))
                }
                return real * real + imaginary * imaginary
            }
            return 10 * log10(power(numerator(k)) / power(denominator))
        }
        let shelf = gain(1_681.974450955533, 0.7071752369554196) { k in
            let high = pow(10, 3.999843853973347 / 20)
            let band = pow(high, 0.4996667741545416)
            let middle = band * k / 0.7071752369554196
            return [high + middle + k * k, 2 * (k * k - high), high - middle + k * k]
        }
        // BS.1770 gives the high-pass the numerator 1, −2, 1, without the factor that would make it 0 dB.
        let pass = gain(38.13547087602444, 0.5003270373238773) { k in
            let scale = 1 + k / 0.5003270373238773 + k * k
            return [1, -2, 1].map { $0 * scale }
        }
        return shelf + pass
    }

    @Test("is -23 LUFS for a tone of 997 Hz at -20 dBFS in one channel", arguments: [-40.0, -20, -6, -0.1])
    func calibration(decibels: Double) throws {
        #expect(abs(weighting(997, rate: 48_000) - 0.691) < 0.01, "BS.1770-4, annex 1: 997 Hz at 0 dBFS has -3.01 LUFS")
        let loudness = try level(sine16(997, seconds: 10, decibels: decibels)).loudness
        #expect(abs(loudness - (decibels - 3.01)) < 0.1)
        #expect(abs(loudness - (decibels - 3.01 - 0.691 + weighting(997, rate: 8_000))) < 0.02)
    }

    @Test("follows the weighting of BS.1770 over the telephone's band", arguments: [100.0, 300, 500, 2_000, 3_400])
    func weights(hertz: Double) throws {
        let loudness = try level(sine16(hertz, seconds: 10, decibels: -20)).loudness
        #expect(abs(loudness - (-20 - 3.01 - 0.691 + weighting(hertz, rate: 8_000))) < 0.05)
        // The bilinear transform moves the shelf a little at 8 kHz.
        #expect(abs(weighting(hertz, rate: 8_000) - weighting(hertz, rate: 48_000)) < 0.8)
    }

    @Test("of a short clip is that of the clip said over and over", arguments: [0.05, 0.1, 0.399, 0.4, 0.7, 1.5, 2.9])
    func shortClips(seconds: Double) throws {
        let loudness = try level(sine16(1_000, seconds: seconds, decibels: -20)).loudness
        #expect(abs(loudness + 23) < 0.25)
        let word = sine16(700, seconds: seconds, decibels: -15) + [Int16](repeating: 0, count: 800)
        let thrice = try level(word + word + word).loudness
        #expect(abs(try level(word).loudness - thrice) < 0.3)
    }

    @Test("does not count the pauses")
    func gate() throws {
        let tone = sine16(1_000, seconds: 5, decibels: -20)
        let quiet = tone + [Int16](repeating: 0, count: 80_000)
        #expect(abs(try level(quiet).loudness - level(tone).loudness) < 0.2)
    }

    @Test("is nothing for silence, an offset and what is below the gate")
    func silence() {
        #expect(AudioLevel(Recording(samples: [])) == nil)
        #expect(AudioLevel(Recording(samples: [Int16](repeating: 0, count: 8_000))) == nil)
        #expect(AudioLevel(Recording(samples: [Int16](repeating: 0, count: 80_000))) == nil)
        #expect(AudioLevel(Recording(samples: [Int16](repeating: 1_000, count: 8_000))) == nil)
        #expect(AudioLevel(Recording(samples: sine16(1_000, seconds: 1, decibels: -72))) == nil)
        #expect(AudioLevel(Recording(samples: [0])) == nil)
    }

    @Test("has the largest sample")
    func peaks() throws {
        #expect(try level([0, 16_384, -8_000, 0]).peak == -6.020599913279624)
        #expect(try level([0, .min, 0, 0]).peak == 0)
    }

    @Test("tells clipping from a peak")
    func fullScale() throws {
        #expect(try level(sine16(1_000, seconds: 1)).longestFullScaleRun == 0)
        let loud = sine(400, seconds: 1, decibels: 12).map { Int16(max(-32_768, min(32_767, ($0 * 32_768).rounded()))) }
        #expect(try level(loud).longestFullScaleRun == 9)
        #expect(try level([0, .max, 0, .min, .min, .max, 5]).longestFullScaleRun == 3)
    }

    @Test("says how long the silence is at both ends")
    func silentEnds() throws {
        let samples =
            noise(2_400, decibels: -80) + sine16(500, seconds: 1, decibels: -12) + noise(4_000, decibels: -80, seed: 2)
        let level = try level(samples)
        #expect(abs(level.leadingSilence / .milliseconds(1) - 300) <= 10)
        #expect(abs(level.trailingSilence / .milliseconds(1) - 500) <= 10)
        let tight = try self.level(sine16(500, seconds: 0.5))
        #expect(tight.leadingSilence == .zero && tight.trailingSilence == .zero)
    }
}
