import AudioFiles
import Testing

@Suite("The edges of a mastered prompt") struct EdgeTests {
    private static let words: [(text: String, voice: String)] =
        [
            "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "seize",
            "vingt", "vingt-sept", "trente-cinq", "soixante-cinq", "soixante-cinq euros", "quatre-vingt-dix-neuf",
            "heures", "minutes", "le premier mars", "octobre", "fente", "dièse",
        ].map { ($0, "fr") }
        + [
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "twelve", "fifteen",
            "fifty-five", "sixty-six", "hundred", "o'clock", "half past ten", "March the first", "minutes", "pounds",
            "hash", "left",
        ].map { ($0, "en") }

    /// The samples above −50 dB relative to the RMS of the loudest tenth of a second: from the first to the last.
    private func sound(_ samples: [Int16]) throws -> ClosedRange<Int> {
        let limit = try loudest(samples) - 50
        let first = try #require(samples.firstIndex { rms([$0]) > limit })
        let last = try #require(samples.lastIndex { rms([$0]) > limit })
        return first...last
    }

    private func loudest(_ samples: [Int16]) throws -> Double {
        let starts = stride(from: 0, through: max(0, samples.count - 800), by: 80)
        return try #require(starts.map { rms(samples[$0...].prefix(800)) }.max())
    }

    private func differences(_ samples: [Int16]) -> [Int16] {
        zip(samples.dropFirst(), samples).map { Int16(clamping: Int($0) - Int($1)) }
    }

    private func milliseconds(_ samples: Int) -> Double { Double(samples) / 8 }

    @Test("have little before and after the sound of any word, and then nothing", arguments: words)
    func tails(text: String, voice: String) throws {
        // The silence of the engine is zero, and so the original says where there is sound.
        let original = try Espeak.recording(text, voice: voice)
        let (prompt, report) = try Mastering().master(original, named: text)
        let spoken = try sound(original.samples)
        let start = Int(report.trimmedBefore / .microseconds(125))
        let before = milliseconds(spoken.lowerBound - start)
        let after = milliseconds(start + prompt.samples.count - 1 - spoken.upperBound)
        #expect(before <= 20 + 25, "\(before) ms")
        #expect(after <= 40 + 25, "\(after) ms")
        let heard = try sound(prompt.samples)
        #expect(milliseconds(heard.lowerBound) <= 20 + 25)
        #expect(milliseconds(prompt.samples.count - 1 - heard.upperBound) <= 40 + 25)
        // Once the filter has settled there is nothing, and the edges end in it.
        #expect(prompt.samples.suffix(80).allSatisfy { $0.magnitude <= 1 })
        #expect(rms(prompt.samples.prefix(8)) < (try loudest(prompt.samples)) - 30)
        #expect(try #require(prompt.samples.first).magnitude <= 2)
        #expect(abs(report.level.loudness + 23) < 0.2)
        #expect(report.level.peak <= -3)
    }

    @Test("leave every consonant in the prompt", arguments: words)
    func consonants(text: String, voice: String) throws {
        let original = try Espeak.recording(text, voice: voice)
        let (prompt, report) = try Mastering().master(original, named: text)
        let start = Int(report.trimmedBefore / .microseconds(125))
        let limit = try loudest(original.samples) - 45
        for cut in [original.samples.prefix(start), original.samples.dropFirst(start + prompt.samples.count)] {
            for index in stride(from: cut.startIndex, to: cut.endIndex, by: 80) {
                #expect(rms(cut[index...].prefix(80)) < limit)
            }
        }
    }

    @Test(
        "have what follows the vowel of a number",
        arguments: [("six", "fr"), ("sept", "fr"), ("huit", "fr"), ("neuf", "fr"), ("vingt-sept", "fr"), ("six", "en")])
    func endings(text: String, voice: String) throws {
        let original = try Espeak.recording(text, voice: voice)
        let (prompt, report) = try Mastering().master(original, named: text)
        let spoken = try sound(original.samples).upperBound
        let end = spoken - Int(report.trimmedBefore / .microseconds(125))
        // The last 15 ms of the engine's sound are as loud beside the rest as they were, its slow swings left out.
        let prompted = differences(prompt.samples)
        let change = rms(prompted[(end - 120)..<end]) - (try loudest(prompted))
        let originally = differences(original.samples)
        let expected = rms(originally[(spoken - 120)..<spoken]) - (try loudest(originally))
        #expect(abs(change - expected) < 1, "\(change) dB, \(expected) dB in the original")
    }

    @Test("stay where they are, and the sound with them, when a prompt is mastered again", arguments: words)
    func idempotence(text: String, voice: String) throws {
        let prompt = try Mastering().master(try Espeak.recording(text, voice: voice), named: text).recording
        let (again, report) = try Mastering().master(prompt, named: text)
        // One step of the measurement.
        #expect(report.trimmedBefore <= .microseconds(2_500) && report.trimmedAfter <= .microseconds(2_500))
        #expect(abs(report.gain) < 0.05)
        let rest = prompt.samples.dropFirst(Int(report.trimmedBefore / .microseconds(125)))
        let changes = zip(rest, again.samples).map { $0 - $1 }.dropFirst(60).dropLast(60)
        #expect(rms(changes) < rms(prompt.samples) - 40)
    }

    @Test("of a person's recording have no offset either", arguments: [-3_000, 400, 3_000])
    func person(offset: Int16) throws {
        let speech = try Espeak.recording("vingt-sept").samples
        let room = (noise(8_000, decibels: -70), noise(8_000, decibels: -70, seed: 2))
        let plain = room.0 + speech + room.1
        let prompt = try Mastering().master(Recording(samples: plain), named: "vingt-sept").recording
        let shifted = Recording(samples: plain.map { max(-29_000, min(29_000, $0)) + offset })
        let (unshifted, report) = try Mastering().master(shifted, named: "vingt-sept")
        #expect(abs(report.offset * 32_768 - Double(offset)) < 60)
        let changes = zip(prompt.samples, unshifted.samples).map { abs(Int($0) - Int($1)) }
        #expect(unshifted.samples.count == prompt.samples.count)
        #expect(try #require(changes.max()) <= 1)
        let tail = unshifted.samples.suffix(200).map(Int.init)
        #expect(abs(tail.reduce(0, +)) / tail.count <= 4)
    }
}
