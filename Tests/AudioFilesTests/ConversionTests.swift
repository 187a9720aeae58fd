import AudioFiles
import CSndFile
import Desk
import Testing

@Suite("The conversion to 8 kHz, mono and 16 bits") struct ConversionTests {
    private func read(_ samples: [Double], rate: Int, channels: Int = 1) throws -> AudioContent {
        let bytes = try SoundWriter.bytes(SoundWriter.wav | SF_FORMAT_FLOAT, samples, rate: rate, channels: channels)
        return try AudioFile.decode(bytes, named: "tone.wav")
    }

    @Test(
        "keeps a tone's frequency and level",
        arguments: [4_000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000, 192_000])
    func tone(rate: Int) throws {
        let content = try read(sine(1_000, rate: rate, seconds: 1), rate: rate)
        #expect(content.recording.samples.count == 8_000)
        let middle = content.recording.samples[800..<7_200]
        #expect(abs(level(of: 1_000, in: middle) + 6) < 0.1)
        // Nothing else: what is left beside the tone is the quantisation to 16 bits.
        #expect(abs(rms(middle) + 6 + 3.01) < 0.1)
        for hertz in [500.0, 1_500, 2_000, 3_000, 3_900] { #expect(level(of: hertz, in: middle) < -90) }
    }

    @Test(
        "does not fold back what lies above 4 kHz",
        arguments: [
            (16_000, 6_000.0), (44_100, 5_000), (48_000, 6_000), (48_000, 4_500), (48_000, 4_150), (48_000, 15_000),
        ])
    func aliases(rate: Int, hertz: Double) throws {
        let content = try read(sine(hertz, rate: rate, seconds: 1, decibels: -1), rate: rate)
        let middle = content.recording.samples[800..<7_200]
        let alias = abs(hertz - (hertz / 8_000).rounded() * 8_000)
        #expect(level(of: alias, in: middle) < -81)
        #expect(rms(middle) < -81)
    }

    @Test("keeps the band of the telephone flat", arguments: [300.0, 1_000, 2_000, 3_000, 3_400, 3_700])
    func band(hertz: Double) throws {
        let samples = try read(sine(hertz, rate: 48_000, seconds: 1), rate: 48_000).recording.samples
        #expect(abs(level(of: hertz, in: samples[800..<7_200]) + 6) < 0.1)
    }

    @Test("gives the length to the sample", arguments: [8_000, 11_025, 22_050, 44_100, 48_000, 96_000, 4_001, 191_999])
    func length(rate: Int) throws {
        for frames in [1, 2, 7, 100, 1_001, 16_384, 16_385, 40_000] where frames * 8_000 >= rate {
            let content = try read([Double](repeating: 0.1, count: frames), rate: rate)
            #expect(abs(Double(content.recording.samples.count) - Double(frames) * 8_000 / Double(rate)) <= 0.5)
            #expect(content.format.frames == frames)
        }
    }

    @Test("shifts nothing in time", arguments: [16_000, 48_000, 44_100])
    func delay(rate: Int) throws {
        var samples = [Double](repeating: 0, count: rate)
        samples[rate / 2] = 1
        let output = try read(samples, rate: rate).recording.samples
        let largest = output.indices.max { output[$0].magnitude < output[$1].magnitude }
        #expect(largest == 4_000)
    }

    @Test("mixes channels to their mean", arguments: [8_000, 48_000])
    func channels(rate: Int) throws {
        let tone = sine(1_000, rate: rate, seconds: 1)
        let both = try read(tone.flatMap { [$0, $0] }, rate: rate, channels: 2).recording.samples
        #expect(abs(level(of: 1_000, in: both[800..<7_200]) + 6) < 0.1)
        let left = try read(tone.flatMap { [$0, 0] }, rate: rate, channels: 2).recording.samples
        #expect(abs(level(of: 1_000, in: left[800..<7_200]) + 12) < 0.1)
        let opposite = try read(tone.flatMap { [$0, -$0] }, rate: rate, channels: 2).recording.samples
        #expect(opposite.allSatisfy { $0 == 0 })
        let eight = try read(tone.flatMap { [Double](repeating: $0, count: 8) }, rate: rate, channels: 8)
        #expect(abs(level(of: 1_000, in: eight.recording.samples[800..<7_200]) + 6) < 0.1)
    }

    @Test("rounds to the nearest value, and counts what does not fit")
    func rounding() throws {
        let content = try read(
            [0.4, 0.6, -0.4, -0.6, 100.4, 40_000, -40_000, 32_767, -32_768].map { $0 / 32_768 }, rate: 8_000)
        #expect(content.recording.samples == [0, 1, 0, -1, 100, 32_767, -32_768, 32_767, -32_768])
        #expect(content.clippedSamples == 2)
        #expect(try read(sine(1_000, rate: 48_000, seconds: 1, decibels: 3), rate: 48_000).clippedSamples > 2_000)
        #expect(try read(sine(1_000, rate: 48_000, seconds: 1, decibels: -1), rate: 48_000).clippedSamples == 0)
    }

    @Test("gives the same samples every time")
    func determinism() throws {
        let samples = sine(1_234, rate: 44_100, seconds: 0.7)
        #expect(try read(samples, rate: 44_100) == read(samples, rate: 44_100))
    }
}
