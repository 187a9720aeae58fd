import Glibc
import RTP
import TestSupport
import Testing

/// Callers who speak, pause, hum, or say nothing.
struct SilenceDetectorTests {
    /// A frame of something, by the sample's number.
    private typealias Sound = (Int) -> Double

    private static func hum(_ amplitude: Double) -> Sound { { amplitude * sin(2 * .pi * 50 * Double($0) / 8_000) } }

    private static func noise(_ amplitude: Double) -> Sound {
        { index in
            var random = SplitMix64(seed: UInt64(index))
            return amplitude * Double.random(in: -1...1, using: &random)
        }
    }

    /// Syllables of 200 ms with breaks of 60 ms between them, and a breath each two seconds, over noise.
    private static func speech(_ amplitude: Double) -> Sound {
        { index in
            let (syllable, sentence) = (index % 2_080, index % 16_000)
            let speaks = syllable < 1_600 && sentence < 13_600
            return noise(40)(index) + (speaks ? amplitude * sin(2 * .pi * 200 * Double(index) / 8_000) : 0)
        }
    }

    /// Feeds so many seconds of a sound.
    ///
    /// - Returns: what was noticed, with the tick.
    private func feed(
        _ detector: inout SilenceDetector, seconds: Double, _ sound: Sound?, law: G711 = .aLaw
    ) -> [String] {
        var events: [String] = []
        for tick in 0..<Int(seconds * 50) {
            let event: SilenceDetector.Event?
            if let sound {
                let frame = (0..<160).map { law.encode(Int16(clamping: Int(sound(tick * 160 + $0)))) }
                event = detector.receive(frame.span, law: law)
            } else {
                event = detector.receiveNothing()
            }
            if let event { events.append("\(event) \(tick)") }
        }
        return events
    }

    @Test("A caller speaks at once, and then is silent", arguments: G711.allCases)
    func message(law: G711) {
        var detector = SilenceDetector(final: .seconds(4))
        let spoken = feed(&detector, seconds: 20, Self.speech(3_000), law: law)
        #expect(spoken == ["speechBegan 2"])
        #expect(detector.leadingSilence == .zero)
        let after = feed(&detector, seconds: 10, Self.noise(40), law: law)
        #expect(after.count == 1)
        #expect(after.first?.hasPrefix("finalSilence 1") == true, "\(after)")
        #expect(detector.hasSpoken)
        #expect(abs((detector.trailingSilence - .seconds(10)) / .milliseconds(1)) <= 400)
    }

    @Test("A soft voice is heard over the noise of the line")
    func soft() {
        var detector = SilenceDetector()
        let events = feed(&detector, seconds: 10, Self.speech(500))
        #expect(events == ["speechBegan 2"])
    }

    @Test("Who says nothing is reported once, whether the line is quiet or dead")
    func nothing() {
        var quiet = SilenceDetector(leading: .seconds(6))
        let quietEvents = feed(&quiet, seconds: 30, Self.noise(40))
        #expect(quietEvents == ["nothingSaid 299"])
        #expect(quiet.leadingSilence == .seconds(30))
        var dead = SilenceDetector(leading: .seconds(6))
        let deadEvents = feed(&dead, seconds: 30, nil)
        #expect(deadEvents == ["nothingSaid 299"])
    }

    @Test("Packets that stop coming end a message as silence does")
    func dead() {
        var detector = SilenceDetector(final: .seconds(4))
        _ = feed(&detector, seconds: 5, Self.speech(3_000))
        let events = feed(&detector, seconds: 10, nil)
        // The last word is heard in three frames of five, so until two ticks after its end.
        #expect(events == ["finalSilence 201"])
    }

    @Test("A hum or a hiss after speech is silence, three seconds later", arguments: [3_000.0, 300])
    func humAfterSpeech(amplitude: Double) {
        for sound in [Self.hum(amplitude), Self.noise(amplitude)] {
            var detector = SilenceDetector(final: .seconds(4))
            _ = feed(&detector, seconds: 5, Self.speech(3_000))
            let events = feed(&detector, seconds: 12, sound)
            #expect(events.count == 1, "\(events)")
            let tick = events.first?.split(separator: " ").last.flatMap { Int($0) } ?? 0
            #expect((190...380).contains(tick), "\(events)")
        }
    }

