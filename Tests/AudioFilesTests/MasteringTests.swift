import AudioFiles
import Desk
import Testing

@Suite("Mastering") struct MasteringTests {
    private let mastering = Mastering()

    private func master(_ recording: Recording) throws -> (recording: Recording, report: MasteringReport) {
        try mastering.master(recording, named: "prompt")
    }

    private func message(_ samples: [Int16]) -> String? {
        #expect(throws: Problem.self) {
            _ = try mastering.master(Recording(samples: samples), named: "prompt")
        }?.message
    }

    private func silence(_ count: Int) -> [Int16] { [Int16](repeating: 0, count: count) }

    @Test("brings speech to -23 LUFS at whatever level it was recorded", arguments: [-36.0, -30, -20, -10, 0, 3, 6])
    func loudness(gain: Double) throws {
        for (text, voice) in [(Espeak.french, "fr"), (Espeak.english, "en"), ("Deux.", "fr"), ("Sept.", "fr")] {
            let original = try Espeak.recording(text, voice: voice).amplified(by: gain)
            let (prompt, report) = try master(original)
            let level = try #require(AudioLevel(prompt))
            #expect(abs(level.loudness + 23) < 0.2)
            #expect(report.level == level)
            #expect(!report.isHeldByCeiling)
            #expect(level.peak <= -3)
            #expect(level.longestFullScaleRun == 0)
        }
    }

    @Test(
        "of a mastered prompt changes nothing that can be heard",
        arguments: [Espeak.french, Espeak.english, "Deux.", "Six."])
    func idempotence(text: String) throws {
        let once = try master(try Espeak.recording(text))
        let twice = try master(once.recording)
        #expect(twice.recording.samples.count == once.recording.samples.count)
        let changes = zip(once.recording.samples, twice.recording.samples).map { $0 - $1 }
        // The edges fade once more, and what lies below the voice.
        #expect(rms(changes) < rms(once.recording.samples) - 45)
        #expect(abs(twice.report.gain) < 0.01)
        #expect(twice.report.trimmedBefore == .zero && twice.report.trimmedAfter == .zero)
    }

    @Test("gives the same samples every time")
    func determinism() throws {
        let original = try Espeak.recording(Espeak.french)
        #expect(try master(original).recording == master(original).recording)
    }

    @Test("trims the silence, keeps a little of it and fades the edges")
    func trimming() throws {
        let tone = sine16(500, seconds: 1, decibels: -10)
        let noisy = noise(8_000, decibels: -75) + tone + noise(16_000, decibels: -75, seed: 2)
        let (prompt, report) = try master(Recording(samples: noisy))
        #expect(abs(report.trimmedBefore / .milliseconds(1) - 980) <= 10)
        #expect(abs(report.trimmedAfter / .milliseconds(1) - 1_960) <= 10)
        #expect(abs(prompt.duration / .milliseconds(1) - 1_060) <= 20)
        // Nothing before the sound: the edges are those of the tone.
        let faded = try master(Recording(samples: sine16(500, seconds: 1, decibels: -10).map { $0 &+ 1 })).recording
            .samples
        #expect(faded.count == 8_000)
        #expect(rms(faded.prefix(10)) < rms(faded[100..<200]) - 15)
        #expect(rms(faded.suffix(10)) < rms(faded[100..<200]) - 15)
        #expect(abs(rms(faded[40..<80]) - rms(faded[4_000..<4_080])) < 1)
    }

    @Test("keeps a soft consonant at the beginning and the burst of one at the end", arguments: [-60.0, -55, -50])
    func consonants(floor: Double) throws {
        // As in "fente": 80 ms of a soft f, a vowel, 80 ms of closure, 15 ms of a t.
        let vowel = sine16(300, seconds: 0.3, decibels: -10)
        let fricative = noise(640, decibels: -10 - 3 - 36, seed: 3)
        let burst = noise(120, decibels: -10 - 3 - 32, seed: 4)
        let word = fricative + vowel + noise(640, decibels: floor - 25, seed: 5) + burst
        let before = noise(8_000, decibels: floor - 25, seed: 6)
        let samples = before + word + noise(8_000, decibels: floor - 25, seed: 7)
        let report = try master(Recording(samples: samples)).report
        #expect(abs(report.trimmedBefore / .milliseconds(1) - 980) <= 10)
        #expect(abs(report.trimmedAfter / .milliseconds(1) - 960) <= 10)
    }

    @Test("does not take a click for speech")
    func click() throws {
        let click = [Int16](repeating: 20_000, count: 8)
        let samples = silence(4_000) + click + silence(8_000) + sine16(500, seconds: 1, decibels: -10) + silence(4_000)
        let report = try master(Recording(samples: samples)).report
        #expect(abs(report.trimmedBefore / .milliseconds(1) - 1_481) <= 15)
    }

    @Test("keeps noise at the edges for 0.2 s at most")
    func noisyRoom() throws {
        let samples =
            noise(16_000, decibels: -50) + sine16(500, seconds: 1, decibels: -10)
            + noise(16_000, decibels: -50, seed: 2)
        let report = try master(Recording(samples: samples)).report
        #expect(abs(report.trimmedBefore / .milliseconds(1) - 1_780) <= 15)
        #expect(abs(report.trimmedAfter / .milliseconds(1) - 1_760) <= 15)
    }

    @Test("removes a DC offset")
    func offset() throws {
        let speech = try Espeak.recording(Espeak.french).amplified(by: -6)
        let shifted = Recording(samples: speech.samples.map { $0 + 3_000 })
        let (prompt, report) = try master(shifted)
        #expect(abs(report.offset * 32_768 - 3_000) < 50)
        let mean = prompt.samples.reduce(0.0) { $0 + Double($1) } / Double(prompt.samples.count)
        #expect(abs(mean) < 1)
        let furthest = try zip(prompt.samples, master(speech).recording.samples).map { abs(Int($0) - Int($1)) }.max()
        #expect(try #require(furthest) <= 4)
    }

    @Test("holds the level down rather than clip")
    func ceiling() throws {
        var samples = sine16(500, seconds: 2, decibels: -40)
        for index in stride(from: 0, to: samples.count, by: 800) { samples[index] = 32_767 }
        let (prompt, report) = try master(Recording(samples: samples))
        #expect(report.isHeldByCeiling)
        #expect(report.level.peak <= -3 && report.level.peak > -3.01)
        #expect(report.level.loudness < -24)
        #expect(report.gain < 0)
        #expect(prompt.samples.contains(23_197))
        #expect(report.description.hasSuffix("dBFS, held down by the ceiling"))
        let again = try master(prompt)
        #expect(again.report.isHeldByCeiling)
        #expect(abs(again.report.gain) < 0.05)
    }

    @Test("is refused for silence and for what is too quiet or too long")
    func refusals() {
        #expect(message([]) == "there is nothing but silence in it")
        #expect(message(silence(8_000)) == "there is nothing but silence in it")
        #expect(message([Int16](repeating: 500, count: 8_000)) == "there is nothing but silence in it")
        #expect(message(sine16(1_000, seconds: 1, decibels: -75)) == "the recording is too quiet, under -70 LUFS")
        #expect(
            message(sine16(1_000, seconds: 1, decibels: -62))
                == "the recording is too quiet: it has -65.1 LUFS of -23.0")
        #expect(message([Int16](repeating: 1, count: 4_800_001)) == "the sound is 600.000 s long")
    }

    @Test("is refused with advice that suits a person and an engine")
    func advice() {
        let silent = #expect(throws: Problem.self) {
            _ = try mastering.master(Recording(samples: silence(8_000)), named: "prompt")
        }
        #expect(silent?.mend == "check what made it, the microphone or the speech engine, and make it again")
        let quiet = #expect(throws: Problem.self) {
            _ = try mastering.master(Recording(samples: sine16(1_000, seconds: 1, decibels: -62)), named: "prompt")
        }
        #expect(quiet?.mend == "make it louder: speak closer to the microphone, or set the engine's volume")
    }

    @Test("takes clips of any length", arguments: [1, 2, 5, 79, 80, 81, 99, 799, 800, 801])
    func shortest(count: Int) throws {
        let samples = (0..<count).map { Int16($0 % 2 == 0 ? 9_000 : -8_000) }
        if count == 1 {
            #expect(message(samples) == "there is nothing but silence in it")
        } else {
            let (prompt, report) = try master(Recording(samples: samples))
            #expect(prompt.samples.count == count)
            #expect(report.level.peak <= -3)
        }
    }

    @Test("says what it did")
    func report() throws {
        let report = try master(Recording(samples: silence(4_000) + sine16(1_000, seconds: 1, decibels: -30))).report
        #expect(
            report.description == "gain 10.1 dB, cut 0.470 s before and 0.000 s after, now -23.0 LUFS, peak -19.8 dBFS")
    }

    @Test(
        "brings speech to -23 dBov of active speech after ITU-T P.56",
        arguments: [
            (Espeak.french, "fr"), (Espeak.english, "en"), (Espeak.english, "en+f3"), (Espeak.french, "fr+f2"),
        ])
    func activeLevel(text: String, voice: String) throws {
        // The measure itself: a steady tone is active throughout, so its level is its power.
        #expect(abs(activeSpeechLevel(sine16(1_000, seconds: 5, decibels: -20)) + 23.01) < 0.1)
        let prompt = try master(try Espeak.recording(text, voice: voice)).recording
        let active = activeSpeechLevel(prompt.samples)
        #expect(abs(active + 23) < 0.7, "\(active) dBov")
    }
}
