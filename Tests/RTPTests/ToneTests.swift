import Glibc
import RTP
import Testing

/// The tones of ITU-T Q.23, measured with Goertzel's algorithm.
struct ToneTests {
    private static let low = [697.0, 770, 852, 941]
    private static let high = [1209.0, 1336, 1477, 1633]

    /// The amplitude of one frequency.
    private func amplitude(_ frequency: Double, in samples: [Int16]) -> Double {
        let step = 2 * Double.pi * frequency / 8_000
        var (one, two) = (0.0, 0.0)
        for sample in samples { (one, two) = (2 * cos(step) * one - two + Double(sample), one) }
        let power = one * one + two * two - 2 * cos(step) * one * two
        return 2 * power.squareRoot() / Double(samples.count)
    }

    private func samples(_ tone: Tone) -> [Int16] {
        var tone = tone
        var samples: [Int16] = []
        while let sample = tone.next() { samples.append(sample) }
        return samples
    }

    @Test("Each key has its two frequencies, at their levels and no other", arguments: Array("123A456B789C*0#D"))
    func keys(key: Character) throws {
        let tone = try #require(Tone(key: key, length: 8_000))
        let all = samples(tone)
        #expect(all.count == 8_000)
        let heard = (Self.low + Self.high).filter { amplitude($0, in: all) > 200 }
        #expect(heard == tone.parts.map(\.frequency))
        for part in tone.parts {
            let level = 20 * log10(amplitude(part.frequency, in: all) / 32_767) + 3.14
            #expect(abs(level - part.level) < 0.1, "\(part.frequency) Hz has \(level) dBm0")
        }
    }

    @Test("The sixteen keys are sixteen different pairs, in the rows and columns of the pad")
    func pairs() throws {
        let pairs = try "123A456B789C*0#D".map { try #require(Tone(key: $0)).parts.map(\.frequency) }
        #expect(Set(pairs).count == 16)
        for (index, pair) in pairs.enumerated() { #expect(pair == [Self.low[index / 4], Self.high[index % 4]]) }
    }

    @Test("A tone has the length asked for, begins and ends softly, and never reaches full scale")
    func shape() throws {
        let tone = try #require(Tone(key: "5"))
        let all = samples(tone)
        #expect(all.count == Tone.keyLength)
        #expect(abs(try #require(all.first)) < 500)
        #expect(abs(try #require(all.last)) < 1_500)
        let peak = try #require(all.map { abs(Int($0)) }.max())
        #expect((12_000...19_000).contains(peak))
    }

    @Test("What is on no pad has no tone", arguments: Array("E a-é"))
    func noKeys(character: Character) { #expect(Tone(key: character) == nil) }

    @Test("A tone of no or negative length is over at once")
    func empty() throws {
        var tone = try #require(Tone(key: "1", length: -5))
        let first = tone.next()
        #expect(first == nil)
        var samples: [Int16] = [1, 2]
        let goesOn = tone.mix(into: &samples)
        #expect(!goesOn)
        #expect(samples == [1, 2])
    }

    @Test("Mixing stops at full scale and leaves what comes after the tone alone")
    func mixing() throws {
        var tone = try #require(Tone(key: "5", length: 100))
        var samples = [Int16](repeating: .max, count: 160)
        let goesOn = tone.mix(into: &samples)
        #expect(!goesOn)
        #expect(samples[..<100].contains { $0 < .max })
        #expect(samples[100...].allSatisfy { $0 == .max })
    }

    @Test("The beep is a kilohertz")
    func beep() {
        let all = samples(.beep)
        #expect(amplitude(1_000, in: all) > 5_000)
        #expect(all.count == 2_400)
    }
}