    @Test("A hum from the beginning is no speech; speech over it is")
    func humFromTheBeginning() {
        var detector = SilenceDetector(leading: .seconds(8))
        let events = feed(&detector, seconds: 12, Self.hum(1_000))
        #expect(events == ["speechBegan 2", "nothingSaid 399"])
        #expect(!detector.hasSpoken)
        let (hum, speech) = (Self.hum(1_000), Self.speech(8_000))
        let over = feed(&detector, seconds: 2) { hum($0) + speech($0) }
        #expect(over == ["speechBegan 2"])
    }

    @Test("A click is no speech")
    func click() {
        var detector = SilenceDetector(leading: .seconds(2))
        _ = feed(&detector, seconds: 1, Self.noise(40))
        _ = feed(&detector, seconds: 0.04, Self.hum(20_000))
        _ = feed(&detector, seconds: 3, Self.noise(40))
        #expect(!detector.hasSpoken)
    }

    @Test("Who speaks again after the end was reported, and pauses again, is reported again")
    func again() {
        var detector = SilenceDetector(final: .seconds(2))
        _ = feed(&detector, seconds: 4, Self.speech(3_000))
        let first = feed(&detector, seconds: 3, Self.noise(40))
        let second = feed(&detector, seconds: 3, Self.speech(3_000))
        let third = feed(&detector, seconds: 3, Self.noise(40))
        #expect(
            [first, second, third].map { $0.map { $0.split(separator: " ").first ?? "" } } == [
                ["finalSilence"], ["speechBegan"], ["finalSilence"],
            ])
    }

    @Test(
        "In the recorded prompts nobody falls silent for two seconds, and everybody does at the end",
        arguments: [
            "en/ask-client-number", "en/bulletin-active.1", "fr/ask-message", "fr/hold", "fr/goodbye",
        ])
    func prompts(name: String) throws {
        let samples = try Self.recording(name)
        for law in G711.allCases {
            var detector = SilenceDetector(final: .seconds(2))
            var events: [SilenceDetector.Event] = []
            for start in stride(from: 0, to: samples.count - 160, by: 160) {
                let frame = samples[start..<start + 160].map(law.encode)
                if let event = detector.receive(frame.span, law: law) { events.append(event) }
            }
            #expect(events == [.speechBegan])
            #expect(detector.leadingSilence <= .milliseconds(800))
            #expect(detector.trailingSilence <= .milliseconds(1_200), "\(detector.trailingSilence)")
            for _ in 0..<110 {
                if let event = detector.receiveNothing() { events.append(event) }
            }
            #expect(events == [.speechBegan, .finalSilence])
        }
    }

    /// The samples of a recorded prompt at 8 kHz.
    private static func recording(_ name: String) throws -> [Int16] {
        let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let file = try #require(fopen("/\(root)/prompts/\(name).wav", "rb"), "\(name)")
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 4_000_000)
        bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
        func number(_ place: Int, _ count: Int) -> Int {
            (0..<count).reversed().reduce(0) { $0 << 8 | Int(bytes[place + $1]) }
        }
        // Chunks after "RIFF", the length and "WAVE": the format says the rate, the samples follow "data".
        var (place, rate) = (12, 0)
        while place + 8 <= bytes.count {
            let (kind, length) = (bytes[place..<place + 4], number(place + 4, 4))
            if kind.elementsEqual("fmt ".utf8) { rate = number(place + 12, 4) }
            if kind.elementsEqual("data".utf8) {
                let step = try #require(rate % 8_000 == 0 && rate > 0 ? rate / 8_000 : nil)
                let end = min(bytes.count, place + 8 + length)
                return stride(from: place + 8, to: end - 1, by: 2 * step).map {
                    Int16(truncatingIfNeeded: number($0, 2))
                }
            }
            place += 8 + length + length % 2
        }
        return []
    }

    @Test("Extreme durations are held")
    func durations() {
        var detector = SilenceDetector(final: .seconds(-1), leading: .zero)
        let events = feed(&detector, seconds: 0.1, nil)
        #expect(events == ["nothingSaid 0"])
        var patient = SilenceDetector(final: .seconds(Int64.max), leading: .seconds(Int64.max))
        let none = feed(&patient, seconds: 60, nil)
        #expect(none == [])
    }
}
