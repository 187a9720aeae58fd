import Foundation
import RTP
import TestSupport
import Testing

/// Keys from the audio, at the limits of ITU-T Q.24, and none from voices.
struct InBandReceiverTests {
    private static let pad = Array("123A456B789C*0#D")
    private static let low = [697.0, 770, 852, 941]
    private static let high = [1_209.0, 1_336, 1_477, 1_633]

    /// A key's tone with levels, deviation and length of its own, in linear samples.
    private func tone(
        _ key: Character, level: Double = -12, twist: Double = 0, deviation: Double = 0, ms: Int = 100
    ) -> [Int16] {
        let index = Self.pad.firstIndex(of: key) ?? 0
        var tone = Tone(
            Tone.Part(frequency: Self.low[index / 4] * (1 + deviation), level: level),
            Tone.Part(frequency: Self.high[index % 4] * (1 + deviation), level: level + twist), length: ms * 8)
        var samples: [Int16] = []
        while let sample = tone.next() { samples.append(sample) }
        return samples
    }

    private func pause(ms: Int) -> [Int16] { [Int16](repeating: 0, count: ms * 8) }

    /// Noise so many dB under the power of two sines of a level.
    private func noise(_ samples: [Int16], under level: Double, by ratio: Double, seed: UInt64) -> [Int16] {
        var random = SplitMix64(seed: seed)
        let power = 2 * 0.5 * pow(32_767 * pow(10, (level - 3.14) / 20), 2) / pow(10, ratio / 10)
        // The sum of twelve uniform numbers has the power of one of amplitude 1 that is Gaussian.
        return samples.map { sample in
            let sum = (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &random) }
            return Int16(clamping: Int(sample) + Int(sum * power.squareRoot()))
        }
    }

    private func keys(_ samples: [Int16], law: G711 = .aLaw, frame: Int = 160) -> String {
        let bytes = samples.map(law.encode)
        var receiver = InBandReceiver()
        var heard: [TelephoneKey] = []
        for start in stride(from: 0, to: bytes.count, by: frame) {
            heard += receiver.receive(bytes.span.extracting(start..<min(bytes.count, start + frame)), law: law)
        }
        return String(heard.map(\.character))
    }

    @Test("All keys in a row, in both laws and any packet time", arguments: G711.allCases, [80, 160, 240, 480, 7])
    func all(law: G711, frame: Int) {
        let samples = Self.pad.flatMap { pause(ms: 50) + tone($0, ms: 60) }
        #expect(keys(samples, law: law, frame: frame) == String(Self.pad))
    }

    @Test("Our own key tones are heard")
    func own() throws {
        for key in Self.pad {
            var tone = try #require(Tone(key: key))
            var samples = [Int16](repeating: 0, count: 1_600)
            _ = tone.mix(into: &samples)
            #expect(keys(samples) == String(key))
        }
    }

    @Test("From −3 to −25 dBm0", arguments: [-3.0, -10, -18, -25])
    func levels(level: Double) {
        for key in Self.pad { #expect(keys(tone(key, level: level) + pause(ms: 40)) == String(key)) }
    }

    @Test("A tone under −35 dBm0 is cross-talk")
    func quiet() {
        for key in Self.pad { #expect(keys(tone(key, level: -36)) == "") }
    }

    @Test("The shortest tone and pause of Q.24, wherever windows begin")
    func shortest() {
        for offset in stride(from: 0, to: 200, by: 7) {
            // A hum keeps the windows from beginning with the tone.
            let hum = (0..<800 + offset).map { Int16(600 * sin(Double($0) * 2 * .pi * 300 / 8_000)) }
            let samples =
                hum + tone("5", ms: 40) + pause(ms: 40) + tone("5", ms: 40) + pause(ms: 40) + tone("9", ms: 40)
            #expect(keys(samples + pause(ms: 40)) == "559", "offset \(offset)")
        }
    }

    @Test("A tone is one key however long, and a break of 20 ms does not part it")
    func long() {
        #expect(keys(tone("5", ms: 5_000)) == "5")
        for offset in stride(from: 0, to: 100, by: 9) {
            var samples = pause(ms: 40) + tone("5", ms: 300)
            for index in 1_000 + offset..<1_160 + offset { samples[index] = 0 }
            #expect(keys(samples) == "5", "offset \(offset)")
        }
    }

    @Test("Another key without a pause is another key")
    func noPause() { #expect(keys(tone("1") + tone("2") + tone("5") + tone("1")) == "1251") }

    @Test("Twists from +4 to −8 dB are taken, +8 and −13 refused")
    func twists() {
        for key in Self.pad {
            for twist in [-8.0, -4, 0, 4] { #expect(keys(tone(key, level: -14, twist: twist)) == String(key)) }
            for twist in [-13.0, 8] { #expect(keys(tone(key, level: -14, twist: twist)) == "") }
        }
    }

    @Test("Deviations of 1.5 % are taken, with any twist and noise", arguments: [-0.015, -0.01, 0.01, 0.015])
    func near(deviation: Double) {
        for (seed, key) in Self.pad.enumerated() {
            for twist in [-8.0, 0, 4] {
                let samples = tone(key, level: -14, twist: twist, deviation: deviation) + pause(ms: 40)
                #expect(keys(samples) == String(key), "twist \(twist)")
                let noisy = noise(samples, under: -14 + min(0, twist / 2), by: 17, seed: UInt64(seed))
                #expect(keys(noisy) == String(key), "twist \(twist) with noise")
            }
        }
    }

    @Test("Deviations of 3.5 % are refused", arguments: [-0.05, -0.04, -0.035, 0.035, 0.04, 0.05])
    func far(deviation: Double) {
        for key in Self.pad {
            for twist in [-8.0, -4, 0, 4] {
                #expect(keys(tone(key, twist: twist, deviation: deviation, ms: 300)) == "", "\(key), twist \(twist)")
            }
        }
    }

    @Test("Noise 15 dB under the tone does not hide it, nor part it", arguments: G711.allCases)
    func noisy(law: G711) {
        var missed = 0
        for seed in 0..<20 as Range<UInt64> {
            let clean = Self.pad.flatMap { pause(ms: 50) + tone($0, level: -14, ms: 50) }
            let heard = keys(noise(clean, under: -14, by: 15, seed: seed), law: law)
            missed += heard == String(Self.pad) ? 0 : 1
        }
        #expect(missed == 0)
    }

    @Test("Noise alone, single tones, dial tones, our beep and full scale are no keys")
    func noKeys() throws {
        #expect(keys(noise(pause(ms: 20_000), under: -10, by: 0, seed: 4)) == "")
        for frequency in Self.low + Self.high + [350, 400, 425, 440, 480, 620, 1_000, 1_100, 2_100] {
            for other in [nil, 440.0, 480, 620] {
                var tone = Tone(
                    Tone.Part(frequency: frequency, level: -10), other.map { Tone.Part(frequency: $0, level: -10) },
                    length: 4_000)
                var samples = pause(ms: 500)
                _ = tone.mix(into: &samples)
                #expect(keys(samples) == "", "\(frequency) and \(other ?? 0) Hz")
            }
        }
        #expect(keys((0..<8_000).map { $0 / 5 % 2 == 0 ? Int16.max : .min }) == "")
    }

    @Test("No bytes and no packet lengths trap")
    func anything() {
        var random = SplitMix64(seed: 2)
        var receiver = InBandReceiver()
        for _ in 0..<500 {
            let bytes = (0..<random.next() % 500).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            let heard = receiver.receive(bytes.span, law: .muLaw)
            #expect(heard.isEmpty)
        }
    }

    @Test("Twenty-three minutes of speech press no key", arguments: ["fr", "en"], G711.allCases)
    func talkOff(language: String, law: G711) throws {
        let folder = URL(filePath: #filePath).appending(path: "../../../../prompts/\(language)").standardized
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        var seconds = 0
        for (index, file) in files.enumerated() where file.pathExtension == "wav" {
            // The second law repeats some of the voices only: the tests are not optimised.
            if law == .muLaw, index % 5 != 0 { continue }
            // Sixteen-bit samples follow a header of 44 bytes.
            let bytes = try [UInt8](Data(contentsOf: file)).dropFirst(44)
            seconds += bytes.count / 16_000
            let samples = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map { index in
                Int16(bitPattern: UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8)
            }
            #expect(keys(samples, law: law) == "", "\(file.lastPathComponent)")
        }
        #expect(seconds > (law == .muLaw ? 20 : 200))
    }
}
